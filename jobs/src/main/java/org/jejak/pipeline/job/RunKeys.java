package org.jejak.pipeline.job;

import static org.apache.spark.sql.functions.col;
import static org.jejak.table.Datasets.materialize;

import java.sql.Date;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.*;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.*;
import org.jejak.table.Interactions;
import org.jejak.warehouse.AffectedKeys;

/** The sets of keys of one run, each looked up once for all jobs. A full run is about everything and asks for none. */
public final class RunKeys {
    /** The sets that tell which interactions a run is about. */
    static final List<KeySet> OF_INTERACTIONS = List.of(KeySet.FILES_OF_RUN, KeySet.FORMER_INTERACTIONS);

    private final Function<KeySet, Dataset<Row>> sets;
    private final boolean full;
    private final Map<KeySet, AffectedKeys> affected = new EnumMap<>(KeySet.class);
    private Dataset<Row> interactions;

    /**
     * @param sets the rows of a set as they are now
     * @param full whether the run is about everything
     */
    public RunKeys(Function<KeySet, Dataset<Row>> sets, boolean full) {
        this.sets = sets;
        this.full = full;
    }

    Dataset<Row> rows(KeySet set) {
        return sets.apply(set);
    }

    synchronized AffectedKeys affected(KeySet set) {
        return full
                ? AffectedKeys.EVERYTHING
                : affected.computeIfAbsent(
                        set,
                        s -> AffectedKeys.of(
                                rows(s).distinct(), s.shape().fields().get(0)));
    }

    /** Interactions of the run's files, and those that went. */
    synchronized Dataset<Row> interactions(Dataset<Row> all) {
        if (full) return all;
        if (interactions == null)
            interactions = materialize(
                    ofFiles(all, rows(KeySet.FILES_OF_RUN).collectAsList(), rows(KeySet.FORMER_INTERACTIONS)));
        return interactions;
    }

    private static Dataset<Row> ofFiles(Dataset<Row> all, List<Row> files, Dataset<Row> former) {
        if (files.isEmpty()) return former;
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
        Dataset<Row> wanted = all.sparkSession()
                .createDataFrame(files, KeySet.FILES_OF_RUN.shape().toStructType())
                .select(Interactions.SOURCE_FILE.col().as("wanted_file"));
        return all.filter(Interactions.MONTH.col().isin(months))
                .filter(Interactions.BUSINESS_DATE.col().between(Date.valueOf(first), Date.valueOf(last)))
                .join(wanted, Interactions.SOURCE_FILE.col().equalTo(col("wanted_file")), "left_semi")
                .unionByName(former);
    }
}
