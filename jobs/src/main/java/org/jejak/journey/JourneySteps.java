package org.jejak.journey;

import static org.apache.spark.sql.functions.sum;

import java.sql.Date;
import java.util.*;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.PathSettings;
import org.jejak.table.*;

/** The step-by-step flow of journeys. */
public final class JourneySteps {
    /** Kinds of path, and the column that holds each. */
    private static final Map<String, Field> KINDS = new TreeMap<>(Map.of(
            "channel", FactJourneys.CHANNEL_PATH,
            "contact", FactJourneys.CONTACT_PATH,
            "stage", FactJourneys.STAGE_PATH));

    private static final List<Field> FLOW = List.of(
            AggJourneyStep.PATH_KIND,
            AggJourneyStep.MONTH,
            AggJourneyStep.STEP,
            AggJourneyStep.SOURCE_NODE,
            AggJourneyStep.TARGET_NODE,
            AggJourneyStep.IS_OVER,
            AggJourneyStep.JOURNEY_COUNT);

    private static final String OTHER = "(other)";
    private static final String STILL_GOING = "(still going)";

    /** Journeys from one node to the next; the unit that is counted. */
    record Flow(String kind, Date month, int step, String source, String target, boolean isOver) {}

    private JourneySteps() {}

    /** Rows of {@link AggJourneyStep}. */
    public static List<Row> steps(Dataset<Row> journeys, PathSettings settings) {
        List<Field> paths = List.copyOf(KINDS.values());
        List<String> kinds = List.copyOf(KINDS.keySet());
        StructType partial = new StructType();
        for (Field field : FLOW) partial = partial.add(field.name(), field.type());
        int steps = settings.steps();
        Map<Flow, Long> counts = new HashMap<>();
        journeys.select(
                        FactJourneys.STATE.col(),
                        FactJourneys.MONTH.col(),
                        paths.get(0).col(),
                        paths.get(1).col(),
                        paths.get(2).col())
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> counted(rows, kinds, steps), Encoders.row(partial))
                .groupBy(FLOW.subList(0, 6).stream().map(Field::col).toArray(org.apache.spark.sql.Column[]::new))
                .agg(sum(AggJourneyStep.JOURNEY_COUNT.col()))
                .collectAsList()
                .forEach(r -> counts.put(
                        new Flow(
                                r.getString(0),
                                r.getDate(1),
                                (int) r.getLong(2),
                                r.getString(3),
                                r.getString(4),
                                r.getBoolean(5)),
                        r.getLong(6)));
        RowBuilder row = new RowBuilder(AggJourneyStep.TABLE);
        List<Row> rows = new ArrayList<>();
        folded(counts, settings.nodesPerStep())
                .forEach((flow, count) -> rows.add(row.set(AggJourneyStep.PATH_KIND, flow.kind)
                        .set(AggJourneyStep.SOURCE_NODE, flow.source)
                        .set(AggJourneyStep.TARGET_NODE, flow.target)
                        .set(AggJourneyStep.STEP, (long) flow.step)
                        .set(AggJourneyStep.JOURNEY_COUNT, count)
                        .set(AggJourneyStep.IS_OVER, flow.isOver)
                        .set(AggJourneyStep.MONTH, flow.month)
                        .row()));
        return rows;
    }

    /** Counts flows within a partition, so that few rows are left to move. */
    private static Iterator<Row> counted(Iterator<Row> journeys, List<String> kinds, int steps) {
        Map<Flow, Long> counts = new HashMap<>();
        while (journeys.hasNext()) {
            Row journey = journeys.next();
            for (int k = 0; k < kinds.size(); k++) {
                for (Flow flow :
                        flows(kinds.get(k), journey.getDate(1), journey.getString(0), journey.getString(2 + k), steps))
                    counts.merge(flow, 1L, Long::sum);
            }
        }
        return counts.entrySet().stream()
                .map(e -> RowFactory.create(
                        e.getKey().kind,
                        e.getKey().month,
                        (long) e.getKey().step,
                        e.getKey().source,
                        e.getKey().target,
                        e.getKey().isOver,
                        e.getValue()))
                .iterator();
    }

    /**
     * Where one journey is at each step, and where it goes from there: exactly one flow per step.
     *
     * @param path nodes joined by ' > '; {@link FactJourneys#NO_TOUCHPOINTS} for none
     */
    static List<Flow> flows(String kind, Date month, String state, String path, int steps) {
        String[] nodes = path.equals(FactJourneys.NO_TOUCHPOINTS) ? new String[0] : path.split(" > ");
        String end = "(" + state + ")";
        List<Flow> flows = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            boolean over = step > nodes.length;
            boolean more = step < nodes.length;
            String target = !more ? end : step == steps ? STILL_GOING : nodes[step];
            flows.add(new Flow(kind, month, step, over ? end : nodes[step - 1], target, over));
        }
        return flows;
    }

    /** The same flows with all but the most frequent nodes of each step as (other); ties go by name. */
    static Map<Flow, Long> folded(Map<Flow, Long> counts, int nodesPerStep) {
        Map<String, Map<String, Long>> totals = new HashMap<>();
        counts.forEach((flow, count) -> {
            if (!flow.isOver)
                totals.computeIfAbsent(flow.kind + flow.step, k -> new HashMap<>())
                        .merge(flow.source, count, Long::sum);
        });
        Map<String, Set<String>> kept = new HashMap<>();
        totals.forEach((place, nodes) -> kept.put(
                place,
                nodes.entrySet().stream()
                        .sorted(Comparator.comparing((Map.Entry<String, Long> n) -> -n.getValue())
                                .thenComparing(Map.Entry::getKey))
                        .limit(nodesPerStep)
                        .map(Map.Entry::getKey)
                        .collect(HashSet::new, Set::add, Set::addAll)));
        Map<Flow, Long> folded = new HashMap<>();
        counts.forEach((flow, count) -> {
            Set<String> here = kept.getOrDefault(flow.kind + flow.step, Set.of());
            Map<String, Long> next = totals.getOrDefault(flow.kind + (flow.step + 1), Map.of());
            Set<String> there = kept.getOrDefault(flow.kind + (flow.step + 1), Set.of());
            String source = flow.isOver || here.contains(flow.source) ? flow.source : OTHER;
            String target = next.containsKey(flow.target) && !there.contains(flow.target) ? OTHER : flow.target;
            folded.merge(new Flow(flow.kind, flow.month, flow.step, source, target, flow.isOver), count, Long::sum);
        });
        return folded;
    }
}
