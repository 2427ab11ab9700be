package org.jejak.experience;

import java.time.LocalDate;
import java.util.*;
import org.jejak.config.CxIndexSettings;
import org.jejak.table.*;

/** Groups observations into cells. */
final class CellGrouping {
    /**
     * A cell.
     *
     * @param parts what it is narrowed down by, in the order of its type
     * @param values value of each part
     * @param observations what lies in it, by metric
     */
    record Cell(List<String> parts, List<String> values, Map<Metric, List<Observation>> observations) {
        String type() {
            return parts.isEmpty() ? "all" : String.join("_", parts);
        }

        String name() {
            return values.isEmpty() ? "all" : String.join(" / ", values);
        }

        /** The value of a part; (all) if it is not narrowed down by it. */
        String value(String part) {
            int place = parts.indexOf(part);
            return place < 0 ? CxCell.ALL : values.get(place);
        }

        /** The first day of its month; null if it is not narrowed down by month. */
        LocalDate month() {
            String month = value(CxCell.MONTH.name());
            return month.equals(CxCell.ALL) ? null : LocalDate.parse(month + "-01");
        }

        /** What it is called but for its month, to find the same cell of another month. */
        String nameWithoutMonth() {
            List<String> rest = new ArrayList<>(values);
            int place = parts.indexOf(CxCell.MONTH.name());
            if (place >= 0) rest.remove(place);
            return String.join(" / ", rest);
        }

        /** Writes the columns of the cell. */
        RowBuilder fill(RowBuilder row) {
            return row.set(CxCell.CELL_TYPE, type())
                    .set(CxCell.CELL, name())
                    .set(CxCell.CHANNEL, value(CxCell.CHANNEL.name()))
                    .set(CxCell.CONTACT_CHANNEL, value(CxCell.CONTACT_CHANNEL.name()))
                    .set(CxCell.STAGE, value(CxCell.STAGE.name()))
                    .set(CxCell.SEGMENT, value(CxCell.SEGMENT.name()))
                    .set(CxCell.MONTH, month() == null ? null : java.sql.Date.valueOf(month()));
        }
    }

    private CellGrouping() {}

    /** The cells of every type, each type sorted by values; all first. */
    static List<List<Cell>> of(List<Observation> observations, CxIndexSettings settings) {
        List<List<String>> types = new ArrayList<>();
        types.add(List.of());
        CxIndexSettings.PARTS.forEach(part -> types.add(List.of(part)));
        types.addAll(settings.crosses());
        return types.stream().distinct().map(type -> cells(type, observations)).toList();
    }

    private static List<Cell> cells(List<String> parts, List<Observation> observations) {
        Map<String, Cell> cells = new HashMap<>();
        if (parts.isEmpty()) cells.put("", new Cell(parts, List.of(), new HashMap<>()));
        for (Observation o : observations) {
            cells.computeIfAbsent(key(parts, o), key -> cell(parts, o))
                    .observations()
                    .computeIfAbsent(o.metric(), m -> new ArrayList<>())
                    .add(o);
        }
        return new TreeMap<>(cells).values().stream().toList();
    }

    private static String key(List<String> parts, Observation o) {
        if (parts.size() == 1) return o.part(parts.get(0));
        StringBuilder key = new StringBuilder();
        for (String part : parts) key.append(o.part(part)).append('\u0000');
        return key.toString();
    }

    private static Cell cell(List<String> parts, Observation o) {
        return new Cell(parts, parts.stream().map(o::part).toList(), new HashMap<>());
    }
}
