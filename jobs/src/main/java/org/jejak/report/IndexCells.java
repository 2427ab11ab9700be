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

    static IndexCells of(Source source) {
        List<Row> current = source.rows(AggCxIndex.TABLE, rows -> rows.filter(AggCxIndex.IS_CURRENT.col()));
        return new IndexCells(current, current.isEmpty() ? "" : Cells.text(current.get(0), AggCxIndex.INDEX_VERSION));
    }

    /** The index of all customers. */
    Optional<Row> overall() {
        return of("all", INDEX, MIXED).stream().findFirst();
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

    /** Cells by acquisition channel and lifecycle stage. */
    List<Row> stagesAndChannels() {
        return rows.stream()
                .filter(r -> INDEX.equals(Cells.text(r, AggCxIndex.DIMENSION))
                        && MIXED.equals(Cells.text(r, AggCxIndex.PART))
                        && !CxCell.ALL.equals(Cells.text(r, CxCell.CHANNEL))
                        && !CxCell.ALL.equals(Cells.text(r, CxCell.STAGE))
                        && CxCell.ALL.equals(Cells.text(r, CxCell.CONTACT_CHANNEL))
                        && CxCell.ALL.equals(Cells.text(r, CxCell.SEGMENT))
                        && Cells.date(r, CxCell.MONTH) == null)
                .toList();
    }

    /** Whether a value rests on something else than that of all customers, and so cannot be compared with it. */
    boolean isOfOtherBasis(Row row) {
        String usual = overall().map(r -> Cells.text(r, AggCxIndex.BASIS)).orElse(MIXED);
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
