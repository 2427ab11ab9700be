package org.jejak.retention;

import java.time.LocalDate;
import java.util.Locale;

/**
 * Calendar periods: quarters, months, weeks from Monday or from Sunday, or days. Periods are numbered, so that their difference is
 * a number of periods.
 */
public enum Granularity {
    MONTH(30, 12) {
        @Override
        public int index(int day) {
            LocalDate date = LocalDate.ofEpochDay(day);
            return date.getYear() * 12 + date.getMonthValue() - 1;
        }

        @Override
        public LocalDate start(int index) {
            return LocalDate.of(Math.floorDiv(index, 12), Math.floorMod(index, 12) + 1, 1);
        }

        @Override
        public String label(int index) {
            return start(index).toString().replaceFirst("-01$", "");
        }
    },
    QUARTER(91, 4) {
        @Override
        public int index(int day) {
            return Math.floorDiv(MONTH.index(day), 3);
        }

        @Override
        public LocalDate start(int index) {
            return MONTH.start(3 * index);
        }

        @Override
        public String label(int index) {
            return Math.floorDiv(index, 4) + "-Q" + (Math.floorMod(index, 4) + 1);
        }
    },
    WEEK(7, 52.1786) {
        @Override
        public int index(int day) {
            return Math.floorDiv(day + 3, 7); // day 0 is a Thursday
        }

        @Override
        public LocalDate start(int index) {
            return LocalDate.ofEpochDay(index * 7L - 3);
        }

        @Override
        public String label(int index) {
            return start(index).toString();
        }
    },
    WEEK_FROM_SUNDAY(7, 52.1786) {
        @Override
        public int index(int day) {
            return Math.floorDiv(day + 4, 7);
        }

        @Override
        public LocalDate start(int index) {
            return LocalDate.ofEpochDay(index * 7L - 4);
        }

        @Override
        public String label(int index) {
            return start(index).toString();
        }
    },
    DAY(1, 365.25) {
        @Override
        public int index(int day) {
            return day;
        }

        @Override
        public LocalDate start(int index) {
            return LocalDate.ofEpochDay(index);
        }

        @Override
        public String label(int index) {
            return start(index).toString();
        }
    };

    private final int rollingDays;
    private final double perYear;

    Granularity(int rollingDays, double perYear) {
        this.rollingDays = rollingDays;
        this.perYear = perYear;
    }

    /** Number of the period that holds a day (days since 1970-01-01). */
    public abstract int index(int day);

    /** First day of a period. */
    public abstract LocalDate start(int index);

    /** A period in words: 2026-Q1, 2026-01, the first day of the week, or the day. */
    public abstract String label(int index);

    /** Last day of a period, as days since 1970-01-01. */
    public int lastDay(int index) {
        return (int) start(index + 1).toEpochDay() - 1;
    }

    /** Periods in a year. */
    double perYear() {
        return perYear;
    }

    /** Length of a rolling period in days: 91 for quarters, 30 for months, 7 for weeks, 1 for days. */
    public int rollingDays() {
        return rollingDays;
    }

    /** quarter, month, week, week_from_sunday or day; the tables of the warehouse have months and weeks. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
