package org.jejak.retention;

import java.io.Serializable;

/**
 * How much of history cohort tables show, so that they stay small.
 *
 * @param months months that monthly cohorts are followed after the first
 * @param weeks weeks that weekly cohorts, or days that daily ones, are followed after the first
 * @param weeklyCohorts weekly or daily cohorts shown: the latest; months are all shown
 */
public record CohortLimits(int months, int weeks, int weeklyCohorts) implements Serializable {
    /** Everything. */
    public static final CohortLimits NONE = new CohortLimits(100_000, 100_000, 100_000);

    /** Every cohort, followed for a number of periods after the first. */
    static CohortLimits following(int periods) {
        return new CohortLimits(periods, periods, NONE.weeklyCohorts);
    }

    int periods(Granularity granularity) {
        return granularity == Granularity.MONTH ? months : weeks;
    }

    /** The first cohort shown. */
    int firstCohort(Granularity granularity, int end) {
        return granularity == Granularity.MONTH ? Integer.MIN_VALUE : granularity.index(end) - weeklyCohorts + 1;
    }
}
