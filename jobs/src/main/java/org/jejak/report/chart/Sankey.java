package org.jejak.report.chart;

import static org.jejak.report.chart.Options.map;

import java.util.*;
import java.util.function.Function;

/**
 * How many go from where to where, step by step. Every node stands in the column of its step. A narrow canvas has room for
 * three columns of names: steps beyond are left out there, and so are the counts.
 *
 * @param nodes the places, in the order from top to bottom
 * @param flows between nodes of neighbouring steps
 */
public record Sankey(List<Node> nodes, List<Flow> flows) implements Chart {

    /**
     * A place at a step.
     *
     * @param id unique
     * @param name written at it; empty for none
     * @param count written after the name where there is room
     * @param step column, from 0
     * @param colour of the node and of what leaves it
     */
    public record Node(String id, String name, String count, int step, String colour) {}

    private static final int NARROW_STEPS = 3;

    /** How many go from one node to another; more than 0. */
    public record Flow(String from, String to, double count) {}

    /**
     * Some that went from one place to another.
     *
     * @param step from 1: from a node in the column before to one in the column of that number
     * @param count 0 for none: both places are there, and nothing flows
     */
    public record Move(int step, String from, String to, double count) {}

    /**
     * A place in a column, with what goes through it.
     *
     * @param step column, from 0
     * @param size what comes in or what goes out, whichever is more
     */
    public record Place(int step, String code, double size) {
        private String id() {
            return step + "/" + code;
        }
    }

    /**
     * A diagram of moves, step by step.
     *
     * @param moves in the order in which equal places are stacked
     * @param order of places from top to bottom; equal ones keep the order of the moves
     * @param name written at a place; empty for none
     * @param count written after the name
     * @param colour by code
     */
    public static Sankey of(
            List<Move> moves,
            Comparator<Place> order,
            Function<Place, String> name,
            Function<Place, String> count,
            Function<String, String> colour) {
        Map<String, Place> ends = new LinkedHashMap<>();
        Map<String, Double> in = new HashMap<>();
        Map<String, Double> out = new HashMap<>();
        List<Flow> flows = new ArrayList<>();
        for (Move move : moves) {
            Place from = new Place(move.step - 1, move.from, 0);
            Place to = new Place(move.step, move.to, 0);
            ends.putIfAbsent(from.id(), from);
            ends.putIfAbsent(to.id(), to);
            out.merge(from.id(), move.count, Double::sum);
            in.merge(to.id(), move.count, Double::sum);
            if (move.count > 0) flows.add(new Flow(from.id(), to.id(), move.count));
        }
        List<Node> nodes = ends.values().stream()
                .map(p -> new Place(
                        p.step, p.code, Math.max(in.getOrDefault(p.id(), 0.0), out.getOrDefault(p.id(), 0.0))))
                .sorted(order)
                .map(p -> new Node(p.id(), name.apply(p), count.apply(p), p.step, colour.apply(p.code)))
                .toList();
        return new Sankey(nodes, flows);
    }

    @Override
    public Map<String, Object> data() {
        return map(
                "flows",
                flows.stream()
                        .map(f -> map("from", f.from(), "to", f.to(), "count", f.count()))
                        .toList());
    }

    @Override
    public Map<String, Object> option(Canvas canvas) {
        int end = nodes.stream().mapToInt(Node::step).max().orElse(0);
        int last = canvas.pick(end, Math.min(end, NARROW_STEPS - 1));
        Set<String> shown = new HashSet<>();
        List<Object> data = new ArrayList<>();
        for (Node node : nodes) {
            if (node.step > last) continue;
            shown.add(node.id);
            Map<String, Object> label = Options.label(canvas, node.step == last ? "left" : "right");
            label.put(
                    "formatter", node.name.isEmpty() || canvas.isNarrow() ? node.name : node.name + "  " + node.count);
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
        for (Flow flow : flows) {
            if (shown.contains(flow.to)) links.add(map("source", flow.from, "target", flow.to, "value", flow.count));
        }
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
