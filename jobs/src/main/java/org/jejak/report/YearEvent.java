package org.jejak.report;

import java.time.LocalDate;

/**
 * Something of the last twelve months that was more than chance: an alarm, or a month in which the CX index changed.
 *
 * @param number its mark in the figures, from 1 in the order of time
 * @param kind {@code index}, or the type of the alarm
 * @param subject what the alarm is about: a contact channel; (all) for the index
 * @param from first day
 * @param to last day
 * @param text what happened, with its numbers
 * @param isBad whether it was a turn for the worse
 * @param size of a change of the index its points; of an alarm null
 */
public record YearEvent(
        int number,
        String kind,
        String subject,
        LocalDate from,
        LocalDate to,
        String text,
        boolean isBad,
        Double size) {
    /** First day of the month that holds its middle. */
    LocalDate month() {
        return from.plusDays((to.toEpochDay() - from.toEpochDay()) / 2).withDayOfMonth(1);
    }
}
