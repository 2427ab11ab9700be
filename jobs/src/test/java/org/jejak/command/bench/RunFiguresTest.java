package org.jejak.command.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.pipeline.Worlds;
import org.jejak.table.JobRuns;
import org.jejak.table.RowBuilder;
import org.jejak.table.Runs;
import org.jejak.warehouse.Warehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFiguresTest {
    @TempDir
    Path folder;

    @Test
    void figuresComeFromTheLedger() {
        Settings settings = Worlds.install(folder, "", Map.of());
        Warehouse warehouse = Warehouse.of(TestSpark.session(), settings);
        warehouse.appendNew(
                JobRuns.TABLE,
                List.of(
                        job("2", "tell-journeys", "fact_journeys", 10, 4),
                        job("2", "tell-journeys", "fact_sessions", 20, 5),
                        job("2", "sessionize", "sessions", 3, 3),
                        job("1", "sessionize", "sessions", 1_000, 1_000)));
        warehouse.appendNew(
                Runs.TABLE, List.of(run("2", "done", 12_500), run("1", "done", 60_000), run("3", "failed", 1)));
        List<RunFigures> runs = RunFigures.of(warehouse);
        assertEquals(2, runs.size(), "failed runs are no measure");
        assertEquals(60, runs.get(0).seconds());
        assertEquals(
                new RunFigures(
                        12.5,
                        9,
                        8,
                        70,
                        60,
                        List.of(
                                new RunFigures.JobFigures("sessionize", 2, 1.5, 30, 20, 3, 3),
                                new RunFigures.JobFigures("tell-journeys", 2, 1.5, 30, 20, 30, 9))),
                runs.get(1));
        assertEquals(33, runs.get(1).written());
        assertEquals(12, runs.get(1).changed());
        assertEquals(
                new RunFigures.JobFigures("(rest)", 0, 5, 10, 20, 0, 0),
                runs.get(1).rest());
        assertEquals(Optional.empty(), runs.get(1).job("ingest"));
    }

    private static Row job(String run, String job, String table, long written, long changed) {
        return new RowBuilder(JobRuns.TABLE)
                .set(JobRuns.RUN_ID, run)
                .set(JobRuns.JOB, job)
                .set(JobRuns.TABLE_NAME, table)
                .set(JobRuns.READS, "")
                .set(JobRuns.WAY, "appended")
                .set(JobRuns.WRITTEN_COUNT, written)
                .set(JobRuns.CHANGED_COUNT, changed)
                .set(JobRuns.DELTA_VERSION, 1L)
                .set(JobRuns.DURATION_MILLIS, 2_000L)
                .set(JobRuns.SQL_EXECUTION_COUNT, 30L)
                .set(JobRuns.SPARK_JOB_COUNT, 20L)
                .set(JobRuns.TASK_CPU_MILLIS, 1_500L)
                .row();
    }

    private static Row run(String id, String outcome, long millis) {
        return new RowBuilder(Runs.TABLE)
                .set(Runs.RUN_ID, id)
                .set(Runs.COMMAND, "nightly")
                .set(Runs.OUTCOME, outcome)
                .set(Runs.CODE_VERSION, "1")
                .set(Runs.CONFIG_HASH, "x")
                .set(Runs.SEQUENCE_NUMBER, Long.valueOf(id))
                .set(Runs.EXIT_CODE, 0L)
                .set(Runs.READ_COUNT, 0L)
                .set(Runs.ACCEPTED_COUNT, 0L)
                .set(Runs.DUPLICATE_COUNT, 0L)
                .set(Runs.REJECTED_COUNT, 0L)
                .set(Runs.LEFT_OUT_COUNT, 0L)
                .set(Runs.SQL_EXECUTION_COUNT, 70L)
                .set(Runs.SPARK_JOB_COUNT, 60L)
                .set(Runs.TASK_CPU_MILLIS, 8_000L)
                .set(Runs.PROCESS_CPU_MILLIS, 9_000L)
                .set(Runs.IS_FULL, false)
                .set(Runs.LOGICAL_DATE, Date.valueOf("2026-01-01"))
                .set(Runs.STARTED_AT, new Timestamp(0))
                .set(Runs.ENDED_AT, new Timestamp(millis))
                .row();
    }
}
