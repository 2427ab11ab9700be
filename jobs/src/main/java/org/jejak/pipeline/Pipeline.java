package org.jejak.pipeline;

import static org.jejak.pipeline.job.Job.job;
import static org.jejak.pipeline.job.KeySet.*;

import java.util.List;
import org.jejak.attribution.*;
import org.jejak.channel.*;
import org.jejak.dimension.*;
import org.jejak.journey.*;
import org.jejak.pipeline.job.*;
import org.jejak.retention.Retention;
import org.jejak.table.*;
import org.jejak.value.ValueViews;

/**
 * Every job on one page, in the order of the flow: what it reads and writes, which keys it hands on (touches) and which it
 * is scoped by, and the function that makes its rows. A job starts as soon as the jobs that make its inputs are done. How
 * rows get into a table is decided by the table's {@link Scope}.
 */
public final class Pipeline {
    // spotless:off
    public static final List<Job> JOBS = List.of(
        job("ingest").reads(Interactions.TABLE, Deletions.TABLE, IngestedFiles.TABLE)
            .touches(FILES_OF_RUN, TAKEN_BACK_FILES, FORMER_INTERACTIONS)
            .writes(Interactions.TABLE, Deletions.TABLE, AdSpend.TABLE, Rejects.TABLE, IngestedFiles.TABLE).as(IngestJob::takeIn),

        // who did it, and when they came
        job("classify-user-agents").reads(Interactions.TABLE, Agents.TABLE).scopedBy(FILES_OF_RUN, FORMER_INTERACTIONS).writes(Agents.TABLE)
            .as(UserAgentJob::classify),
        job("resolve-identities").reads(Interactions.TABLE, IdentityEdges.TABLE, IdentityConflicts.TABLE, Identifiers.TABLE)
            .scopedBy(FILES_OF_RUN, FORMER_INTERACTIONS).touches(FORMER_CUSTOMERS, IDENTIFIERS_OF_RUN)
            .writes(IdentityEdges.TABLE, CustomerMerges.TABLE, IdentityConflicts.TABLE, Identifiers.TABLE).as(IdentityJob::restate),
        job("sessionize").reads(Interactions.TABLE, Agents.TABLE, Sessions.TABLE).scopedBy(FILES_OF_RUN, FORMER_INTERACTIONS)
            .touches(SESSION_IDENTIFIERS).writes(Sessions.TABLE).as(SessionJob::restate),

        // what each customer's history says
        job("build-journeys").reads(Sessions.TABLE, Identifiers.TABLE, FactJourneys.TABLE)
            .scopedBy(FORMER_CUSTOMERS, IDENTIFIERS_OF_RUN, SESSION_IDENTIFIERS).touches(CUSTOMERS_OF_RUN)
            .writes(FactSessions.TABLE, FactTouchpoints.TABLE, FactConversions.TABLE, FactOrderItems.TABLE, FactJourneys.TABLE, FactStageHistory.TABLE,
                FactFunnelSteps.TABLE, Customers.TABLE)
            .as(JourneyJob::restate),
        job("build-contacts").reads(Interactions.TABLE, Identifiers.TABLE, FactConversions.TABLE, FactStageHistory.TABLE).scopedBy(CUSTOMERS_OF_RUN)
            .writes(FactContacts.TABLE, FactSurveyAnswers.TABLE).as(ContactJob::restate),
        job("cx-index").reads(FactContacts.TABLE, FactSurveyAnswers.TABLE, FactConversions.TABLE, Customers.TABLE, AggCxIndex.TABLE)
            .writes(AggCxIndex.TABLE, AggCxMetric.TABLE, AggResponseQuality.TABLE, AggCxDriver.TABLE, AggCxImpact.TABLE, AggCxAlert.TABLE)
            .as(CxIndexJob::figures),

        // dimensions, traffic, spend and paths
        job("channel-spend").reads(AdSpend.TABLE).writes(ChannelSpend.TABLE)
            .as((in, run) -> Outputs.of(ChannelSpend.TABLE, ChannelDaily.spend(in.of(AdSpend.TABLE), run.channels()))),
        job("calendar").reads(FactSessions.TABLE, ChannelSpend.TABLE).writes(DimDate.TABLE)
            .as((in, run) -> Outputs.of(DimDate.TABLE, Calendar.covering(in.of(FactSessions.TABLE), in.of(ChannelSpend.TABLE), run.date()))),
        job("products").reads(FactOrderItems.TABLE).writes(DimProduct.TABLE)
            .as((in, run) -> Outputs.of(DimProduct.TABLE, Products.products(in.of(FactOrderItems.TABLE)))),
        job("channels").writes(DimChannel.TABLE).as((in, run) -> Outputs.of(DimChannel.TABLE, ChannelList.channels(run.settings().channels().rules()))),
        job("about").reads(FactSessions.TABLE).writes(About.TABLE)
            .as((in, run) -> Outputs.of(About.TABLE, Origin.rows(in.of(FactSessions.TABLE), run.settings().report().brand(),
                run.settings().baseCurrency(), run.settings().zone(), run.date(), Version.TEXT))),
        job("contact-channels").reads(FactSurveyAnswers.TABLE).writes(DimContactChannel.TABLE)
            .as((in, run) -> Outputs.of(DimContactChannel.TABLE, ContactChannels.rows(in.of(FactSurveyAnswers.TABLE)))),
        job("codes").writes(DimStage.TABLE, DimSegment.TABLE, DimModel.TABLE)
            .as((in, run) -> Outputs.of(DimStage.TABLE, Stages.rows())
                .and(DimSegment.TABLE, Segments.rows(run.settings().value().segments())).and(DimModel.TABLE, Models.rows())),
        job("campaigns").reads(FactSessions.TABLE, Sessions.TABLE, ChannelSpend.TABLE).writes(DimCampaign.TABLE)
            .as((in, run) -> Outputs.of(DimCampaign.TABLE, Campaigns.campaigns(in.of(FactSessions.TABLE), in.of(Sessions.TABLE),
                in.of(ChannelSpend.TABLE)))),
        job("channel-daily").reads(FactSessions.TABLE, FactConversions.TABLE, ChannelSpend.TABLE).writes(AggChannelDaily.TABLE)
            .as((in, run) -> Outputs.of(AggChannelDaily.TABLE, ChannelDaily.daily(in.of(FactSessions.TABLE), in.of(FactConversions.TABLE),
                in.of(ChannelSpend.TABLE)))),
        job("journey-steps").reads(FactJourneys.TABLE).writes(AggJourneyStep.TABLE)
            .as((in, run) -> Outputs.of(AggJourneyStep.TABLE, JourneySteps.steps(in.of(FactJourneys.TABLE), run.settings().journey().paths()))),
        job("frequent-paths").reads(FactJourneys.TABLE).writes(AggFrequentPath.TABLE)
            .as((in, run) -> Outputs.of(AggFrequentPath.TABLE, FrequentPaths.sequences(in.of(FactJourneys.TABLE),
                run.settings().journey().paths()))),
        job("funnels").reads(FactFunnelSteps.TABLE).writes(AggFunnel.TABLE)
            .as((in, run) -> Outputs.of(AggFunnel.TABLE, FunnelCounts.funnels(in.of(FactFunnelSteps.TABLE), run.settings().journey().funnels(),
                run.asOf()))),
        job("stage-transitions").reads(FactStageHistory.TABLE).writes(AggStageTransition.TABLE)
            .as((in, run) -> Outputs.of(AggStageTransition.TABLE, StageTransitions.transitions(in.of(FactStageHistory.TABLE)))),

        // which channels earned what
        job("attribution-paths").reads(FactTouchpoints.TABLE, FactConversions.TABLE).scopedBy(CUSTOMERS_OF_RUN).writes(AttributionPaths.TABLE)
            .as(AttributionJob::paths),
        job("attribute").reads(AttributionPaths.TABLE, AggAttributionTransition.TABLE, AggAttributionDisagreement.TABLE, AggAttributionModel.TABLE)
            .scopedBy(CUSTOMERS_OF_RUN)
            .writes(FactAttribution.TABLE, AggAttribution.TABLE, AggAttributionTransition.TABLE, AggAttributionDisagreement.TABLE,
                AggAttributionModel.TABLE)
            .as(AttributionJob::credits),
        job("channel-performance").reads(AggAttribution.TABLE, ChannelSpend.TABLE, FactTouchpoints.TABLE, FactConversions.TABLE)
            .writes(AggChannelPerformance.TABLE)
            .as((in, run) -> Outputs.of(AggChannelPerformance.TABLE, ChannelPerformance.rows(in.of(AggAttribution.TABLE),
                in.of(ChannelSpend.TABLE), in.of(FactTouchpoints.TABLE), in.of(FactConversions.TABLE), run.settings().attribution()))),
        job("budget-advice").reads(AggAttribution.TABLE, ChannelSpend.TABLE).writes(AggBudgetAdvice.TABLE)
            .as((in, run) -> Outputs.of(AggBudgetAdvice.TABLE, BudgetAdvice.rows(in.of(AggAttribution.TABLE), in.of(ChannelSpend.TABLE),
                run.settings().attribution().advice()))),

        // what customers are worth, and whether they come back
        job("customer-value").reads(FactConversions.TABLE, Customers.TABLE, AggRevenueForecast.TABLE)
            .writes(FactCustomerValue.TABLE, AggClvModel.TABLE, AggClvValidation.TABLE, AggRevenueForecast.TABLE, AggSegmentMigration.TABLE)
            .as(ValueJob::customers),
        job("customer-value-views").reads(FactCustomerValue.TABLE, FactConversions.TABLE, Customers.TABLE, AggChannelDaily.TABLE)
            .writes(AggClvGrid.TABLE, AggChannelValue.TABLE).as(ValueJob::views),

        // who customers are
        job("activity").reads(Interactions.TABLE, Identifiers.TABLE, Sessions.TABLE, FactConversions.TABLE, Customers.TABLE, AudienceDefinitions.TABLE)
            .scopedBy(CUSTOMERS_OF_RUN).writes(CustomerActivity.TABLE, FactConsent.TABLE, FactMessage.TABLE, AudienceDefinitions.TABLE)
            .as(AudienceJob::activity),
        job("traits").reads(CustomerActivity.TABLE, Customers.TABLE, FactCustomerValue.TABLE, FactContacts.TABLE, FactConsent.TABLE)
            .writes(CustomerTraits.TABLE, FactCustomerTrait.TABLE, FactCustomerTag.TABLE).as(AudienceJob::traits),
        job("scores").reads(CustomerActivity.TABLE, Customers.TABLE, FactConsent.TABLE)
            .writes(FactCustomerScore.TABLE, AggScoreModel.TABLE, AggScoreValidation.TABLE).as(ScoreJob::restate),
        job("contact-preferences").reads(Customers.TABLE, Identifiers.TABLE, FactSessions.TABLE, FactMessage.TABLE)
            .writes(FactContactPreference.TABLE).as(AudienceJob::preferences),
        job("segments").reads(CustomerTraits.TABLE, FactCustomerTag.TABLE, FactCustomerScore.TABLE, FactConsent.TABLE, CustomerActivity.TABLE,
                CustomerMerges.TABLE, FactSegmentMember.TABLE, AggSegmentDaily.TABLE, Publications.TABLE)
            .writes(FactSegmentMember.TABLE, AggSegmentDaily.TABLE).as(AudienceJob::segments),
        job("customer-dimension").reads(Customers.TABLE, FactCustomerValue.TABLE, FactContactPreference.TABLE, FactCustomerScore.TABLE)
            .writes(DimCustomer.TABLE)
            .as((in, run) -> Outputs.of(DimCustomer.TABLE, ValueViews.dimension(in.of(Customers.TABLE), in.of(FactCustomerValue.TABLE),
                in.of(FactContactPreference.TABLE), in.of(FactCustomerScore.TABLE)))),
        job("retention").reads(Customers.TABLE, FactCustomerValue.TABLE, FactConversions.TABLE, FactSessions.TABLE, AggChannelDaily.TABLE)
            .writes(AggRetentionCohort.TABLE, AggRetentionFit.TABLE, AggRevenueMovement.TABLE, AggSurvival.TABLE, AggRepeatPurchase.TABLE,
                AggRetentionCost.TABLE)
            .as((in, run) -> Outputs.of(Retention.tables(in.of(Customers.TABLE), in.of(FactCustomerValue.TABLE), in.of(FactConversions.TABLE),
                in.of(FactSessions.TABLE), in.of(AggChannelDaily.TABLE), run.settings().retention(), run.date()))));
    // spotless:on

    private Pipeline() {}
}
