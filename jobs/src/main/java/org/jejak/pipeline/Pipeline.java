package org.jejak.pipeline;

import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.udf;
import static org.jejak.pipeline.Job.job;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.channel.ChannelClassifier;
import org.jejak.channel.ChannelDaily;
import org.jejak.channel.ChannelList;
import org.jejak.channel.ReferrerClassifier;
import org.jejak.config.Settings;
import org.jejak.experience.ContactsAndAnswers;
import org.jejak.journey.Calendar;
import org.jejak.journey.FrequentPaths;
import org.jejak.journey.FunnelCounts;
import org.jejak.journey.JourneySteps;
import org.jejak.journey.Journeys;
import org.jejak.journey.StageTransitions;
import org.jejak.pipeline.job.AttributionJob;
import org.jejak.pipeline.job.ExperienceJob;
import org.jejak.pipeline.job.IdentityJob;
import org.jejak.pipeline.job.JourneyJob;
import org.jejak.pipeline.job.PerformanceJob;
import org.jejak.pipeline.job.RetentionJob;
import org.jejak.pipeline.job.SessionJob;
import org.jejak.pipeline.job.ValueJob;
import org.jejak.retention.Retention;
import org.jejak.session.BotDetector;
import org.jejak.table.AdSpend;
import org.jejak.table.Agents;
import org.jejak.table.AggAttribution;
import org.jejak.table.AggAttributionDisagreement;
import org.jejak.table.AggAttributionModel;
import org.jejak.table.AggAttributionTransition;
import org.jejak.table.AggBudgetAdvice;
import org.jejak.table.AggChannelDaily;
import org.jejak.table.AggChannelPerformance;
import org.jejak.table.AggChannelValue;
import org.jejak.table.AggClvGrid;
import org.jejak.table.AggClvModel;
import org.jejak.table.AggClvValidation;
import org.jejak.table.AggCxAlert;
import org.jejak.table.AggCxDriver;
import org.jejak.table.AggCxImpact;
import org.jejak.table.AggCxIndex;
import org.jejak.table.AggCxMetric;
import org.jejak.table.AggFrequentPath;
import org.jejak.table.AggFunnel;
import org.jejak.table.AggJourneyStep;
import org.jejak.table.AggResponseQuality;
import org.jejak.table.AggRevenueForecast;
import org.jejak.table.AggSegmentMigration;
import org.jejak.table.AggStageTransition;
import org.jejak.table.AttributionPaths;
import org.jejak.table.CustomerMerges;
import org.jejak.table.Customers;
import org.jejak.table.DimCampaign;
import org.jejak.table.DimChannel;
import org.jejak.table.DimCustomer;
import org.jejak.table.DimDate;
import org.jejak.table.FactAttribution;
import org.jejak.table.FactContacts;
import org.jejak.table.FactConversions;
import org.jejak.table.FactCustomerValue;
import org.jejak.table.FactFunnelSteps;
import org.jejak.table.FactJourneys;
import org.jejak.table.FactSessions;
import org.jejak.table.FactStageHistory;
import org.jejak.table.FactSurveyAnswers;
import org.jejak.table.FactTouchpoints;
import org.jejak.table.Identifiers;
import org.jejak.table.IdentityConflicts;
import org.jejak.table.IdentityEdges;
import org.jejak.table.Interactions;
import org.jejak.table.Sessions;
import org.jejak.table.Table;
import org.jejak.warehouse.Warehouse;

/**
 * Every job after ingest, on one page, in the order of the flow. A job runs as soon as the tables it reads are there;
 * jobs that do not wait for each other run at the same time.
 */
public final class Pipeline {
    public static final List<Job> JOBS = List.of(
            job("classify-user-agents")
                    .reads(Interactions.TABLE)
                    .writes(Agents.TABLE)
                    .as((run, batch) -> List.of(
                            run.full()
                                    ? run.warehouse().fill(Agents.TABLE, judged(run, batch, run.none(Agents.TABLE)))
                                    : run.warehouse()
                                            .appendNew(Agents.TABLE, judged(run, batch, run.of(Agents.TABLE))))),
            job("resolve-identities")
                    .reads(Interactions.TABLE)
                    .writes(IdentityEdges.TABLE, IdentityConflicts.TABLE, Identifiers.TABLE, CustomerMerges.TABLE)
                    .as(IdentityJob::work),
            job("sessionize")
                    .reads(Interactions.TABLE, Agents.TABLE)
                    .writes(Sessions.TABLE)
                    .as(SessionJob::work),
            job("build-journeys")
                    .reads(Sessions.TABLE, Identifiers.TABLE)
                    .writes(Journeys.TABLES.toArray(Table[]::new))
                    .as((run, batch) -> JourneyJob.work(run)),
            job("build-contacts")
                    .reads(Interactions.TABLE, FactConversions.TABLE, FactStageHistory.TABLE)
                    .writes(ContactsAndAnswers.TABLES.toArray(Table[]::new))
                    .as((run, batch) -> ExperienceJob.contacts(run)),
            job("cx-index")
                    .reads(FactContacts.TABLE, FactSurveyAnswers.TABLE, FactConversions.TABLE, Customers.TABLE)
                    .writes(
                            AggCxIndex.TABLE,
                            AggCxMetric.TABLE,
                            AggResponseQuality.TABLE,
                            AggCxDriver.TABLE,
                            AggCxImpact.TABLE,
                            AggCxAlert.TABLE)
                    .as((run, batch) -> ExperienceJob.index(run)),
            job("calendar")
                    .reads(FactSessions.TABLE)
                    .writes(DimDate.TABLE)
                    .as((run, batch) -> List.of(replaced(run, DimDate.TABLE, calendar(run)))),
            job("channels")
                    .writes(DimChannel.TABLE)
                    .as((run, batch) -> List.of(replaced(run, DimChannel.TABLE, ChannelList.channels()))),
            job("campaigns")
                    .reads(FactSessions.TABLE, Sessions.TABLE, AdSpend.TABLE)
                    .writes(DimCampaign.TABLE)
                    .as((run, batch) -> List.of(run.warehouse()
                            .replaceAll(
                                    DimCampaign.TABLE,
                                    ChannelDaily.campaigns(
                                            run.of(FactSessions.TABLE), run.of(Sessions.TABLE), spend(run))))),
            job("channel-daily")
                    .reads(FactSessions.TABLE, FactConversions.TABLE, AdSpend.TABLE)
                    .writes(AggChannelDaily.TABLE)
                    .as((run, batch) -> List.of(run.warehouse()
                            .replaceAll(
                                    AggChannelDaily.TABLE,
                                    ChannelDaily.daily(
                                            run.of(FactSessions.TABLE), run.of(FactConversions.TABLE), spend(run))))),
            job("journey-steps")
                    .reads(FactJourneys.TABLE)
                    .writes(AggJourneyStep.TABLE)
                    .as((run, batch) -> List.of(replaced(
                            run,
                            AggJourneyStep.TABLE,
                            JourneySteps.steps(
                                    run.of(FactJourneys.TABLE),
                                    run.settings().journey().paths())))),
            job("frequent-paths")
                    .reads(FactJourneys.TABLE)
                    .writes(AggFrequentPath.TABLE)
                    .as((run, batch) -> List.of(replaced(
                            run,
                            AggFrequentPath.TABLE,
                            FrequentPaths.sequences(
                                    run.of(FactJourneys.TABLE),
                                    run.settings().journey().paths())))),
            job("funnels")
                    .reads(FactFunnelSteps.TABLE)
                    .writes(AggFunnel.TABLE)
                    .as((run, batch) -> List.of(replaced(
                            run,
                            AggFunnel.TABLE,
                            FunnelCounts.funnels(
                                    run.of(FactFunnelSteps.TABLE),
                                    run.settings().journey().funnels(),
                                    run.asOf())))),
            job("stage-transitions")
                    .reads(FactStageHistory.TABLE)
                    .writes(AggStageTransition.TABLE)
                    .as((run, batch) -> List.of(run.warehouse()
                            .replaceAll(
                                    AggStageTransition.TABLE,
                                    StageTransitions.transitions(run.of(FactStageHistory.TABLE))))),
            job("attribution-paths")
                    .reads(FactTouchpoints.TABLE, FactConversions.TABLE)
                    .writes(AttributionPaths.TABLE)
                    .as((run, batch) -> AttributionJob.paths(run)),
            job("attribute")
                    .reads(AttributionPaths.TABLE)
                    .writes(
                            FactAttribution.TABLE,
                            AggAttribution.TABLE,
                            AggAttributionTransition.TABLE,
                            AggAttributionDisagreement.TABLE,
                            AggAttributionModel.TABLE)
                    .as((run, batch) -> AttributionJob.credits(run)),
            job("channel-performance")
                    .reads(AggAttribution.TABLE, FactTouchpoints.TABLE, FactConversions.TABLE, AdSpend.TABLE)
                    .writes(AggChannelPerformance.TABLE)
                    .as((run, batch) -> PerformanceJob.performance(run, spend(run))),
            job("budget-advice")
                    .reads(AggAttribution.TABLE, AdSpend.TABLE)
                    .writes(AggBudgetAdvice.TABLE)
                    .as((run, batch) -> PerformanceJob.advice(run, spend(run))),
            job("customer-value")
                    .reads(FactConversions.TABLE, Customers.TABLE)
                    .writes(
                            FactCustomerValue.TABLE,
                            AggClvModel.TABLE,
                            AggClvValidation.TABLE,
                            AggRevenueForecast.TABLE,
                            AggSegmentMigration.TABLE)
                    .as((run, batch) -> ValueJob.customers(run)),
            job("customer-value-views")
                    .reads(FactCustomerValue.TABLE, FactConversions.TABLE, Customers.TABLE, AggChannelDaily.TABLE)
                    .writes(AggClvGrid.TABLE, AggChannelValue.TABLE)
                    .as((run, batch) -> ValueJob.views(run)),
            job("customer-dimension")
                    .reads(Customers.TABLE, FactCustomerValue.TABLE)
                    .writes(DimCustomer.TABLE)
                    .as((run, batch) -> ValueJob.dimension(run)),
            job("retention")
                    .reads(
                            Customers.TABLE,
                            FactCustomerValue.TABLE,
                            FactConversions.TABLE,
                            FactSessions.TABLE,
                            AggChannelDaily.TABLE)
                    .writes(Retention.TABLES.toArray(Table[]::new))
                    .as((run, batch) -> RetentionJob.work(run)));

    private Pipeline() {}

    private static Dataset<Row> judged(Run run, RunInteractions batch, Dataset<Row> known) {
        return BotDetector.judge(batch.interactions(), known, run.settings().bots());
    }

    private static Warehouse.Written replaced(Run run, Table table, List<Row> rows) {
        return run.warehouse().replaceAll(table, run.spark().createDataFrame(rows, table.toStructType()));
    }

    private static List<Row> calendar(Run run) {
        Row first = run.of(FactSessions.TABLE).agg(min("started_date")).first();
        LocalDate from = first.isNullAt(0) ? run.date() : first.getDate(0).toLocalDate();
        return Calendar.days(from.isAfter(run.date()) ? run.date() : from, run.date());
    }

    private static Dataset<Row> spend(Run run) {
        Settings settings = run.settings();
        ChannelClassifier channels =
                new ChannelClassifier(settings.channels(), new ReferrerClassifier(settings.referrers()));
        UserDefinedFunction channelOf = udf(
                (UDF3<String, String, String, String>) (source, medium, campaign) ->
                        channels.classify(source, medium, campaign).channel(),
                DataTypes.StringType);
        return ChannelDaily.spend(run.of(AdSpend.TABLE), channelOf);
    }
}
