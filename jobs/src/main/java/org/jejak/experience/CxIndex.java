package org.jejak.experience;

import java.time.LocalDate;
import java.util.*;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jejak.config.CxIndexSettings;
import org.jejak.config.ExperienceSettings;
import org.jejak.statistics.FalseDiscovery;
import org.jejak.statistics.Intervals;
import org.jejak.table.*;

/** The CX index and its metrics of every cell: values, intervals, bands, ranks and changes from one period to the next. */
public final class CxIndex {
    private static final List<String> PARTS = List.of("mixed", "perception", "behaviour");

    private final CxIndexSettings settings;
    private final List<List<IndexFigure>> types = new ArrayList<>();
    private final List<Row> metricRows = new ArrayList<>();

    private CxIndex(ExperienceData data, ExperienceSettings all) {
        settings = all.index();
        Observations.Observed observed = Observations.of(data, all);
        CellGrouping.of(observed.observations(), data.date(), settings).forEach(cells -> {
            List<IndexFigure> figures = figures(cells, observed.hashes());
            types.add(figures);
            compare(figures);
        });
    }

    /** The figures of the cells of one type; of their influence only what later cells are compared with is kept. */
    private List<IndexFigure> figures(List<CellGrouping.Cell> cells, long[] hashes) {
        List<IndexFigure> figures = new ArrayList<>();
        Map<String, IndexFigure> before = new HashMap<>();
        for (CellGrouping.Cell cell : cells) {
            CellMeans means = new CellMeans(cell);
            means.byMetric().forEach((metric, mean) -> metricRows.add(metricRow(cell, metric, mean)));
            for (String part : PARTS) {
                List<String> dimensions = new ArrayList<>(CxIndexSettings.DIMENSIONS);
                dimensions.add(0, IndexFigure.INDEX);
                for (String dimension : dimensions) {
                    IndexFigure figure = new IndexFigure(cell, means, part, dimension, settings, hashes);
                    change(figure, before);
                    figures.add(figure);
                }
            }
        }
        return figures;
    }

    /** All figures of all cells, computed once. */
    public static CxIndex of(ExperienceData data, ExperienceSettings settings) {
        return new CxIndex(data, settings);
    }

    /** Rows of {@link AggCxMetric}. */
    public List<Row> metricRows() {
        return metricRows;
    }

    /** Rows of {@link AggCxIndex}, of this version. */
    public List<Row> indexRows() {
        return types.stream().flatMap(List::stream).map(this::row).toList();
    }

    /**
     * Rows of {@link AggCxIndex}: those of this version, and those of others as they were, which are not current any more.
     *
     * @param before all rows as of the run before
     */
    public List<Row> indexRows(List<Row> before) {
        List<Row> all = new ArrayList<>(indexRows());
        RowBuilder other = new RowBuilder(AggCxIndex.TABLE);
        for (Row row : before)
            if (!settings.version().equals(row.getAs(AggCxIndex.INDEX_VERSION.name())))
                all.add(other.like(row).set(AggCxIndex.IS_CURRENT, false).row());
        return all;
    }

    /** The figures of one cell and part, by dimension; for tests. */
    Map<String, IndexFigure> figures(String type, String cell, String part) {
        return types.stream()
                .flatMap(List::stream)
                .filter(f -> f.cell.type().equals(type) && f.cell.name().equals(cell) && f.part.equals(part))
                .collect(Collectors.toMap(f -> f.dimension, f -> f));
    }

    /** Ranks and chances of changes among the cells of one type, for each part and dimension. */
    private void compare(List<IndexFigure> figures) {
        Map<String, List<IndexFigure>> alike = new TreeMap<>();
        for (IndexFigure f : figures)
            alike.computeIfAbsent(f.part + "|" + f.dimension, k -> new ArrayList<>())
                    .add(f);
        for (List<IndexFigure> same : alike.values()) {
            for (IndexFigure f : same)
                if (f.value != null) f.shrunk = f.shrunk(f.value, ofAll(f).value, settings.shrinkage());
            adjust(same.stream().filter(f -> f.change != null).toList());
            Map<String, List<IndexFigure>> byBasis = new TreeMap<>();
            for (IndexFigure f : same)
                if (f.isComparable() && !f.cell.parts().isEmpty())
                    byBasis.computeIfAbsent(f.basis, b -> new ArrayList<>()).add(f);
            byBasis.values().forEach(this::rank);
        }
        figures.forEach(f -> f.influence = null);
    }

    /** The figure of all customers. */
    private IndexFigure ofAll(IndexFigure f) {
        return types.get(0).stream()
                .filter(all -> all.part.equals(f.part) && all.dimension.equals(f.dimension))
                .findFirst()
                .orElseThrow();
    }

    private void rank(List<IndexFigure> cells) {
        ranks(cells, f -> f.shrunk).forEach((f, rank) -> f.rank = rank);
        if (cells.get(0).others == null) return;
        cells.forEach(f -> f.bestRank = f.worstRank = f.rank);
        double[] all = ofAll(cells.get(0)).others;
        for (int i = 0; i < cells.get(0).others.length; i++) {
            int other = i;
            Double ofAll = all == null ? null : (Double) all[other];
            ranks(cells, f -> f.shrunk(f.others[other], ofAll, settings.shrinkage()))
                    .forEach((f, rank) -> {
                        f.bestRank = Math.min(f.bestRank, rank);
                        f.worstRank = Math.max(f.worstRank, rank);
                    });
        }
    }

    private static Map<IndexFigure, Long> ranks(List<IndexFigure> cells, ToDoubleFunction<IndexFigure> points) {
        Map<IndexFigure, Double> values = new HashMap<>();
        cells.forEach(f -> values.put(f, points.applyAsDouble(f)));
        List<IndexFigure> sorted = new ArrayList<>(cells);
        sorted.sort(Comparator.comparing((IndexFigure f) -> -values.get(f)).thenComparing(f -> f.cell.name()));
        Map<IndexFigure, Long> ranks = new HashMap<>();
        for (IndexFigure f : sorted) ranks.put(f, ranks.size() + 1L);
        return ranks;
    }

    /**
     * The change from the month, or the window of as many months, just before: of customers who are in both only the difference
     * counts. Where a mean is of enough customers in one of the two only, there is no change: the other means that take its
     * weight would look like one. Nor is there where observations begin within the window before.
     *
     * @param earlier figures of the cells before, by name, part and dimension; this one is added
     */
    private void change(IndexFigure f, Map<String, IndexFigure> earlier) {
        LocalDate month = f.cell.month();
        if (f.value == null || month == null) return;
        String same = "|" + f.part + "|" + f.dimension;
        earlier.put(f.cell.name() + same, f);
        IndexFigure before = earlier.get(f.cell.nameIn(month.minusMonths(f.cell.months())) + same);
        if (before == null || !before.cell.isWhole()) return;
        if (before.madeOf.equals(f.madeOf)) {
            double level = settings.interval().level();
            double error = f.influence.plus(-1, before.influence).standardError();
            f.change = f.value - before.value;
            f.changeInterval = Intervals.normal(f.change, error, level).within(-100, 100);
            f.changePValue = Intervals.pValue(f.change, error);
        }
        before.influence = null;
    }

    /** Considers how many changes are looked at together (Benjamini and Hochberg). */
    private void adjust(List<IndexFigure> changed) {
        double[] adjusted = FalseDiscovery.adjusted(
                changed.stream().mapToDouble(f -> f.changePValue).toArray());
        for (int i = 0; i < adjusted.length; i++) {
            IndexFigure f = changed.get(i);
            f.changePValue = adjusted[i];
            f.isChangeSignificant = adjusted[i] <= 1 - settings.interval().level();
        }
    }

    private Row row(IndexFigure f) {
        return f.cell.fill(new RowBuilder(AggCxIndex.TABLE))
                .set(AggCxIndex.INDEX_VERSION, settings.version())
                .set(AggCxIndex.DIMENSION, f.dimension)
                .set(AggCxIndex.PART, f.part)
                .set(AggCxIndex.AGGREGATION, settings.geometric() ? "geometric" : "arithmetic")
                .set(AggCxIndex.BASIS, f.basis)
                .set(AggCxIndex.STATUS, f.status)
                .set(AggCxIndex.REASON, f.reason)
                .set(AggCxIndex.BAND, f.band)
                .set(AggCxIndex.VALUE, f.value)
                .set(AggCxIndex.VALUE_LOW, f.interval == null ? null : f.interval.low())
                .set(AggCxIndex.VALUE_HIGH, f.interval == null ? null : f.interval.high())
                .set(AggCxIndex.SHRUNK_VALUE, f.shrunk)
                .set(AggCxIndex.COVERAGE, f.coverage)
                .set(AggCxIndex.N_EFF, f.effective)
                .set(AggCxIndex.CHANGE, f.change)
                .set(AggCxIndex.CHANGE_LOW, f.changeInterval == null ? null : f.changeInterval.low())
                .set(AggCxIndex.CHANGE_HIGH, f.changeInterval == null ? null : f.changeInterval.high())
                .set(AggCxIndex.CHANGE_P_VALUE, f.changePValue)
                .set(AggCxIndex.N, (long) f.n)
                .set(AggCxIndex.RANK, f.rank)
                .set(AggCxIndex.BEST_RANK, f.bestRank)
                .set(AggCxIndex.WORST_RANK, f.worstRank)
                .set(AggCxIndex.IS_CHANGE_SIGNIFICANT, f.isChangeSignificant)
                .set(AggCxIndex.IS_CURRENT, true)
                .row();
    }

    private Row metricRow(CellGrouping.Cell cell, Metric metric, CustomerMean mean) {
        double effective = mean.effective();
        boolean isShown = effective >= settings.show();
        Intervals.Interval interval = isShown ? metricInterval(metric, mean) : null;
        double factor = metric.unit().equals("net_points") ? 100 : 1;
        return cell.fill(new RowBuilder(AggCxMetric.TABLE))
                .set(AggCxMetric.METRIC, metric.name())
                .set(AggCxMetric.METRIC_KIND, metric.kind())
                .set(AggCxMetric.DIMENSION, metric.dimension())
                .set(AggCxMetric.UNIT, metric.unit())
                .set(
                        AggCxMetric.STATUS,
                        !isShown ? "too_few" : effective >= settings.compare() ? "comparable" : "shown")
                .set(AggCxMetric.VALUE, isShown ? factor * mean.value() : null)
                .set(AggCxMetric.VALUE_LOW, isShown ? factor * interval.low() : null)
                .set(AggCxMetric.VALUE_HIGH, isShown ? factor * interval.high() : null)
                .set(AggCxMetric.N_EFF, effective)
                .set(AggCxMetric.N, (long) mean.n())
                .set(AggCxMetric.OBSERVATION_COUNT, mean.observations())
                .set(AggCxMetric.PENDING_COUNT, mean.pending())
                .row();
    }

    /**
     * Wilson's for shares of yes and no, p + d - (p - d)^2 over n for NPS, by customer for the others. The effective number
     * of customers stands for the number of observations.
     */
    private Intervals.Interval metricInterval(Metric metric, CustomerMean mean) {
        double level = settings.interval().level();
        double value = mean.value();
        if (metric.isYesNo()) return Intervals.wilson(value, mean.effective(), level);
        if (metric.equals(Metric.NPS))
            return Intervals.normal(value, Math.sqrt(mean.variance() / mean.effective()), level)
                    .within(-1, 1);
        Intervals.Interval interval = Intervals.normal(value, mean.influence().standardError(), level);
        return switch (metric.unit()) {
            case "net_points" -> interval.within(-1, 1);
            case "scale" -> interval.within(1, 7);
            default -> interval.within(0, 1);
        };
    }
}
