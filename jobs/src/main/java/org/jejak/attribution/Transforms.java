package org.jejak.attribution;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.Serializable;
import java.util.*;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jejak.config.UsageException;

/**
 * Changes of a path before models see it, applied one after the other. For D A B B C D C C:
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
 * <p>{@link KeptTouch} says what becomes of touches that exposure, first and frequency merge into another.
 */
public final class Transforms implements Serializable {
    /** No change. */
    public static final Transforms NONE = new Transforms(List.of());

    private static final List<String> PLAIN = List.of("unique", "exposure", "first", "frequency");
    private static final List<String> WITH_ARGUMENT =
            List.of("trim", "remove_if_not_all", "remove_if_last_and_not_all");
    private static final Pattern STEP = Pattern.compile("(\\w+)(?:\\((.*)\\))?", Pattern.DOTALL);

    private record Transform(String kind, String argument) implements Serializable {}

    /**
     * A touch that is kept, with the later touches that are merged into it. Of these it has the time, the session and the
     * campaign of the first, the kind of the heaviest, and the milestones of all.
     *
     * @param channel its channel, perhaps a new one
     * @param merged numbers of the touches, ascending: itself, then those merged into it
     */
    record KeptTouch(int channel, IntArrayList merged) {
        /** The touch itself. */
        int first() {
            return merged.getInt(0);
        }

        /** The merged touch whose kind counts most, of equal ones the first: a click is not hidden by views before it. */
        int heaviest(double[] weights) {
            return merged.intStream().reduce(first(), (best, touch) -> weights[touch] > weights[best] ? touch : best);
        }

        /** Milestones of all merged touches, as bits. */
        int milestones(int[] milestones) {
            return merged.intStream().map(touch -> milestones[touch]).reduce(0, (a, b) -> a | b);
        }

        private KeptTouch merge(KeptTouch later) {
            merged.addAll(later.merged);
            return this;
        }
    }

    private final List<Transform> steps;

    private Transforms(List<Transform> steps) {
        this.steps = steps;
    }

    /**
     * Reads transforms separated by commas, such as {@code trim(5),exposure}. Commas inside parentheses belong to a name.
     *
     * @throws UsageException if one is unknown or lacks what it needs
     */
    public static Transforms parse(String text) {
        List<Transform> steps = new ArrayList<>();
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
            if (!kind.equals("unique")) steps.add(new Transform(kind, argument == null ? null : argument.strip()));
        }
        List<Transform> trims =
                steps.stream().filter(s -> s.kind.equals("trim")).toList();
        List<Transform> others =
                steps.stream().filter(s -> !s.kind.equals("trim")).toList();
        List<Transform> ordered = new ArrayList<>(trims);
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
                .map(Transform::argument)
                .toList();
    }

    /** Whether nothing is changed. */
    boolean isNone() {
        return steps.isEmpty();
    }

    /** The changed path; never empty. */
    public Path apply(Path path, ChannelDictionary names) {
        if (isNone()) return path;
        int[] touches = IntStream.range(0, path.length()).toArray();
        return path.collapsed(kept(path.channels(), touches, names));
    }

    /**
     * The touches that are kept, in order; at least one if there are any.
     *
     * @param channels channels of the path, as numbers of {@code names}
     * @param touches the number of each touch of the path, by which {@link KeptTouch} refers to it
     */
    List<KeptTouch> kept(int[] channels, int[] touches, ChannelDictionary names) {
        List<KeptTouch> kept = IntStream.range(0, channels.length)
                .mapToObj(i -> new KeptTouch(channels[i], IntArrayList.of(touches[i])))
                .toList();
        for (Transform step : steps) kept = apply(step, kept, names);
        return kept;
    }

    private static List<KeptTouch> apply(Transform step, List<KeptTouch> path, ChannelDictionary names) {
        return switch (step.kind) {
            case "trim" -> path.subList(Math.max(0, path.size() - Integer.parseInt(step.argument)), path.size());
            case "exposure" -> exposures(path);
            case "first" -> firsts(path);
            case "frequency" -> {
                Map<Integer, Long> counts =
                        path.stream().collect(Collectors.groupingBy(KeptTouch::channel, Collectors.counting()));
                yield firsts(path).stream()
                        .map(k -> new KeptTouch(
                                names.number(names.name(k.channel) + "(" + counts.get(k.channel) + ")"), k.merged))
                        .toList();
            }
            case "remove_if_not_all" -> {
                int removed = names.find(step.argument);
                List<KeptTouch> left =
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

    private static List<KeptTouch> exposures(List<KeptTouch> path) {
        List<KeptTouch> kept = new ArrayList<>();
        for (KeptTouch touch : path) {
            int last = kept.size() - 1;
            boolean again = last >= 0 && kept.get(last).channel == touch.channel;
            if (again) kept.get(last).merge(touch);
            else kept.add(touch);
        }
        return kept;
    }

    private static List<KeptTouch> firsts(List<KeptTouch> path) {
        Map<Integer, KeptTouch> firsts = new LinkedHashMap<>();
        for (KeptTouch touch : path) firsts.merge(touch.channel, touch, KeptTouch::merge);
        return List.copyOf(firsts.values());
    }
}
