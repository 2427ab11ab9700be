package org.jejak.command.file;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jejak.command.TextTable;
import org.jejak.config.ValueSettings.Returns;
import org.jejak.value.ModelSelection;
import org.jejak.value.ModelSelectionRows;
import org.jejak.value.ModelSelectionText;
import org.jejak.value.PurchaseLog;
import org.jejak.value.RfmRows;

/** The findings of {@code jejak value} in words and short tables, for people. */
final class ValuePrinter {
    private static final double SCALE = 10_000;

    private final PrintStream out;

    ValuePrinter(PrintStream out) {
        this.out = out;
    }

    /** What was read, and what became of refunds. */
    void tell(PurchaseHistories.Histories read, boolean hasAmounts) {
        read.file().print(out);
        audit(read.purchases(), read.returns(), hasAmounts);
    }

    /** Where scores change. */
    void tell(RfmRows rfm) {
        say("%s", rfm.thresholds());
    }

    /** What was fitted and chosen, and how well it foretells. */
    void tell(ModelSelection study) {
        say("%s", ModelSelectionText.summary(study));
        fits(study);
        say("Model: %s", ModelSelectionText.choice(study));
        say("%s", ModelSelectionText.spend(study));
        validation(study);
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

    private void fits(ModelSelection study) {
        List<Row> shown = new ArrayList<>();
        String before = null;
        List<Row> models = ModelSelectionRows.models(study).stream()
                .filter(r -> study.hasAmounts() || !r.getString(1).equals("gamma_gamma"))
                .toList();
        for (Row row : models) {
            String group = row.getString(0);
            String model = row.getString(1) + (group.equals("(all)") ? "" : " of " + group);
            boolean first = !model.equals(before);
            before = model;
            shown.add(RowFactory.create(
                    first ? model : "",
                    row.getString(2),
                    digits(row, 9, "%.7g"),
                    digits(row, 10, "%.4g"),
                    first ? digits(row, 11, "%.6f") : "",
                    first ? digits(row, 12, "%.2f") : "",
                    first ? row.getString(3) : ""));
        }
        out.println();
        out.print(TextTable.of(
                List.of("model", "parameter", "value", "std_error", "log_likelihood", "aic", "outcome"), shown));
        out.println();
        models.stream()
                .filter(r -> !List.of("fitted", "given").contains(r.getString(3)))
                .map(r -> r.getString(1) + (r.getString(0).equals("(all)") ? "" : " of " + r.getString(0)) + ": "
                        + r.getString(4))
                .distinct()
                .forEach(out::println);
    }

    private void validation(ModelSelection study) {
        List<Row> shown = ModelSelectionRows.validation(study).stream()
                .filter(r -> r.getString(1).equals("holdout") || r.getString(1).equals("backtest"))
                .map(r -> RowFactory.create(
                        r.getString(0),
                        String.valueOf(r.get(14)),
                        String.valueOf(r.get(15)),
                        r.get(4),
                        digits(r, 5, "%.1f"),
                        digits(r, 6, "%.0f"),
                        digits(r, 7, "%.5f"),
                        digits(r, 8, "%.5f"),
                        digits(r, 9, "%+.4f"),
                        digits(r, 11, "%.4f")))
                .toList();
        if (shown.isEmpty()) return;
        out.println();
        out.print(TextTable.of(
                List.of(
                        "model",
                        "origin",
                        "end",
                        "customers",
                        "expected",
                        "actual",
                        "mae",
                        "rmse",
                        "bias_ratio",
                        "auc"),
                shown));
        out.println();
    }

    private static String digits(Row row, int at, String format) {
        return row.isNullAt(at) ? "" : String.format(Locale.ROOT, format, row.getDouble(at));
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
