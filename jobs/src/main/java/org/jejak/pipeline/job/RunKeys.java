package org.jejak.pipeline.job;

import static org.jejak.table.Datasets.materialize;

import java.sql.Date;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.*;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.*;
import org.jejak.table.Field;
import org.jejak.table.Interactions;
import org.jejak.warehouse.AffectedKeys;

/** The sets of keys of one run, each looked up once for all jobs. A full run is about everything and asks for none. */
public final class RunKeys {
    /** The sets that tell which interactions a run is about. */
    static final List<KeySet> OF_INTERACTIONS = List.of(KeySet.FILES_OF_RUN, KeySet.FORMER_INTERACTIONS);

    private final Function<KeySet, KeyRows> sets;
    private final boolean full;
    private final Map<List<KeySet>, AffectedKeys> affected = new HashMap<>();
    private Dataset<Row> interactions;

    /**
     * @param sets the rows of a set as they are now
     * @param full whether the run is about everything
     */
    public RunKeys(Function<KeySet, KeyRows> sets, boolean full) {
        this.sets = sets;
        this.full = full;
    }

    KeyRows rows(KeySet set) {
        return sets.apply(set);
    }

    /** The keys of some sets of the same column. */
    synchronized AffectedKeys affected(List<KeySet> some) {
        return full ? AffectedKeys.EVERYTHING : affected.computeIfAbsent(some, this::lookUp);
    }

    private AffectedKeys lookUp(List<KeySet> some) {
        Field column = some.get(0).shape().fields().get(0);
        List<KeyRows> all = some.stream().map(this::rows).toList();
        if (all.stream().allMatch(KeyRows::areLocal))
            return AffectedKeys.of(
                    column,
                    all.stream()
                            .flatMap(rows -> rows.list().stream())
                            .map(row -> row.get(0))
                            .toList());
        return AffectedKeys.of(
                all.stream()
                        .map(KeyRows::dataset)
                        .reduce(Dataset::unionByName)
                        .orElseThrow()
                        .distinct(),
                column);
    }

    /** Interactions of the run's files, and those that went. */
    synchronized Dataset<Row> interactions(Dataset<Row> all) {
        if (full) return all;
        if (interactions == null)
            interactions =
                    materialize(ofFiles(all, rows(KeySet.FILES_OF_RUN).list(), rows(KeySet.FORMER_INTERACTIONS)));
        return interactions;
    }

    private static Dataset<Row> ofFiles(Dataset<Row> all, List<Row> files, KeyRows former) {
        if (files.isEmpty()) return former.dataset();
        LocalDate first = files.stream()
                .map(f -> f.getDate(1))
                .min(Date::compareTo)
                .orElseThrow()
                .toLocalDate();
        LocalDate last = files.stream()
                .map(f -> f.getDate(2))
                .max(Date::compareTo)
                .orElseThrow()
                .toLocalDate();
        Object[] months = Stream.iterate(first.withDayOfMonth(1), m -> m.plusMonths(1))
                .limit(ChronoUnit.MONTHS.between(first.withDayOfMonth(1), last.withDayOfMonth(1)) + 1)
                .map(Date::valueOf)
                .toArray();
        AffectedKeys wanted = AffectedKeys.of(
                Interactions.SOURCE_FILE,
                files.stream().map(f -> f.getString(0)).toList());
        Dataset<Row> came = wanted.in(all.filter(Interactions.MONTH.col().isin(months))
                .filter(Interactions.BUSINESS_DATE.col().between(Date.valueOf(first), Date.valueOf(last))));
        return former.areNone() ? came : came.unionByName(former.dataset());
    }
}
