package org.jejak.value;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jejak.table.AggClvModel;
import org.jejak.table.AggClvValidation;
import org.jejak.value.Holdout.Bucket;

/** What a study found, as rows of {@link AggClvModel} and {@link AggClvValidation}. */
public final class ModelSelectionRows {
    /** A total that is off by fewer standard deviations of a Poisson count than this is chance, and no alarm. */
    private static final double CHANCE = 3;

    private ModelSelectionRows() {}

    /** One row per fit and parameter, in the order in which fits were tried. */
    public static List<Row> models(ModelSelection study) {
        List<Row> rows = new ArrayList<>();
        for (ModelSelection.Trial trial : study.trials) {
            ModelFit fit = trial.fit();
            Holdout holdout = trial.group().equals(Scorer.ALL) ? study.holdouts.get(fit.model()) : null;
            for (int i = 0; i < fit.names().size(); i++) {
                boolean has = fit.hasParameters();
                rows.add(RowFactory.create(
                        trial.group(),
                        fit.model(),
                        fit.names().get(i),
                        fit.outcome().label(),
                        trial.reason(),
                        fit.method(),
                        fit.customers(),
                        (long) fit.patterns(),
                        (long) fit.iterations(),
                        has ? number(fit.parameters()[i]) : null,
                        has ? number(fit.errors()[i]) : null,
                        number(fit.logLikelihood()),
                        number(fit.aic()),
                        number(fit.gradient()),
                        holdout == null ? null : number(holdout.all().mae()),
                        trial.isChosen(),
                        study.summaries.hasHistories() ? date(study.fitEnd) : null));
            }
        }
        return rows;
    }

    /** One row per model, aspect, origin and bucket. */
    public static List<Row> validation(ModelSelection study) {
        List<Row> rows = new ArrayList<>();
        for (Holdout h : study.holdouts.values()) {
            rows.add(row(study, h.model(), h.all(), h.auc(), false, h.outcomes().origin, h.outcomes().end));
            for (Bucket b : h.buckets())
                rows.add(row(study, h.model(), b, Double.NaN, false, h.outcomes().origin, h.outcomes().end));
        }
        for (Holdout h : study.backtests) {
            Bucket a = h.all();
            Bucket all = new Bucket(
                    "backtest", a.name(), 0, a.customers(), a.expected(), a.actual(), a.mae(), a.rmse(), a.lift());
            rows.add(row(study, h.model(), all, h.auc(), false, h.outcomes().origin, h.outcomes().end));
        }
        for (Map.Entry<String, ModelFit> e : study.fitsAtOrigin.entrySet()) {
            boolean usable = e.getValue().isFitted() || e.getKey().equals(study.choice.model());
            if (!usable || !e.getValue().hasParameters()) continue;
            for (Bucket b : Holdout.weekly(
                    Fitter.model(e.getKey()),
                    e.getValue().parameters(),
                    study.histories,
                    study.origin,
                    study.end,
                    study.terms.daysPerUnit())) {
                int day = study.end;
                double off = Math.abs(b.expected() - b.actual());
                boolean isAlarm = e.getKey().equals(study.choice.model())
                        && off > study.terms.driftAlarm() * b.actual()
                        && off > CHANCE * Math.sqrt(b.expected());
                rows.add(row(study, e.getKey(), b, Double.NaN, isAlarm, study.origin, day));
            }
        }
        for (ModelSelection.Drift d : study.drifts) {
            Bucket b = new Bucket(
                    "drift",
                    d.name(),
                    0,
                    study.summaries.size(),
                    d.before(),
                    d.now(),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN);
            rows.add(row(
                    study,
                    study.choice.model(),
                    b,
                    Double.NaN,
                    d.isBeyond(study.terms.driftAlarm()),
                    study.fitEnd - study.terms.driftDays(),
                    study.fitEnd));
        }
        return rows;
    }

    private static Row row(
            ModelSelection study, String model, Bucket b, double auc, boolean isAlarm, int origin, int end) {
        return RowFactory.create(
                model,
                b.aspect(),
                b.name(),
                (long) b.number(),
                b.customers(),
                number(b.expected()),
                number(b.actual()),
                number(b.mae()),
                number(b.rmse()),
                number(b.bias()),
                number(b.lift()),
                number(auc),
                model.equals(study.choice.model()),
                isAlarm,
                date(origin),
                date(end));
    }

    /** Null for what is no number. */
    static Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    static Date date(int day) {
        return Date.valueOf(LocalDate.ofEpochDay(day));
    }
}
