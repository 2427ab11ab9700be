package org.jejak.attribution;

import java.io.Serializable;
import java.util.*;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;

/** Counts a file of paths with Spark: a {@link ModelAccumulator} where the rows are, merged in the driver. */
public final class DistributedCount {
    /**
     * Paths counted, and the rows that could not be.
     *
     * @param models the counts by model
     * @param rejected by reason: how many rows, and the first line
     * @param nullsWithoutTouch null outcomes of rows without any touch, which no model can use
     * @param touchesLeftOut touches in the rejected rows of single touches
     * @param ties touches at the very time of a touch of another channel by the same customer
     * @param channels names of the channels on the paths, before transforms
     * @param currencies currencies that are written with the values
     */
    public record Counted(
            ModelAccumulator models,
            Map<String, long[]> rejected,
            double nullsWithoutTouch,
            long touchesLeftOut,
            long ties,
            Set<String> channels,
            Set<String> currencies)
            implements Serializable {
        /** Adds another part. */
        Counted plus(Counted other) {
            models.merge(other.models);
            Map<String, long[]> all = new TreeMap<>(rejected);
            other.rejected.forEach((reason, n) -> all.merge(reason, n, Counted::together));
            return new Counted(
                    models,
                    all,
                    nullsWithoutTouch + other.nullsWithoutTouch,
                    touchesLeftOut + other.touchesLeftOut,
                    ties + other.ties,
                    union(channels, other.channels),
                    union(currencies, other.currencies));
        }

        private static Set<String> union(Set<String> a, Set<String> b) {
            Set<String> all = new TreeSet<>(a);
            all.addAll(b);
            return all;
        }

        private static long[] together(long[] a, long[] b) {
            return new long[] {a[0] + b[0], Math.min(a[1], b[1])};
        }

        /** Adds a row that could not be counted; its line number is in the first column. */
        static void reject(Map<String, long[]> rejected, String reason, Row row) {
            long line = row.isNullAt(0) ? 0 : row.getLong(0);
            rejected.merge(reason, new long[] {1, line}, Counted::together);
        }
    }

    /**
     * How paths are counted.
     *
     * @param models the models
     * @param strict see {@link ModelAccumulator}
     * @param transforms changes of the paths
     * @param direct name of the channel that is direct
     * @param nulls whether null outcomes count
     */
    public record Options(
            List<AttributionModel> models, boolean strict, Transforms transforms, String direct, boolean nulls)
            implements Serializable {
        /** Channels that the options name. */
        public Set<String> channels() {
            Set<String> asked = new TreeSet<>(transforms.channels());
            if (models.stream().anyMatch(m -> m instanceof LastNonDirect)) asked.add(direct);
            return asked;
        }
    }

    /** Counts the rows of one partition. */
    public interface Counter extends Serializable {
        /** How paths are counted. */
        Options options();

        /** The counts of some rows. */
        Counted count(Iterator<Row> rows);
    }

    private DistributedCount() {}

    /** Counts all rows. Any number of partitions and any order of the rows give the same bits. */
    public static Counted of(Dataset<Row> rows, Counter counter) {
        return rows
                .mapPartitions(
                        (MapPartitionsFunction<Row, Counted>)
                                part -> List.of(counter.count(part)).iterator(),
                        Encoders.javaSerialization(Counted.class))
                .collectAsList()
                .stream()
                .reduce(Counted::plus)
                .orElseGet(() -> counter.count(Collections.emptyIterator()));
    }
}
