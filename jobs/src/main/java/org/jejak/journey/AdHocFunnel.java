package org.jejak.journey;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.FunnelSettings.Mode;
import org.jejak.journey.FunnelMatcher.Attempt;
import org.jejak.journey.FunnelMatcher.Event;
import org.jejak.table.FactFunnelSteps;
import org.jejak.table.Field;

/**
 * A funnel over any events: who, when, what.
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
    /** What people are told apart by. */
    public static final Field GROUP =
            Field.text("breakdown", "Group of the event, (none) without one.").required();
    /** The group of what has none. */
    public static final String NO_GROUP = "(none)";

    /** Which event of an attempt tells its group. */
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
     * events at the moment of a step the first in the order of the groups tells the group.
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
        return wanted.select(VISITOR.col(), AT.col(), EVENT.col(), GROUP.col())
                .repartition(VISITOR.col())
                .sortWithinPartitions(order)
                .mapPartitions((MapPartitionsFunction<Row, Row>) rows -> new People(rows, this), Encoders.row(RESULT));
    }

    private Event event(Row row) {
        return new Event(
                FunnelStepReached.micros(row.getTimestamp(1)),
                fits(steps, row.getString(2)),
                fits(excluded, row.getString(2)));
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

    /** Reads people one after the other from rows that are sorted by person and time. */
    private static final class People implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final AdHocFunnel funnel;
        private final FunnelMatcher search;
        private Row ahead;
        private Iterator<Row> found = List.<Row>of().iterator();

        People(Iterator<Row> rows, AdHocFunnel funnel) {
            this.rows = rows;
            this.funnel = funnel;
            this.search = new FunnelMatcher(funnel.steps.size(), funnel.rules);
            this.ahead = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            while (!found.hasNext() && ahead != null) found = nextPerson().iterator();
            return found.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) throw new NoSuchElementException();
            return found.next();
        }

        private List<Row> nextPerson() {
            Row first = ahead;
            List<Event> events = new ArrayList<>();
            List<String> groups = new ArrayList<>();
            while (ahead != null && isSame(first, ahead)) {
                events.add(funnel.event(ahead));
                groups.add(ahead.getString(3));
                ahead = rows.hasNext() ? rows.next() : null;
            }
            return search.furthest(events).stream()
                    .flatMap(a -> rows(a, funnel.group(a, events, groups), first.getString(0)).stream())
                    .toList();
        }

        private boolean isSame(Row one, Row other) {
            return one.getString(0).equals(other.getString(0))
                    && (funnel.groupAt != GroupAt.EACH || one.getString(3).equals(other.getString(3)));
        }

        private static List<Row> rows(Attempt attempt, String group, String person) {
            return FunnelStepReached.steps(attempt).stream()
                    .map(s -> RowFactory.create(
                            group,
                            person,
                            s.step(),
                            s.at(),
                            s.secondsFromPrevious(),
                            s.secondsFromStart(),
                            s.isFurthest(),
                            s.openUntil()))
                    .toList();
        }
    }
}
