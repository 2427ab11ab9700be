package org.jejak.config;

import java.util.*;

/**
 * The columns that a trait may take over, and what each of them holds. They are columns of dim_customer that it has from
 * silver.customers and columns of fact_customer_value; where both have a name, that of dim_customer is meant. All of them are
 * known for today only: what they were on an earlier day is not kept.
 */
public final class TraitColumns {
    /** Tickets and complaints of the customer without an end; a column of no table, counted from fact_contacts. */
    public static final String OPEN_CONTACTS = "open_contact_count";

    /** Columns of dim_customer, by what they hold. Flags are the texts true and false. */
    static final Map<TraitKind, List<String>> OF_CUSTOMER = Map.of(
            TraitKind.TEXT,
            List.of(
                    "first_channel",
                    "first_campaign_id",
                    "stage",
                    "last_contact_channel",
                    "device_type",
                    "country_code",
                    "is_first_touch_paid",
                    "is_advocate",
                    "is_identified"),
            TraitKind.NUMBER,
            List.of(
                    "revenue_amount",
                    "refund_amount",
                    "net_revenue_amount",
                    "session_count",
                    "visit_count",
                    "interaction_count",
                    "web_interaction_count",
                    "app_interaction_count",
                    "email_interaction_count",
                    "ad_interaction_count",
                    "store_interaction_count",
                    "support_interaction_count",
                    "feedback_interaction_count",
                    "journey_count",
                    "order_count",
                    "identifier_count"),
            TraitKind.DATE,
            List.of("first_seen_date", "first_order_date", "last_order_date"));

    /** Columns of fact_customer_value that dim_customer has not from silver.customers. */
    static final Map<TraitKind, List<String>> OF_VALUE = Map.of(
            TraitKind.TEXT,
            List.of("acquisition_channel", "model", "model_group", "rfm_segment", "value_reason"),
            TraitKind.NUMBER,
            List.of(
                    "refunded_order_count",
                    "purchase_count",
                    "repeat_purchase_count",
                    "recency_days",
                    "age_days",
                    "days_since_purchase",
                    "recency_score",
                    "frequency_score",
                    "monetary_score",
                    "mean_repeat_amount",
                    "historic_value_amount",
                    "expected_spend_amount",
                    "clv_amount",
                    "clv_low_amount",
                    "clv_high_amount",
                    "residual_value_amount",
                    "total_value_amount",
                    "p_alive",
                    "p_purchase",
                    "expected_purchase_count",
                    "discounted_purchase_count",
                    "residual_purchase_count"),
            TraitKind.DATE,
            List.of("first_purchase_date", "last_purchase_date"));

    private static final Map<String, TraitKind> KINDS = kinds();

    private TraitColumns() {}

    private static Map<String, TraitKind> kinds() {
        Map<String, TraitKind> kinds = new TreeMap<>();
        for (Map<TraitKind, List<String>> columns : List.of(OF_CUSTOMER, OF_VALUE))
            columns.forEach((kind, names) -> names.forEach(name -> kinds.put(name, kind)));
        kinds.put(OPEN_CONTACTS, TraitKind.NUMBER);
        return Collections.unmodifiableMap(kinds);
    }

    /** What a column holds; null if no trait may take it over. */
    public static TraitKind kind(String column) {
        return KINDS.get(column);
    }

    /** Whether silver.customers has the column; {@link #OPEN_CONTACTS} is of neither table, the others are of fact_customer_value. */
    public static boolean isOfCustomer(String column) {
        return OF_CUSTOMER.values().stream().anyMatch(names -> names.contains(column));
    }

    /** All of them, sorted. */
    static List<String> names() {
        return List.copyOf(KINDS.keySet());
    }
}
