package org.jejak.report.chart;

import static org.jejak.report.chart.Options.map;

import java.util.*;

/**
 * A chart in the course of time with what helps to read it: events as numbered marks above their places, bands as shades
 * behind it, and a line at the target.
 *
 * @param chart lines or upright bars; bands need an axis with fixed ends
 * @param marks events; several at one place stand side by side
 * @param bands from low to high; those outside of the axis are left out
 * @param target null for none
 */
public record Annotated(Chart chart, List<Mark> marks, List<Band> bands, Target target) implements Chart {
    private static final int ROOM = 24;
    private static final double SIDE = 22;

    /**
     * An event.
     *
     * @param place on the lying axis, from 0
     * @param number in the circle; a list explains it
     * @param isBad decides the colour
     */
    public record Mark(int place, int number, boolean isBad) {}

    /** A range of values with its name. */
    public record Band(double from, double to, String name) {}

    /** A value to be reached, with what is written at its line. */
    public record Target(double value, String text) {}

    /** A chart with marks alone. */
    public static Annotated marked(Chart chart, List<Mark> marks) {
        return new Annotated(chart, marks, List.of(), null);
    }

    /** The same with a line at a target; null for none. */
    public Annotated aimingAt(Target value) {
        return new Annotated(chart, marks, bands, value);
    }

    /** The same with bands. */
    public Annotated over(List<Band> ranges) {
        return new Annotated(chart, marks, ranges, target);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Object> option(Canvas canvas) {
        Map<String, Object> option = chart.option(canvas);
        Map<String, Object> grid = (Map<String, Object>) option.get("grid");
        if (!marks.isEmpty()) {
            grid.put("top", ((Number) grid.get("top")).doubleValue() + ROOM);
            grid.put("right", Math.max(SIDE, ((Number) grid.get("right")).doubleValue()));
        }
        List<Object> series = new ArrayList<>((List<Object>) option.get("series"));
        Map<String, Object> axis = (Map<String, Object>) option.get("yAxis");
        if (!bands.isEmpty()) series.add(shades(canvas, axis));
        if (target != null) series.add(aim(canvas));
        if (!marks.isEmpty()) series.add(events());
        option.put("series", series);
        return option;
    }

    @Override
    public Tooltips tips() {
        return chart.tips();
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>(chart.data());
        if (target != null) data.put("target", target.value);
        if (!marks.isEmpty()) {
            data.put(
                    "marks",
                    marks.stream()
                            .map(m -> map("place", m.place, "number", m.number))
                            .toList());
        }
        return data;
    }

    /** Every second band is shaded; names stand inside at the left. */
    private Map<String, Object> shades(Canvas canvas, Map<String, Object> axis) {
        double least = ((Number) axis.get("min")).doubleValue();
        double most = ((Number) axis.get("max")).doubleValue();
        List<Object> areas = new ArrayList<>();
        for (int i = 0; i < bands.size(); i++) {
            Band band = bands.get(i);
            double from = Math.max(least, band.from);
            double to = Math.min(most, band.to);
            if (from >= to) continue;
            Map<String, Object> label = Options.quiet(canvas);
            // a sliver has no room for its name
            boolean hasRoom = to - from > (most - least) / 12;
            label.putAll(map("show", hasRoom, "position", "insideTopLeft", "formatter", band.name, "distance", 4));
            areas.add(List.of(
                    map(
                            "yAxis",
                            from,
                            "itemStyle",
                            map("color", i % 2 == bands.size() % 2 ? Palette.BAND : Palette.PAPER),
                            "label",
                            label),
                    map("yAxis", to)));
        }
        return map("type", "line", "data", List.of(), "z", 0, "markArea", map("silent", true, "z", 0, "data", areas));
    }

    private Map<String, Object> aim(Canvas canvas) {
        Map<String, Object> label = Options.quiet(canvas);
        label.putAll(map("show", true, "position", "insideStartTop", "formatter", target.text, "color", Palette.GOOD));
        return map(
                "type",
                "line",
                "data",
                List.of(),
                "markLine",
                map(
                        "silent",
                        true,
                        "symbol",
                        "none",
                        "label",
                        label,
                        "lineStyle",
                        map("color", Palette.GOOD, "type", List.of(6, 4), "width", 1.5),
                        "data",
                        List.of(map("yAxis", target.value))));
    }

    /** Items are place, which of those at the place, how many there, and the number. */
    private Map<String, Object> events() {
        List<Object> data = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            int place = marks.get(i).place;
            long before =
                    marks.subList(0, i).stream().filter(m -> m.place == place).count();
            long all = marks.stream().filter(m -> m.place == place).count();
            data.add(map(
                    "value",
                    List.of(place, before, all, marks.get(i).number),
                    "itemStyle",
                    map("color", marks.get(i).isBad ? Palette.ALERT : Palette.GOOD)));
        }
        return map(
                "type",
                "custom",
                "renderItem",
                "@event",
                "data",
                data,
                "encode",
                map("x", 0),
                "silent",
                true,
                "clip",
                false,
                "z",
                6);
    }
}
