package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.TestSpark;
import org.jejak.pipeline.job.Job;
import org.jejak.pipeline.job.KeySet;
import org.jejak.pipeline.job.Outputs;
import org.jejak.pipeline.job.Run;
import org.jejak.table.Agents;
import org.jejak.table.DimChannel;
import org.jejak.table.FactSessions;
import org.jejak.table.Identifiers;
import org.jejak.table.Publications;
import org.jejak.table.Sessions;
import org.jejak.table.Table;
import org.jejak.warehouse.AffectedKeys;
import org.jejak.warehouse.ScopedWriter;
import org.jejak.warehouse.Warehouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page tells the truth: a job can neither read nor write what it does not declare. */
class PipelineTest {
    @TempDir
    private Path folder;

    private Warehouse warehouse;
    private Run run;
    private JobRunner runner;

    @BeforeEach
    void anEmptyWarehouse() {
        SparkSession spark = TestSpark.session();
        run = new Run(Worlds.install(folder, SmallWorld.settings(), Map.of()), LocalDate.EPOCH, false, null);
        warehouse = Warehouse.of(spark, run.settings());
        Progress quiet = new Progress(new PrintStream(PrintStream.nullOutputStream()), "test", 1);
        runner = new JobRunner(
                spark.sparkContext(),
                warehouse,
                new ScopedWriter(warehouse),
                new Journal(spark, run.settings().warehouse()),
                quiet);
    }

    private static Dataset<Row> none(Table table) {
        return TestSpark.session().createDataFrame(List.of(), table.toStructType());
    }

    private void isRefused(Job job, String why) {
        String error = assertThrows(IllegalStateException.class, () -> runner.run(List.of(job), run))
                .getMessage();
        assertTrue(error.contains(job.name()) && error.contains(why), error);
    }

    @Test
    void aTableThatIsNotDeclaredCannotBeRead() {
        isRefused(
                Job.job("reader")
                        .reads(Sessions.TABLE)
                        .writes(Agents.TABLE)
                        .as((in, run) -> Outputs.of(Agents.TABLE, in.of(FactSessions.TABLE))),
                "reads table gold.fact_sessions");
    }

    @Test
    void keysThatAreNotDeclaredCannotBeRead() {
        isRefused(
                Job.job("reader").scopedBy(KeySet.FORMER_CUSTOMERS).as((in, run) -> {
                    in.affected(KeySet.CUSTOMERS_OF_RUN);
                    return Outputs.none();
                }),
                "reads set CUSTOMERS_OF_RUN");
    }

    @Test
    void aTableThatIsNotDeclaredCannotBeWritten() {
        isRefused(
                Job.job("writer")
                        .writes(DimChannel.TABLE)
                        .as((in, run) -> Outputs.of(Agents.TABLE, none(Agents.TABLE))),
                "writes silver.agents");
    }

    @Test
    void keysThatAreNotDeclaredCannotBeHandedOn() {
        isRefused(
                Job.job("writer")
                        .as((in, run) -> Outputs.none()
                                .touching(KeySet.FORMER_CUSTOMERS, none(KeySet.FORMER_CUSTOMERS.shape()))),
                "hands on FORMER_CUSTOMERS");
    }

    @Test
    void aTableRestatedPerCustomerNeedsTheCustomers() {
        isRefused(
                Job.job("fact_sessions")
                        .writes(FactSessions.TABLE)
                        .as((in, run) -> Outputs.of(FactSessions.TABLE, none(FactSessions.TABLE))),
                "is restated per group");
    }

    @Test
    void aJobSeesWhatItWroteBefore() {
        Job job = Job.job("channels")
                .reads(DimChannel.TABLE)
                .writes(DimChannel.TABLE, Identifiers.TABLE)
                .as((in, run) -> Outputs.of(DimChannel.TABLE, org.jejak.channel.ChannelList.channels(List.of()))
                        .then(() -> {
                            assertEquals(10, in.of(DimChannel.TABLE).count());
                            return Outputs.none()
                                    .replacing(AffectedKeys.EVERYTHING, Identifiers.TABLE, none(Identifiers.TABLE));
                        }));
        assertEquals(
                List.of(DimChannel.TABLE, Identifiers.TABLE),
                runner.run(List.of(job), run).get(0).written().stream()
                        .map(w -> w.table())
                        .toList());
    }

    @Test
    void everyJobComesAfterThoseItNeeds() {
        Set<Table> made = new HashSet<>(Set.of(Publications.TABLE)); // of finished runs; no job writes it
        Set<KeySet> handedOn = new HashSet<>();
        for (Job job : Pipeline.JOBS) {
            assertTrue(Collections.disjoint(made, job.writes()), job.name() + " writes another job's table");
            assertTrue(Collections.disjoint(handedOn, job.touches()), job.name() + " fills another job's set");
            made.addAll(job.writes());
            assertTrue(made.containsAll(job.reads()), job.name() + " reads a table that a later job writes");
            assertTrue(handedOn.containsAll(job.scopedBy()), job.name() + " is scoped by keys of a later job");
            handedOn.addAll(job.touches());
        }
        assertEquals(
                Pipeline.JOBS.size(),
                Pipeline.JOBS.stream().map(Job::name).distinct().count());
    }
}
