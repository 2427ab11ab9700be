package org.jejak.config;

import java.time.Duration;
import java.util.*;

/**
 * How conversions are credited to touchpoints every night. Look-backs are part of the conversion types.
 *
 * @param models names of the models in the tables
 * @param parameters parameters of the models
 * @param fitMonths data-driven models of a month are fitted to the outcomes of this many months, up to and including it
 * @param bootstrap repetitions for the intervals of data-driven shares; 0 for none
 * @param maxTouches most touchpoints that may earn a conversion: the latest
 * @param maxTouchesOf the same for some conversion types
 * @param reset whether a conversion uses its touchpoints up
 * @param viewWindow a view may earn a conversion for so long
 * @param viewWeight what a view counts, next to 1 for anything else
 * @param transform changes of every path before models see it; see docs/attribution.md
 * @param direct the channel that last_non_direct passes over
 * @param leadTypes conversion types that make a customer a lead, for w_shaped
 * @param opportunityStages lifecycle stages that open a deal or cart, for w_shaped
 * @param advice how budgets are advised
 */
public record AttributionSettings(
        List<String> models,
        ModelSettings parameters,
        int fitMonths,
        int bootstrap,
        int maxTouches,
        Map<String, Integer> maxTouchesOf,
        boolean reset,
        Duration viewWindow,
        double viewWeight,
        String transform,
        String direct,
        List<String> leadTypes,
        List<String> opportunityStages,
        AdviceSettings advice)
        implements java.io.Serializable {
    /** The values of reference.conf, for tools that read a local file. */
    public static final AttributionSettings USUAL =
            SettingsSection.usual("jejak.attribution", AttributionSettings::read);

    /** Most touchpoints that may earn a conversion of a type. */
    public int maxTouches(String type) {
        return maxTouchesOf.getOrDefault(type, maxTouches);
    }

    static AttributionSettings read(SettingsSection s) {
        SettingsSection limits = s.section("max-touches-of");
        Map<String, Integer> maxTouchesOf = new LinkedHashMap<>();
        s.textMap("max-touches-of").keySet().forEach(type -> maxTouchesOf.put(type, limits.integer(type, 1, 10_000)));
        List<String> models = s.texts("models");
        if (models.isEmpty()) s.problem("models", "at least one model is needed");
        AttributionSettings settings = new AttributionSettings(
                models,
                ModelSettings.read(s.section("parameters")),
                s.integer("fit-months", 1, 60),
                s.integer("bootstrap", 0, 10_000),
                s.integer("max-touches", 1, 10_000),
                maxTouchesOf,
                s.choice("after-conversion", "reuse", "reset").equals("reset"),
                s.duration("view-window", Duration.ZERO, Duration.ofDays(730)),
                s.number("view-weight-percent", 0, 100) / 100.0,
                s.has("transform") ? s.text("transform") : "",
                s.text("direct-channel"),
                s.optionalTexts("lead-types"),
                s.optionalTexts("opportunity-stages"),
                AdviceSettings.read(s.section("advice")));
        if (settings.transform.contains("frequency"))
            s.problem("transform", "frequency renames channels, which the tables cannot follow; leave it out");
        if (!models.contains(settings.advice.model()) && !models.contains("all"))
            s.problem("advice", "model " + settings.advice.model() + " must be one of models");
        return s.done(settings);
    }
}
