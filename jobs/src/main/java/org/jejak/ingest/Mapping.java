package org.jejak.ingest;

import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.config.SettingsSection;
import org.jejak.config.SourceSettings;
import org.jejak.ingest.catalyst.MappingExpression;
import org.jejak.table.raw.RawRecords;

/** The mapping of one source: a checked expression for each canonical column that the source has. */
public final class Mapping {
    /** Whether the raw record holds anything for its time. */
    static final String HAS_TIME = "has_time";

    static final String SOURCE_NAME = "source_name";
    static final String SOURCE_KIND = "source_kind";
    /** The source's own limit of lateness in seconds; null without one. */
    static final String MAX_LATENESS = "max_lateness_seconds";
    /** System that the user ids of the source belong to, or null. */
    static final String USER_ID_NAMESPACE = "user_id_namespace";

    private static final List<String> INTERACTION_COLUMNS = List.of(
            ("interaction_id interaction_type event_name anonymous_id anonymous_seed device_id user_id email phone "
                            + "ip_address loyalty_id source_session_id page_url page_title referrer_url campaign_source "
                            + "campaign_medium campaign_name campaign_term campaign_content campaign_id guessed_source "
                            + "guessed_medium guessed_campaign click_id click_id_type "
                            + "user_agent country_code language platform order_id product_id ticket_id topic agent_type rating "
                            + "rating_scale text currency_code revenue_amount cost_amount quantity occurred_at received_at")
                    .split(" "));
    private static final List<String> SPEND_COLUMNS = List.of(
            ("business_date campaign_source campaign_medium campaign_name campaign_id currency_code cost_amount "
                            + "impression_count click_count")
                    .split(" "));

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
        List<String> known = columnsOf(source.target());
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
        List<String> needed = new ArrayList<>(
                source.target().equals("ad_spend")
                        ? List.of("business_date", "cost_amount", "currency_code")
                        : List.of("occurred_at"));
        needed.removeAll(source.mapping().keySet());
        needed.forEach(column -> faults.put(column, "missing: every mapping must give it"));
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

    /**
     * Maps raw records. The columns are the same for every source of a target: source_name, source_kind, {@link #MAX_LATENESS},
     * {@link #USER_ID_NAMESPACE}, what the reader found, {@link #HAS_TIME}, then all columns that a mapping of this target can
     * give. Those are text, except the times of interactions and the date of ad spend.
     *
     * @param raw rows of {@link RawRecords#SCHEMA}
     */
    public Dataset<Row> apply(Dataset<Row> raw, SourceSettings source) {
        List<String> columns = columnsOf(source.target());
        String time = columns.contains("occurred_at") ? "occurred_at" : "business_date";
        List<Column> mapped = new ArrayList<>(List.of(
                functions.lit(source.name()).as(SOURCE_NAME),
                functions.lit(source.kind()).as(SOURCE_KIND),
                functions.lit(source.maxLateness() == null
                                ? null
                                : source.maxLateness().toSeconds())
                        .cast(DataTypes.LongType)
                        .as(MAX_LATENESS),
                functions.lit(source.userIdNamespace()).cast("string").as(USER_ID_NAMESPACE),
                hasInput(time).as(HAS_TIME)));
        RawRecords.CARRIED.forEach(f -> mapped.add(f.col()));
        mapped.add(column(SourceSettings.WHERE).cast("string").as(SourceSettings.WHERE));
        mapped.add(column(SourceSettings.DELETED).cast("string").as(SourceSettings.DELETED));
        columns.forEach(c -> mapped.add(column(c).as(c)));
        Dataset<Row> untyped = raw.select(mapped.toArray(Column[]::new));
        return untyped.select(Stream.of(untyped.columns())
                .map(name -> columns.contains(name) ? typed(untyped, name, source) : functions.col(name))
                .toArray(Column[]::new));
    }

    private static Column typed(Dataset<Row> mapped, String name, SourceSettings source) {
        Column column = functions.col(name);
        Column typed = switch (name) {
            case "occurred_at", "received_at" ->
                mapped.schema().apply(name).dataType().equals(DataTypes.TimestampType)
                        ? column
                        : functions.call_function("instant_in", column.cast("string"), functions.lit(source.zone()));
            case "business_date" -> functions.trim(column.cast("string")).try_cast("date");
            default -> column.cast("string");
        };
        return typed.as(name);
    }

    private static List<String> columnsOf(String target) {
        return target.equals("ad_spend") ? SPEND_COLUMNS : INTERACTION_COLUMNS;
    }

    /** Whether an entry of a source's mapping is no column but says which records count. */
    public static boolean isCondition(String key) {
        return key.equals(SourceSettings.WHERE) || key.equals(SourceSettings.DELETED);
    }

    /** The expression for a canonical column; null if the mapping has none. */
    private Column column(String name) {
        MappingExpression expression = expressions.get(name);
        return expression == null ? functions.lit(null) : expression.over(fieldNames);
    }

    /** Whether the raw record holds anything for a canonical column. */
    private Column hasInput(String name) {
        MappingExpression expression = expressions.get(name);
        return expression == null ? functions.lit(false) : expression.hasInput(fieldNames);
    }
}
