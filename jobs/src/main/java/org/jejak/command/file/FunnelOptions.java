package org.jejak.command.file;

import java.time.Duration;
import java.util.*;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jejak.command.Durations;
import org.jejak.config.FunnelSettings;
import org.jejak.config.FunnelSettings.Mode;
import org.jejak.config.UsageException;
import org.jejak.journey.AdHocFunnel;
import org.jejak.journey.AdHocFunnel.GroupAt;
import org.jejak.journey.FunnelRules;
import org.jejak.journey.FunnelRules.Exclusion;
import picocli.CommandLine.Option;

/** Which funnel, as options of {@link FunnelCommand}. */
final class FunnelOptions {
    private static final Pattern BETWEEN = Pattern.compile("(.*)@(\\d{1,2})-(\\d{1,2})");

    @Option(
            names = "--steps",
            required = true,
            split = ",",
            paramLabel = "NAME",
            description =
                    "Names of the events that are the steps, in order, joined by a comma; compared exactly. A step that any of "
                            + "several events will do is written a|b.")
    private List<String> steps;

    @Option(names = "--mode", description = "ordered, strict or unordered. Default: ordered.", defaultValue = "ordered")
    private Mode mode = Mode.ORDERED;

    @Option(
            names = "--window",
            description = "Longest time from the first step to the last, for example 30m, 24h, 2w or '14 days'. "
                    + "Default: ${DEFAULT-VALUE}.",
            defaultValue = "14d")
    private String window;

    @Option(
            names = "--repeats",
            description =
                    "In a strict funnel, let steps that were already done be done again: a b b c and a b a c go through.")
    private boolean repeats;

    @Option(
            names = "--rising",
            description =
                    "Each step must be later than the one before: events of the same moment are never two steps in a row.")
    private boolean rising;

    @Option(
            names = "--exclude",
            split = ",",
            paramLabel = "NAME[@FROM-TO]",
            description =
                    "Events that must not happen between the first step and the last, or between two others: x@2-3.")
    private List<String> exclude = List.of();

    @Option(
            names = "--breakdown-at",
            paramLabel = "STEP",
            description =
                    "The step whose event says the value of --breakdown: a number from 1, last (the furthest one reached), or each (a "
                            + "visitor counts in the funnel of each value, by the events with that value). Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private String breakdownAt;

    /** The names of the steps as they are written, a|b where several events will do. */
    List<String> steps() {
        return steps.stream().map(String::trim).toList();
    }

    Mode mode() {
        return mode;
    }

    /** @throws UsageException if options are wrong or do not go together */
    AdHocFunnel funnel() {
        checkTogether();
        List<Exclusion> exclusions = new ArrayList<>();
        List<List<String>> excluded = new ArrayList<>();
        for (String text : exclude) {
            Matcher between = BETWEEN.matcher(text.strip());
            boolean given = between.matches();
            excluded.add(names(given ? between.group(1) : text));
            Exclusion exclusion = given
                    ? new Exclusion(Integer.parseInt(between.group(2)), Integer.parseInt(between.group(3)))
                    : new Exclusion(1, steps.size());
            check(text, exclusion);
            exclusions.add(exclusion);
        }
        GroupAt at = groupAt(breakdownAt);
        return new AdHocFunnel(
                steps().stream().map(FunnelOptions::names).toList(),
                excluded,
                new FunnelRules(mode, window().toNanos() / 1_000, repeats, rising, exclusions),
                at,
                at == GroupAt.STEP ? step(breakdownAt, steps.size()) : 1);
    }

    private void checkTogether() {
        if (steps.isEmpty() || steps.size() > FunnelSettings.MOST_STEPS || steps().contains(""))
            throw new UsageException("--steps must name 1 to " + FunnelSettings.MOST_STEPS
                    + " events, joined by a comma, not '" + String.join(",", steps) + "'");
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
    }

    private Duration window() {
        Duration duration = Durations.of("--window", window);
        if (duration.toDays() > 36_500)
            throw new UsageException("--window " + window + " must not be longer than 36500 days");
        return duration;
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

    private void check(String text, Exclusion exclusion) {
        if (exclusion.from() < 1 || exclusion.to() <= exclusion.from() || exclusion.to() > steps.size())
            throw new UsageException("--exclude " + text + " must be between two of the steps 1 to " + steps.size()
                    + ", the earlier one first, such as x@1-2");
        if (mode == Mode.UNORDERED && (exclusion.from() != 1 || exclusion.to() != steps.size()))
            throw new UsageException("--exclude " + text
                    + ": unordered steps have no number; write the name alone, for the whole funnel");
    }

    private static GroupAt groupAt(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
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
