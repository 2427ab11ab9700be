package org.jejak.experience;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.config.ExperienceSettings;
import org.jejak.config.UsageException;
import org.jejak.table.FactContacts;
import org.jejak.table.FactSurveyAnswers;

/** Says of each contact whether it was a bad experience, by the predicate of the settings. */
final class NegativeExperience {
    static final String IS_BAD = "is_bad";

    private NegativeExperience() {}

    /**
     * Contacts with the column {@link #IS_BAD}, which is never null.
     *
     * @param contacts rows of {@link FactContacts}
     * @param answers all of {@link FactSurveyAnswers}
     * @throws UsageException for a predicate that is none over the columns there are
     */
    static Dataset<Row> judged(
            Dataset<Row> contacts, Dataset<Row> answers, ExperienceSettings settings, Timestamp asOf) {
        Dataset<Row> worst = answers.filter(FactSurveyAnswers.CONTACT_ID.col().isNotNull())
                .groupBy(
                        FactContacts.CONTACT_ID.col().as("rated_contact"),
                        FactContacts.CUSTOMER_ID.col().as("rated_customer"))
                .agg(min(FactSurveyAnswers.SCORE_SHARE.col()).as("satisfaction_share"));
        Dataset<Row> described = contacts.join(
                        worst,
                        FactContacts.CONTACT_ID
                                .col()
                                .equalTo(col("rated_contact"))
                                .and(FactContacts.CUSTOMER_ID.col().equalTo(col("rated_customer"))),
                        "left")
                .withColumn("is_unresolved", isUnresolved(settings, asOf))
                .withColumn("is_never_answered", isNeverAnswered(contacts, settings, asOf));
        return judged(described, settings.impact().bad());
    }

    private static Dataset<Row> judged(Dataset<Row> contacts, String bad) {
        try {
            return contacts.withColumn(IS_BAD, coalesce(expr(bad).cast("boolean"), lit(false)));
        } catch (Exception e) { // Spark's AnalysisException, which Java does not see coming
            throw new UsageException("jejak.experience.impact.bad = \"" + bad
                    + "\" is no condition over the columns of gold.fact_contacts, is_unresolved, is_never_answered and"
                    + " satisfaction_share; correct it in the settings: "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    private static Column isUnresolved(ExperienceSettings settings, Timestamp asOf) {
        long seconds = settings.contacts().resolveWithin().toSeconds();
        return FactContacts.RESOLVED_AT
                .col()
                .isNull()
                .and(FactContacts.CONTACT_KIND.col().isin("ticket", "chat"))
                .and(openedBy(asOf.toInstant().minusSeconds(seconds)));
    }

    /** As {@link EpisodeScores#reply} tells never, but that a bot's reply is a reply. */
    private static Column isNeverAnswered(Dataset<Row> contacts, ExperienceSettings settings, Timestamp asOf) {
        Object[] answeredChannels = contacts
                .filter(FactContacts.FIRST_HUMAN_REPLY_AT.col().isNotNull())
                .select(FactContacts.CONTACT_CHANNEL.col())
                .distinct()
                .collectAsList()
                .stream()
                .map(r -> r.getString(0))
                .sorted()
                .toArray();
        Column tooOld = lit(false);
        for (var target : settings.timeliness().entrySet()) {
            tooOld = when(
                            FactContacts.CONTACT_CHANNEL.col().equalTo(target.getKey()),
                            openedBy(target.getValue().overdue(asOf.toInstant())))
                    .otherwise(tooOld);
        }
        return FactContacts.FIRST_REPLY_AT
                .col()
                .isNull()
                .and(FactContacts.RESOLVED_AT.col().isNull())
                .and(FactContacts.CONTACT_KIND.col().isin("ticket", "chat"))
                .and(FactContacts.AGENT_TYPE.col().equalTo("agent"))
                .and(FactContacts.CONTACT_CHANNEL.col().isin(answeredChannels))
                .and(tooOld);
    }

    private static Column openedBy(Instant at) {
        return FactContacts.OPENED_AT.col().leq(lit(Timestamp.from(at)));
    }
}
