package org.jejak.experience;

import java.util.*;
import java.util.function.ToDoubleFunction;
import org.jejak.config.CxIndexSettings;
import org.jejak.config.CxIndexSettings.Band;
import org.jejak.statistics.Intervals;
import org.jejak.statistics.Intervals.Interval;
import org.jejak.statistics.PoissonBootstrap;

/** The index of a cell, or one of its dimensions, with what it rests on; filled in as more cells are known. */
final class IndexFigure {
    /** Name of the index among the dimensions. */
    static final String INDEX = "index";

    final CellGrouping.Cell cell;
    final String part;
    final String dimension;
    final double coverage;
    final double effective;
    final int n;
    Set<String> madeOf;
    String basis;
    String status;
    String reason;
    String band;
    Double value;
    Interval interval;
    Double shrunk;

    /** How much each customer moves it; null without a value, and once the change to it is known. */
    InfluenceFunction influence;

    /** The values by {@link IndexFormula.Choice#others}; null but for the index itself. */
    double[] others;

    Double change;
    Interval changeInterval;
    Double changePValue;
    Boolean isChangeSignificant;
    Long rank;
    Long bestRank;
    Long worstRank;

    IndexFigure(
            CellGrouping.Cell cell,
            CellMeans means,
            String part,
            String dimension,
            CxIndexSettings settings,
            long[] hashes) {
        this.cell = cell;
        this.part = part;
        this.dimension = dimension;
        IndexFormula.Choice choice = choice(part, settings);
        IndexFormula enough = means.formula(settings, choice, settings.show());
        IndexFormula any = means.formula(settings, choice, 0);
        this.coverage = isIndex() ? enough.coverage() : enough.coverage(dimension);
        boolean isThere = isThere(enough, settings);
        IndexFormula shown = isThere ? enough : any;
        this.effective = isIndex() ? shown.effective() : shown.effective(dimension);
        this.n = isIndex()
                ? shown.customers()
                : shown.has(dimension) ? shown.influence(dimension).n() : 0;
        if (isThere) fill(enough, settings, hashes);
        if (isThere && isIndex() && part.equals("mixed"))
            others = choice.others().stream()
                    .mapToDouble(
                            c -> means.formula(settings, c, settings.show()).value())
                    .toArray();
        if (!isThere) explain(any, settings);
    }

    private static IndexFormula.Choice choice(String part, CxIndexSettings settings) {
        IndexFormula.Choice choice = IndexFormula.Choice.of(settings);
        return switch (part) {
            case "perception" -> choice.withPerceptionShare(1);
            case "behaviour" -> choice.withPerceptionShare(0);
            default -> choice;
        };
    }

    boolean isIndex() {
        return dimension.equals(INDEX);
    }

    boolean isComparable() {
        return status.equals("comparable");
    }

    private boolean isThere(IndexFormula formula, CxIndexSettings settings) {
        if (!isIndex()) return formula.has(dimension);
        return formula.coverage() >= settings.leastCoverage() && !Double.isNaN(formula.value());
    }

    private void fill(IndexFormula formula, CxIndexSettings settings, long[] hashes) {
        boolean said = isIndex() ? formula.isSaid() : formula.isSaid(dimension);
        boolean done = isIndex() ? formula.isDone() : formula.isDone(dimension);
        madeOf = isIndex() ? formula.madeOf() : formula.madeOf(dimension);
        basis = said && done ? "mixed" : said ? "perception_only" : "behaviour_only";
        value = isIndex() ? formula.value() : formula.value(dimension);
        influence = isIndex() ? formula.influence() : formula.influence(dimension);
        double error = settings.interval().bootstrap()
                ? bootstrapError(formula, settings.interval(), hashes)
                : influence.standardError();
        interval = Intervals.normal(value, error, settings.interval().level()).within(0, 100);
        status = effective >= settings.compare() ? "comparable" : "shown";
        if (isComparable()) band = band(interval, settings.bands());
    }

    private double bootstrapError(IndexFormula formula, CxIndexSettings.Interval how, long[] hashes) {
        PoissonBootstrap bootstrap = new PoissonBootstrap(how.replicates(), how.seed());
        double[] values = new double[how.replicates()];
        for (int r = 0; r < values.length; r++) {
            int replicate = r;
            ToDoubleFunction<CustomerMean> drawn = m -> m.value(c -> bootstrap.weight(hashes[c], replicate));
            values[r] = isIndex() ? formula.value(drawn) : formula.value(dimension, drawn);
        }
        return PoissonBootstrap.spread(values);
    }

    private void explain(IndexFormula any, CxIndexSettings settings) {
        boolean hasData = isIndex() ? any.customers() > 0 : any.has(dimension);
        boolean isTooFew = hasData && isThere(any, settings);
        status = isTooFew ? "too_few" : "no_value";
        reason = isTooFew ? "too_few" : hasData ? "low_coverage" : "no_data";
    }

    /** The band of both ends, or the bands of the two joined. */
    static String band(Interval interval, List<Band> bands) {
        String low = band(interval.low(), bands);
        String high = band(interval.high(), bands);
        return low.equals(high) ? low : low + "-" + high;
    }

    private static String band(double points, List<Band> bands) {
        for (Band band : bands) if (points < band.to()) return band.name();
        return bands.get(bands.size() - 1).name();
    }

    /** A value drawn towards that of all customers. */
    double shrunk(double own, Double ofAll, double kappa) {
        return ofAll == null ? own : (effective * own + kappa * ofAll) / (effective + kappa);
    }
}
