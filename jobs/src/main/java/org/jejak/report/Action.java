package org.jejak.report;

/**
 * Something to be done, with what is at stake.
 *
 * @param key kind of action; {@code jejak.report.owners} names who acts on it
 * @param title what to do
 * @param text why, with its numbers
 * @param shown the amount as written
 * @param amount what is at stake in a year, base currency
 * @param low lower end of its interval
 * @param high upper end
 * @param interval the interval in words, with what it is
 * @param owner who acts; empty if the settings name nobody
 * @param section the section that shows it
 */
public record Action(
        String key,
        String title,
        String text,
        String shown,
        double amount,
        double low,
        double high,
        String interval,
        String owner,
        String section) {}
