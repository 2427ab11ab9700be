package org.jejak.value;

import java.sql.Date;
import java.time.LocalDate;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.table.*;
import org.jejak.value.Holdout.Bucket;

/** The fits and validation of a {@link ModelSelection} as rows of {@link AggClvModel} and {@link AggClvValidation}. */
public final class ModelSelectionRows {
    /** A total that is off by fewer standard deviations of a Poisson count than this is chance, and no alarm. */
    private static final double CHANCE = 3;

    private ModelSelectionRows() {}

    /** One row per fit and parameter, in the order in which fits were tried. */
    public static List<Row> models(ModelSelection selection) {
        List<Row> rows = new ArrayList<>();
        RowBuilder row = new RowBuilder(AggClvModel.TABLE);
        for (ModelSelection.Trial trial : selection.trials) {
            ModelFit fit = trial.fit();
            Holdout holdout = trial.group().equals(Scorer.ALL) ? selection.holdouts.get(fit.model()) : null;
            for (int i = 0; i < fit.names().size(); i++) {
                boolean has = fit.hasParameters();
                rows.add(row.set(AggClvModel.CUSTOMER_GROUP, trial.group())
                        .set(AggClvModel.MODEL, fit.model())
                        .set(AggClvModel.PARAMETER, fit.names().get(i))
                        .set(AggClvModel.OUTCOME, fit.outcome().label())
                        .set(AggClvModel.REASON, trial.reason())
                        .set(AggClvModel.METHOD, fit.search().method())
                        .set(AggClvModel.CUSTOMER_COUNT, fit.sample().customers())
                        .set(AggClvModel.PATTERN_COUNT, (long) fit.sample().patterns())
                        .set(AggClvModel.ITERATION_COUNT, (long) fit.search().iterations())
                        .set(AggClvModel.VALUE, has ? number(fit.parameters()[i]) : null)
                        .set(AggClvModel.STD_ERROR, has ? number(fit.errors()[i]) : null)
                        .set(AggClvModel.LOG_LIKELIHOOD, number(fit.logLikelihood()))
                        .set(AggClvModel.AIC, number(fit.aic()))
                        .set(
                                AggClvModel.GRADIENT_PER_CUSTOMER,
                                number(fit.search().gradient()))
                        .set(
                                AggClvModel.HOLDOUT_ERROR,
                                holdout == null ? null : number(holdout.all().mae()))
                        .set(AggClvModel.IS_CHOSEN, trial.isChosen())
                        .set(AggClvModel.AS_OF_DATE, selection.summaries.hasHistories() ? date(selection.fitEnd) : null)
                        .row());
            }
        }
        return rows;
    }

    /** One row per model, aspect, origin and bucket. */
    public static List<Row> validation(ModelSelection selection) {
        List<Row> rows = new ArrayList<>();
        for (Holdout h : selection.holdouts.values()) {
            rows.add(row(selection, h.model(), h.all(), h.auc(), false, h.outcomes().origin, h.outcomes().end));
            for (Bucket b : h.buckets())
                rows.add(row(selection, h.model(), b, Double.NaN, false, h.outcomes().origin, h.outcomes().end));
        }
        for (Holdout h : selection.backtests) {
            Bucket all = h.all().as("backtest");
            rows.add(row(selection, h.model(), all, h.auc(), false, h.outcomes().origin, h.outcomes().end));
        }
        selection.fitsAtOrigin.forEach((name, fit) -> {
            boolean isChosen = name.equals(selection.choice.model());
            if ((fit.isFitted() || isChosen) && fit.hasParameters()) weekly(selection, fit, isChosen, rows);
        });
        for (ModelSelection.Drift d : selection.drifts) {
            Bucket b = Bucket.ofTotals("drift", d.name(), 0, selection.summaries.size(), d.before(), d.now());
            boolean isAlarm = d.isBeyond(selection.options.driftAlarm());
            int before = selection.fitEnd - selection.options.driftDays();
            rows.add(row(selection, selection.choice.model(), b, Double.NaN, isAlarm, before, selection.fitEnd));
        }
        return rows;
    }

    private static void weekly(ModelSelection selection, ModelFit fit, boolean isChosen, List<Row> rows) {
        double daysPerUnit = selection.options.daysPerUnit();
        PurchaseModel model = Fitter.model(fit);
        for (Bucket b : Holdout.weekly(
                model, fit.parameters(), selection.histories, selection.origin, selection.end, daysPerUnit)) {
            double off = Math.abs(b.expected() - b.actual());
            boolean isAlarm = isChosen
                    && off > selection.options.driftAlarm() * b.actual()
                    && off > CHANCE * Math.sqrt(b.expected());
            rows.add(row(selection, fit.model(), b, Double.NaN, isAlarm, selection.origin, selection.end));
        }
    }

    private static Row row(
            ModelSelection selection, String model, Bucket b, double auc, boolean isAlarm, int origin, int end) {
        return new RowBuilder(AggClvValidation.TABLE)
                .set(AggClvValidation.MODEL, model)
                .set(AggClvValidation.ASPECT, b.aspect())
                .set(AggClvValidation.BUCKET, b.name())
                .set(AggClvValidation.BUCKET_NUMBER, (long) b.number())
                .set(AggClvValidation.CUSTOMER_COUNT, b.customers())
                .set(AggClvValidation.EXPECTED_VALUE, number(b.expected()))
                .set(AggClvValidation.ACTUAL_VALUE, number(b.actual()))
                .set(AggClvValidation.MEAN_ABSOLUTE_ERROR, number(b.mae()))
                .set(AggClvValidation.ROOT_MEAN_SQUARE_ERROR, number(b.rmse()))
                .set(AggClvValidation.BIAS_RATIO, number(b.bias()))
                .set(AggClvValidation.LIFT, number(b.lift()))
                .set(AggClvValidation.AUC, number(auc))
                .set(AggClvValidation.IS_CHOSEN, model.equals(selection.choice.model()))
                .set(AggClvValidation.IS_ALARM, isAlarm)
                .set(AggClvValidation.ORIGIN_DATE, date(origin))
                .set(AggClvValidation.END_DATE, date(end))
                .row();
    }

    /** Null for what is no number. */
    static Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    static Date date(int day) {
        return Date.valueOf(LocalDate.ofEpochDay(day));
    }
}
