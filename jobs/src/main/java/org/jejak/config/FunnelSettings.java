package org.jejak.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.*;

/**
 * A funnel: steps that customers are expected to take within a window.
 *
 * @param name unique name
 * @param mode in which order, and whether anything may lie between
 * @param window longest time from the first step to the last, inclusive
 * @param steps two to twenty steps
 */
public record FunnelSettings(String name, Mode mode, Duration window, List<Step> steps) implements Serializable {
    /** Most steps of a funnel. */
    public static final int MOST_STEPS = 20;

    /** What counts as going through a funnel. */
    public enum Mode {
        /** Steps in their order; anything may lie between. */
        ORDERED,
        /** Steps in their order; nothing may lie between. */
        STRICT,
        /** All steps, in any order. */
        UNORDERED
    }

    /**
     * One step.
     *
     * @param name unique in its funnel
     * @param filter interactions that are the step
     */
    public record Step(String name, InteractionFilter filter) implements Serializable {
        static Step read(SettingsSection s) {
            Step step = new Step(s.text("name"), InteractionFilter.read(s));
            if (step.filter.isEmpty()) s.problem("types", "types, kinds, events or paths must say what the step is");
            return s.done(step);
        }
    }

    static FunnelSettings read(SettingsSection s) {
        List<Step> steps = s.list("steps").stream().map(Step::read).toList();
        if (steps.size() < 2 || steps.size() > MOST_STEPS) s.problem("steps", "must be 2 to " + MOST_STEPS + " steps");
        Set<String> names = new HashSet<>();
        for (Step step : steps) if (!names.add(step.name)) s.problem("steps", "two are named " + step.name);
        return s.done(new FunnelSettings(
                s.text("name"),
                Mode.valueOf(s.choice("mode", "ordered", "strict", "unordered").toUpperCase(java.util.Locale.ROOT)),
                s.duration("window", Duration.ofSeconds(1), Duration.ofDays(730)),
                steps));
    }
}
