package org.jejak.dimension;

import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jejak.config.RfmSegment;
import org.jejak.table.*;

/** The segment dimension: the RFM segments of the settings, and the three segments by orders. */
public final class Segments {
    private Segments() {}

    /** Rows of {@link DimSegment}, in the order of the settings; parts of the grid with one name are one segment. */
    public static List<Row> rows(List<RfmSegment> rfm) {
        Map<String, List<RfmSegment>> byName = new LinkedHashMap<>();
        rfm.forEach(
                s -> byName.computeIfAbsent(s.name(), n -> new ArrayList<>()).add(s));
        List<Row> rows = new ArrayList<>();
        byName.forEach((name, parts) -> {
            String scores = parts.stream().map(Segments::scores).collect(Collectors.joining("; or "));
            boolean atRisk = parts.stream().anyMatch(RfmSegment::atRisk);
            rows.add(row(name, name, "rfm", scores + "; 1 is least, 5 most.", rows.size() + 1L, atRisk));
        });
        rows.add(row(RfmSegment.PROSPECTS, "Prospects", "rfm", "No purchase yet.", rows.size() + 1L, false));
        rows.add(row("prospect", "Prospects", "orders", "No order before.", rows.size() + 1L, false));
        rows.add(row("new", "New customers", "orders", "One order before.", rows.size() + 1L, false));
        rows.add(row("repeat", "Repeat customers", "orders", "Two orders or more before.", rows.size() + 1L, false));
        rows.add(
                row("(none)", "No segment", "(none)", "Bots, and receipts that name nobody.", rows.size() + 1L, false));
        return rows;
    }

    private static String scores(RfmSegment part) {
        return "Recency score " + text(part.recency()) + ", frequency score " + text(part.frequency());
    }

    private static String text(RfmSegment.Range range) {
        return range.from() == range.to() ? String.valueOf(range.from()) : range.from() + " to " + range.to();
    }

    private static Row row(String code, String name, String kind, String description, long order, boolean atRisk) {
        return new RowBuilder(DimSegment.TABLE)
                .set(DimSegment.SEGMENT, code)
                .set(DimSegment.SEGMENT_NAME, name)
                .set(DimSegment.SEGMENT_KIND, kind)
                .set(DimSegment.DESCRIPTION, description)
                .set(DimSegment.SORT_ORDER, order)
                .set(DimSegment.IS_AT_RISK, atRisk)
                .row();
    }
}
