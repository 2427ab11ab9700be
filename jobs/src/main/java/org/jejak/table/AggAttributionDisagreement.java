package org.jejak.table;

/** How far the models are apart: where they agree a number can be trusted whatever the model. */
public final class AggAttributionDisagreement {
    private static final Columns C = new Columns();

    public static final Field CONVERSION_TYPE = C.text("conversion_type", "Name of the conversion type.");
    public static final Field CHANNEL = C.text("channel", "Channel; (unattributed) is the same in all models.");
    public static final Field LOWEST_MODEL = C.text("lowest_model", "Model that gives the channel least; of several the first in the alphabet.");
    public static final Field HIGHEST_MODEL = C.text("highest_model", "Model that gives it most; of several the first in the alphabet.");
    public static final Field LOWEST_CONVERSION_COUNT = C.decimal("lowest_conversion_count", "Conversions by the first.");
    public static final Field MEAN_CONVERSION_COUNT = C.decimal("mean_conversion_count", "Mean over the models.");
    public static final Field HIGHEST_CONVERSION_COUNT = C.decimal("highest_conversion_count", "Conversions by the second.");
    public static final Field LOWEST_SHARE = C.decimal("lowest_share", "lowest_conversion_count over all conversions of the month, 0 to 1.");
    public static final Field MEAN_SHARE = C.decimal("mean_share", "mean_conversion_count over all conversions of the month, 0 to 1.");
    public static final Field HIGHEST_SHARE = C.decimal("highest_share", "highest_conversion_count over all conversions of the month, 0 to 1.");
    public static final Field SHARE_SPREAD = C.decimal("share_spread", "highest_share minus lowest_share, 0 to 1: 0 is full agreement.");
    public static final Field MODEL_COUNT = C.number("model_count", "Models compared.");
    public static final Field MONTH = C.date("month", "First day of the month of the conversions.");
    public static final Table TABLE = Table.gold(
                    "agg_attribution_disagreement", "One row per month, conversion type and channel.", C)
            .keyedBy(MONTH, CONVERSION_TYPE, CHANNEL)
            .references(CHANNEL, () -> DimChannel.TABLE)
            .references(LOWEST_MODEL, () -> DimModel.TABLE)
            .references(HIGHEST_MODEL, () -> DimModel.TABLE)
            .references(MONTH, () -> DimDate.TABLE)
            .notAdditive(MODEL_COUNT)
            .scope(Scope.WHOLE);

    private AggAttributionDisagreement() {}
}
