package org.jejak.report;

import java.time.LocalDate;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jejak.table.*;

/**
 * The CX index, read once for all sections that speak of it.
 *
 * @param rows of the version that the publication's settings named; empty if there is no index
 * @param version that version; empty without rows
 */
record IndexCells(List<Row> rows, String version) {
    static final String INDEX = "index";
    static final String MIXED = "mixed";
    static final String ROLLING = "rolling_3_months";
    static final String ROLLING_YEAR = "rolling_12_months";

    static IndexCells of(Source source) {
        List<Row> current = source.rows(AggCxIndex.TABLE, rows -> rows.filter(AggCxIndex.IS_CURRENT.col()));
        return new IndexCells(current, current.isEmpty() ? "" : Cells.text(current.get(0), AggCxIndex.INDEX_VERSION));
    }

    /** The headline: the index of the three months up to the date. */
    Optional<Row> headline() {
        return of(ROLLING, INDEX, MIXED).stream()
                .filter(r -> Cells.date(r, CxCell.MONTH) != null)
                .max(Comparator.comparing(r -> Cells.date(r, CxCell.MONTH)));
    }

    /** How three months differ from the three before them; empty where that cannot be told. */
    Optional<Change> change(Row row) {
        Double difference = Cells.number(row, AggCxIndex.CHANGE);
        Double value = Cells.number(row, AggCxIndex.VALUE);
        if (difference == null || value == null) return Optional.empty();
        return Optional.of(new Change(
                "before",
                value - difference,
                difference,
                Cells.number(row, AggCxIndex.CHANGE_LOW),
                Cells.number(row, AggCxIndex.CHANGE_HIGH),
                Cells.flag(row, AggCxIndex.IS_CHANGE_SIGNIFICANT)));
    }

    /** How three months differ from those a year before: more than chance where the two intervals, taken as independent, say so. */
    Optional<Change> yearAgo(Row row) {
        LocalDate then = Cells.date(row, CxCell.MONTH).minusYears(1);
        Double value = Cells.number(row, AggCxIndex.VALUE);
        return of(ROLLING, INDEX, MIXED).stream()
                .filter(r -> then.equals(Cells.date(r, CxCell.MONTH)) && Cells.number(r, AggCxIndex.VALUE) != null)
                .filter(r -> Objects.equals(Cells.text(r, AggCxIndex.BASIS), Cells.text(row, AggCxIndex.BASIS)))
                .findFirst()
                .map(r -> {
                    double from = Cells.number(r, AggCxIndex.VALUE);
                    double half = Math.hypot(half(row), half(r));
                    double difference = value - from;
                    return new Change(
                            "yearAgo",
                            from,
                            difference,
                            difference - half,
                            difference + half,
                            Math.abs(difference) > half);
                });
    }

    private static double half(Row row) {
        return (Cells.number(row, AggCxIndex.VALUE_HIGH) - Cells.number(row, AggCxIndex.VALUE_LOW)) / 2;
    }

    /** The index of the three months up to the end of each month. */
    List<Tile.Month> rolling(List<LocalDate> months) {
        List<Row> cells = of(ROLLING, INDEX, MIXED);
        return months.stream()
                .map(m -> new Tile.Month(
                        m,
                        cells.stream()
                                .filter(r -> m.equals(Cells.date(r, CxCell.MONTH)))
                                .findFirst()
                                .map(Cells.number(AggCxIndex.VALUE))
                                .orElse(null)))
                .toList();
    }

    /** Whether a cell is of several months. */
    static boolean isWindow(Row row) {
        return Cells.text(row, CxCell.CELL_TYPE).contains("rolling_");
    }

    /** Cells of a type. */
    List<Row> of(String cellType, String dimension, String part) {
        return rows.stream()
                .filter(r -> cellType.equals(Cells.text(r, CxCell.CELL_TYPE))
                        && dimension.equals(Cells.text(r, AggCxIndex.DIMENSION))
                        && part.equals(Cells.text(r, AggCxIndex.PART)))
                .toList();
    }

    /** The index month by month, up to a day, oldest first. */
    List<Row> months(LocalDate end, int most) {
        List<Row> months = of("month", INDEX, MIXED).stream()
                .filter(r -> !Cells.date(r, CxCell.MONTH).isAfter(end))
                .sorted(Comparator.comparing(r -> Cells.date(r, CxCell.MONTH)))
                .toList();
        return months.subList(Math.max(0, months.size() - most), months.size());
    }

    /** Cells of the last twelve months by acquisition channel and lifecycle stage. */
    List<Row> stagesAndChannels() {
        return of("stage_channel_" + ROLLING_YEAR, INDEX, MIXED);
    }

    /** Whether a value rests on something else than that of all customers, and so cannot be compared with it. */
    boolean isOfOtherBasis(Row row) {
        String usual = headline().map(r -> Cells.text(r, AggCxIndex.BASIS)).orElse(MIXED);
        String own = Cells.text(row, AggCxIndex.BASIS);
        return own != null && !own.equals(usual == null ? MIXED : usual);
    }

    /** A band, or the first and last of several. */
    static String band(String code, Messages words) {
        return Arrays.stream(code.split("-")).map(b -> words.name("band", b)).collect(Collectors.joining("\u2013"));
    }

    /** What a cell is about, without the month: "Email", "Email, Convert & Close", "All customers". */
    static String about(Row row, Messages words) {
        List<String> parts = new java.util.ArrayList<>();
        add(parts, words, "channel", Cells.text(row, CxCell.CHANNEL));
        add(parts, words, "contact", Cells.text(row, CxCell.CONTACT_CHANNEL));
        add(parts, words, "stage", Cells.text(row, CxCell.STAGE));
        add(parts, words, "segment", Cells.text(row, CxCell.SEGMENT));
        return parts.isEmpty() ? words.text("cx.everybody") : String.join(", ", parts);
    }

    private static void add(List<String> parts, Messages words, String kind, String code) {
        if (code != null && !CxCell.ALL.equals(code)) parts.add(words.name(kind, code));
    }
}
