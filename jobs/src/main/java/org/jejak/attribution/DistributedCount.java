package org.jejak.attribution;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Studies of large numbers of paths: counted by Spark where the rows are, merged and computed in one place. */
public final class DistributedCount {
    /**
     * A study and what it could not use.
     *
     * @param study the study
     * @param rejected reason to how many rows, and the first line
     * @param nullsWithoutTouch null outcomes of rows without any touch, which no model can use
     * @param channels names of the channels on the paths, before transforms
     */
    public record Counted(
            ModelAccumulator study, Map<String, long[]> rejected, double nullsWithoutTouch, Set<String> channels)
            implements Serializable {
        /** Adds another part. */
        Counted plus(Counted other) {
            study.merge(other.study);
            Map<String, long[]> all = new TreeMap<>(rejected);
            other.rejected.forEach((reason, n) ->
                    all.merge(reason, n, (a, b) -> new long[] {a[0] + b[0], Math.min(a[1], b[1])}));
            Set<String> names = new TreeSet<>(channels);
            names.addAll(other.channels);
            return new Counted(study, all, nullsWithoutTouch + other.nullsWithoutTouch, names);
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
        /** Channels that are asked for by name. */
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

        /** The study of some rows. */
        Counted count(Iterator<Row> rows);
    }

    private DistributedCount() {}

    /** Counts all rows. Any number of partitions and any order of the rows give the same bits. */
    public static Counted of(Dataset<Row> rows, Counter counter) {
        List<byte[]> parts = rows.mapPartitions(
                        (MapPartitionsFunction<Row, byte[]>)
                                part -> List.of(JavaSerialization.written(counter.count(part)))
                                        .iterator(),
                        Encoders.BINARY())
                .collectAsList();
        Counted all = null;
        for (byte[] part : parts) {
            Counted counted = JavaSerialization.read(part, Counted.class);
            all = all == null ? counted : all.plus(counted);
        }
        return all == null ? counter.count(List.<Row>of().iterator()) : all;
    }
}
