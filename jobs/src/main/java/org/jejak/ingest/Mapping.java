package org.jejak.ingest;

import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.config.SettingsSection;
import org.jejak.config.SourceSettings;
import org.jejak.ingest.catalyst.MappingExpression;
import org.jejak.table.*;
import org.jejak.table.raw.RawRecords;

/** The mapping of one source: a checked expression for each canonical column that the source has. */
public final class Mapping {
    static final Field MAX_LATENESS =
            Field.number("max_lateness_seconds", "The source's own limit of lateness, in seconds; null without one.");
    static final Field USER_ID_NAMESPACE = Field.text(
            "user_id_namespace", "System that the user ids of the source belong to; null where it names none.");
    static final Field HAS_TIME = Field.flag("has_time", "Whether the raw record holds anything for its time.");
    static final Field WHERE = Field.text(
            SourceSettings.WHERE,
            "Whether the source takes the record in, true or false as text; null without such a condition.");
    static final Field DELETED = Field.text(
            SourceSettings.DELETED, "true as text for a record that the source leaves out as deleted, else null.");

    // what only a mapping gives: tables hold hashes of these
    static final Field EMAIL = Field.text("email", "E-mail address, as the source writes it.");
    static final Field PHONE = Field.text("phone", "Phone number, as the source writes it.");
    static final Field IP_ADDRESS = Field.text("ip_address", "Network address, as the source writes it.");
    static final Field ANONYMOUS_SEED =
            Field.text("anonymous_seed", "What a hash in place of a missing anonymous_id is made of.");

    static final Field PRODUCT_NAME = Field.text(
            FactOrderItems.PRODUCT_NAME.name(), "Name of the product, of a record that is one line of an order.");
    static final Field PRODUCT_CATEGORY = Field.text(
            FactOrderItems.PRODUCT_CATEGORY.name(),
            "Category of the product, of a record that is one line of an order.");
    static final Field UNIT_PRICE = Field.text("unit_price", "Price of one, of a record that is one line of an order.");

    private static final Map<String, Field> INTERACTION_COLUMNS = byName(
            Interactions.INTERACTION_ID,
            Interactions.INTERACTION_TYPE,
            Interactions.EVENT_NAME,
            Interactions.ANONYMOUS_ID,
            ANONYMOUS_SEED,
            Interactions.DEVICE_ID,
            Interactions.USER_ID,
            EMAIL,
            PHONE,
            IP_ADDRESS,
            Interactions.LOYALTY_ID,
            Interactions.SOURCE_SESSION_ID,
            Interactions.PAGE_URL,
            Interactions.PAGE_TITLE,
            Interactions.REFERRER_URL,
            Interactions.CAMPAIGN_SOURCE,
            Interactions.CAMPAIGN_MEDIUM,
            Interactions.CAMPAIGN_NAME,
            Interactions.CAMPAIGN_TERM,
            Interactions.CAMPAIGN_CONTENT,
            Interactions.CAMPAIGN_ID,
            Interactions.GUESSED_SOURCE,
            Interactions.GUESSED_MEDIUM,
            Interactions.GUESSED_CAMPAIGN,
            Interactions.CLICK_ID,
            Interactions.CLICK_ID_TYPE,
            Interactions.USER_AGENT,
            Interactions.COUNTRY_CODE,
            Interactions.LANGUAGE,
            Interactions.PLATFORM,
            Interactions.ORDER_ID,
            Interactions.PRODUCT_ID,
            Interactions.TICKET_ID,
            Interactions.MESSAGE_ID,
            Interactions.TOPIC,
            Interactions.AGENT_TYPE,
            Interactions.RATING,
            Interactions.RATING_SCALE,
            Interactions.WORDS,
            Interactions.CURRENCY_CODE,
            Interactions.REVENUE_AMOUNT,
            Interactions.COST_AMOUNT,
            Interactions.QUANTITY,
            Interactions.ITEMS,
            PRODUCT_NAME,
            PRODUCT_CATEGORY,
            UNIT_PRICE,
            Interactions.OCCURRED_AT,
            Interactions.RECEIVED_AT);
    private static final Map<String, Field> SPEND_COLUMNS = byName(
            AdSpend.BUSINESS_DATE,
            AdSpend.CAMPAIGN_SOURCE,
            AdSpend.CAMPAIGN_MEDIUM,
            AdSpend.CAMPAIGN_NAME,
            AdSpend.CAMPAIGN_ID,
            AdSpend.CURRENCY_CODE,
            AdSpend.COST_AMOUNT,
            AdSpend.IMPRESSION_COUNT,
            AdSpend.CLICK_COUNT);

    private final Map<String, MappingExpression> expressions;
    private final List<String> fieldNames;

    private Mapping(Map<String, MappingExpression> expressions) {
        this.expressions = expressions;
        Set<String> names = new LinkedHashSet<>();
        expressions.values().forEach(e -> names.addAll(e.fields()));
        this.fieldNames = List.copyOf(names);
    }

    /** What is wrong with the mapping of a source: messages by column; empty if it can be used. */
    public static Map<String, String> faults(SourceSettings source) {
        Map<String, String> faults = new LinkedHashMap<>();
        Set<String> known = columnsOf(source.target()).keySet();
        new TreeMap<>(source.mapping()).forEach((column, sql) -> {
            if (!known.contains(column) && !isCondition(column)) {
                faults.put(
                        column,
                        "is no column that a mapping gives"
                                + SettingsSection.nearest(
                                        column, known.stream().sorted().toList()));
                return;
            }
            try {
                MappingExpression.of(sql);
            } catch (IllegalArgumentException e) {
                faults.put(column, e.getMessage());
            }
        });
        List<Field> needed = source.target().equals(AdSpend.TABLE.name())
                ? List.of(AdSpend.BUSINESS_DATE, AdSpend.COST_AMOUNT, AdSpend.CURRENCY_CODE)
                : List.of(Interactions.OCCURRED_AT);
        for (Field column : needed) {
            if (!source.mapping().containsKey(column.name()))
                faults.put(column.name(), "missing: every mapping must give it");
        }
        return faults;
    }

    /** The checked mapping of a source. */
    public static Mapping of(SourceSettings source) {
        Map<String, MappingExpression> expressions = new LinkedHashMap<>();
        source.mapping().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> expressions.put(e.getKey(), MappingExpression.of(e.getValue())));
        return new Mapping(expressions);
    }

    /** Raw fields that the mapping reads, in the order of the texts in {@link RawRecords#FIELDS}. */
    public List<String> fieldNames() {
        return fieldNames;
    }

    /** Those of them that may hold an object instead of a value: what is wrong with items never costs the order. */
    public Set<String> fieldsOfItems() {
        MappingExpression items = expressions.get(Interactions.ITEMS.name());
        return items == null ? Set.of() : Set.copyOf(items.fields());
    }

    /**
     * Maps raw records. The columns are the same for every source of a target: source_name, source_kind, {@link #MAX_LATENESS},
     * {@link #USER_ID_NAMESPACE}, what the reader found, {@link #HAS_TIME}, then all columns that a mapping of this target can
     * give. Those are text, except the times of interactions and the date of ad spend.
     *
     * @param raw rows of {@link RawRecords#SCHEMA}
     */
    public Dataset<Row> apply(Dataset<Row> raw, SourceSettings source) {
        Map<String, Field> columns = columnsOf(source.target());
        Field time = columns.containsValue(Interactions.OCCURRED_AT) ? Interactions.OCCURRED_AT : AdSpend.BUSINESS_DATE;
        Long maxLateness =
                source.maxLateness() == null ? null : source.maxLateness().toSeconds();
        List<Column> mapped = new ArrayList<>(List.of(
                Interactions.SOURCE_NAME.from(functions.lit(source.name())),
                Interactions.SOURCE_KIND.from(functions.lit(source.kind())),
                MAX_LATENESS.from(functions.lit(maxLateness)),
                USER_ID_NAMESPACE.from(functions.lit(source.userIdNamespace())),
                HAS_TIME.from(hasInput(time))));
        RawRecords.CARRIED.forEach(f -> mapped.add(f.col()));
        mapped.add(WHERE.from(column(WHERE)));
        mapped.add(DELETED.from(column(DELETED)));
        columns.values().forEach(c -> mapped.add(column(c).as(c.name())));
        Dataset<Row> untyped = raw.select(mapped.toArray(Column[]::new));
        return untyped.select(Stream.of(untyped.columns())
                .map(name ->
                        columns.containsKey(name) ? typed(untyped, columns.get(name), source) : functions.col(name))
                .toArray(Column[]::new));
    }

    /** Times and dates are read; what else a table holds as a number or an amount stays text, for a parser to judge. */
    private static Column typed(Dataset<Row> mapped, Field field, SourceSettings source) {
        Column text = field.col().cast("string");
        Column typed = text;
        if (field.type().equals(DataTypes.TimestampType)) {
            boolean isTime = mapped.schema().apply(field.name()).dataType().equals(DataTypes.TimestampType);
            typed = isTime ? field.col() : functions.call_function("instant_in", text, functions.lit(source.zone()));
        } else if (field.type().equals(DataTypes.DateType)) {
            typed = functions.trim(text).try_cast("date");
        }
        return typed.as(field.name());
    }

    private static Map<String, Field> byName(Field... fields) {
        Map<String, Field> byName = new LinkedHashMap<>();
        for (Field field : fields) byName.put(field.name(), field);
        return Collections.unmodifiableMap(byName);
    }

    private static Map<String, Field> columnsOf(String target) {
        return target.equals(AdSpend.TABLE.name()) ? SPEND_COLUMNS : INTERACTION_COLUMNS;
    }

    /** Whether an entry of a source's mapping is no column but says which records count. */
    public static boolean isCondition(String key) {
        return key.equals(SourceSettings.WHERE) || key.equals(SourceSettings.DELETED);
    }

    /** The expression for a canonical column; null if the mapping has none. */
    private Column column(Field field) {
        MappingExpression expression = expressions.get(field.name());
        return expression == null ? functions.lit(null) : expression.over(fieldNames);
    }

    /** Whether the raw record holds anything for a canonical column. */
    private Column hasInput(Field field) {
        MappingExpression expression = expressions.get(field.name());
        return expression == null ? functions.lit(false) : expression.hasInput(fieldNames);
    }
}
