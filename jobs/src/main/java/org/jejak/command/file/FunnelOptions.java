package org.jejak.command.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jejak.config.FunnelSettings.Mode;
import org.jejak.config.UsageException;
import org.jejak.journey.AdHocFunnel;
import org.jejak.journey.AdHocFunnel.GroupAt;
import org.jejak.journey.FunnelRules;
import org.jejak.journey.FunnelRules.Exclusion;

/** The options of {@link FunnelCommand} as a funnel. */
final class FunnelOptions {
    private static final Pattern BETWEEN = Pattern.compile("(.*)@(\\d{1,2})-(\\d{1,2})");

    private FunnelOptions() {}

    /** @throws UsageException if options are wrong or do not go together */
    static AdHocFunnel funnel(
            List<String> steps,
            Mode mode,
            Duration window,
            boolean repeats,
            boolean rising,
            List<String> exclude,
            String breakdownAt) {
        if (repeats && mode != Mode.STRICT)
            throw new UsageException(
                    "--repeats is for --mode strict; in other funnels anything may lie between the steps");
        if (rising && mode == Mode.UNORDERED)
            throw new UsageException("--rising is for --mode ordered and strict: unordered steps have no order");
        if (!exclude.isEmpty() && mode == Mode.STRICT)
            throw new UsageException("--exclude is for --mode ordered and unordered: between the steps of a "
                    + "strict funnel nothing may happen anyway");
        if (exclude.size() > FunnelRules.MOST_EXCLUSIONS)
            throw new UsageException(
                    "--exclude takes " + FunnelRules.MOST_EXCLUSIONS + " at most, not " + exclude.size());
        List<Exclusion> exclusions = new ArrayList<>();
        List<List<String>> excluded = new ArrayList<>();
        for (String text : exclude) {
            Matcher between = BETWEEN.matcher(text.strip());
            boolean given = between.matches();
            excluded.add(names(given ? between.group(1) : text));
            exclusions.add(
                    given
                            ? new Exclusion(Integer.parseInt(between.group(2)), Integer.parseInt(between.group(3)))
                            : new Exclusion(1, steps.size()));
            check(text, exclusions.get(exclusions.size() - 1), steps.size(), mode);
        }
        GroupAt at = groupAt(breakdownAt);
        int step = at == GroupAt.STEP ? step(breakdownAt, steps.size()) : 1;
        return new AdHocFunnel(
                steps.stream().map(FunnelOptions::names).toList(),
                excluded,
                new FunnelRules(mode, window.toNanos() / 1_000, repeats, rising, exclusions),
                at,
                step);
    }

    /** The events that a name stands for: itself, or one of several joined by a bar. */
    private static List<String> names(String text) {
        List<String> names = new ArrayList<>(List.of(text.strip()));
        if (text.indexOf('|') >= 0) {
            for (String name : text.split("\\|", -1)) names.add(name.strip());
        }
        if (names.contains("")) throw new UsageException("'" + text + "' names an event without a name");
        return List.copyOf(names);
    }

    private static void check(String text, Exclusion exclusion, int steps, Mode mode) {
        if (exclusion.from() < 1 || exclusion.to() <= exclusion.from() || exclusion.to() > steps)
            throw new UsageException("--exclude " + text + " must be between two of the steps 1 to " + steps
                    + ", the earlier one first, such as x@1-2");
        if (mode == Mode.UNORDERED && (exclusion.from() != 1 || exclusion.to() != steps))
            throw new UsageException("--exclude " + text
                    + ": unordered steps have no number; write the name alone, for the whole funnel");
    }

    private static GroupAt groupAt(String text) {
        return switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "last" -> GroupAt.LAST;
            case "each" -> GroupAt.EACH;
            default -> GroupAt.STEP;
        };
    }

    private static int step(String text, int steps) {
        if (text.strip().matches("\\d{1,2}")) {
            int step = Integer.parseInt(text.strip());
            if (step >= 1 && step <= steps) return step;
        }
        throw new UsageException("--breakdown-at " + text + " must be a step from 1 to " + steps + ", last or each");
    }
}
