package org.jejak.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.jejak.config.SourceSettings;

/** The mapping of one source: canonical column to checked expression. */
public final class Mapping {
    /** Columns that only a mapping has: raw personal data, which is hashed and then forgotten. */
    static final List<String> PERSONAL = List.of("email", "phone", "ip_address", "anonymous_seed");

    private static final Set<String> INTERACTION_COLUMNS = Set.of(
            ("interaction_id interaction_type event_name anonymous_id anonymous_seed device_id user_id email phone ip_address loyalty_id "
                            + "source_session_id page_url page_title referrer_url campaign_source campaign_medium campaign_name "
                            + "campaign_term campaign_content campaign_id click_id click_id_type user_agent country_code language "
                            + "platform order_id product_id ticket_id topic agent_type rating rating_scale text currency_code "
                            + "revenue_amount cost_amount quantity occurred_at received_at")
                    .split(" "));
    private static final Set<String> SPEND_COLUMNS =
            Set.of(("business_date campaign_source campaign_medium campaign_name campaign_id currency_code cost_amount "
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

    /** What is wrong with a source's mapping, as (key, message); empty when it can be used. */
    public static Map<String, String> faults(SourceSettings source) {
        Map<String, String> faults = new LinkedHashMap<>();
        Set<String> known = source.target().equals("ad_spend") ? SPEND_COLUMNS : INTERACTION_COLUMNS;
        new TreeMap<>(source.mapping()).forEach((column, sql) -> {
            if (!known.contains(column)) {
                faults.put(
                        column,
                        "is no column that a mapping gives; known are "
                                + String.join(", ", known.stream().sorted().toList()));
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

    /** Raw fields that the mapping reads, in the order in which {@code RawRecords.FIELDS} holds them. */
    public List<String> fieldNames() {
        return fieldNames;
    }

    /** The expression for a canonical column; null when the mapping has none. */
    Column column(String name) {
        return Optional.ofNullable(expressions.get(name))
                .map(e -> e.over(fieldNames))
                .orElse(functions.lit(null));
    }

    /** Whether the raw record holds anything for a canonical column. */
    Column hasInput(String name) {
        return Optional.ofNullable(expressions.get(name))
                .map(e -> e.hasInput(fieldNames))
                .orElse(functions.lit(false));
    }
}
