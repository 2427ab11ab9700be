package org.jejak.command.file;

import java.io.PrintStream;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.command.ResultTable;
import org.jejak.config.ValueSettings.Returns;
import org.jejak.table.*;
import org.jejak.value.ModelSelection;
import org.jejak.value.ModelSelectionRows;
import org.jejak.value.ModelSelectionText;
import org.jejak.value.PurchaseLog;

/** The findings of {@code jejak value} in words and short tables, for people. */
final class ValuePrinter {
    private static final double SCALE = 10_000;

    /** Reads rows of a table by field. */
    private record Cells(Table table) {
        Object get(Row row, Field field) {
            return row.get(table.placeOf(field));
        }

        String text(Row row, Field field) {
            return String.valueOf(get(row, field));
        }

        Double number(Row row, Field field) {
            return (Double) get(row, field);
        }
    }

    private static final Cells FITS = new Cells(AggClvModel.TABLE);
    private static final Cells VALIDATION = new Cells(AggClvValidation.TABLE);

    private final PrintStream out;

    ValuePrinter(PrintStream out) {
        this.out = out;
    }

    /** Prints what was read, and what became of refunds. */
    void print(PurchaseHistories.Histories read, boolean hasAmounts) {
        read.file().print(out);
        audit(read.purchases(), read.returns(), hasAmounts);
    }

    /** Prints what was fitted and chosen, and how well it predicts. */
    void print(ModelSelection selection) {
        out.println(ModelSelectionText.summary(selection));
        fits(selection);
        out.println("Model: " + ModelSelectionText.choice(selection));
        out.println(ModelSelectionText.spend(selection));
        validation(selection);
    }

    private void audit(PurchaseLog purchases, Returns returns, boolean hasAmounts) {
        PurchaseLog.Audit a = purchases.audit();
        if (a.refunds() > 0)
            say(
                    "%,d refunds (policy %s): %,.2f taken off purchases, %,.2f without a purchase before them; %,d purchases "
                            + "came to nothing%s",
                    a.refunds(),
                    returns.name().toLowerCase(Locale.ROOT),
                    a.refunded() / SCALE,
                    a.unmatched() / SCALE,
                    a.emptied(),
                    returns == Returns.EXCLUDE ? " and were left out" : "");
        if (a.late() > 0)
            say(
                    "%,.2f of refunds after --calibration-end left out: for purchases up to it, they were not known then",
                    a.late() / SCALE);
        if (a.withoutPurchase() > 0) say("%,d customers left out: no purchase", a.withoutPurchase());
        if (a.free() > 0 && hasAmounts) say("%,d purchases with amount 0 count as purchases", a.free());
    }

    /** One line per parameter; what belongs to the whole fit stands in its first line. */
    private void fits(ModelSelection selection) {
        List<Row> rows = ModelSelectionRows.models(selection).stream()
                .filter(r -> selection.hasAmounts()
                        || !FITS.text(r, AggClvModel.MODEL).equals("gamma_gamma"))
                .toList();
        Set<Row> first = Collections.newSetFromMap(new IdentityHashMap<>());
        String before = "";
        for (Row row : rows) {
            if (!model(row).equals(before)) first.add(row);
            before = model(row);
        }
        out.println();
        new ResultTable<Row>()
                .column("model", r -> first.contains(r) ? model(r) : "")
                .column("parameter", r -> FITS.text(r, AggClvModel.PARAMETER))
                .formatted("value", "%.7g", r -> FITS.number(r, AggClvModel.VALUE))
                .formatted(AggClvModel.STD_ERROR.name(), "%.4g", r -> FITS.number(r, AggClvModel.STD_ERROR))
                .formatted(
                        AggClvModel.LOG_LIKELIHOOD.name(),
                        "%.6f",
                        r -> first.contains(r) ? FITS.number(r, AggClvModel.LOG_LIKELIHOOD) : null)
                .formatted("aic", "%.2f", r -> first.contains(r) ? FITS.number(r, AggClvModel.AIC) : null)
                .column("outcome", r -> first.contains(r) ? FITS.text(r, AggClvModel.OUTCOME) : "")
                .print(out, rows);
        out.println();
        rows.stream()
                .filter(r -> !List.of("fitted", "given").contains(FITS.text(r, AggClvModel.OUTCOME)))
                .map(r -> model(r) + ": " + FITS.text(r, AggClvModel.REASON))
                .distinct()
                .forEach(out::println);
    }

    private static String model(Row row) {
        String group = FITS.text(row, AggClvModel.CUSTOMER_GROUP);
        return FITS.text(row, AggClvModel.MODEL) + (group.equals("(all)") ? "" : " of " + group);
    }

    private void validation(ModelSelection selection) {
        List<Row> rows = ModelSelectionRows.validation(selection).stream()
                .filter(r -> List.of("holdout", "backtest").contains(VALIDATION.text(r, AggClvValidation.ASPECT)))
                .toList();
        if (rows.isEmpty()) return;
        out.println();
        new ResultTable<Row>()
                .column("model", r -> VALIDATION.text(r, AggClvValidation.MODEL))
                .column("origin", r -> VALIDATION.text(r, AggClvValidation.ORIGIN_DATE))
                .column("end", r -> VALIDATION.text(r, AggClvValidation.END_DATE))
                .column("customers", r -> VALIDATION.get(r, AggClvValidation.CUSTOMER_COUNT))
                .formatted("expected", "%.1f", r -> VALIDATION.number(r, AggClvValidation.EXPECTED_VALUE))
                .formatted("actual", "%.0f", r -> VALIDATION.number(r, AggClvValidation.ACTUAL_VALUE))
                .formatted("mae", "%.5f", r -> VALIDATION.number(r, AggClvValidation.MEAN_ABSOLUTE_ERROR))
                .formatted("rmse", "%.5f", r -> VALIDATION.number(r, AggClvValidation.ROOT_MEAN_SQUARE_ERROR))
                .formatted(
                        AggClvValidation.BIAS_RATIO.name(),
                        "%+.4f",
                        r -> VALIDATION.number(r, AggClvValidation.BIAS_RATIO))
                .formatted("auc", "%.4f", r -> VALIDATION.number(r, AggClvValidation.AUC))
                .print(out, rows);
        out.println();
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
