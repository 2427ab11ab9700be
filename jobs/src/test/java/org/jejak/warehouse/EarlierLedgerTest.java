package org.jejak.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.jejak.TestSpark;
import org.jejak.config.DeltaAccess;
import org.jejak.table.Columns;
import org.jejak.table.Field;
import org.jejak.table.JobRuns;
import org.jejak.table.RowBuilder;
import org.jejak.table.Table;
import org.jejak.warehouse.delta.DeltaStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger outlives releases: it cannot be computed anew, so it gets the columns that came later. */
class EarlierLedgerTest {
    private static final Table NOW = JobRuns.TABLE;

    /** As it was before it told what jobs cost. */
    private static final Table EARLIER = Table.ops(
                    NOW.name(),
                    NOW.grain(),
                    new Columns(NOW.fields().stream()
                            .filter(field -> !field.nullable())
                            .toArray(Field[]::new)))
            .keyedBy(JobRuns.RUN_ID, JobRuns.JOB, JobRuns.TABLE_NAME);

    @TempDir
    Path folder;

    @Test
    void anEarlierLedgerIsReadAndAddedTo() {
        Warehouse warehouse = new Warehouse(TestSpark.session(), folder.toString());
        DeltaStore before = DeltaStore.at(TestSpark.session(), warehouse.pathOf(NOW), DeltaAccess.DIRECT);
        before.create(EARLIER, false);
        before.append(
                TestSpark.session().createDataFrame(List.of(done(EARLIER, "1").row()), EARLIER.toStructType()));
        assertEquals(List.of("1|null"), told(warehouse), "before any run of this release: jejak status");
        warehouse.createMissing();
        warehouse.createMissing();
        assertEquals(2, warehouse.version(NOW), "the columns are added once");
        warehouse.appendNew(
                NOW, List.of(done(NOW, "2").set(JobRuns.SQL_EXECUTION_COUNT, 5L).row()));
        assertEquals(List.of("1|null", "2|5"), told(warehouse));
    }

    private static List<String> told(Warehouse warehouse) {
        return TestSpark.texts(
                NOW.select(warehouse.read(NOW)).select(JobRuns.RUN_ID.col(), JobRuns.SQL_EXECUTION_COUNT.col()));
    }

    private static RowBuilder done(Table table, String run) {
        RowBuilder row = new RowBuilder(table);
        for (Field field : EARLIER.fields())
            row.set(field, field.type().typeName().equals("long") ? (Object) 1L : "x");
        return row.set(JobRuns.RUN_ID, run);
    }
}
