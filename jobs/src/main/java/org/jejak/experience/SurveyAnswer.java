package org.jejak.experience;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.config.ExperienceSettings;
import org.jejak.table.*;

/**
 * One answer to a survey question, review or mention, on a scale from 0 (worst) to 1 (best). The same as a row of
 * {@link FactSurveyAnswers}, where the fields are explained. {@link #of} makes answers from records and {@link #read} from
 * rows; afterwards nothing changes them.
 */
public final class SurveyAnswer {
    /** By customer, time and id: an order that does not depend on partitions. */
    static final Comparator<SurveyAnswer> BY_CUSTOMER = Comparator.comparing((SurveyAnswer a) -> a.customer)
            .thenComparing(a -> a.at)
            .thenComparing(a -> a.id);

    private static final RowReader READER = new RowReader(FactSurveyAnswers.TABLE.fields());

    final String id;
    final Instant at;
    String customer;
    String contactId;
    String submission;
    String survey;
    String question;
    String dimension;
    String contactChannel;
    String scale;
    String stage;
    String segment;
    String reason;
    Double score;
    Double share;
    LocalDate date;

    /** Whether it is a mention on a social network; only known of answers made from records. */
    boolean isMention;

    /** What a mention is about, or null; only known of answers made from records. */
    String topic;

    /** The ticket or chat it is about, or null; only known of answers made from records. */
    String ticketId;

    /** The customer's acquisition channel; only known of answers that were read. */
    String acquisitionChannel;

    /** The customer's acquisition channel and present segment; only known of answers that were read. */
    String stratum;

    private SurveyAnswer(String id, Instant at) {
        this.id = id;
        this.at = at;
    }

    /** The answer of a record of {@link FeedbackRecord.What#ANSWER}; whose it is, and what the customer was then, is left open. */
    static SurveyAnswer of(FeedbackRecord r, ExperienceSettings settings, PropertyReader properties) {
        SurveyAnswer a = new SurveyAnswer(r.id(), r.at());
        a.question = switch (r.type()) {
            case "review" -> "stars";
            case "mention" -> "sentiment";
            default -> orNone(r.topic() != null ? r.topic() : r.event());
        };
        a.survey = switch (r.type()) {
            case "review" -> "review";
            case "mention" -> "social";
            default -> orNone(properties.text(r, "survey"));
        };
        ExperienceSettings.Question known = settings.questions().stream()
                .filter(q -> q.name().equals(a.question))
                .findFirst()
                .orElse(null);
        a.submission = properties.text(r, "submission");
        a.dimension = known == null ? null : known.dimension();
        a.isMention = r.type().equals("mention");
        a.topic = a.isMention ? r.topic() : null;
        a.contactChannel = a.isMention ? "social" : orNone(properties.text(r, "about"));
        a.ticketId = r.ticketId();
        a.scale = r.scale();
        a.score = r.rating() == null || r.rating().isNaN() ? null : r.rating();
        a.share = share(a.score, a.scale, known != null && known.reversed());
        a.reason = a.share != null
                ? null
                : a.score == null
                        ? "missing_score"
                        : RatingScale.of(a.scale) == null ? "unknown_scale" : "out_of_range";
        return a;
    }

    /**
     * The answer of a row.
     *
     * @param row begins with the columns of {@link FactSurveyAnswers}; others may follow
     * @param acquisitionChannel the customer's acquisition channel
     * @param stratum the customer's acquisition channel and present segment
     */
    public static SurveyAnswer read(Row row, String acquisitionChannel, String stratum) {
        SurveyAnswer a = new SurveyAnswer(
                READER.get(row, FactSurveyAnswers.ANSWER_ID), READER.instant(row, FactSurveyAnswers.ANSWERED_AT));
        a.customer = READER.get(row, FactSurveyAnswers.CUSTOMER_ID);
        a.contactId = READER.get(row, FactSurveyAnswers.CONTACT_ID);
        a.submission = READER.get(row, FactSurveyAnswers.SUBMISSION_ID);
        a.survey = READER.get(row, FactSurveyAnswers.SURVEY);
        a.question = READER.get(row, FactSurveyAnswers.QUESTION);
        a.dimension = READER.get(row, FactSurveyAnswers.DIMENSION);
        a.contactChannel = READER.get(row, FactSurveyAnswers.CONTACT_CHANNEL);
        a.scale = READER.get(row, FactSurveyAnswers.RATING_SCALE);
        a.stage = READER.get(row, FactSurveyAnswers.STAGE);
        a.segment = READER.get(row, FactSurveyAnswers.SEGMENT);
        a.reason = READER.get(row, FactSurveyAnswers.REASON);
        a.score = READER.get(row, FactSurveyAnswers.SCORE);
        a.share = READER.get(row, FactSurveyAnswers.SCORE_SHARE);
        a.date = READER.day(row, FactSurveyAnswers.ANSWERED_DATE);
        a.acquisitionChannel = acquisitionChannel;
        a.stratum = stratum;
        return a;
    }

    /** A row of {@link FactSurveyAnswers}. */
    Row toRow() {
        return new RowBuilder(FactSurveyAnswers.TABLE)
                .set(FactSurveyAnswers.ANSWER_ID, id)
                .set(FactSurveyAnswers.CUSTOMER_ID, customer)
                .set(FactSurveyAnswers.CONTACT_ID, contactId)
                .set(FactSurveyAnswers.SUBMISSION_ID, submission)
                .set(FactSurveyAnswers.SURVEY, survey)
                .set(FactSurveyAnswers.QUESTION, question)
                .set(FactSurveyAnswers.DIMENSION, dimension)
                .set(FactSurveyAnswers.CONTACT_CHANNEL, contactChannel)
                .set(FactSurveyAnswers.RATING_SCALE, scale)
                .set(FactSurveyAnswers.STAGE, stage)
                .set(FactSurveyAnswers.SEGMENT, segment)
                .set(FactSurveyAnswers.REASON, reason)
                .set(FactSurveyAnswers.SCORE, score)
                .set(FactSurveyAnswers.SCORE_SHARE, share)
                .set(FactSurveyAnswers.ANSWERED_DATE, Date.valueOf(date))
                .set(FactSurveyAnswers.MONTH, Date.valueOf(date.withDayOfMonth(1)))
                .set(FactSurveyAnswers.ANSWERED_AT, Timestamp.from(at))
                .row();
    }

    /** What answers given together have in common: the customer, and the submission or else the time. */
    String submissionKey() {
        return customer + "|" + (submission == null ? at.toString() : submission);
    }

    /**
     * (score - worst) / (best - worst) by the ends in the name of the scale, such as csat_1_5. A scale that counts down
     * (ces_7_1) and a reversed question turn it round. Null if the score is missing, the scale has no ends, or the score
     * lies outside.
     */
    static Double share(Double score, String scale, boolean isReversed) {
        RatingScale ends = RatingScale.of(scale);
        if (score == null || ends == null) return null;
        double share = ends.share(score);
        if (share < 0 || share > 1) return null;
        return isReversed ? 1 - share : share;
    }

    private static String orNone(String text) {
        return text == null ? "(none)" : text.toLowerCase(Locale.ROOT);
    }
}
