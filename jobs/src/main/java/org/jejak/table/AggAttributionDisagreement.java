package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** How far the models are apart: where they agree a number can be trusted whatever the model. */
public final class AggAttributionDisagreement {
    private static final Columns C = new Columns();

    public static final Field CONVERSION_TYPE =
            C.add(text("conversion_type", "Name of the conversion type.").required());
    public static final Field CHANNEL = C.add(text("channel", "Channel; (unattributed) is the same in all models.")
            .required());
    public static final Field LOWEST_MODEL =
            C.add(text("lowest_model", "Model that gives the channel least; of several the first in the alphabet.")
                    .required());
    public static final Field HIGHEST_MODEL =
            C.add(text("highest_model", "Model that gives it most; of several the first in the alphabet.")
                    .required());
    public static final Field LOWEST_CONVERSIONS =
            C.add(decimal("lowest_conversions", "Conversions by the first.").required());
    public static final Field MEAN_CONVERSIONS =
            C.add(decimal("mean_conversions", "Mean over the models.").required());
    public static final Field HIGHEST_CONVERSIONS =
            C.add(decimal("highest_conversions", "Conversions by the second.").required());
    public static final Field LOWEST_SHARE =
            C.add(decimal("lowest_share", "lowest_conversions over all conversions of the month, 0 to 1.")
                    .required());
    public static final Field MEAN_SHARE =
            C.add(decimal("mean_share", "mean_conversions over all conversions of the month, 0 to 1.")
                    .required());
    public static final Field HIGHEST_SHARE =
            C.add(decimal("highest_share", "highest_conversions over all conversions of the month, 0 to 1.")
                    .required());
    public static final Field SHARE_SPREAD =
            C.add(decimal("share_spread", "highest_share minus lowest_share, 0 to 1: 0 is full agreement.")
                    .required());
    public static final Field MODEL_COUNT =
            C.add(number("model_count", "Models compared.").required());
    public static final Field BUSINESS_MONTH = C.add(
            date("business_month", "First day of the month of the conversions.").required());
    public static final Table TABLE = Table.gold(
                    "agg_attribution_disagreement", "One row per month, conversion type and channel.", C)
            .keyedBy(BUSINESS_MONTH, CONVERSION_TYPE, CHANNEL)
            .scope(Scope.MONTH);

    private AggAttributionDisagreement() {}
}
