package org.jejak.attribution;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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
 */
public final class Transforms implements Serializable {
    /** No change. */
    public static final Transforms NONE = new Transforms(List.of());

    private static final List<String> PLAIN = List.of("unique", "exposure", "first", "frequency");
    private static final List<String> WITH_ARGUMENT =
            List.of("trim", "remove_if_not_all", "remove_if_last_and_not_all");
    private static final Pattern STEP = Pattern.compile("(\\w+)(?:\\((.*)\\))?", Pattern.DOTALL);

    private record Step(String kind, String argument) implements Serializable {}

    private final List<Step> steps;

    private Transforms(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * Reads transforms separated by commas, such as {@code trim(5),exposure}. Commas inside parentheses belong to a name.
     *
     * @throws IllegalArgumentException if one is unknown or lacks what it needs
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
                throw new IllegalArgumentException("transform '" + part.strip()
                        + "' is none; there are unique, exposure, first, frequency, remove_if_not_all(CHANNEL),"
                        + " remove_if_last_and_not_all(CHANNEL) and trim(TOUCHES), separated by commas");
            if (!kind.equals("unique")) steps.add(new Step(kind, argument));
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

    /** Whether nothing is changed. */
    boolean isNone() {
        return steps.isEmpty();
    }

    /** The changed path; never empty. */
    public Path apply(Path path, Channels names) {
        Path changed = path;
        for (Step step : steps) changed = apply(step, changed, names);
        return changed;
    }

    private static Path apply(Step step, Path path, Channels names) {
        int[] channels = path.channels();
        return switch (step.kind) {
            case "trim" -> {
                int kept = Math.min(channels.length, Integer.parseInt(step.argument.strip()));
                yield kept == channels.length
                        ? path
                        : keep(
                                path,
                                IntStream.range(channels.length - kept, channels.length)
                                        .toArray());
            }
            case "exposure" ->
                keep(
                        path,
                        IntStream.range(0, channels.length)
                                .filter(i -> i == 0 || channels[i] != channels[i - 1])
                                .toArray());
            case "first" -> keep(path, firsts(channels));
            case "frequency" -> {
                int[] firsts = firsts(channels);
                Map<Integer, Integer> counts = new HashMap<>();
                for (int c : channels) counts.merge(c, 1, Integer::sum);
                int[] renamed = Arrays.stream(firsts)
                        .map(i -> names.number(names.name(channels[i]) + "(" + counts.get(channels[i]) + ")"))
                        .toArray();
                yield path.keep(firsts, renamed);
            }
            case "remove_if_not_all" -> {
                int removed = names.find(step.argument);
                int[] left = IntStream.range(0, channels.length)
                        .filter(i -> channels[i] != removed)
                        .toArray();
                yield left.length == 0 || left.length == channels.length ? path : keep(path, left);
            }
            case "remove_if_last_and_not_all" -> {
                int removed = names.find(step.argument);
                int end = channels.length;
                while (end > 0 && channels[end - 1] == removed) end--;
                yield end == 0 || end == channels.length
                        ? path
                        : keep(path, IntStream.range(0, end).toArray());
            }
            default -> throw new IllegalStateException(step.kind);
        };
    }

    private static Path keep(Path path, int[] touches) {
        return path.keep(
                touches, Arrays.stream(touches).map(i -> path.channels()[i]).toArray());
    }

    private static int[] firsts(int[] channels) {
        Set<Integer> seen = new HashSet<>();
        return IntStream.range(0, channels.length)
                .filter(i -> seen.add(channels[i]))
                .toArray();
    }
}
