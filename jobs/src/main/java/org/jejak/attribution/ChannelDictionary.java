package org.jejak.attribution;

import java.io.Serializable;
import java.util.*;
import java.util.stream.IntStream;

/** Numbers for channel names, from 0 in order of appearance. */
public final class ChannelDictionary implements Serializable {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** The number of a name, a new one if it was not seen before. */
    public int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) return known;
        numbers.put(name, names.size());
        names.add(name);
        return names.size() - 1;
    }

    /** The numbers of some names. */
    int[] numbers(String... some) {
        int[] found = new int[some.length];
        for (int i = 0; i < found.length; i++) found[i] = number(some[i]);
        return found;
    }

    /** The number of a name, or -1 if it was never seen. */
    public int find(String name) {
        return numbers.getOrDefault(name, -1);
    }

    /** The name of a number. */
    public String name(int number) {
        return names.get(number);
    }

    /** All names, by number. */
    List<String> names() {
        return Collections.unmodifiableList(names);
    }

    /** How many names there are. */
    public int size() {
        return names.size();
    }

    /** By number: its place among the sorted names. Results are computed in that order, so that appearance does not matter. */
    int[] ranks() {
        int[] ranks = new int[size()];
        int[] sorted = sorted();
        for (int place = 0; place < sorted.length; place++) ranks[sorted[place]] = place;
        return ranks;
    }

    /** All names, sorted. */
    String[] sortedNames() {
        return names.stream().sorted().toArray(String[]::new);
    }

    /** Numbers in the order of their names. */
    int[] sorted() {
        return IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.comparing(names::get))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
