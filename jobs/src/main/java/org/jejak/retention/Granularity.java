package org.jejak.retention;

import java.time.LocalDate;
import java.util.Locale;

/** Calendar periods: months, weeks from Monday to Sunday, or days. Periods are numbered, so that their difference is a number of periods. */
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

    /** A period in words: 2026-01, the Monday of the week, or the day. */
    public abstract String label(int index);

    /** Last day of a period, as days since 1970-01-01. */
    public int lastDay(int index) {
        return (int) start(index + 1).toEpochDay() - 1;
    }

    /** Periods in a year. */
    double perYear() {
        return perYear;
    }

    /** Length of a rolling period in days: 30 for months, 7 for weeks, 1 for days. */
    public int rollingDays() {
        return rollingDays;
    }

    /** month, week or day; the tables of the warehouse have no days. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
