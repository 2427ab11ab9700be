package org.jejak.dimension;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jejak.table.*;

/** The model dimension: every model that a column {@code model} can name. */
public final class Models {
    private static final String ATTRIBUTION = "attribution";
    private static final String PURCHASES = "purchases";
    private static final String RETENTION = "retention";

    private static final List<Row> ROWS = new ArrayList<>();

    static {
        rule("first", "First touch", "All credit to the first touchpoint.");
        rule("last", "Last touch", "All credit to the last touchpoint.");
        rule("last_non_direct", "Last non-direct", "All credit to the last touchpoint that is not direct.");
        rule("linear", "Linear", "The same credit to every touchpoint.");
        rule("position_based", "Position based", "Most credit to the first and the last touchpoint (U shape).");
        rule("w_shaped", "W-shaped", "Most credit to first touch, lead, opportunity and last touch.");
        rule("time_decay", "Time decay", "Credit halves with every half-life before the conversion.");
        rule("position_decay", "Position decay", "Credit halves with every touchpoint before the last.");
        rule("custom", "Custom", "Credit by the curve of the settings.");
        fitted("shapley", "Shapley", ATTRIBUTION, "Shapley values over the channels that met in converted paths.");
        fitted("markov", "Markov", ATTRIBUTION, "Removal effect of each channel in a Markov chain of the paths.");
        fitted(
                "shapley_rate",
                "Shapley (rate)",
                ATTRIBUTION,
                "Shapley values of conversion rates of sets of channels.");
        fitted("leave_one_out", "Leave one out", ATTRIBUTION, "How conversion rates differ without a channel.");
        purchases("nbd", "NBD", "Purchases at a rate of each customer's own; nobody leaves.");
        purchases("bg_nbd", "BG/NBD", "As NBD, and a customer may leave after a repeat purchase.");
        purchases("mbg_nbd", "MBG/NBD", "As BG/NBD, and a customer may leave after the first purchase too.");
        purchases("pareto_nbd", "Pareto/NBD", "As NBD, and a customer may leave at any time.");
        fitted("gamma_gamma", "Gamma-Gamma", "spend", "Spend per purchase around a mean of each customer's own.");
        fitted("sbg", "Shifted beta-geometric", RETENTION, "A share of each customer's own is lost each period.");
        fitted("bdw", "Beta-discrete-Weibull", RETENTION, "As sBG, and a customer's loss rate changes with time.");
        add("(none)", "No model", "(none)", "No model could be fitted.", false);
    }

    private Models() {}

    /** Rows of {@link DimModel}; the same for every installation. */
    public static List<Row> rows() {
        return List.copyOf(ROWS);
    }

    private static void rule(String code, String name, String description) {
        add(code, name, ATTRIBUTION, description, false);
    }

    private static void fitted(String code, String name, String kind, String description) {
        add(code, name, kind, description, true);
    }

    /** A model of purchases, and the same with rates that customer groups shift. */
    private static void purchases(String code, String name, String description) {
        fitted(code, name, PURCHASES, description);
        fitted(
                code + "_covariates",
                name + " with groups",
                PURCHASES,
                description + " Customer groups shift the rates.");
    }

    private static void add(String code, String name, String kind, String description, boolean isDataDriven) {
        ROWS.add(new RowBuilder(DimModel.TABLE)
                .set(DimModel.MODEL, code)
                .set(DimModel.MODEL_NAME, name)
                .set(DimModel.MODEL_KIND, kind)
                .set(DimModel.DESCRIPTION, description)
                .set(DimModel.SORT_ORDER, ROWS.size() + 1L)
                .set(DimModel.IS_DATA_DRIVEN, isDataDriven)
                .row());
    }
}
