package org.jejak.journey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.FunnelSettings.Mode;
import org.jejak.journey.FunnelSearch.Attempt;
import org.jejak.journey.FunnelSearch.Event;
import org.jejak.table.FactFunnelSteps;
import org.jejak.table.Field;

/** A funnel over any events: who, when, what. */
public final class OwnFunnel {
    /** The person. */
    public static final Field VISITOR = Field.text("visitor", "Who did it.").required();
    /** When. */
    public static final Field AT = Field.timestamp("at", "When, UTC.").required();
    /** What: a step of the funnel, or anything else. */
    public static final Field EVENT = Field.text("event", "What was done.").required();
    /** What people are told apart by. */
    public static final Field GROUP =
            Field.text("breakdown", "Group of the event, (none) without one.").required();

    private static final StructType RESULT = new StructType()
            .add(GROUP.name(), GROUP.type())
            .add(FactFunnelSteps.STEP.name(), FactFunnelSteps.STEP.type())
            .add(FactFunnelSteps.SECONDS_FROM_PREVIOUS.name(), FactFunnelSteps.SECONDS_FROM_PREVIOUS.type())
            .add(FactFunnelSteps.SECONDS_FROM_START.name(), FactFunnelSteps.SECONDS_FROM_START.type())
            .add(FactFunnelSteps.IS_FURTHEST.name(), FactFunnelSteps.IS_FURTHEST.type())
            .add(FactFunnelSteps.OPEN_UNTIL.name(), FactFunnelSteps.OPEN_UNTIL.type());

    private OwnFunnel() {}

    /**
     * One row per person and step reached: {@link #GROUP} of the event that began the person's best attempt (of several at
     * the same moment the first in the order of the texts), and of {@link FactFunnelSteps} step, seconds_from_previous,
     * seconds_from_start, is_furthest and open_until.
     *
     * @param events {@link #VISITOR}, {@link #AT}, {@link #EVENT} and {@link #GROUP}, all without nulls, in any order
     * @param steps names of the events that are the steps, compared exactly; a name that stands there twice asks for two events
     */
    public static Dataset<Row> reached(Dataset<Row> events, List<String> steps, Mode mode, Duration window) {
        FunnelRules rules = new FunnelRules(List.copyOf(steps), mode, window.toNanos() / 1_000);
        Dataset<Row> wanted =
                mode == Mode.STRICT ? events : events.filter(EVENT.col().isin(steps.toArray()));
        return wanted.select(VISITOR.col(), AT.col(), EVENT.col(), GROUP.col())
                .repartition(VISITOR.col())
                .sortWithinPartitions(VISITOR.col(), AT.col(), GROUP.col())
                .mapPartitions((MapPartitionsFunction<Row, Row>) rows -> new People(rows, rules), Encoders.row(RESULT));
    }

    private record FunnelRules(List<String> steps, Mode mode, long window) implements java.io.Serializable {
        Event event(Row row) {
            int fits = 0;
            for (int i = 0; i < steps.size(); i++) if (steps.get(i).equals(row.getString(2))) fits |= 1 << i;
            return new Event(FunnelReached.micros(row.getTimestamp(1)), fits);
        }
    }

    /** Reads people one after the other from rows that are sorted by person and time. */
    private static final class People implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final FunnelRules rules;
        private final FunnelSearch search;
        private Row ahead;
        private Iterator<Row> found = List.<Row>of().iterator();

        People(Iterator<Row> rows, FunnelRules rules) {
            this.rows = rows;
            this.rules = rules;
            this.search = new FunnelSearch(rules.steps.size(), rules.mode, rules.window);
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
            String person = ahead.getString(0);
            List<Event> events = new ArrayList<>();
            List<String> groups = new ArrayList<>();
            while (ahead != null && ahead.getString(0).equals(person)) {
                events.add(rules.event(ahead));
                groups.add(ahead.getString(3));
                ahead = rows.hasNext() ? rows.next() : null;
            }
            return search.furthest(events).stream()
                    .flatMap(attempt -> rows(attempt, groups.get(attempt.start())).stream())
                    .toList();
        }

        private static List<Row> rows(Attempt attempt, String group) {
            return FunnelReached.steps(attempt).stream()
                    .map(s -> RowFactory.create(
                            group,
                            s.step(),
                            s.secondsFromPrevious(),
                            s.secondsFromStart(),
                            s.isFurthest(),
                            s.openUntil()))
                    .toList();
        }
    }
}
