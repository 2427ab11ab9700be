package org.jejak.report.chart;

import static org.jejak.report.chart.Options.map;

import java.awt.geom.Line2D;
import java.util.*;
import org.jejak.report.chart.PointLabels.Box;

/**
 * Points by two measures, with a line across each that parts the field in four. Names are placed here and not by ECharts,
 * whose own way lets names of low points cover each other.
 *
 * @param points at most about two dozen
 * @param x lying axis with fixed ends; its title stands below
 * @param y upright axis with fixed ends
 * @param xSplit where the upright line stands
 * @param ySplit where the lying line stands
 * @param corners names of the four fields: top left, top right, bottom left, bottom right
 */
public record Quadrant(List<Point> points, Axis x, Axis y, double xSplit, double ySplit, List<String> corners)
        implements Chart {
    private static final double LINE_HEIGHT = 15;
    private static final double TOP = 48;
    private static final double RIGHT = 16;
    private static final double BOTTOM = 64;

    private static final String AXIS_LINE = "#b8c2ca";

    /**
     * One point. Those of note are drawn in the colour of attention.
     *
     * @param low lower end of the interval of y; null for none
     * @param high upper end
     */
    public record Point(String name, double x, double y, Double low, Double high, boolean isOfNote) {
        /** A point without an interval. */
        public Point(String name, double x, double y, boolean isOfNote) {
            this(name, x, y, null, null, isOfNote);
        }
    }

    public Quadrant {
        if (x.least() == null || x.most() == null || y.least() == null || y.most() == null)
            throw new IllegalArgumentException("both axes of a quadrant need fixed ends: Axis.between");
    }

    @Override
    public Map<String, Object> option(Canvas canvas) {
        Map<String, Object> option = Options.figure(canvas, y.title(), List.of(), RIGHT);
        option.put(
                "grid", map("left", left(canvas), "right", RIGHT, "top", TOP, "bottom", BOTTOM, "containLabel", false));
        List<Object> drawn = corners(canvas);
        drawn.addAll(names(canvas));
        option.put("graphic", drawn);
        option.put(
                "xAxis", plain(Options.titledBelow(canvas, Options.numbers(canvas, x, canvas.pick(6, 4)), x.title())));
        option.put("yAxis", plain(Options.numbers(canvas, y, 5)));
        option.put("series", List.of(lines(), errors(), dots()));
        return option;
    }

    private static Map<String, Object> plain(Map<String, Object> axis) {
        axis.put("splitLine", map("show", false));
        axis.put("axisLine", map("show", true, "onZero", false, "lineStyle", map("color", AXIS_LINE)));
        return axis;
    }

    private Map<String, Object> dots() {
        List<Object> data = new ArrayList<>();
        for (Point p : points) {
            String colour = p.isOfNote ? Palette.ALERT : Palette.MAIN;
            data.add(map(
                    "value",
                    List.of(p.x, p.y),
                    "itemStyle",
                    map("color", colour, "opacity", 1, "borderColor", Palette.PAPER, "borderWidth", 1)));
        }
        return map("type", "scatter", "data", data, "symbolSize", 12, "z", 4);
    }

    private Map<String, Object> errors() {
        List<Object> data = points.stream()
                .filter(p -> p.low != null && p.high != null)
                .map(p -> (Object) List.of(p.x, Math.max(y.least(), p.low), Math.min(y.most(), p.high)))
                .toList();
        return map(
                "type",
                "custom",
                "renderItem",
                "@error",
                "data",
                data,
                "encode",
                map("x", 0, "y", List.of(1, 2)),
                "itemStyle",
                map("color", AXIS_LINE),
                "silent",
                true,
                "z",
                3);
    }

    @Override
    public Map<String, Object> data() {
        return map(
                "points",
                points.stream()
                        .map(p -> map("name", p.name, "x", p.x, "y", p.y, "low", p.low, "high", p.high))
                        .toList());
    }

    private Map<String, Object> lines() {
        Map<String, Object> line = map("color", AXIS_LINE, "type", List.of(4, 4), "width", 1);
        Map<String, Object> marks = map(
                "silent",
                true,
                "symbol",
                "none",
                "label",
                map("show", false),
                "lineStyle",
                line,
                "data",
                List.of(map("xAxis", xSplit), map("yAxis", ySplit)));
        return map("type", "scatter", "data", List.of(), "markLine", marks);
    }

    /** Room for the widest tick. */
    private double left(Canvas canvas) {
        String font = Options.size(canvas) + "px";
        double widest = 0;
        for (double share = 0; share <= 1; share += 0.1) {
            String tick = y.format().apply(y.least() + share * (y.most() - y.least()));
            widest = Math.max(widest, FontWidths.of(tick, font));
        }
        return Math.ceil(widest) + 12;
    }

    private double across(Canvas canvas, double value) {
        double share = (value - x.least()) / (x.most() - x.least());
        return left(canvas) + share * (canvas.width() - left(canvas) - RIGHT);
    }

    private double down(Canvas canvas, double value) {
        double share = (value - y.least()) / (y.most() - y.least());
        return canvas.height() - BOTTOM - share * (canvas.height() - TOP - BOTTOM);
    }

    private List<Object> names(Canvas canvas) {
        Box field = new Box(left(canvas) + 4, TOP, canvas.width() - 2, canvas.height() - BOTTOM - 2);
        PointLabels labels = new PointLabels(field, across(canvas, xSplit), down(canvas, ySplit));
        for (Point p : points) labels.point(across(canvas, p.x), down(canvas, p.y));
        List<Point> inOrder = points.stream()
                .sorted(Comparator.comparingDouble(Point::y).reversed().thenComparing(Point::name))
                .toList();
        List<Object> drawn = new ArrayList<>();
        for (Point p : inOrder) {
            double px = across(canvas, p.x);
            double py = down(canvas, p.y);
            double width = Math.ceil(FontWidths.of(p.name, Options.size(canvas) + "px")) + 2;
            PointLabels.Place place = labels.place(px, py, width, LINE_HEIGHT);
            if (place == null) continue;
            if (place.tie() != null) drawn.add(tie(place.tie()));
            drawn.add(name(canvas, p.name, place.box()));
        }
        return drawn;
    }

    private static Map<String, Object> name(Canvas canvas, String name, Box box) {
        Map<String, Object> style = map(
                "text",
                name,
                "fill",
                Palette.INK,
                "font",
                Options.size(canvas) + "px Helvetica",
                "textVerticalAlign",
                "middle");
        return map("type", "text", "silent", true, "z", 5, "x", box.left() + 1, "y", box.middle(), "style", style);
    }

    private static Map<String, Object> tie(Line2D line) {
        Map<String, Object> shape = map("x1", line.getX1(), "y1", line.getY1(), "x2", line.getX2(), "y2", line.getY2());
        Map<String, Object> style = map("stroke", Palette.QUIET, "lineWidth", 0.75);
        return map("type", "line", "silent", true, "z", 3, "shape", shape, "style", style);
    }

    /** The names of the fields stand outside, at the corners, where no point can be. */
    private List<Object> corners(Canvas canvas) {
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
            name.put(i % 2 == 0 ? "left" : "right", i % 2 == 0 ? left(canvas) : RIGHT);
            name.put(i < 2 ? "top" : "bottom", i < 2 ? 28 : 2);
            names.add(name);
        }
        return names;
    }
}
