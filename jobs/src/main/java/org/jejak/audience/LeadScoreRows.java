package org.jejak.audience;

import java.sql.Date;
import java.time.LocalDate;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.statistics.Counts;
import org.jejak.statistics.ForecastCheck;
import org.jejak.statistics.ForecastCheck.Bin;
import org.jejak.statistics.Intervals;
import org.jejak.statistics.Intervals.Interval;
import org.jejak.statistics.IsotonicCalibration;
import org.jejak.table.*;

/** The rows that tables have of a fitted score. */
final class LeadScoreRows {
    private static final double LEVEL = 0.95;
    private static final String ALL = "(all)";

    private final LeadModel model;
    private final Date date;
    private final String score;

    LeadScoreRows(LeadModel model) {
        this.model = model;
        date = date(model.plan().origins().today());
        score = model.plan().features().score().name();
    }

    private static Date date(int day) {
        return Date.valueOf(LocalDate.ofEpochDay(day));
    }

    /** Rows of {@code agg_score_model}. */
    List<Row> models() {
        List<Row> rows = new ArrayList<>();
        for (LeadCandidate candidate : model.candidates()) {
            rows.add(parameter(candidate, AggScoreModel.WHOLE, null, null, model.learnedFrom(candidate)));
            if (candidate.regression() != null) addCoefficients(candidate, rows);
            if (candidate.calibration() != null) addCalibration(candidate, rows);
        }
        return rows;
    }

    private Row parameter(LeadCandidate candidate, String parameter, Double value, Double error, Counts counts) {
        return new RowBuilder(AggScoreModel.TABLE)
                .set(AggScoreModel.SCORE, score)
                .set(AggScoreModel.MODEL, candidate.model())
                .set(AggScoreModel.PARAMETER, parameter)
                .set(AggScoreModel.OUTCOME, candidate.outcome())
                .set(AggScoreModel.REASON, candidate.reason())
                .set(AggScoreModel.VALUE, value)
                .set(AggScoreModel.STD_ERROR, error)
                .set(AggScoreModel.ROW_COUNT, counts.customers())
                .set(AggScoreModel.POSITIVE_COUNT, counts.outcomes())
                .set(AggScoreModel.IS_CHOSEN, model.isChosen(candidate))
                .set(AggScoreModel.AS_OF_DATE, date)
                .row();
    }

    /** The log-odds of the mean customer, and what each bin adds to it. Bins without customers are left out. */
    private void addCoefficients(LeadCandidate candidate, List<Row> rows) {
        rows.add(parameter(candidate, "intercept", model.meanLogOdds(), null, model.learnedFrom(candidate)));
        List<FeatureBins> features = model.plan().bins().features();
        for (int f = 0; f < features.size(); f++)
            for (int bin = 0; bin < features.get(f).size(); bin++) {
                Counts counts = model.customers(f, bin);
                if (counts.customers() == 0) continue;
                String label = features.get(f).label(bin);
                rows.add(parameter(candidate, label, model.effect(f, bin), number(model.error(f, bin)), counts));
            }
    }

    private void addCalibration(LeadCandidate candidate, List<Row> rows) {
        IsotonicCalibration calibration = candidate.calibration();
        for (int block = 0; block < calibration.size(); block++) {
            Counts counts =
                    new Counts(calibration.customers()[block], calibration.outcomes()[block]);
            double p = calibration.probability(block);
            double error = Math.sqrt(p * (1 - p) / counts.customers());
            String label = String.format(
                    Locale.ROOT, "calibration from %.4f", calibration.from()[block]);
            rows.add(parameter(candidate, label, p, error, counts));
        }
    }

    /** Rows of {@code agg_score_validation}; none of models without a fit. */
    List<Row> validation() {
        List<Row> rows = new ArrayList<>();
        for (LeadCandidate candidate : model.candidates()) {
            if (candidate.check() == null) continue;
            rows.add(all(candidate));
            addBins(candidate, "reliability", candidate.reliability(), rows);
            addBins(candidate, "tenth", candidate.tenths(), rows);
        }
        return rows;
    }

    private Row all(LeadCandidate candidate) {
        ForecastCheck check = candidate.check();
        Bin bin = new Bin(check.expected(), check.counts());
        RowBuilder row = validation(candidate, "all", ALL, 1, bin)
                .set(AggScoreValidation.BRIER, check.brier())
                .set(AggScoreValidation.BRIER_SKILL, number(check.skill()))
                .set(AggScoreValidation.LOG_LOSS, check.logLoss())
                .set(AggScoreValidation.AUC, number(check.auc()))
                .set(AggScoreValidation.SLOPE, number(check.slope()));
        if (!Double.isNaN(check.slopeError())) {
            Interval slope = Intervals.normal(check.slope(), check.slopeError(), LEVEL);
            row.set(AggScoreValidation.SLOPE_LOW, slope.low()).set(AggScoreValidation.SLOPE_HIGH, slope.high());
        }
        return row.row();
    }

    private void addBins(LeadCandidate candidate, String aspect, List<Bin> bins, List<Row> rows) {
        for (int i = 0; i < bins.size(); i++)
            rows.add(validation(candidate, aspect, String.valueOf(i + 1), i + 1, bins.get(i))
                    .row());
    }

    private RowBuilder validation(LeadCandidate candidate, String aspect, String bucket, long number, Bin bin) {
        Interval actual = bin.interval(LEVEL);
        return new RowBuilder(AggScoreValidation.TABLE)
                .set(AggScoreValidation.SCORE, score)
                .set(AggScoreValidation.MODEL, candidate.model())
                .set(AggScoreValidation.ASPECT, aspect)
                .set(AggScoreValidation.BUCKET, bucket)
                .set(AggScoreValidation.BUCKET_NUMBER, number)
                .set(AggScoreValidation.CUSTOMER_COUNT, bin.counts().customers())
                .set(AggScoreValidation.EXPECTED, bin.expected())
                .set(AggScoreValidation.ACTUAL, bin.counts().share())
                .set(AggScoreValidation.ACTUAL_LOW, actual.low())
                .set(AggScoreValidation.ACTUAL_HIGH, actual.high())
                .set(
                        AggScoreValidation.ORIGIN_DATE,
                        date(model.plan().origins().days().get(0)));
    }

    private static Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** The row of {@code fact_customer_score} of a customer who was counted today, or who objected. */
    static Row customer(LeadCustomer customer, LeadModel model) {
        RowBuilder row = new RowBuilder(FactCustomerScore.TABLE)
                .set(FactCustomerScore.CUSTOMER_ID, customer.customerId())
                .set(FactCustomerScore.SCORE, model.plan().features().score().name())
                .set(FactCustomerScore.KIND, "lead")
                .set(FactCustomerScore.AS_OF_DATE, date(model.plan().origins().today()));
        if (customer.hasObjected())
            return row.set(FactCustomerScore.REASON, "objected").row();
        LeadModel.Told told = model.of(customer.history());
        return row.set(FactCustomerScore.POINTS, told.points())
                .set(FactCustomerScore.VALUE, told.probability())
                .set(FactCustomerScore.BAND, told.band())
                .set(FactCustomerScore.PERCENTILE, told.percentile())
                .set(FactCustomerScore.REASON, told.reason())
                .set(FactCustomerScore.TOP_FACTORS, told.topFactors())
                .row();
    }
}
