package org.jejak.warehouse.delta;

import java.util.*;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.DeletionVectorDescriptor;
import org.apache.spark.sql.delta.actions.RemoveFile;
import org.apache.spark.sql.delta.deletionvectors.RoaringBitmapArray;
import org.apache.spark.sql.delta.deletionvectors.RoaringBitmapArrayFormat;
import org.apache.spark.sql.delta.storage.dv.DeletionVectorStore;
import org.apache.spark.sql.delta.storage.dv.DeletionVectorStore$;
import org.apache.spark.sql.delta.storage.dv.DeletionVectorStoreUtils;
import scala.Option;
import scala.Tuple2;

/**
 * Marks rows as gone without writing their files again, as Delta's protocol says: each file has at most one vector, a bitmap
 * of the places of its rows that are gone. The vectors of one commit lie together in one file beside the data.
 */
final class DeletionVectors {
    private final DeltaLog log;
    private final DeletionVectorStore store;

    DeletionVectors(DeltaLog log) {
        this.log = log;
        this.store = DeletionVectorStore$.MODULE$.createInstance(log.newDeltaHadoopConf());
    }

    /** Whether a table may have them. */
    static boolean writable(Snapshot snapshot) {
        return snapshot.metadata()
                .configuration()
                .get("delta.enableDeletionVectors")
                .exists(value -> value.equals("true"));
    }

    /**
     * What takes rows from files: a file that has none left goes.
     *
     * @param gone positions of rows in each file, none of which is gone already
     */
    List<Action> without(Map<AddFile, BitSet> gone) {
        List<Action> actions = new ArrayList<>();
        Map<AddFile, RoaringBitmapArray> left = new LinkedHashMap<>();
        gone.forEach((file, positions) -> {
            RoaringBitmapArray vector = file.deletionVector() == null
                    ? new RoaringBitmapArray()
                    : store.read(file.deletionVector(), log.dataPath());
            positions.stream().forEach(vector::add);
            if (vector.cardinality() == (Long) file.numPhysicalRecords().get()) actions.add(file.remove());
            else left.put(file, vector);
        });
        if (!left.isEmpty()) write(left, actions);
        return actions;
    }

    /** Positions of the rows that are gone from a file. */
    BitSet deleted(AddFile file) {
        BitSet deleted = new BitSet();
        if (file.deletionVector() != null)
            for (long position :
                    store.read(file.deletionVector(), log.dataPath()).toArray()) deleted.set((int) position);
        return deleted;
    }

    private void write(Map<AddFile, RoaringBitmapArray> vectors, List<Action> actions) {
        UUID name = UUID.randomUUID();
        try (DeletionVectorStoreUtils.Writer writer =
                store.createWriter(store.generateFileNameInTable(store.pathWithFileSystem(log.dataPath()), name, ""))) {
            vectors.forEach((file, vector) -> {
                vector.runOptimize();
                byte[] bytes = vector.serializeAsByteArray(RoaringBitmapArrayFormat.Portable());
                DeletionVectorStoreUtils.DVRangeDescriptor range = writer.write(bytes);
                DeletionVectorDescriptor descriptor = DeletionVectorDescriptor.onDiskWithRelativePath(
                        name, "", bytes.length, vector.cardinality(), Option.apply(range.offset()), Option.empty());
                Tuple2<AddFile, RemoveFile> changed = file.removeRows(descriptor, true, true);
                actions.add(changed._1());
                actions.add(changed._2());
            });
        }
    }
}
