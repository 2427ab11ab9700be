package org.jejak.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.contains;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.IngestSettings;
import org.jejak.config.SourceSettings;
import org.jejak.table.AdSpend;
import org.jejak.table.Field;
import org.jejak.table.Interactions;
import org.jejak.table.RawRecords;
import org.jejak.table.Rejects;

/**
 * Turns raw records into canonical ones. Nothing is dropped: each record comes out once, with all columns of its target
 * table and either no {@code reason} or the code of what is wrong with it. Only the record itself and the date of its
 * file decide, never the date of the run.
 */
public final class Intake {
    /** Interaction types; anything else becomes {@code other}. */
    static final List<String> TYPES = List.of(
            ("page_view screen_view click email_delivered email_open email_click ad_impression ad_click chat_message "
                            + "ticket_opened ticket_closed survey_response review mention store_visit order refund sign_up lead "
                            + "referral identify other")
                    .split(" "));

    private static final List<Field> IDENTIFIERS = List.of(
            Interactions.ANONYMOUS_ID,
            Interactions.DEVICE_ID,
            Interactions.USER_ID,
            Interactions.EMAIL_HASH,
            Interactions.PHONE_HASH,
            Interactions.LOYALTY_ID,
            Interactions.ORDER_ID);
    private static final StructType ADDRESS = new StructType()
            .add("url", DataTypes.StringType)
            .add("host", DataTypes.StringType)
            .add("path", DataTypes.StringType)
            .add("utm_source", DataTypes.StringType)
            .add("utm_medium", DataTypes.StringType)
            .add("utm_campaign", DataTypes.StringType)
            .add("utm_term", DataTypes.StringType)
            .add("utm_content", DataTypes.StringType)
            .add("utm_id", DataTypes.StringType)
            .add("click_id", DataTypes.StringType)
            .add("click_id_type", DataTypes.StringType);

    private final IngestSettings limits;
    private final String zone;
    private final UserDefinedFunction rate;
    private final UserDefinedFunction emailHash;
    private final UserDefinedFunction phoneHash;
    private final UserDefinedFunction addressHash;
    private final UserDefinedFunction lineHmac;
    private final UserDefinedFunction identifierHash;
    private final UserDefinedFunction address;
    private final UserDefinedFunction scrubbed = udf((UDF1<String, String>) WebAddress::scrub, DataTypes.StringType);

    /**
     * @param clickIds names of address parameters that are click ids, the strongest first
     */
    public Intake(IngestSettings limits, String zone, List<String> clickIds, Rates rates, Pseudonyms pseudonyms) {
        List<String> known = List.copyOf(clickIds);
        this.address = udf((UDF1<String, Row>) url -> parts(url, known), ADDRESS);
        this.limits = limits;
        this.zone = zone;
        this.rate = udf((UDF2<String, Date, java.math.BigDecimal>) rates::on, DataTypes.createDecimalType(18, 8));
        this.emailHash = udf((UDF1<String, String>) pseudonyms::email, DataTypes.StringType);
        this.phoneHash = udf((UDF1<String, String>) pseudonyms::phone, DataTypes.StringType);
        this.addressHash = udf((UDF1<String, String>) pseudonyms::address, DataTypes.StringType);
        this.identifierHash = udf((UDF1<String, String>) pseudonyms::identifier, DataTypes.StringType);
        this.lineHmac = udf((UDF1<byte[], String>) pseudonyms::line, DataTypes.StringType);
    }

    /** Records of a source of interactions: all columns of {@link Interactions} and of {@link Rejects}. */
    public Dataset<Row> interactions(Dataset<Row> raw, SourceSettings source, Mapping mapping) {
        List<Column> mapped = carried();
        for (Field field : Interactions.TABLE.fields()) {
            if (!List.of("interaction_key", "source_name", "source_kind", "source_file", "source_line", "properties")
                    .contains(field.name())) {
                mapped.add(mapping.column(field.name()).as(raw(field.name())));
            }
        }
        for (String personal : Mapping.PERSONAL)
            mapped.add(mapping.column(personal).cast("string").as(raw(personal)));
        mapped.add(mapping.hasInput("occurred_at").as("has_occurred_at"));
        mapped.add(RawRecords.PROPERTIES.col());
        Dataset<Row> strings = raw.select(mapped.toArray(Column[]::new));

        Dataset<Row> parsed = strings.withColumn("page", address.apply(text("page_url")))
                .withColumn("referrer", address.apply(text("referrer_url")))
                .withColumn("t_occurred", time(strings, "occurred_at", source.zone()))
                .withColumn("t_received", time(strings, "received_at", source.zone()))
                .withColumn("d_business", to_date(from_utc_timestamp(col("t_occurred"), zone)))
                .withColumn("currency", upper(word("currency_code")))
                .withColumn("revenue", money("revenue_amount"))
                .withColumn("cost", money("cost_amount"))
                .withColumn("rate", rate.apply(col("currency"), col("d_business")));

        Column ownId = unnamed(clean(text("interaction_id"), 1_000));
        Column id = concat_ws(
                ":",
                lit(source.name()),
                coalesce(
                        ownId,
                        sha2(
                                concat(
                                        concat_ws("|", RawRecords.SOURCE_FILE.col(), RawRecords.SOURCE_LINE.col())
                                                .cast("binary"),
                                        RawRecords.LINE.col()),
                                256)));
        Column type = lower(trim(text("interaction_type")));
        Column business = col("d_business");
        Dataset<Row> canonical = parsed.select(
                Interactions.INTERACTION_ID.from(id),
                Interactions.INTERACTION_KEY.from(functions.xxhash64(id)),
                Interactions.SOURCE_NAME.from(lit(source.name())),
                Interactions.SOURCE_KIND.from(lit(source.kind())),
                Interactions.SOURCE_FILE.col(),
                Interactions.SOURCE_LINE.col(),
                Interactions.INTERACTION_TYPE.from(
                        when(type.isin(TYPES.toArray()), type).otherwise("other")),
                Interactions.EVENT_NAME.from(scrubbed(word("event_name"))),
                Interactions.ANONYMOUS_ID.from(
                        coalesce(unnamed(identifier("anonymous_id")), addressHash.apply(text("anonymous_seed")))),
                Interactions.DEVICE_ID.from(unnamed(identifier("device_id"))),
                Interactions.USER_ID.from(unnamed(identifier("user_id"))),
                Interactions.EMAIL_HASH.from(emailHash.apply(identifier("email"))),
                Interactions.PHONE_HASH.from(phoneHash.apply(identifier("phone"))),
                Interactions.LOYALTY_ID.from(unnamed(identifier("loyalty_id"))),
                Interactions.SOURCE_SESSION_ID.from(unnamed(identifier("source_session_id"))),
                Interactions.PAGE_URL.from(col("page.url")),
                Interactions.PAGE_HOST.from(col("page.host")),
                Interactions.PAGE_PATH.from(col("page.path")),
                Interactions.PAGE_TITLE.from(scrubbed(word("page_title"))),
                Interactions.REFERRER_URL.from(col("referrer.url")),
                Interactions.REFERRER_HOST.from(col("referrer.host")),
                Interactions.CAMPAIGN_SOURCE.from(scrubbed(coalesce(word("campaign_source"), col("page.utm_source")))),
                Interactions.CAMPAIGN_MEDIUM.from(scrubbed(coalesce(word("campaign_medium"), col("page.utm_medium")))),
                Interactions.CAMPAIGN_NAME.from(scrubbed(coalesce(word("campaign_name"), col("page.utm_campaign")))),
                Interactions.CAMPAIGN_TERM.from(scrubbed(coalesce(word("campaign_term"), col("page.utm_term")))),
                Interactions.CAMPAIGN_CONTENT.from(
                        scrubbed(coalesce(word("campaign_content"), col("page.utm_content")))),
                Interactions.CAMPAIGN_ID.from(scrubbed(coalesce(word("campaign_id"), col("page.utm_id")))),
                Interactions.CLICK_ID.from(coalesce(word("click_id"), col("page.click_id"))),
                Interactions.CLICK_ID_TYPE.from(coalesce(lower(word("click_id_type")), col("page.click_id_type"))),
                Interactions.USER_AGENT.from(scrubbed(expr("left(trim(" + raw("user_agent") + "), 1000)"))),
                Interactions.IP_ADDRESS_HASH.from(addressHash.apply(text("ip_address"))),
                Interactions.COUNTRY_CODE.from(upper(word("country_code"))),
                Interactions.LANGUAGE.from(scrubbed(word("language"))),
                Interactions.PLATFORM.from(scrubbed(word("platform"))),
                Interactions.ORDER_ID.from(unnamed(identifier("order_id"))),
                Interactions.PRODUCT_ID.from(scrubbed(word("product_id"))),
                Interactions.TICKET_ID.from(unnamed(identifier("ticket_id"))),
                Interactions.TOPIC.from(scrubbed(word("topic"))),
                Interactions.AGENT_TYPE.from(lower(word("agent_type"))),
                Interactions.RATING_SCALE.from(lower(word("rating_scale"))),
                Interactions.WORDS.from(scrubbed(word("text"))),
                Interactions.CURRENCY_CODE.from(col("currency")),
                Interactions.REVENUE_AMOUNT.from(col("revenue")),
                Interactions.COST_AMOUNT.from(col("cost")),
                Interactions.BASE_REVENUE_AMOUNT.from(expr("try_cast(try_multiply(revenue, rate) AS decimal(18,4))")),
                Interactions.QUANTITY.from(wholeNumber("quantity")),
                Interactions.RATING.from(number("rating")),
                Interactions.BUSINESS_DATE.from(business),
                Interactions.BUSINESS_MONTH.from(trunc(business, "MM")),
                Interactions.DELIVERED_ON.from(coalesce(
                        to_date(from_utc_timestamp(col("t_received"), zone)), RawRecords.FILE_DATE.col(), business)),
                Interactions.OCCURRED_AT.from(col("t_occurred")),
                Interactions.RECEIVED_AT.from(col("t_received")),
                Interactions.PROPERTIES.from(functions.transform_values(
                        functions.map_filter(
                                RawRecords.PROPERTIES.col(), (name, value) -> not(contains(name, lit("@")))),
                        (name, value) -> scrubbed(value))),
                RawRecords.REASON.col(),
                RawRecords.FIELD.col(),
                RawRecords.LINE.col(),
                RawRecords.BYTE_OFFSET.col(),
                RawRecords.BYTE_LENGTH.col(),
                RawRecords.FILE_DATE.col(),
                col("has_occurred_at"),
                word("revenue_amount").isNotNull().as("has_revenue_amount"),
                word("cost_amount").isNotNull().as("has_cost_amount"),
                col("rate").isNotNull().as("has_rate"),
                word("quantity").isNotNull().as("has_quantity"),
                word("rating").isNotNull().as("has_rating"));
        return judged(canonical, interactionFault(), source);
    }

    /** Records of a source of ad spend: all columns of {@link AdSpend} and of {@link Rejects}. */
    public Dataset<Row> adSpend(Dataset<Row> raw, SourceSettings source, Mapping mapping) {
        List<Column> mapped = carried();
        for (String name : List.of(
                "business_date",
                "campaign_source",
                "campaign_medium",
                "campaign_name",
                "campaign_id",
                "currency_code",
                "cost_amount",
                "impression_count",
                "click_count")) {
            mapped.add(mapping.column(name).cast("string").as(raw(name)));
        }
        mapped.add(mapping.hasInput("business_date").as("has_occurred_at"));
        Dataset<Row> parsed = raw.select(mapped.toArray(Column[]::new))
                .withColumn("business_date", expr("try_cast(trim(" + raw("business_date") + ") AS date)"))
                .withColumn("currency_code", upper(word("currency_code")))
                .withColumn("cost_amount", money("cost_amount"))
                .withColumn("rate", rate.apply(col("currency_code"), col("business_date")));
        Dataset<Row> canonical = parsed.select(
                AdSpend.SPEND_ID.from(sha2(
                        concat_ws("|", lit(source.name()), RawRecords.SOURCE_FILE.col(), RawRecords.SOURCE_LINE.col()),
                        256)),
                AdSpend.SOURCE_NAME.from(lit(source.name())),
                AdSpend.SOURCE_FILE.col(),
                AdSpend.SOURCE_LINE.col(),
                AdSpend.CAMPAIGN_SOURCE.from(word("campaign_source")),
                AdSpend.CAMPAIGN_MEDIUM.from(word("campaign_medium")),
                AdSpend.CAMPAIGN_NAME.from(word("campaign_name")),
                AdSpend.CAMPAIGN_ID.from(word("campaign_id")),
                AdSpend.CURRENCY_CODE.from(col("currency_code")),
                AdSpend.COST_AMOUNT.from(col("cost_amount")),
                AdSpend.BASE_COST_AMOUNT.from(expr("try_cast(try_multiply(cost_amount, rate) AS decimal(18,4))")),
                AdSpend.IMPRESSION_COUNT.from(wholeNumber("impression_count")),
                AdSpend.CLICK_COUNT.from(wholeNumber("click_count")),
                AdSpend.BUSINESS_DATE.from(col("business_date")),
                AdSpend.DELIVERED_ON.from(coalesce(RawRecords.FILE_DATE.col(), col("business_date"))),
                RawRecords.REASON.col(),
                RawRecords.FIELD.col(),
                RawRecords.LINE.col(),
                RawRecords.BYTE_OFFSET.col(),
                RawRecords.BYTE_LENGTH.col(),
                RawRecords.FILE_DATE.col(),
                col("has_occurred_at"));
        Column date = AdSpend.BUSINESS_DATE.col();
        Column fault = when(
                        date.isNull(),
                        when(col("has_occurred_at"), "bad_time|business_date").otherwise("missing_time|business_date"))
                .when(year(date).lt(limits.earliestYear()), "bad_time|business_date")
                .when(date.gt(date_add(RawRecords.FILE_DATE.col(), 1)), "future_time|business_date")
                .when(
                        AdSpend.COST_AMOUNT
                                .col()
                                .isNull()
                                .or(AdSpend.COST_AMOUNT.col().lt(0)),
                        "bad_amount|cost_amount")
                .when(AdSpend.BASE_COST_AMOUNT.col().isNull(), "unknown_currency|currency_code");
        return judged(canonical, fault, source);
    }

    /** The rejects among judged records, in the shape of {@link Rejects}. */
    public static Dataset<Row> rejects(Dataset<Row> judged) {
        return Rejects.TABLE.select(judged.filter(RawRecords.REASON.col().isNotNull()));
    }

    private Column interactionFault() {
        Column occurred = Interactions.OCCURRED_AT.col();
        Column received = Interactions.RECEIVED_AT.col();
        // without a time of arrival the record came, at the latest, when the day of its file ended, wherever that was
        Column endOfFileDay = expr("CAST(date_add(file_date, 1) AS timestamp) + INTERVAL '12' HOUR");
        Column delivered = coalesce(received, endOfFileDay, occurred);
        Column latest =
                date_add(RawRecords.FILE_DATE.col(), (int) -limits.maxLateness().toDays());
        Column tooLate = when(
                        received.isNotNull(),
                        occurred.lt(expr("received_at - INTERVAL '"
                                + limits.maxLateness().toSeconds() + "' SECOND")))
                .otherwise(coalesce(Interactions.BUSINESS_DATE.col().lt(latest), lit(false)));
        Column future = occurred.gt(
                delivered.plus(expr("INTERVAL '" + limits.futureTolerance().toSeconds() + "' SECOND")));
        Column nobody = IDENTIFIERS.stream()
                .map(f -> f.col().isNull())
                .reduce(Column::and)
                .orElseThrow();
        return when(
                        occurred.isNull(),
                        when(col("has_occurred_at"), "bad_time|occurred_at").otherwise("missing_time|occurred_at"))
                .when(year(occurred).lt(limits.earliestYear()), "bad_time|occurred_at")
                .when(future, "future_time|occurred_at")
                .when(tooLate, "too_late|occurred_at")
                .when(nobody, "missing_identifier")
                .when(badAmount(Interactions.REVENUE_AMOUNT), "bad_amount|revenue_amount")
                .when(badAmount(Interactions.COST_AMOUNT), "bad_amount|cost_amount")
                .when(
                        Interactions.REVENUE_AMOUNT
                                .col()
                                .isNotNull()
                                .and(Interactions.BASE_REVENUE_AMOUNT.col().isNull()),
                        when(col("has_rate"), "bad_amount|revenue_amount").otherwise("unknown_currency|currency_code"))
                .when(col("has_quantity").and(Interactions.QUANTITY.col().isNull()), "bad_number|quantity")
                .when(col("has_rating").and(Interactions.RATING.col().isNull()), "bad_number|rating");
    }

    private static Column badAmount(Field amount) {
        return col("has_" + amount.name())
                .and(amount.col().isNull())
                .or(coalesce(amount.col().lt(0), lit(false)));
    }

    /** Adds what a reject needs; {@code fault} is reason and field joined by a bar, or null. */
    private Dataset<Row> judged(Dataset<Row> canonical, Column fault, SourceSettings source) {
        Column own = expr("split_part(fault, '|', 1)");
        Column field = expr("nullif(split_part(fault, '|', 2), '')");
        return canonical
                .withColumn("fault", fault)
                .withColumn(
                        "field",
                        coalesce(
                                RawRecords.FIELD.col(),
                                when(RawRecords.REASON.col().isNull(), field)))
                .withColumn("reason", coalesce(RawRecords.REASON.col(), own))
                .withColumn(
                        "reject_id",
                        sha2(
                                concat_ws(
                                        "|",
                                        lit(source.name()),
                                        RawRecords.SOURCE_FILE.col(),
                                        RawRecords.SOURCE_LINE.col(),
                                        col("reason")),
                                256))
                .withColumn("line_hmac", when(col("reason").isNotNull(), lineHmac.apply(RawRecords.LINE.col())))
                .withColumn(
                        "delivered_on",
                        when(col("reason").isNotNull(), RawRecords.FILE_DATE.col())
                                .otherwise(col("delivered_on")))
                .drop(
                        "fault",
                        "line",
                        "has_occurred_at",
                        "has_revenue_amount",
                        "has_cost_amount",
                        "has_rate",
                        "has_quantity",
                        "has_rating");
    }

    private static List<Column> carried() {
        return new ArrayList<>(List.of(
                RawRecords.SOURCE_FILE.col(),
                RawRecords.SOURCE_LINE.col(),
                RawRecords.REASON.col(),
                RawRecords.FIELD.col(),
                RawRecords.LINE.col(),
                RawRecords.BYTE_OFFSET.col(),
                RawRecords.BYTE_LENGTH.col(),
                RawRecords.FILE_DATE.col()));
    }

    private static String raw(String column) {
        return "raw_" + column;
    }

    private static Column text(String column) {
        return col(raw(column)).cast("string");
    }

    private static Column word(String column) {
        Column trimmed = trim(text(column));
        return when(length(trimmed).gt(0), trimmed);
    }

    private static Column money(String column) {
        return expr("try_cast(trim(CAST(" + raw(column) + " AS string)) AS decimal(18,4))");
    }

    /** A whole number, also written 2.0; null for anything else. */
    private static Column wholeNumber(String column) {
        Column exact = expr("try_cast(trim(CAST(" + raw(column) + " AS string)) AS decimal(38,6))");
        return when(exact.equalTo(functions.floor(exact)), exact.try_cast("bigint"));
    }

    /** A finite number; null for anything else. */
    private static Column number(String column) {
        Column number = expr("try_cast(trim(CAST(" + raw(column) + " AS string)) AS double)");
        return when(functions.abs(number).leq(Double.MAX_VALUE), number);
    }

    private static Column time(Dataset<Row> mapped, String column, String zone) {
        DataType type = mapped.schema().apply(raw(column)).dataType();
        return type.equals(DataTypes.TimestampType)
                ? col(raw(column))
                : expr("instant_in(" + raw(column) + ", '" + zone + "')");
    }

    /** E-mail addresses and phone numbers taken out. The function is asked only where there may be some. */
    private Column scrubbed(Column text) {
        return when(suspect(text), scrubbed.apply(text)).otherwise(text);
    }

    /** The identifier, or its hash if it is an e-mail address or a phone number. */
    private Column unnamed(Column identifier) {
        return when(identifier.rlike("[@%+]"), identifierHash.apply(identifier)).otherwise(identifier);
    }

    private static Column suspect(Column text) {
        return contains(text, lit("@"))
                .or(contains(text, lit("+")))
                .or(contains(text, lit("00")))
                .or(contains(text, lit("40")).and(contains(text, lit("%"))));
    }

    private Column identifier(String column) {
        return clean(text(column), limits.maxIdentifierLength());
    }

    /** Trimmed; null for what sources write when they know nothing, for zeros only, and for what is too long. */
    private Column clean(Column value, int maxLength) {
        Column trimmed = trim(value);
        Column refused = lower(trimmed)
                .isin(limits.nullLikeWords().toArray())
                .or(trimmed.rlike("^[0-]*$"))
                .or(length(trimmed).gt(maxLength));
        return when(refused, lit(null)).otherwise(trimmed);
    }

    private static Row parts(String url, List<String> clickIds) {
        WebAddress address = WebAddress.of(url);
        if (address == null) return RowFactory.create(null, null, null, null, null, null, null, null, null, null, null);
        Map<String, String> p = address.parameters();
        String clickIdType = clickIds.stream()
                .filter(c -> present(p.get(c)) != null)
                .findFirst()
                .orElse(null);
        return RowFactory.create(
                address.url(),
                address.host(),
                address.path(),
                present(p.get("utm_source")),
                present(p.get("utm_medium")),
                present(p.get("utm_campaign")),
                present(p.get("utm_term")),
                present(p.get("utm_content")),
                present(p.get("utm_id")),
                clickIdType == null ? null : p.get(clickIdType),
                clickIdType);
    }

    private static String present(String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }
}
