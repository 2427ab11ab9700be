package org.jejak.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A figure of the first page: a number with its period in the title, what it was before, what it should be, and how it
 * went in twelve months.
 *
 * @param key {@code cx-index}, {@code revenue}, {@code visits}, {@code orders} or {@code spend}
 * @param title what it is, with its period
 * @param value null where there is none
 * @param low lower end of the interval of the value; null where it is counted
 * @param high upper end
 * @param unit {@code points}, {@code currency} or {@code count}
 * @param shown the value as written
 * @param detail what belongs to it: interval, band, conversion; empty for none
 * @param changes against the time before, and the year ago where there is one
 * @param remarks the changes in words, one each; or why there is none
 * @param target null for none
 * @param targetText the target in words; empty for none
 * @param months value by month, oldest first; null for a month that has none
 * @param line the months as a small drawing; empty with fewer than two
 */
public record Tile(
        String key,
        String title,
        Double value,
        Double low,
        Double high,
        String unit,
        String shown,
        String detail,
        List<Change> changes,
        List<Remark> remarks,
        Double target,
        String targetText,
        List<Month> months,
        String line) {

    /** A figure that there is not, and why. */
    static Tile without(String key, String title, String unit, String why) {
        return new Tile(
                key, title, null, null, null, unit, Messages.NONE, why, List.of(), List.of(), null, "", List.of(), "");
    }

    /** A month and its value; null without one. */
    public record Month(LocalDate month, Double value) {}

    /**
     * A change in words.
     *
     * @param arrow {@code up}, {@code down} or empty
     * @param tone {@code good} or {@code bad} where the change is more than chance, else empty
     */
    public record Remark(String text, String arrow, String tone) {}

    /** The change against the time just before. */
    Optional<Change> change() {
        return changes.stream().filter(c -> c.than().equals("before")).findFirst();
    }
}
