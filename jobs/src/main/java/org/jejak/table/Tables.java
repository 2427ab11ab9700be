package org.jejak.table;

import java.util.*;

/** Every table there is, in the order of the flow. */
public final class Tables {
    // spotless:off
    public static final List<Table> ALL = List.of(
        // silver: what came in, who it was, when they came
        Interactions.TABLE, Deletions.TABLE, Rejects.TABLE, AdSpend.TABLE, ChannelSpend.TABLE, Agents.TABLE, IdentityEdges.TABLE, Identifiers.TABLE,
        IdentityConflicts.TABLE, CustomerMerges.TABLE, Sessions.TABLE, Customers.TABLE, AttributionPaths.TABLE,
        CustomerActivity.TABLE, CustomerTraits.TABLE,
        // gold: what the tables are about, and dimensions
        About.TABLE, DimDate.TABLE, DimChannel.TABLE, DimCampaign.TABLE, DimContactChannel.TABLE, DimStage.TABLE, DimSegment.TABLE,
        DimModel.TABLE, DimProduct.TABLE, DimCustomer.TABLE,
        // gold: what each customer did
        FactSessions.TABLE, FactTouchpoints.TABLE, FactConversions.TABLE, FactOrderItems.TABLE, FactJourneys.TABLE, FactStageHistory.TABLE, FactFunnelSteps.TABLE,
        FactCustomerValue.TABLE,
        // gold: traffic and paths
        AggChannelDaily.TABLE, AggJourneyStep.TABLE, AggFunnel.TABLE, AggFrequentPath.TABLE, AggStageTransition.TABLE,
        // gold: attribution
        FactAttribution.TABLE, AggAttribution.TABLE, AggAttributionModel.TABLE, AggAttributionTransition.TABLE,
        AggAttributionDisagreement.TABLE, AggChannelPerformance.TABLE, AggBudgetAdvice.TABLE,
        // gold: retention
        AggRetentionCohort.TABLE, AggRetentionFit.TABLE, AggRevenueMovement.TABLE, AggSurvival.TABLE, AggRepeatPurchase.TABLE,
        AggRetentionCost.TABLE,
        // gold: customer experience
        FactContacts.TABLE, FactSurveyAnswers.TABLE, AggCxIndex.TABLE, AggCxMetric.TABLE, AggCxDriver.TABLE, AggCxImpact.TABLE,
        AggResponseQuality.TABLE, AggCxAlert.TABLE,
        // gold: customer value
        AggClvModel.TABLE, AggClvValidation.TABLE, AggClvGrid.TABLE, AggRevenueForecast.TABLE, AggSegmentMigration.TABLE,
        AggChannelValue.TABLE,
        // gold: audience
        FactConsent.TABLE, FactMessage.TABLE, FactContactPreference.TABLE, FactCustomerTrait.TABLE, FactCustomerTag.TABLE,
        FactCustomerScore.TABLE, AggScoreModel.TABLE, AggScoreValidation.TABLE, FactSegmentMember.TABLE, AggSegmentDaily.TABLE,
        // ops: what runs did
        IngestedFiles.TABLE, Runs.TABLE, JobRuns.TABLE, QualityResults.TABLE, Publications.TABLE, AudienceDefinitions.TABLE);
    // spotless:on

    private Tables() {}

    /** The table called {@code name} or {@code schema.name}. */
    public static Optional<Table> named(String name) {
        return ALL.stream()
                .filter(t -> t.fullName().equals(name) || t.name().equals(name))
                .findFirst();
    }

    /** The tables of one schema. */
    public static List<Table> of(String schema) {
        return ALL.stream().filter(t -> t.schema().equals(schema)).toList();
    }
}
