package org.jejak.attribution;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jejak.config.UsageException;

/**
 * Changes of a path before models see it, one after the other. For D A B B C D C C:
 *
 * <ul>
 *   <li>{@code unique}: as it is.
 *   <li>{@code exposure}: repeats in a row once: D A B C D C. The first of them stays.
 *   <li>{@code first}: every channel once, where it came first: D A B C.
 *   <li>{@code frequency}: the same, with the count in the name: D(2) A(1) B(2) C(3).
 *   <li>{@code remove_if_not_all(X)}: without X, unless nothing is left then.
 *   <li>{@code remove_if_last_and_not_all(X)}: without the X at its end, unless nothing is left then.
 *   <li>{@code trim(k)}: the last k touches; always applied first.
 * </ul>
 *
 * <p>A touch that stays for others, by exposure, first or frequency, stays with all that happened at them.
 */
public final class Transforms implements Serializable {
    /** No change. */
    public static final Transforms NONE = new Transforms(List.of());

    private static final List<String> PLAIN = List.of("unique", "exposure", "first", "frequency");
    private static final List<String> WITH_ARGUMENT =
            List.of("trim", "remove_if_not_all", "remove_if_last_and_not_all");
    private static final Pattern STEP = Pattern.compile("(\\w+)(?:\\((.*)\\))?", Pattern.DOTALL);

    private record Step(String kind, String argument) implements Serializable {}

    /**
     * A touch that stays.
     *
     * @param channel its channel, perhaps a new one
     * @param touches places of the touches it stands for, itself first
     */
    record Kept(int channel, List<Integer> touches) {
        private static Kept touch(int channel, int place) {
            return new Kept(channel, new ArrayList<>(List.of(place)));
        }

        private Kept with(Kept other) {
            touches.addAll(other.touches);
            return this;
        }
    }

    private final List<Step> steps;

    private Transforms(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * Reads transforms separated by commas, such as {@code trim(5),exposure}. Commas inside parentheses belong to a name.
     *
     * @throws UsageException if one is unknown or lacks what it needs
     */
    public static Transforms parse(String text) {
        List<Step> steps = new ArrayList<>();
        for (String part : split(text)) {
            Matcher matcher = STEP.matcher(part.strip());
            String kind = matcher.matches() ? matcher.group(1) : part;
            String argument = matcher.matches() ? matcher.group(2) : null;
            boolean fits = PLAIN.contains(kind) && argument == null
                    || WITH_ARGUMENT.contains(kind) && argument != null && !argument.isBlank();
            if (kind.equals("trim") && fits) fits = argument.strip().matches("[1-9]\\d{0,8}");
            if (!fits)
                throw new UsageException("transform '" + part.strip()
                        + "' is none; there are unique, exposure, first, frequency, remove_if_not_all(CHANNEL),"
                        + " remove_if_last_and_not_all(CHANNEL) and trim(TOUCHES), separated by commas");
            if (!kind.equals("unique")) steps.add(new Step(kind, argument == null ? null : argument.strip()));
        }
        List<Step> trims = steps.stream().filter(s -> s.kind.equals("trim")).toList();
        List<Step> others = steps.stream().filter(s -> !s.kind.equals("trim")).toList();
        List<Step> ordered = new ArrayList<>(trims);
        ordered.addAll(others);
        return new Transforms(List.copyOf(ordered));
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') depth++;
            else if (c == ')') depth--;
            else if (c == ',' && depth == 0) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts.stream().filter(p -> !p.isBlank()).toList();
    }

    /** Names of the channels that are to be removed. */
    List<String> channels() {
        return steps.stream()
                .filter(s -> s.kind.startsWith("remove"))
                .map(Step::argument)
                .toList();
    }

    /** Whether nothing is changed. */
    boolean isNone() {
        return steps.isEmpty();
    }

    /** The changed path; never empty. */
    public Path apply(Path path, ChannelDictionary names) {
        return isNone() ? path : path.collapsed(kept(path.channels(), names));
    }

    /** The touches that stay, in order; at least one if there are any. */
    List<Kept> kept(int[] channels, ChannelDictionary names) {
        List<Kept> kept = IntStream.range(0, channels.length)
                .mapToObj(i -> Kept.touch(channels[i], i))
                .toList();
        for (Step step : steps) kept = apply(step, kept, names);
        return kept;
    }

    private static List<Kept> apply(Step step, List<Kept> path, ChannelDictionary names) {
        return switch (step.kind) {
            case "trim" -> path.subList(Math.max(0, path.size() - Integer.parseInt(step.argument)), path.size());
            case "exposure" -> exposures(path);
            case "first" -> firsts(path);
            case "frequency" -> {
                Map<Integer, Long> counts =
                        path.stream().collect(Collectors.groupingBy(Kept::channel, Collectors.counting()));
                yield firsts(path).stream()
                        .map(k -> new Kept(
                                names.number(names.name(k.channel) + "(" + counts.get(k.channel) + ")"), k.touches))
                        .toList();
            }
            case "remove_if_not_all" -> {
                int removed = names.find(step.argument);
                List<Kept> left =
                        path.stream().filter(k -> k.channel != removed).toList();
                yield left.isEmpty() ? path : left;
            }
            case "remove_if_last_and_not_all" -> {
                int removed = names.find(step.argument);
                int end = path.size();
                while (end > 0 && path.get(end - 1).channel == removed) end--;
                yield end == 0 ? path : path.subList(0, end);
            }
            default -> throw new IllegalStateException(step.kind);
        };
    }

    private static List<Kept> exposures(List<Kept> path) {
        List<Kept> kept = new ArrayList<>();
        for (Kept touch : path) {
            int last = kept.size() - 1;
            boolean again = last >= 0 && kept.get(last).channel == touch.channel;
            if (again) kept.get(last).with(touch);
            else kept.add(touch);
        }
        return kept;
    }

    private static List<Kept> firsts(List<Kept> path) {
        Map<Integer, Kept> firsts = new LinkedHashMap<>();
        for (Kept touch : path) firsts.merge(touch.channel, touch, Kept::with);
        return List.copyOf(firsts.values());
    }
}
