package org.jejak.report.chart;

import static org.jejak.report.chart.Options.map;

import java.util.*;

/**
 * How many are left after each step: centred bars, one below the other, with a name on the left and words on the right.
 *
 * @param steps in order
 * @param title what is counted
 */
public record Funnel(List<Step> steps, String title) implements Chart {

    /**
     * One step.
     *
     * @param count how many got there; not negative
     * @param words written on the right, for example "1,204 (37 %)"
     */
    public record Step(String name, double count, String words) {}

    @Override
    public Map<String, Object> option(Canvas canvas) {
        double most = steps.stream().mapToDouble(Step::count).max().orElse(1);
        Map<String, Object> option = Options.figure(canvas, title, List.of(), canvas.pick(150, 104));
        Map<String, Object> names =
                Options.names(canvas, steps.stream().map(Step::name).toList());
        names.put("inverse", true);
        names.put("axisLine", map("show", false));
        Map<String, Object> hidden = map("type", "value", "show", false, "min", 0, "max", most == 0 ? 1 : most);
        option.put("xAxis", hidden);
        option.put("yAxis", names);
        List<Object> before = new ArrayList<>();
        List<Object> bars = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String colour = Palette.ramp(0.8 - 0.35 * i / Math.max(1, steps.size() - 1));
            before.add((most - step.count) / 2);
            bars.add(map("value", step.count, "itemStyle", map("color", colour)));
        }
        option.put(
                "series",
                List.of(
                        map(
                                "type",
                                "bar",
                                "stack",
                                "all",
                                "data",
                                before,
                                "itemStyle",
                                map("color", "transparent"),
                                "silent",
                                true,
                                "barWidth",
                                "72%"),
                        map("type", "bar", "stack", "all", "data", bars, "barWidth", "72%"),
                        words(canvas, most)));
        return option;
    }

    @Override
    public Map<String, Object> data() {
        return Options.data(
                steps.stream().map(Step::name).toList(),
                List.of(Options.series(title, steps.stream().map(Step::count).toList(), List.of(), List.of())));
    }

    /** The words stand in one column at the right edge, wherever the bars end. */
    private Map<String, Object> words(Canvas canvas, double most) {
        List<Object> data = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Map<String, Object> label = Options.label(canvas, "right");
            label.put("formatter", steps.get(i).words);
            data.add(map("value", List.of(most == 0 ? 1 : most, i), "label", label));
        }
        return map("type", "scatter", "data", data, "symbolSize", 1, "itemStyle", map("color", "transparent"));
    }
}
