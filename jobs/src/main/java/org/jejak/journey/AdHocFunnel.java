package org.jejak.journey;

import java.io.Serializable;
import java.util.*;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.FunnelSettings.Mode;
import org.jejak.journey.FunnelMatcher.Attempt;
import org.jejak.journey.FunnelMatcher.Event;
import org.jejak.table.*;

/**
 * A funnel that is not in the settings, over any events: who, when, what.
 *
 * @param steps names of the events that are each step, compared exactly; a name that stands at two steps asks for two events
 * @param excluded names of the events that each exclusion of the rules excludes
 * @param groupAt whose group an attempt has
 * @param groupStep the step, from 1, for {@link GroupAt#STEP}
 */
public record AdHocFunnel(
        List<List<String>> steps, List<List<String>> excluded, FunnelRules rules, GroupAt groupAt, int groupStep)
        implements Serializable {
    /** The person. */
    public static final Field VISITOR = Field.text("visitor", "Who did it.").required();
    /** When. */
    public static final Field AT = Field.timestamp("at", "When, UTC.").required();
    /** What: a step of the funnel, or anything else. */
    public static final Field EVENT = Field.text("event", "What was done.").required();
    /** The group that people are counted by. */
    public static final Field GROUP =
            Field.text("breakdown", "Group of the event, (none) without one.").required();
    /** The group of what has none. */
    public static final String NO_GROUP = "(none)";

    /** Which event of an attempt gives it its group. */
    public enum GroupAt {
        /** One of the steps; attempts that did not get there have no group. */
        STEP,
        /** The last step that was reached. */
        LAST,
        /** None: a person is in the funnel once for each group, with the events of that group only. */
        EACH
    }

    private static final StructType RESULT = new StructType()
            .add(GROUP.name(), GROUP.type())
            .add(VISITOR.name(), VISITOR.type())
            .add(FactFunnelSteps.STEP.name(), FactFunnelSteps.STEP.type())
            .add(FactFunnelSteps.REACHED_AT.name(), FactFunnelSteps.REACHED_AT.type())
            .add(FactFunnelSteps.SECONDS_FROM_PREVIOUS.name(), FactFunnelSteps.SECONDS_FROM_PREVIOUS.type())
            .add(FactFunnelSteps.SECONDS_FROM_START.name(), FactFunnelSteps.SECONDS_FROM_START.type())
            .add(FactFunnelSteps.IS_FURTHEST.name(), FactFunnelSteps.IS_FURTHEST.type())
            .add(FactFunnelSteps.OPEN_UNTIL.name(), FactFunnelSteps.OPEN_UNTIL.type());

    /**
     * One row per person and step reached: {@link #GROUP} and {@link #VISITOR} of the person's best attempt, and of
     * {@link FactFunnelSteps} step, reached_at, seconds_from_previous, seconds_from_start, is_furthest and open_until. Of several
     * events at the moment of a step the first in the order of the groups gives the group.
     *
     * @param events {@link #VISITOR}, {@link #AT}, {@link #EVENT} and {@link #GROUP}, all without nulls, in any order
     */
    public Dataset<Row> reached(Dataset<Row> events) {
        List<String> names = new ArrayList<>();
        steps.forEach(names::addAll);
        excluded.forEach(names::addAll);
        Dataset<Row> wanted =
                rules.mode() == Mode.STRICT ? events : events.filter(EVENT.col().isin(names.toArray()));
        Column[] order = groupAt == GroupAt.EACH
                ? new Column[] {VISITOR.col(), GROUP.col(), AT.col()}
                : new Column[] {VISITOR.col(), AT.col(), GROUP.col()};
        int keyLength = groupAt == GroupAt.EACH ? 2 : 1;
        return wanted.select(VISITOR.col(), GROUP.col(), AT.col(), EVENT.col())
                .repartition(VISITOR.col())
                .sortWithinPartitions(order)
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> {
                            FunnelMatcher matcher = FunnelMatcher.of(steps.size(), rules);
                            return new SortedGroups(rows, keyLength).flatMap(person -> steps(person, matcher));
                        },
                        Encoders.row(RESULT));
    }

    private static int fits(List<List<String>> names, String event) {
        int fits = 0;
        for (int i = 0; i < names.size(); i++) if (names.get(i).contains(event)) fits |= 1 << i;
        return fits;
    }

    private String group(Attempt attempt, List<Event> events, List<String> groups) {
        int step = groupAt == GroupAt.LAST ? attempt.steps() : groupAt == GroupAt.EACH ? 1 : groupStep;
        if (step == 1) return groups.get(attempt.start());
        if (step > attempt.steps()) return NO_GROUP;
        for (int i = 0; i < events.size(); i++) {
            boolean fits = rules.mode() == Mode.UNORDERED
                    ? events.get(i).steps() != 0
                    : (events.get(i).steps() & 1 << step - 1) != 0;
            if (fits && events.get(i).at() == attempt.reachedAt()[step - 1]) return groups.get(i);
        }
        throw new IllegalStateException("no event is step " + step + " of the attempt");
    }

    /** The steps that one person reached, from the person's events in the order of time. */
    private Iterator<Row> steps(Iterator<Row> rows, FunnelMatcher matcher) {
        String person = null;
        List<Event> events = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            person = row.getString(0);
            groups.add(row.getString(1));
            events.add(new Event(
                    FunnelStepReached.micros(row.getTimestamp(2)),
                    fits(steps, row.getString(3)),
                    fits(excluded, row.getString(3))));
        }
        Attempt best = matcher.furthest(events).orElse(null);
        if (best == null) return Collections.emptyIterator();
        String group = group(best, events, groups);
        String visitor = person;
        return FunnelStepReached.steps(best).stream()
                .map(s -> RowFactory.create(
                        group,
                        visitor,
                        s.step(),
                        s.at(),
                        s.secondsFromPrevious(),
                        s.secondsFromStart(),
                        s.isFurthest(),
                        s.openUntil()))
                .iterator();
    }
}
