package org.jejak.report.chart;

import static org.jejak.report.chart.Options.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How many go from where to where, step by step. Every node stands in the column of its step.
 *
 * @param nodes the places, in the order from top to bottom
 * @param flows between nodes of neighbouring steps
 */
public record Sankey(List<Node> nodes, List<Flow> flows) implements Chart {

    /**
     * A place at a step.
     *
     * @param id unique
     * @param label written at it
     * @param step column, from 0
     * @param colour of the node and of what leaves it
     */
    public record Node(String id, String label, int step, String colour) {}

    /** How many go from one node to another; more than 0. */
    public record Flow(String from, String to, double count) {}

    @Override
    public Map<String, Object> option(Canvas canvas) {
        int last = nodes.stream().mapToInt(Node::step).max().orElse(0);
        List<Object> data = new ArrayList<>();
        for (Node node : nodes) {
            Map<String, Object> label = Options.label(canvas, node.step == last ? "left" : "right");
            label.put("formatter", node.label);
            if (canvas.isNarrow()) label.put("fontSize", 10);
            data.add(map(
                    "name",
                    node.id,
                    "depth",
                    node.step,
                    "label",
                    label,
                    "itemStyle",
                    map("color", node.colour, "borderWidth", 0)));
        }
        List<Object> links = new ArrayList<>();
        for (Flow flow : flows) links.add(map("source", flow.from, "target", flow.to, "value", flow.count));
        Map<String, Object> option = map("animation", false, "textStyle", Options.text(canvas));
        option.put(
                "series",
                List.of(map(
                        "type",
                        "sankey",
                        "left",
                        0,
                        "right",
                        0,
                        "top",
                        6,
                        "bottom",
                        6,
                        "nodeWidth",
                        canvas.pick(12, 7),
                        "nodeGap",
                        canvas.pick(14, 12),
                        "layoutIterations",
                        0,
                        "draggable",
                        false,
                        "emphasis",
                        map("disabled", true),
                        "lineStyle",
                        map("color", "source", "opacity", 0.22, "curveness", 0.5),
                        "data",
                        data,
                        "links",
                        links)));
        return option;
    }
}
