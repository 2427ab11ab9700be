package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** How far the models are apart: where they agree a number can be trusted whatever the model. */
public final class AggAttributionDisagreement {
    public static final Field CONVERSION_TYPE =
            text("conversion_type", "Name of the conversion type.").required();
    public static final Field CHANNEL = text("channel", "Channel; (unattributed) is the same in all models.")
            .required();
    public static final Field LOWEST_MODEL = text(
                    "lowest_model", "Model that gives the channel least; of several the first in the alphabet.")
            .required();
    public static final Field HIGHEST_MODEL = text(
                    "highest_model", "Model that gives it most; of several the first in the alphabet.")
            .required();
    public static final Field LOWEST_CONVERSIONS =
            decimal("lowest_conversions", "Conversions by the first.").required();
    public static final Field MEAN_CONVERSIONS =
            decimal("mean_conversions", "Mean over the models.").required();
    public static final Field HIGHEST_CONVERSIONS =
            decimal("highest_conversions", "Conversions by the second.").required();
    public static final Field LOWEST_SHARE = decimal(
                    "lowest_share", "lowest_conversions over all conversions of the month, 0 to 1.")
            .required();
    public static final Field MEAN_SHARE = decimal(
                    "mean_share", "mean_conversions over all conversions of the month, 0 to 1.")
            .required();
    public static final Field HIGHEST_SHARE = decimal(
                    "highest_share", "highest_conversions over all conversions of the month, 0 to 1.")
            .required();
    public static final Field SHARE_SPREAD = decimal(
                    "share_spread", "highest_share minus lowest_share, 0 to 1: 0 is full agreement.")
            .required();
    public static final Field MODEL_COUNT =
            number("model_count", "Models compared.").required();
    public static final Field BUSINESS_MONTH =
            date("business_month", "First day of the month of the conversions.").required();
    public static final Table TABLE = Table.gold(
                    "agg_attribution_disagreement",
                    "One row per month, conversion type and channel.",
                    CONVERSION_TYPE,
                    CHANNEL,
                    LOWEST_MODEL,
                    HIGHEST_MODEL,
                    LOWEST_CONVERSIONS,
                    MEAN_CONVERSIONS,
                    HIGHEST_CONVERSIONS,
                    LOWEST_SHARE,
                    MEAN_SHARE,
                    HIGHEST_SHARE,
                    SHARE_SPREAD,
                    MODEL_COUNT,
                    BUSINESS_MONTH)
            .keyedBy(BUSINESS_MONTH, CONVERSION_TYPE, CHANNEL)
            .scope(Scope.MONTH);

    private AggAttributionDisagreement() {}
}
