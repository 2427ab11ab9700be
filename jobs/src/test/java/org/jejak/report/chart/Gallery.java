package org.jejak.report.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;

/** One chart of each kind, with the cases that go wrong easily: gaps, zeros, long names, negative values. */
public final class Gallery {
    private static final DoubleFunction<String> WHOLE = v -> String.format(Locale.ROOT, "%,.0f", v);
    private static final List<String> MONTHS = List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug");
    private static final List<String> CHANNELS =
            List.of("Direct", "Referral", "Organic search", "Paid search", "Social", "Email", "Display");

    private Gallery() {}

    /** All charts on one page, each wide and narrow. */
    public static String page(SvgRenderer renderer) {
        StringBuilder page = new StringBuilder("<!doctype html><html lang=en><meta charset=utf-8><title>Charts</title>"
                + "<body style='margin:20px'>");
        charts().forEach((name, chart) -> page.append("<figure id=" + name + "><div class=drawing>")
                .append(renderer.draw(chart, new Canvas(760, 360), "w-" + name, name))
                .append("</div></figure><div>")
                .append(renderer.draw(chart, new Canvas(350, 360), "n-" + name, name))
                .append("</div><hr>"));
        return page.append("</body></html>").toString();
    }

    /** By name. */
    public static Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("lines", lines());
        charts.put(
                "upright",
                new BarChart(
                        MONTHS,
                        List.of(BarChart.Bars.of("Orders", List.of(3.0, 5.0, 0.0, 8.0, 4.0, 6.0, 7.0, 9.0))),
                        Axis.of("Orders per month", WHOLE),
                        BarChart.Layout.UPRIGHT,
                        "Month"));
        charts.put(
                "stacked",
                new BarChart(
                        MONTHS,
                        List.of(
                                BarChart.Bars.of("Accepted", List.of(30.0, 50.0, 1.0, 80.0, 40.0, 60.0, 70.0, 90.0)),
                                BarChart.Bars.of("Duplicate", List.of(3.0, 5.0, 0.0, 8.0, 4.0, 6.0, 7.0, 9.0))),
                        Axis.of("Records", WHOLE),
                        BarChart.Layout.UPRIGHT_STACKED,
                        ""));
        charts.put(
                "lying",
                new BarChart(
                        CHANNELS,
                        List.of(BarChart.Bars.of("Revenue", List.of(120.0, 80.0, 300.0, -40.0, 0.0, 75.5, 12.0))),
                        Axis.of("Revenue, USD", WHOLE),
                        BarChart.Layout.LYING,
                        ""));
        charts.put(
                "whiskers",
                new BarChart(
                        List.of("Web", "Store", "Chat"),
                        List.of(BarChart.Bars.of("Index", List.of(70.0, 64.0, 81.0))
                                .within(List.of(66.0, 60.0, 70.0), List.of(74.0, 68.0, 90.0))),
                        Axis.of("Index", WHOLE).between(0, 100),
                        BarChart.Layout.UPRIGHT,
                        ""));
        charts.put("heat", heat());
        charts.put(
                "quadrant",
                new Quadrant(
                        List.of(
                                new Quadrant.Point("Response time", 72, 0.31, true),
                                new Quadrant.Point("Completeness", 55, 0.22, true),
                                new Quadrant.Point("First contact", 56, 0.21, false),
                                new Quadrant.Point("Errors", 91, 0.05, false),
                                new Quadrant.Point("Sentiment", 88, 0.24, false)),
                        Axis.of("Performance, 0 to 100", WHOLE).between(0, 100),
                        share().between(0, 0.4),
                        70,
                        0.2,
                        List.of("Mend first", "Keep up", "Watch", "Do not overdo")));
        charts.put("crowded", crowded());
        charts.put("sankey", sankey());
        charts.put(
                "funnel",
                new Funnel(
                        List.of(
                                new Funnel.Step("Visit", 1204, "1,204"),
                                new Funnel.Step("Product seen", 700, "700 (58%)"),
                                new Funnel.Step("Basket", 120, "120 (10%)"),
                                new Funnel.Step("Order", 0, "0 (0%)")),
                        "Customers"));
        charts.put(
                "dots",
                new DotRange(
                        CHANNELS,
                        List.of(
                                new DotRange.Answer("First touch", List.of(.1, .2, .3, .1, .1, .1, .1)),
                                new DotRange.Answer("Last touch", List.of(.3, .1, .2, .1, .05, .2, .05)),
                                new DotRange.Answer(
                                        "Markov, order 1", java.util.Arrays.asList(.2, .15, .25, .1, .1, .15, null))),
                        Axis.of("Share of conversions", v -> WHOLE.apply(v * 100) + "%")));
        charts.put(
                "annotated",
                Annotated.marked(
                                lines(),
                                List.of(
                                        new Annotated.Mark(2, 1, true),
                                        new Annotated.Mark(2, 2, false),
                                        new Annotated.Mark(7, 3, true),
                                        new Annotated.Mark(7, 4, true)))
                        .over(List.of(
                                new Annotated.Band(0, 65, "poor"),
                                new Annotated.Band(65, 85, "good"),
                                new Annotated.Band(85, 100, "excellent")))
                        .aimingAt(new Annotated.Target(80, "Target 80")));
        charts.put(
                "intervals",
                new DotRange(
                        List.of("Social, Reach", "Email, Convert & Close"),
                        List.of(new DotRange.Answer(
                                "Index", List.of(61.0, 78.0), List.of(55.0, 74.0), List.of(67.0, 82.0))),
                        Axis.of("Index", WHOLE).spanning(55, 82)));
        return charts;
    }

    /** Most points low and close together, as drivers are that hardly matter. */
    private static Chart crowded() {
        List<Quadrant.Point> points = new ArrayList<>();
        points.add(new Quadrant.Point("Resolution", 83, 0.81, false));
        for (int i = 0; i < 9; i++)
            points.add(new Quadrant.Point("Driver of little weight " + i, 88 + i % 3, 0.004 * i, i == 4));
        points.add(new Quadrant.Point("Same place", 89, 0.004, false));
        return new Quadrant(
                points,
                Axis.of("Performance, 0 to 100", WHOLE).between(0, 100),
                share().between(0, 1),
                80,
                0.16,
                List.of("Mend first", "Keep up", "Watch", "Do not overdo"));
    }

    private static Axis share() {
        return Axis.of("Importance, share of what is explained", v -> WHOLE.apply(v * 100) + "%");
    }

    private static Chart lines() {
        List<Double> gap = new ArrayList<>(List.of(70.0, 71.0, 69.0));
        gap.add(null);
        gap.addAll(List.of(73.0, 74.0, 72.5, 75.0));
        List<Double> lows = new ArrayList<>(gap);
        lows.replaceAll(v -> v == null ? null : v - 4);
        List<Double> highs = new ArrayList<>(gap);
        highs.replaceAll(v -> v == null ? null : v + 4);
        return new LineChart(
                MONTHS,
                List.of(
                        LineChart.Line.of("CX index", gap).within(lows, highs),
                        LineChart.Line.of("Forecast", List.of(60.0, 61.0, 62.0, 63.0, 64.0, 65.0, 66.0, 67.0))
                                .asForecast()),
                Axis.of("Index, 0 to 100", WHOLE).between(50, 90),
                "Month of 2026");
    }

    private static Chart heat() {
        List<List<HeatMap.Cell>> cells = new ArrayList<>();
        for (int r = 0; r < 4; r++) {
            List<HeatMap.Cell> row = new ArrayList<>();
            for (int c = 0; c < 7; c++) {
                double value = 50 + 7 * r + 3 * c;
                row.add(
                        r == 3 && c == 6
                                ? new HeatMap.Cell(null, "n<30")
                                : new HeatMap.Cell(value, WHOLE.apply(value)));
            }
            cells.add(row);
        }
        return new HeatMap(
                CHANNELS,
                List.of("Reach & Engage", "Nurture & Educate", "Convert & Close", "Support & Grow"),
                cells,
                50,
                90,
                "CX index");
    }

    private static Chart sankey() {
        List<Sankey.Node> nodes = new ArrayList<>();
        List<Sankey.Flow> flows = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            for (int i = 0; i < 4; i++) {
                nodes.add(new Sankey.Node(step + "/" + i, CHANNELS.get(i), "12", step, Palette.series(i)));
                for (int j = 0; step < 2 && j < 4; j++) {
                    flows.add(new Sankey.Flow(step + "/" + i, step + 1 + "/" + j, 1 + (i + 2 * j) % 5));
                }
            }
        }
        return new Sankey(nodes, flows);
    }
}
