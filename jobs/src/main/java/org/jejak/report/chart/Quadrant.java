package org.jejak.report.chart;

import static org.jejak.report.chart.Options.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Points by two measures, with a line across each that parts the field in four.
 *
 * @param points at most about a dozen
 * @param x lying axis; its title stands below
 * @param y upright axis
 * @param xSplit where the upright line stands
 * @param ySplit where the lying line stands
 * @param corners names of the four fields: top left, top right, bottom left, bottom right
 */
public record Quadrant(List<Point> points, Axis x, Axis y, double xSplit, double ySplit, List<String> corners)
        implements Chart {

    /** One point. Those of note are drawn in the colour of attention. */
    public record Point(String name, double x, double y, boolean isOfNote) {}

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Object> option(Canvas canvas) {
        Map<String, Object> option = Options.figure(canvas, y.title(), List.of(), 16);
        LineChart.room(option);
        ((Map<String, Object>) option.get("grid")).put("top", 48);
        if (canvas.isNarrow()) ((Map<String, Object>) option.get("grid")).put("bottom", 46);
        option.put("graphic", names(canvas));
        Map<String, Object> across =
                Options.titledBelow(canvas, Options.numbers(canvas, x, canvas.pick(6, 4)), x.title());
        across.put("splitLine", map("show", false));
        across.put("axisLine", map("show", true, "onZero", false, "lineStyle", map("color", "#b8c2ca")));
        Map<String, Object> up = Options.numbers(canvas, y, 5);
        up.put("splitLine", map("show", false));
        up.put("axisLine", map("show", true, "onZero", false, "lineStyle", map("color", "#b8c2ca")));
        option.put("xAxis", across);
        option.put("yAxis", up);
        List<Object> series = new ArrayList<>();
        series.add(field());
        // labels of lower points go below, so that neighbours keep apart
        List<Point> sorted = points.stream()
                .sorted(Comparator.comparingDouble(Point::y).reversed().thenComparing(Point::name))
                .toList();
        List<Object> data = new ArrayList<>();
        for (Point point : sorted) {
            Map<String, Object> label = Options.label(canvas, rightSide(point) ? "left" : "right");
            label.put("formatter", point.name);
            label.put("distance", 7);
            data.add(map(
                    "value", List.of(point.x, point.y),
                    "label", label,
                    "itemStyle", map("color", point.isOfNote ? Palette.ALERT : Palette.MAIN, "opacity", 1)));
        }
        series.add(map(
                "type",
                "scatter",
                "data",
                data,
                "symbolSize",
                11,
                "labelLayout",
                map("moveOverlap", "shiftY"),
                "z",
                4));
        option.put("series", series);
        return option;
    }

    private boolean rightSide(Point point) {
        double from = x.least() == null ? 0 : x.least();
        double to =
                x.most() == null ? points.stream().mapToDouble(Point::x).max().orElse(1) : x.most();
        return point.x > from + 0.55 * (to - from);
    }

    private Map<String, Object> field() {
        Map<String, Object> line = map("color", "#b8c2ca", "type", List.of(4, 4), "width", 1);
        return map(
                "type", "scatter",
                "data", List.of(),
                "markLine",
                        map(
                                "silent",
                                true,
                                "symbol",
                                "none",
                                "label",
                                map("show", false),
                                "lineStyle",
                                line,
                                "data",
                                List.of(map("xAxis", xSplit), map("yAxis", ySplit))));
    }

    /** The names of the fields stand outside, at the corners, where no point can be. */
    private List<Object> names(Canvas canvas) {
        List<Object> names = new ArrayList<>();
        for (int i = 0; i < corners.size(); i++) {
            Map<String, Object> style = map(
                    "text",
                    corners.get(i),
                    "fill",
                    Palette.QUIET,
                    "font",
                    "italic " + Options.size(canvas) + "px Helvetica");
            Map<String, Object> name = map("type", "text", "silent", true, "style", style);
            name.put(i % 2 == 0 ? "left" : "right", i % 2 == 0 ? 40 : 16);
            name.put(i < 2 ? "top" : "bottom", i < 2 ? 26 : canvas.pick(6, 2));
            names.add(name);
        }
        return names;
    }
}
