package org.jejak.config;

import java.io.Serializable;
import java.util.*;

/**
 * Something that customers do, counted per customer, value and day.
 *
 * @param name unique name
 * @param filter interactions that count
 * @param value what is told apart: a canonical column of interactions, or {@code properties.} and the name of a property;
 *     null if nothing is
 * @param amount {@link #REVENUE} if the amount in the base currency is added up; null if none is
 */
public record ActivitySettings(String name, InteractionFilter filter, String value, String amount)
        implements Serializable {
    /** The amount that can be added up. */
    public static final String REVENUE = "revenue";

    /** Before the name of a property. */
    public static final String PROPERTY = "properties.";

    /** Columns of interactions whose values can be told apart: texts that point at nobody and are no endless lists. */
    static final List<String> VALUES = List.of(
            "agent_type",
            "campaign_content",
            "campaign_id",
            "campaign_medium",
            "campaign_name",
            "campaign_source",
            "campaign_term",
            "country_code",
            "currency_code",
            "event_name",
            "interaction_type",
            "language",
            "page_host",
            "page_path",
            "page_title",
            "platform",
            "product_id",
            "rating_scale",
            "referrer_host",
            "source_kind",
            "source_name",
            "topic");

    /** The property whose values are told apart, for {@link InteractionFilter#property}; null if it is a column or nothing. */
    public String property() {
        return value != null && value.startsWith(PROPERTY) ? value.substring(PROPERTY.length()) : null;
    }

    static ActivitySettings read(String name, SettingsSection s) {
        AudienceNames.check(s, name);
        InteractionFilter filter = InteractionFilter.readWithProperties(s);
        if (filter.isEmpty()) s.problem("types, kinds, events, paths or properties must say what counts");
        return s.done(new ActivitySettings(
                name, filter, s.has("value") ? value(s) : null, s.has("amount") ? s.choice("amount", REVENUE) : null));
    }

    private static String value(SettingsSection s) {
        String value = s.text("value");
        boolean isProperty = value.startsWith(PROPERTY) && value.length() > PROPERTY.length();
        if (!value.isEmpty() && !isProperty && !VALUES.contains(value))
            s.problem(
                    "value",
                    "must be a column of interactions or properties. and a name"
                            + SettingsSection.nearest(value, VALUES));
        return value;
    }
}
