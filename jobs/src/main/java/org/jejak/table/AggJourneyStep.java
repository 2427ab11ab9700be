package org.jejak.table;

/**
 * Journeys step by step, for a Sankey diagram. At each step every journey of the kind and month is on exactly one row, so
 * the rows of any step add up to all journeys; those that are over stay on their end node.
 */
public final class AggJourneyStep {
    private static final Columns C = new Columns();

    public static final Field PATH_KIND = C.text("path_kind",
            "What the nodes are: channel (acquisition channels of the touchpoints), contact (contact channels of the sessions) or stage (lifecycle stages of the sessions). Repeats in a row are one step.");
    public static final Field SOURCE_NODE = C.text("source_node",
            "Where the journey is at the step; (other) for nodes too rare there to be shown; (converted), (lapsed) or (open) for a journey that is over by then.");
    public static final Field TARGET_NODE = C.text("target_node",
            "Where it is one step later: a node, (other), or the end: (converted), (lapsed), (open) for a journey that is neither, (still going) for one with more steps than the table has.");
    public static final Field STEP = C.number("step", "Place of source_node in the path, from 1.");
    public static final Field JOURNEY_COUNT = C.number("journey_count",
            "Journeys. Adds up over nodes and months, not over steps; a journey without any node of the kind has its end as source_node.");
    public static final Field IS_OVER = C.flag("is_over",
            "Whether the journey was over before this step: source_node is its end. Leave these rows out of a diagram, keep them for the sum.");
    public static final Field MONTH = C.date("month", "First day of the month in which the journeys began.");
    public static final Table TABLE = Table.gold(
                    "agg_journey_step", "One row per kind of path, month, step, source node and target node.", C)
            .keyedBy(PATH_KIND, MONTH, STEP, SOURCE_NODE, TARGET_NODE)
            .references(MONTH, () -> DimDate.TABLE)
            .alternatives(PATH_KIND)
            .semiAdditive(JOURNEY_COUNT, STEP)
            .check("step_from_one", "step >= 1")
            .check("known_path_kind", "path_kind IN ('channel', 'contact', 'stage')");

    private AggJourneyStep() {}
}
