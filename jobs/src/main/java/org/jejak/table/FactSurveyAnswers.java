package org.jejak.table;

/** What customers said when asked or unasked: survey answers, review stars and the tone of social mentions, on one scale. */
public final class FactSurveyAnswers {
    private static final Columns C = new Columns();

    public static final Field ANSWER_ID = C.text("answer_id", "The interaction; silver.interactions.interaction_id.");
    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");
    public static final Field CONTACT_ID = C.optional().aboutAPerson().text("contact_id",
            "The contact it is about; fact_contacts.contact_id; null if about none.");
    public static final Field SUBMISSION_ID = C.optional().aboutAPerson().text("submission_id",
            "Answers given together have the same one; null if the source does not say.");
    public static final Field SURVEY = C.text("survey",
            "Which survey, as the source calls it; review for reviews, social for mentions, (none) if not said.");
    public static final Field QUESTION = C.text("question",
            "The question: as the source calls it, lower case; stars for reviews, sentiment for mentions.");
    public static final Field DIMENSION = C.optional().text("dimension",
            "Dimension of the CX index that the question speaks for: effectiveness, ease or emotion; null if it is outside of the index, as nps is.");
    public static final Field CONTACT_CHANNEL = C.text("contact_channel",
            "What it is about: email, phone, chat, social, store, web, app; (none) if not said.");
    public static final Field RATING_SCALE = C.optional().text("rating_scale",
            "Scale as given, with its ends: csat_1_5, nps_0_10; null if not said.");
    public static final Field STAGE = C.text("stage",
            "Lifecycle stage the customer was in just before: reach (also if nothing was before), nurture, convert or support.");
    public static final Field SEGMENT = C.text("segment", "What the customer was then: prospect (no order yet), new (one order) or repeat.");
    public static final Field REASON = C.optional().text("reason",
            "Why the score cannot be used: missing_score, unknown_scale or out_of_range; null if it can.");
    public static final Field SCORE = C.optional().decimal("score", "The answer as given, on rating_scale; null if missing.");
    public static final Field SCORE_SHARE = C.optional().decimal("score_share",
            "The answer from 0 (worst) to 1 (best), reversed questions turned round; null with a reason.");
    public static final Field ANSWERED_DATE = C.date("answered_date", "Business date of answered_at.");
    public static final Field MONTH = C.date("month", "First day of the month of answered_date; how the table is stored.");
    public static final Field ANSWERED_AT = C.timestamp("answered_at", "When, UTC.");
    public static final Table TABLE = Table.gold(
                    "fact_survey_answers", "One row per answer, review or mention of a known customer.", C)
            .keyedBy(ANSWER_ID)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(CONTACT_ID, () -> FactContacts.TABLE)
            .references(CONTACT_CHANNEL, () -> DimContactChannel.TABLE)
            .references(STAGE, () -> DimStage.TABLE)
            .references(SEGMENT, () -> DimSegment.TABLE)
            .references(ANSWERED_DATE, () -> DimDate.TABLE)
            .check("share_in_range", "score_share IS NULL OR score_share BETWEEN 0 AND 1")
            .check("share_or_reason", "(score_share IS NULL) = (reason IS NOT NULL)")
            .byMonth(MONTH)
            .scope(Scope.CUSTOMER);

    private FactSurveyAnswers() {}
}
