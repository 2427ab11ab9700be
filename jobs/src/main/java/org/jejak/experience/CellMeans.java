package org.jejak.experience;

import java.util.*;
import org.jejak.config.CxIndexSettings;

/** The means of one cell: per dimension what people say, per behaviour what happened, and every metric by itself. */
final class CellMeans {
    private final Map<String, CustomerMean> said = new TreeMap<>();
    private final Map<String, CustomerMean> done = new TreeMap<>();
    private final Map<Metric, CustomerMean> byMetric =
            new TreeMap<>(Comparator.comparing(Metric::name).thenComparing(m -> String.valueOf(m.dimension())));

    CellMeans(CellGrouping.Cell cell) {
        Map<Metric, List<CustomerSum>> sums = cell.sums().get();
        sums.forEach((metric, own) -> byMetric.put(metric, CustomerMean.of(own)));
        for (String dimension : CxIndexSettings.DIMENSIONS) {
            List<CustomerSum> answers = new ArrayList<>();
            byMetric.keySet().stream()
                    .filter(m -> m.kind().equals("question") && dimension.equals(m.dimension()))
                    .forEach(m -> answers.addAll(sums.get(m)));
            answers.sort(Comparator.comparingInt(CustomerSum::customer));
            said.put(dimension, CustomerMean.of(answers));
        }
        byMetric.forEach((metric, mean) -> {
            if (metric.kind().equals("behaviour")) done.put(metric.name(), mean);
        });
    }

    /** Every metric with its mean, by name. */
    Map<Metric, CustomerMean> byMetric() {
        return byMetric;
    }

    /** The index of these means; those of fewer than {@code least} effective customers left out. */
    IndexFormula formula(CxIndexSettings settings, IndexFormula.Choice choice, double least) {
        return new IndexFormula(said, done, settings, choice, least);
    }
}
