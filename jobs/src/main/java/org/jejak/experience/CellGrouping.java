package org.jejak.experience;

import java.sql.Date;
import java.time.LocalDate;
import java.util.*;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jejak.config.CxIndexSettings;
import org.jejak.table.*;

/**
 * Groups observations into cells. Cells of a month or window hold nothing after the logical date; the others hold all there is.
 */
final class CellGrouping {
    private static final String MONTH = CxCell.MONTH.name();

    /**
     * A cell.
     *
     * @param parts what it is narrowed down by, in the order of its type
     * @param values value of each part; a window is named by its last month
     * @param month first day of its month, or of the last month of its window; null if it is of all time
     * @param from first date that it covers; null if nothing was observed
     * @param to last date that it covers; null if nothing was observed
     * @param sums what lies in it, by metric; put together whenever asked
     */
    record Cell(
            List<String> parts,
            List<String> values,
            LocalDate month,
            LocalDate from,
            LocalDate to,
            Supplier<Map<Metric, List<CustomerSum>>> sums) {
        String type() {
            return parts.isEmpty() ? "all" : String.join("_", parts);
        }

        String name() {
            return values.isEmpty() ? "all" : String.join(" / ", values);
        }

        /** The value of a part; (all) if it is not narrowed down by it. */
        String value(Field part) {
            int place = parts.indexOf(part.name());
            return place < 0 ? CxCell.ALL : values.get(place);
        }

        /** The name of the cell of another month that is the same otherwise. */
        String nameIn(LocalDate other) {
            List<String> names = new ArrayList<>(values);
            for (int i = 0; i < names.size(); i++)
                if (CxIndexSettings.PERIODS.containsKey(parts.get(i))) names.set(i, CellGrouping.name(other));
            return String.join(" / ", names);
        }

        /** How many months it is long; 0 if it is of all time. */
        int months() {
            return CellGrouping.months(parts);
        }

        /** Whether there are observations from before all of it, or from its first month on. */
        boolean isWhole() {
            return month != null && !from.isAfter(month.minusMonths(months() - 1L));
        }

        /** Writes the columns of the cell. */
        RowBuilder fill(RowBuilder row) {
            return row.set(CxCell.CELL_TYPE, type())
                    .set(CxCell.CELL, name())
                    .set(CxCell.CHANNEL, value(CxCell.CHANNEL))
                    .set(CxCell.CONTACT_CHANNEL, value(CxCell.CONTACT_CHANNEL))
                    .set(CxCell.STAGE, value(CxCell.STAGE))
                    .set(CxCell.SEGMENT, value(CxCell.SEGMENT))
                    .set(CxCell.MONTH, date(month))
                    .set(CxCell.FROM_DATE, date(from))
                    .set(CxCell.TO_DATE, date(to));
        }

        private static Date date(LocalDate date) {
            return date == null ? null : Date.valueOf(date);
        }
    }

    private final List<Observation> all;
    private final List<Observation> dated;
    private final LocalDate end;
    private final LocalDate first;
    private final LocalDate last;

    /** Sums of each month, from which cells of one month and of several are made. */
    private final NavigableMap<LocalDate, Map<Metric, List<CustomerSum>>> months = new TreeMap<>();

    private CellGrouping(List<Observation> observations, LocalDate end) {
        this.all = observations;
        this.end = end;
        this.dated = observations.stream().filter(o -> !o.date().isAfter(end)).toList();
        this.first = observations.stream()
                .map(Observation::date)
                .min(Comparator.naturalOrder())
                .orElse(null);
        this.last = observations.stream()
                .map(Observation::date)
                .max(Comparator.naturalOrder())
                .map(latest -> latest.isBefore(end) ? end : latest)
                .orElse(null);
        cells(List.of(MONTH)).forEach(c -> months.put(c.month(), c.sums().get()));
    }

    /**
     * The cells of every type, each type sorted by values; all first. Types are grouped one after the other, as they are asked for.
     *
     * @param end logical date
     */
    static Stream<List<Cell>> of(List<Observation> observations, LocalDate end, CxIndexSettings settings) {
        CellGrouping grouping = new CellGrouping(observations, end);
        List<List<String>> types = new ArrayList<>();
        types.add(List.of());
        CxIndexSettings.PARTS.forEach(part -> types.add(List.of(part)));
        CxIndexSettings.PERIODS.keySet().forEach(period -> types.add(List.of(period)));
        types.addAll(settings.crosses());
        return types.stream().distinct().map(grouping::ofType);
    }

    private List<Cell> ofType(List<String> parts) {
        boolean isPeriod = parts.size() == 1 && CxIndexSettings.PERIODS.containsKey(parts.get(0));
        return isPeriod ? windows(parts) : cells(parts);
    }

    /** The cells of a type; of windows the newest one, which ends at the logical date. */
    private List<Cell> cells(List<String> parts) {
        int months = months(parts);
        Map<String, Map<Metric, List<Observation>>> groups = new TreeMap<>();
        Map<String, Observation> examples = new HashMap<>();
        if (parts.isEmpty()) groups.put("", new HashMap<>());
        LocalDate from = months > 1 ? end.withDayOfMonth(1).minusMonths(months - 1L) : LocalDate.MIN;
        for (Observation o : months == 0 ? all : dated) {
            if (o.date().isBefore(from)) continue;
            String key = key(parts, o);
            examples.putIfAbsent(key, o);
            groups.computeIfAbsent(key, k -> new HashMap<>())
                    .computeIfAbsent(o.metric(), m -> new ArrayList<>())
                    .add(o);
        }
        List<Cell> cells = new ArrayList<>();
        groups.forEach((key, group) -> {
            Observation example = examples.get(key);
            List<String> values = parts.stream().map(p -> value(p, example)).toList();
            LocalDate month = months == 0 ? null : months == 1 ? month(example.date()) : month(end);
            cells.add(cell(parts, values, month, months, () -> sums(group)));
        });
        return cells;
    }

    /** The windows of a length, one month or more, that end with each month. */
    private List<Cell> windows(List<String> period) {
        int length = months(period);
        List<Cell> windows = new ArrayList<>();
        if (months.isEmpty()) return windows;
        for (LocalDate month = months.firstKey(); !month.isAfter(end); month = month.plusMonths(1)) {
            Collection<Map<Metric, List<CustomerSum>>> own = months.subMap(
                            month.minusMonths(length - 1L), true, month, true)
                    .values();
            if (own.isEmpty()) continue;
            windows.add(cell(period, List.of(name(month)), month, length, () -> together(own)));
        }
        return windows;
    }

    private Cell cell(
            List<String> parts,
            List<String> values,
            LocalDate month,
            int months,
            Supplier<Map<Metric, List<CustomerSum>>> sums) {
        if (month == null) return new Cell(parts, values, null, first, last, sums);
        LocalDate from = month.minusMonths(months - 1L);
        LocalDate to = month.plusMonths(1).minusDays(1);
        return new Cell(
                parts,
                values,
                month,
                from.isBefore(month(first)) ? month(first) : from,
                to.isAfter(end) ? end : to,
                sums);
    }

    private static Map<Metric, List<CustomerSum>> sums(Map<Metric, List<Observation>> observations) {
        return observations.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> CustomerSum.of(e.getValue())));
    }

    /** The sums of months that follow each other. */
    private static Map<Metric, List<CustomerSum>> together(Collection<Map<Metric, List<CustomerSum>>> months) {
        Map<Metric, List<List<CustomerSum>>> parts = new HashMap<>();
        for (Map<Metric, List<CustomerSum>> month : months)
            month.forEach((metric, own) ->
                    parts.computeIfAbsent(metric, m -> new ArrayList<>()).add(own));
        return parts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> CustomerSum.ofAll(e.getValue())));
    }

    private String key(List<String> parts, Observation o) {
        if (parts.size() == 1) return value(parts.get(0), o);
        StringBuilder key = new StringBuilder();
        for (String part : parts) key.append(value(part, o)).append('\u0000');
        return key.toString();
    }

    /** The value of a part; of a window always that of the newest one. */
    private String value(String part, Observation o) {
        return CxIndexSettings.PERIODS.getOrDefault(part, 0) > 1 ? name(end) : o.part(part);
    }

    /** How many months a cell is long that is narrowed down by these; 0 without a period. */
    private static int months(List<String> parts) {
        return parts.stream()
                .mapToInt(p -> CxIndexSettings.PERIODS.getOrDefault(p, 0))
                .sum();
    }

    private static LocalDate month(LocalDate date) {
        return date.withDayOfMonth(1);
    }

    /** The name of a month: yyyy-MM. */
    private static String name(LocalDate month) {
        return month.toString().substring(0, 7);
    }
}
