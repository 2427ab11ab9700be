package org.jejak.pipeline.job;

import java.util.List;
import org.jejak.audience.LeadScores;
import org.jejak.config.AudienceSettings;
import org.jejak.table.*;

/**
 * Learns lead scores and scores all customers anew each night: with the date every age moves on. What they did is kept
 * incrementally, so a night reads no interactions.
 */
public final class ScoreJob {
    private ScoreJob() {}

    public static Outputs restate(Inputs in, Run run) {
        AudienceSettings audience = run.settings().audience();
        if (audience.scores().isEmpty())
            return Outputs.of(FactCustomerScore.TABLE, List.of())
                    .and(AggScoreModel.TABLE, List.of())
                    .and(AggScoreValidation.TABLE, List.of());
        LeadScores scores = LeadScores.learn(
                in.of(CustomerActivity.TABLE), in.of(Customers.TABLE), in.of(FactConsent.TABLE), audience, run.date());
        return Outputs.of(FactCustomerScore.TABLE, scores.customers())
                .and(AggScoreModel.TABLE, scores.models())
                .and(AggScoreValidation.TABLE, scores.validation());
    }
}
