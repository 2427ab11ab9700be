package org.jejak.experience;

import static org.apache.spark.sql.functions.*;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.*;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.config.ExperienceSettings;
import org.jejak.config.UsageException;
import org.jejak.experience.ReplyRule.Reply;
import org.jejak.table.*;

/** Marks the contacts that were a negative experience, by the predicate of the settings ({@code impact.bad}). */
final class NegativeExperience {
    static final String IS_NEGATIVE = "is_negative";

    private NegativeExperience() {}

    /**
     * Contacts with the column {@link #IS_NEGATIVE}, which is never null.
     *
     * @param contacts rows of {@link FactContacts}
     * @param answers all of {@link FactSurveyAnswers}
     * @throws UsageException for a predicate that is none over the columns there are
     */
    static Dataset<Row> marked(
            Dataset<Row> contacts, Dataset<Row> answers, ExperienceSettings settings, Timestamp asOf) {
        Dataset<Row> worst = answers.filter(FactSurveyAnswers.CONTACT_ID.col().isNotNull())
                .groupBy(FactSurveyAnswers.CONTACT_ID.col().as("rated_contact"))
                .agg(min(FactSurveyAnswers.SCORE_SHARE.col()).as("satisfaction_share"));
        Dataset<Row> described = contacts.join(
                        worst, FactContacts.CONTACT_ID.col().equalTo(col("rated_contact")), "left")
                .withColumn("is_unresolved", isUnresolved(settings, asOf))
                .withColumn("is_never_answered", isNeverAnswered(contacts, settings, asOf));
        return marked(described, settings.impact().bad());
    }

    private static Dataset<Row> marked(Dataset<Row> contacts, String bad) {
        try {
            return contacts.withColumn(IS_NEGATIVE, coalesce(expr(bad).cast("boolean"), lit(false)));
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
                .and(FactContacts.OPENED_AT
                        .col()
                        .leq(lit(Timestamp.from(asOf.toInstant().minusSeconds(seconds)))));
    }

    /** Tickets and chats that were never answered by {@link ReplyRule}, and that no bot replied to either. */
    private static Column isNeverAnswered(Dataset<Row> contacts, ExperienceSettings settings, Timestamp asOf) {
        Set<String> answeredChannels = contacts
                .filter(FactContacts.FIRST_HUMAN_REPLY_AT.col().isNotNull())
                .select(FactContacts.CONTACT_CHANNEL.col())
                .distinct()
                .collectAsList()
                .stream()
                .map(r -> r.getString(0))
                .collect(Collectors.toSet());
        ReplyRule replies = new ReplyRule(settings, answeredChannels, asOf.toInstant());
        UserDefinedFunction isNever = udf(
                (UDF5<String, String, Timestamp, Timestamp, Timestamp, Boolean>) (channel, agent, opened, human, end) ->
                        replies.of(channel, agent, instant(opened), instant(human), instant(end)) == Reply.NEVER,
                DataTypes.BooleanType);
        return FactContacts.FIRST_REPLY_AT
                .col()
                .isNull()
                .and(FactContacts.CONTACT_KIND.col().isin("ticket", "chat"))
                .and(isNever.apply(
                        FactContacts.CONTACT_CHANNEL.col(),
                        FactContacts.AGENT_TYPE.col(),
                        FactContacts.OPENED_AT.col(),
                        FactContacts.FIRST_HUMAN_REPLY_AT.col(),
                        FactContacts.RESOLVED_AT.col()));
    }

    private static Instant instant(Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
