package org.jejak.config;

import java.time.Duration;
import java.util.List;

/**
 * How customers are valued.
 *
 * @param returns what refunds do to orders
 * @param margin share of revenue that is margin, 0 to 1
 * @param discountRate yearly rate at which later margin counts less, such as 0.1
 * @param horizon how far predictions of purchases, activity and CLV look ahead
 * @param holdout how much of the history is kept back to validate the fits and choose the model
 * @param leastCustomers customers with a purchase that a fit needs
 * @param leastGroupCustomers customers that an acquisition channel needs for a fit of its own
 * @param backtests earlier origins at which the holdout is repeated
 * @param driftWindow how much earlier the fit is that today's is compared with
 * @param driftAlarm relative change of a rate that raises an alarm
 * @param acquisitionWindow recent time whose pace of first purchases the forecast goes on with
 * @param migrationMonths months of segment migration, the running one included
 * @param segments RFM segments; each cell of the 5x5 grid is in exactly one
 */
public record ValueSettings(
        Returns returns,
        double margin,
        double discountRate,
        Duration horizon,
        Duration holdout,
        long leastCustomers,
        long leastGroupCustomers,
        int backtests,
        Duration driftWindow,
        double driftAlarm,
        Duration acquisitionWindow,
        int migrationMonths,
        List<RfmSegment> segments)
        implements java.io.Serializable {

    /** Returns policies. */
    public enum Returns {
        /** Refunds reduce the order, which stays a purchase even if nothing is left of it. */
        NET,
        /** Refunds change nothing. */
        GROSS,
        /** Refunds reduce the order; one that is refunded wholly is no purchase. */
        EXCLUDE
    }

    /** Days in a year, for the discount. */
    public static final double DAYS_PER_YEAR = 365.25;

    static ValueSettings read(SettingsSection s) {
        SettingsSection rfm = s.section("rfm");
        List<RfmSegment> segments =
                rfm.list("segments").stream().map(RfmSegment::read).toList();
        for (String fault : RfmSegment.faults(segments)) rfm.problem("segments", fault);
        rfm.done();
        return s.done(new ValueSettings(
                Returns.valueOf(s.choice("returns", "net", "gross", "exclude").toUpperCase(java.util.Locale.ROOT)),
                s.decimal("margin", 0, 1),
                s.decimal("discount-rate", 0.0001, 10),
                s.duration("horizon", Duration.ofDays(1), Duration.ofDays(3_650)),
                s.duration("holdout", Duration.ofDays(7), Duration.ofDays(3_650)),
                s.number("least-customers", 1, 1_000_000),
                s.number("least-group-customers", 1, 1_000_000_000),
                s.integer("backtests", 0, 24),
                s.duration("drift-window", Duration.ofDays(1), Duration.ofDays(366)),
                s.decimal("drift-alarm", 0.001, 100),
                s.duration("acquisition-window", Duration.ofDays(7), Duration.ofDays(3_650)),
                s.integer("migration-months", 1, 120),
                segments));
    }

    /** Continuous discount per day: exp(-this x 365.25) is one year's. */
    public double discountPerDay() {
        return Math.log1p(discountRate) / DAYS_PER_YEAR;
    }
}
