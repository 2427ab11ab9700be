package org.jejak.config;

import java.util.List;

/**
 * One rule of the lifecycle stages. A session is in the stage of the first rule that one of its interactions matches
 * and whose condition on the customer's past holds.
 *
 * @param name unique name of the rule
 * @param stage reach, nurture, convert or support
 * @param filter interactions that match
 * @param leastRating rating on the record's own scale at or above which it matches, as a share of the scale, 0 to 1;
 *     null to match any
 * @param after conversion type that the customer must have had before; null for no condition
 * @param advocacy whether a match means that the customer speaks up for the brand
 */
public record StageRule(
        String name, String stage, InteractionFilter filter, Double leastRating, String after, boolean advocacy)
        implements java.io.Serializable {

    /** The stages in the order of the lifecycle. */
    public static final List<String> STAGES = List.of("reach", "nurture", "convert", "support");

    static StageRule read(SettingsSection s) {
        return s.done(new StageRule(
                s.text("name"),
                s.choice("stage", STAGES.toArray(String[]::new)),
                InteractionFilter.read(s),
                s.has("least-rating-percent") ? s.number("least-rating-percent", 0, 100) / 100.0 : null,
                s.optionalText("after").orElse(null),
                s.has("advocacy") && s.flag("advocacy")));
    }
}
