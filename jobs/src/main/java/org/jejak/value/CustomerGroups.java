package org.jejak.value;

import java.util.*;
import java.util.stream.Collectors;

/**
 * Groups of customers (acquisition channels, segments), the largest first, of equal ones the first by name. Groups that are
 * too small for a place of their own, and those beyond the largest twenty, are taken together as {@link #OTHER}; if these are
 * too few even so, with the largest group.
 */
final class CustomerGroups {
    static final String OTHER = "(other)";
    /** Customers that a group needs for a place of its own. */
    private static final long LEAST = 30;
    /** Most groups with a place of their own, besides {@link #OTHER}: each adds two parameters. */
    private static final int MOST = 20;

    private final Summaries summaries;
    private final double daysPerUnit;
    private final Map<String, Long> sizes = new LinkedHashMap<>();
    private final Map<String, HistoryCounts> separate = new LinkedHashMap<>();
    private final Set<String> others = new HashSet<>();

    /**
     * @param least customers that a fit needs
     */
    CustomerGroups(Summaries summaries, double daysPerUnit, long least) {
        this.summaries = summaries;
        this.daysPerUnit = daysPerUnit;
        Arrays.stream(summaries.group)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(g -> g, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> sizes.put(e.getKey(), e.getValue()));
        separate(Math.max(LEAST, least));
    }

    private void separate(long least) {
        List<String> small = new ArrayList<>();
        sizes.forEach((group, customers) -> {
            boolean isLarge = customers >= least && separate.size() < MOST && !group.equals(OTHER);
            HistoryCounts patterns = isLarge ? patterns(List.of(group)) : null;
            if (isLarge && patterns.repeaters > 0) separate.put(group, patterns);
            else small.add(group);
        });
        if (small.isEmpty()) return;
        HistoryCounts other = patterns(small);
        if (separate.isEmpty() || other.customers >= LEAST && other.repeaters > 0) {
            separate.put(OTHER, other);
            others.addAll(small);
        } else {
            String largest = separate.keySet().iterator().next();
            small.add(largest);
            separate.put(largest, patterns(small));
        }
    }

    private HistoryCounts patterns(Collection<String> groups) {
        return summaries.patterns(new HashSet<>(groups), daysPerUnit);
    }

    /** Histories of all customers by the group they are counted in; empty if some customers have no group. */
    Map<String, HistoryCounts> separate() {
        long customers = sizes.values().stream().mapToLong(n -> n).sum();
        return customers == summaries.size() ? separate : Map.of();
    }

    /** The groups that are taken together as {@link #OTHER}. */
    Set<String> others() {
        return others;
    }

    /** Histories of the groups that are large enough. */
    Map<String, HistoryCounts> ofAtLeast(long customers) {
        Map<String, HistoryCounts> large = new LinkedHashMap<>();
        sizes.forEach((group, size) -> {
            if (size >= customers) large.put(group, patterns(List.of(group)));
        });
        return large;
    }
}
