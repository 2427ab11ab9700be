package org.jejak.audience;

import java.io.Serializable;
import java.util.*;
import java.util.stream.IntStream;
import org.jejak.audience.LeadCounts.Part;

/**
 * A first look at all customers for one score: how far the history reaches back, and which values the features have at the dates
 * that the score may learn from. It decides dates and bins. Surveys of parts add up to that of all, in any order.
 */
public final class LeadSurvey implements Serializable {
    private final LeadFeatures features;
    private final int today;
    private final List<Integer> origins;
    /** By origin and feature. */
    private final FeatureCounts[][] values;

    private int firstDay = Integer.MAX_VALUE;

    LeadSurvey(LeadFeatures features, int today) {
        this.features = features;
        this.today = today;
        origins = LeadOrigins.all(today, features.horizon());
        values = origins.stream()
                .map(origin -> features.names().stream()
                        .map(name -> new FeatureCounts())
                        .toArray(FeatureCounts[]::new))
                .toArray(FeatureCounts[][]::new);
    }

    /** Looks at one more customer. */
    void add(LeadCustomer customer) {
        firstDay = Math.min(firstDay, customer.firstDay());
        if (customer.hasObjected()) return;
        for (int i = 0; i < values.length; i++) {
            if (LeadOrigins.part(i) != Part.FIT || !features.isOf(customer, origins.get(i))) continue;
            Object[] seen = features.values(customer.history(), origins.get(i));
            for (int f = 0; f < seen.length; f++) values[i][f].add(seen[f]);
        }
    }

    /** Adds the survey of another part of the customers. */
    LeadSurvey merge(LeadSurvey other) {
        firstDay = Math.min(firstDay, other.firstDay);
        for (int i = 0; i < values.length; i++)
            for (int f = 0; f < values[i].length; f++) values[i][f].merge(other.values[i][f]);
        return this;
    }

    /** The dates and bins. */
    LeadPlan plan() {
        LeadOrigins reached = LeadOrigins.of(today, features.horizon(), firstDay);
        List<String> names = features.names();
        List<FeatureBins> bins = IntStream.range(0, names.size())
                .mapToObj(f -> FeatureBins.of(
                        names.get(f), features.isText(f), learned(reached.days().size(), f)))
                .toList();
        return new LeadPlan(features, reached, new LeadBins(bins));
    }

    private FeatureCounts learned(int reached, int feature) {
        FeatureCounts counts = new FeatureCounts();
        for (int i = 0; i < reached; i++) counts.merge(values[i][feature]);
        return counts;
    }
}
