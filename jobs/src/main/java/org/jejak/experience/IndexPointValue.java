package org.jejak.experience;

import java.time.Instant;
import java.util.*;
import org.jejak.config.ExperienceSettings;
import org.jejak.statistics.Intervals;

/**
 * What one point more of a customer's own index goes with in the window after: more of them stay, and they spend more. A
 * regression on the answers of one submission, revenue before and segment taken out. Association, not cause.
 */
final class IndexPointValue {
    private final ExperienceData data;
    private final ExperienceSettings settings;
    private final OrderBook orders;

    IndexPointValue(ExperienceData data, ExperienceSettings settings, OrderBook orders) {
        this.data = data;
        this.settings = settings;
        this.orders = orders;
    }

    void add(ImpactRows rows) {
        List<SurveyAnswer> first = new ArrayList<>();
        List<Double> points = new ArrayList<>();
        for (List<SurveyAnswer> answers : ExperienceData.submissions(
                data.answers().stream().filter(a -> a.dimension != null && !end(a).isAfter(data.asOf())))) {
            Double own = ownIndex(answers);
            if (own == null) continue;
            first.add(answers.get(0));
            points.add(own);
        }
        double[] retained = first.stream()
                .mapToDouble(a -> orders.count(a.customer, a.at, end(a)) > 0 ? 1 : 0)
                .toArray();
        double[] spent = first.stream()
                .mapToDouble(a -> settings.impact().margin() * orders.revenue(a.customer, a.at, end(a)))
                .toArray();
        add(rows, "point_retention", "share", first, points, retained);
        add(rows, "point_value", "currency", first, points, spent);
    }

    private Instant end(SurveyAnswer a) {
        return a.at.plus(settings.impact().window());
    }

    /** The index of one submission, from its answers; null where too few dimensions were. */
    private Double ownIndex(List<SurveyAnswer> answers) {
        double sum = 0;
        double weights = 0;
        for (var w : settings.index().weights().entrySet()) {
            double mean = answers.stream()
                    .filter(a -> a.dimension.equals(w.getKey()))
                    .mapToDouble(a -> a.share)
                    .average()
                    .orElse(Double.NaN);
            if (Double.isNaN(mean)) continue;
            sum += w.getValue() * mean;
            weights += w.getValue();
        }
        return weights < settings.index().leastCoverage() || weights == 0 ? null : 100 * sum / weights;
    }

    private void add(
            ImpactRows rows,
            String measure,
            String unit,
            List<SurveyAnswer> units,
            List<Double> points,
            double[] outcome) {
        List<double[]> controls = new ArrayList<>();
        for (SurveyAnswer a : units) {
            Instant from = a.at.minus(settings.impact().window());
            controls.add(new double[] {
                Math.log1p(Math.max(0, orders.revenue(a.customer, from, a.at))),
                a.segment.equals("new") ? 1 : 0,
                a.segment.equals("repeat") ? 1 : 0
            });
        }
        Residuals residuals = new Residuals(controls);
        double[] x = residuals.of(points.stream().mapToDouble(p -> p).toArray());
        double[] y = residuals.of(outcome);
        double squares = 0;
        double products = 0;
        for (int i = 0; i < x.length; i++) {
            squares += x[i] * x[i];
            products += x[i] * y[i];
        }
        double slope = squares > 1e-9 ? products / squares : Double.NaN;
        Map<String, Double> moved = new LinkedHashMap<>();
        for (int i = 0; i < x.length; i++)
            moved.merge(units.get(i).customer, x[i] * (y[i] - slope * x[i]) / squares, Double::sum);
        double[] values = moved.values().stream().mapToDouble(v -> v).toArray();
        double error = new InfluenceFunction(new int[values.length], values).standardError();
        Intervals.Interval interval =
                Intervals.normal(slope, error, settings.index().interval().level());
        rows.add(measure, "(all)", "regression", unit, slope, interval, Intervals.pValue(slope, error), values.length);
    }
}
