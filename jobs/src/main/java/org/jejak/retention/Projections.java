package org.jejak.retention;

import java.sql.Date;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.table.*;

/**
 * What sBG and BdW expect of each cohort after the periods that have settled. A cohort that is large enough has its own
 * fit; the others follow the fit of all cohorts together from where they stand.
 *
 * @param basis order or visit
 * @param granularity unit of time
 * @param rule how loss was inferred, in words
 * @param least customers and settled periods that a cohort needs for a fit of its own
 * @param horizon periods to look ahead after the last settled one
 * @param discount discount per period for the expected lifetime, more than 0
 */
record Projections(String basis, Granularity granularity, String rule, Least least, int horizon, double discount) {
    /**
     * What a cohort needs for a fit of its own.
     *
     * @param customers customers
     * @param periods settled periods after the first
     */
    record Least(int customers, int periods) {
        static final Least NEVER = new Least(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    static final List<ChurnModel> MODELS = List.of(ChurnModel.SBG, ChurnModel.BDW);

    /**
     * A fit to some cohorts.
     *
     * @param cohort number of the cohort; null for all together
     * @param curves customers still there after 0, 1, ... settled periods
     */
    private record Fitted(Integer cohort, List<long[]> curves, ChurnFit fit) {}

    private List<Fitted> fits(Map<Integer, long[]> curves) {
        List<Fitted> fits = new ArrayList<>();
        for (ChurnModel model : MODELS) {
            List<long[]> all = List.copyOf(curves.values());
            fits.add(new Fitted(null, all, ChurnFit.of(model, ChurnFit.Counts.of(all))));
            curves.forEach((cohort, curve) -> {
                if (curve[0] < least.customers || curve.length - 1 < least.periods) return;
                List<long[]> one = List.of(curve);
                fits.add(new Fitted(cohort, one, ChurnFit.of(model, ChurnFit.Counts.of(one))));
            });
        }
        return fits;
    }

    /**
     * What came out.
     *
     * @param fits rows of {@link AggRetentionFit}
     * @param periods projected rows of {@link AggRetentionCohort}
     */
    record Of(List<Row> fits, List<Row> periods) {}

    /** Fits of every group, and the projected rows they give, by {@link CalendarCohorts#survivors}. */
    Of rows(Map<Group, Map<Integer, long[]>> groups) {
        List<Row> fitRows = new ArrayList<>();
        List<Row> projected = new ArrayList<>();
        groups.forEach((group, curves) -> {
            List<Fitted> fits = fits(curves);
            for (Fitted f : fits) fitRows.add(row(group, f));
            for (ChurnModel model : MODELS) {
                curves.forEach((cohort, curve) -> {
                    ChurnFit fit = chosen(fits, model, cohort);
                    if (fit != null) project(projected, group, cohort, curve, fit);
                });
            }
        });
        return new Of(fitRows, projected);
    }

    private static ChurnFit chosen(List<Fitted> fits, ChurnModel model, int cohort) {
        ChurnFit pooled = null;
        for (Fitted f : fits) {
            if (f.fit.model() != model || !f.fit.usable()) continue;
            if (f.cohort == null) pooled = f.fit;
            else if (f.cohort == cohort) return f.fit;
        }
        return pooled;
    }

    private void project(List<Row> rows, Group group, int cohort, long[] curve, ChurnFit fit) {
        int last = curve.length - 1;
        double[] survival = fit.survival(last + horizon);
        double now = (double) curve[last] / curve[0];
        RowBuilder row = new RowBuilder(AggRetentionCohort.TABLE);
        for (int t = last + 1; t < survival.length; t++) {
            rows.add(row.set(AggRetentionCohort.COHORT_BASIS, basis)
                    .set(AggRetentionCohort.GRANULARITY, granularity.word())
                    .set(AggRetentionCohort.WINDOW_KIND, "calendar")
                    .set(AggRetentionCohort.DIMENSION, group.dimension())
                    .set(AggRetentionCohort.DIMENSION_VALUE, group.value())
                    .set(AggRetentionCohort.IS_IDENTIFIED, group.isIdentified())
                    .set(AggRetentionCohort.COHORT, granularity.label(cohort))
                    .set(AggRetentionCohort.SERIES, word(fit.model()))
                    .set(AggRetentionCohort.PERIOD_NUMBER, (long) t)
                    .set(AggRetentionCohort.CUSTOMER_COUNT, curve[0])
                    .set(
                            AggRetentionCohort.RETENTION_OR_AFTER_RATE,
                            survival[last] > 0 ? now * survival[t] / survival[last] : 0)
                    .set(AggRetentionCohort.IS_COMPLETE, false)
                    .set(AggRetentionCohort.IS_PROJECTED, true)
                    .set(AggRetentionCohort.COHORT_DATE, Date.valueOf(granularity.start(cohort)))
                    .row());
        }
    }

    private Row row(Group group, Fitted f) {
        ChurnFit fit = f.fit;
        boolean fitted = fit.status().equals(ChurnFit.FITTED);
        double[] p = fit.parameters();
        RowBuilder row = new RowBuilder(AggRetentionFit.TABLE)
                .set(AggRetentionFit.COHORT_BASIS, basis)
                .set(AggRetentionFit.GRANULARITY, granularity.word())
                .set(AggRetentionFit.DIMENSION, group.dimension())
                .set(AggRetentionFit.DIMENSION_VALUE, group.value())
                .set(AggRetentionFit.COHORT, f.cohort == null ? "all" : granularity.label(f.cohort))
                .set(AggRetentionFit.MODEL, word(fit.model()))
                .set(AggRetentionFit.FIT_STATUS, fit.status())
                .set(AggRetentionFit.CHURN_RULE, rule)
                .set(
                        AggRetentionFit.CUSTOMER_COUNT,
                        f.curves.stream().mapToLong(c -> c[0]).sum())
                .set(
                        AggRetentionFit.PERIOD_COUNT,
                        f.curves.stream().mapToLong(c -> c.length - 1).max().orElse(0));
        if (fitted) {
            row.set(AggRetentionFit.FIRST_PARAMETER, p[0])
                    .set(AggRetentionFit.SECOND_PARAMETER, p[1])
                    .set(AggRetentionFit.DURATION_PARAMETER, p.length > 2 ? p[2] : 1.0);
        } else if (fit.status().equals(ChurnFit.HOMOGENEOUS)) {
            row.set(AggRetentionFit.DURATION_PARAMETER, p.length > 1 ? p[1] : 1.0);
        }
        double[] errors = fit.errors();
        if (errors != null) {
            row.set(AggRetentionFit.FIRST_STANDARD_ERROR, errors[0])
                    .set(AggRetentionFit.SECOND_STANDARD_ERROR, errors[1])
                    .set(AggRetentionFit.DURATION_STANDARD_ERROR, errors.length > 2 ? (Double) errors[2] : null);
        }
        if (fit.usable()) {
            row.set(AggRetentionFit.LOG_LIKELIHOOD, fit.logLikelihood())
                    .set(AggRetentionFit.MEAN_LOSS_RATE, 1 - fit.survival(1)[1])
                    .set(AggRetentionFit.EXPECTED_LIFETIME, fit.discountedLifetime(discount));
        }
        return row.row();
    }

    static String word(ChurnModel model) {
        return model == ChurnModel.SBG ? "sbg" : "bdw";
    }
}
