package org.jejak.experience;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.jejak.config.ExperienceSettings;
import org.jejak.table.FactSurveyAnswers;
import org.jejak.table.RowBuilder;

/**
 * What a customer said, on a scale from 0 (worst) to 1 (best).
 *
 * @param id the interaction
 * @param at when
 * @param type survey_response, review or mention
 * @param survey which survey
 * @param submission answers given together
 * @param question the question
 * @param dimension dimension of the index it speaks for, or null
 * @param channel what it is about
 * @param ticketId the ticket or chat it is about, or null
 * @param scale scale as given, or null
 * @param score answer as given, or null
 * @param share answer from 0 to 1, or null with a reason
 * @param reason why it cannot be used, or null
 */
record SurveyAnswer(
        String id,
        Instant at,
        String type,
        String survey,
        String submission,
        String question,
        String dimension,
        String channel,
        String ticketId,
        String scale,
        Double score,
        Double share,
        String reason) {

    private static final Pattern ENDS = Pattern.compile(".*?_(-?\\d+(?:\\.\\d+)?)_(-?\\d+(?:\\.\\d+)?)");

    static SurveyAnswer of(FeedbackRecord r, ExperienceSettings settings, PropertyReader properties) {
        String question = switch (r.type()) {
            case "review" -> "stars";
            case "mention" -> "sentiment";
            default ->
                (r.topic() != null ? r.topic() : r.event() != null ? r.event() : "(none)").toLowerCase(Locale.ROOT);
        };
        String survey = switch (r.type()) {
            case "review" -> "review";
            case "mention" -> "social";
            default -> orNone(properties.text(r, "survey"));
        };
        List<ExperienceSettings.Question> known = settings.questions().stream()
                .filter(q -> q.name().equals(question))
                .toList();
        boolean reversed = !known.isEmpty() && known.get(0).reversed();
        Double share = share(r.rating(), r.scale(), reversed);
        return new SurveyAnswer(
                r.id(),
                r.at(),
                r.type(),
                survey,
                properties.text(r, "submission"),
                question,
                known.isEmpty() ? null : known.get(0).dimension(),
                r.type().equals("mention") ? "social" : orNone(properties.text(r, "about")),
                r.ticketId(),
                r.scale(),
                r.rating(),
                share,
                share != null ? null : reason(r));
    }

    /**
     * (score - worst) / (best - worst) by the ends in the name of the scale, such as csat_1_5; a scale that counts down
     * (ces_7_1) and a reversed question turn it round. Null if the score is missing, the scale has no ends, or the score
     * lies outside.
     */
    static Double share(Double score, String scale, boolean reversed) {
        double[] ends = ends(scale);
        if (score == null || score.isNaN() || ends == null) return null;
        double share = (score - ends[0]) / (ends[1] - ends[0]);
        if (share < 0 || share > 1) return null;
        return reversed ? 1 - share : share;
    }

    private static double[] ends(String scale) {
        if (scale == null) return null;
        Matcher matcher = ENDS.matcher(scale);
        if (!matcher.matches()) return null;
        double low = Double.parseDouble(matcher.group(1));
        double high = Double.parseDouble(matcher.group(2));
        return low == high ? null : new double[] {low, high};
    }

    private static String reason(FeedbackRecord r) {
        if (r.rating() == null || r.rating().isNaN()) return "missing_score";
        return ends(r.scale()) == null ? "unknown_scale" : "out_of_range";
    }

    boolean isMention() {
        return type.equals("mention");
    }

    Row row(String customer, String contactId, String stage, String segment, ZoneId zone) {
        LocalDate date = at.atZone(zone).toLocalDate();
        return new RowBuilder(FactSurveyAnswers.TABLE)
                .set(FactSurveyAnswers.ANSWER_ID, id)
                .set(FactSurveyAnswers.CUSTOMER_ID, customer)
                .set(FactSurveyAnswers.CONTACT_ID, contactId)
                .set(FactSurveyAnswers.SUBMISSION_ID, submission)
                .set(FactSurveyAnswers.SURVEY, survey)
                .set(FactSurveyAnswers.QUESTION, question)
                .set(FactSurveyAnswers.DIMENSION, dimension)
                .set(FactSurveyAnswers.CONTACT_CHANNEL, channel)
                .set(FactSurveyAnswers.RATING_SCALE, scale)
                .set(FactSurveyAnswers.STAGE, stage)
                .set(FactSurveyAnswers.SEGMENT, segment)
                .set(FactSurveyAnswers.REASON, reason)
                .set(FactSurveyAnswers.SCORE, score == null || score.isNaN() ? null : score)
                .set(FactSurveyAnswers.SCORE_SHARE, share)
                .set(FactSurveyAnswers.ANSWERED_DATE, Date.valueOf(date))
                .set(FactSurveyAnswers.ANSWERED_MONTH, Date.valueOf(date.withDayOfMonth(1)))
                .set(FactSurveyAnswers.ANSWERED_AT, Timestamp.from(at))
                .row();
    }

    private static String orNone(String text) {
        return text == null ? "(none)" : text.toLowerCase(Locale.ROOT);
    }
}
