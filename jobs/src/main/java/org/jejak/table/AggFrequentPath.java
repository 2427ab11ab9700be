package org.jejak.table;

/**
 * Channel sequences that many journeys hold, by PrefixSpan (Pei et al. 2001). A sequence is in a journey when its channels
 * occur there in this order, whatever lies between.
 */
public final class AggFrequentPath {
    private static final Columns C = new Columns();

    public static final Field SEQUENCE = C.text("sequence", "Channels in order, joined by ' > '.");
    public static final Field CHANNEL_COUNT = C.number("channel_count", "Channels in the sequence, from 1.");
    public static final Field JOURNEY_COUNT = C.number("journey_count", "Journeys with a touchpoint that hold it; does not add up over rows.");
    public static final Field CONVERTED_COUNT = C.number("converted_count", "Of them, those that converted.");
    public static final Field REVENUE_AMOUNT = C.moneySum("revenue_amount",
            "Revenue of those journeys, in the base currency; does not add up over rows.");
    public static final Field SUPPORT = C.decimal("support", "journey_count / all journeys with a touchpoint, 0 to 1.");
    public static final Field CONVERSION_RATE = C.decimal("conversion_rate", "converted_count / journey_count, 0 to 1.");
    public static final Field LIFT = C.optional().decimal("lift",
            "conversion_rate / the conversion rate of all journeys with a touchpoint, 0 or more; null when none converted. Says what goes together, not what causes it.");
    public static final Table TABLE = Table.gold(
                    "agg_frequent_path",
                    "One row per channel sequence that at least the configured share of journeys holds.",
                    C)
            .keyedBy(SEQUENCE)
            .semiAdditive(JOURNEY_COUNT, SEQUENCE)
            .semiAdditive(CONVERTED_COUNT, SEQUENCE)
            .semiAdditive(REVENUE_AMOUNT, SEQUENCE)
            .ratio(CONVERSION_RATE, CONVERTED_COUNT, JOURNEY_COUNT)
            .check("counts_fall", "converted_count <= journey_count AND journey_count >= 1");

    private AggFrequentPath() {}
}
