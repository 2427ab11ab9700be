package org.jejak.pipeline.job;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.pipeline.Pipeline;
import org.jejak.pipeline.Worlds;
import org.jejak.table.*;
import org.jejak.warehouse.Restatement;
import org.jejak.warehouse.ScopedWriter;
import org.jejak.warehouse.Warehouse;
import org.jejak.warehouse.Written;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night in which one path of January changes; June is too far away to learn from it. */
class CreditsOfANightTest {
    private static final LocalDate DATE = LocalDate.of(2026, 7, 1);
    private static final Job JOB = Pipeline.JOBS.stream()
            .filter(job -> job.name().equals("attribute"))
            .findFirst()
            .orElseThrow();
    private static final Delivery OF_A_NIGHT = new Delivery("night", List.of(), null, null, null, null);

    @TempDir
    Path folder;

    private Settings settings;
    private Warehouse warehouse;

    @BeforeEach
    void everythingIsCredited() {
        settings = Worlds.install(folder.resolve("nightly"), "", Map.of());
        warehouse = Warehouse.of(TestSpark.session(), settings);
        paths(warehouse, "email", "direct");
        write(warehouse, run(settings, true, null));
    }

    /** Paths of customers ann, bob, cat, dan and eve; those of ann are given. */
    private static void paths(Warehouse warehouse, String... channelsOfAnn) {
        List<Row> rows = List.of(
                path("ann", "2026-01-10", true, channelsOfAnn),
                path("bob", "2026-01-11", true, "direct", "email"),
                path("cat", "2026-01-12", false, "email"),
                path("dan", "2026-06-10", true, "email", "direct"),
                path("eve", "2026-06-11", false, "direct"));
        warehouse.overwrite(
                AttributionPaths.TABLE,
                TestSpark.session().createDataFrame(rows, AttributionPaths.TABLE.toStructType()));
    }

    private static Row path(String customer, String date, boolean converted, String... channels) {
        int touches = converted ? channels.length : 0;
        Long[] seconds = new Long[touches];
        for (int i = 0; i < touches; i++) seconds[i] = 60L * (touches - i);
        String[] sessions = new String[touches];
        for (int i = 0; i < touches; i++) sessions[i] = customer + i;
        return new RowBuilder(AttributionPaths.TABLE)
                .set(AttributionPaths.PATH_ID, "order of " + customer)
                .set(AttributionPaths.CUSTOMER_ID, customer)
                .set(AttributionPaths.CONVERSION_TYPE, "order")
                .set(AttributionPaths.REVENUE_AMOUNT, new BigDecimal(converted ? "10.0000" : "0.0000"))
                .set(AttributionPaths.INPUT_CHECKSUM, (long) Arrays.hashCode(channels))
                .set(AttributionPaths.SESSION_IDS, sessions)
                .set(AttributionPaths.CHANNELS, channels)
                .set(
                        AttributionPaths.CAMPAIGN_IDS,
                        Collections.nCopies(touches, "(none)").toArray(String[]::new))
                .set(
                        AttributionPaths.TOUCH_KINDS,
                        Collections.nCopies(touches, "visit").toArray(String[]::new))
                .set(
                        AttributionPaths.MILESTONES,
                        Collections.nCopies(touches, "").toArray(String[]::new))
                .set(AttributionPaths.SECONDS_BEFORE, seconds)
                .set(
                        AttributionPaths.IS_PAID,
                        Collections.nCopies(touches, false).toArray(Boolean[]::new))
                .set(AttributionPaths.IS_CONVERTED, converted)
                .set(AttributionPaths.IS_FIRST, converted)
                .set(AttributionPaths.OUTCOME_DATE, Date.valueOf(date))
                .set(AttributionPaths.MONTH, Date.valueOf(date.substring(0, 8) + "01"))
                .set(AttributionPaths.OUTCOME_AT, Timestamp.valueOf(date + " 12:00:00"))
                .row();
    }

    private Outputs run(Settings settings, boolean full, Delivery delivery) {
        RunKeys keys = new RunKeys(
                set -> new KeyRows(TestSpark.session(), set, List.of(RowFactory.create("ann")), Optional.empty()),
                full);
        Warehouse tables = Warehouse.of(TestSpark.session(), settings);
        return AttributionJob.credits(new Inputs(JOB, tables, keys), new Run(settings, DATE, full, delivery));
    }

    private static List<Written> write(Warehouse warehouse, Outputs outputs) {
        List<Written> written = new ArrayList<>();
        for (Optional<Outputs> o = Optional.of(outputs);
                o.isPresent();
                o = o.get().next())
            o.get().restatements().stream()
                    .map(new ScopedWriter(warehouse)::write)
                    .forEach(written::add);
        return written;
    }

    /** Whose credits are computed, and by how many models. */
    private static List<String> computed(Outputs outputs) {
        Restatement credits = outputs.restatements().get(0);
        assertEquals(FactAttribution.TABLE, credits.table());
        return TestSpark.texts(credits.dataset()
                .orElseThrow()
                .groupBy(FactAttribution.CUSTOMER_ID.col())
                .agg(functions.count_distinct(FactAttribution.MODEL.col())));
    }

    @Test
    void nothingIsDoneIfNoPathChanged() {
        assertEquals(List.of(), run(settings, false, OF_A_NIGHT).restatements());
    }

    @Test
    void rulesAreAskedForTheChangedPathAloneAndFitsForItsMonth() {
        paths(warehouse, "email", "social", "direct");
        Outputs outputs = run(settings, false, OF_A_NIGHT);
        assertEquals(List.of("ann|11", "bob|3"), computed(outputs));
        List<Written> written = write(warehouse, outputs);
        assertTrue(written.get(0).rows() <= 11 * 3 + 3 * 2, () -> written.get(0).toString());

        Settings full = Worlds.install(folder.resolve("full"), "", Map.of());
        Warehouse expected = Warehouse.of(TestSpark.session(), full);
        paths(expected, "email", "social", "direct");
        write(expected, run(full, true, null));
        for (Table table : JOB.writes()) TestSpark.assertSameRows(expected.read(table), warehouse.read(table));
        assertEquals(List.of(), run(settings, false, OF_A_NIGHT).restatements(), "it is done");
    }

    @Test
    void otherSettingsRestateEverything() {
        Settings other = Worlds.install(
                folder.resolve("other"),
                "jejak.attribution.parameters.half-life = 1 day",
                Map.of("jejak.warehouse", settings.warehouse()));
        Outputs outputs = run(other, false, OF_A_NIGHT);
        assertEquals(List.of("ann|11", "bob|11", "dan|11"), computed(outputs));
        write(warehouse, outputs);
        assertEquals(0, run(other, false, OF_A_NIGHT).restatements().size());
    }

    @Test
    void aJobByItselfRestatesMonthsSinceNobodyToldItWhosePathsChanged() {
        paths(warehouse, "email", "social", "direct");
        assertEquals(List.of("ann|11", "bob|11"), computed(run(settings, false, null)));
    }

    @Test
    void aConversionThatIsGoneHasNoCredit() {
        warehouse.overwrite(
                AttributionPaths.TABLE,
                warehouse
                        .read(AttributionPaths.TABLE)
                        .filter(col(AttributionPaths.CUSTOMER_ID.name()).notEqual("ann")));
        write(warehouse, run(settings, false, OF_A_NIGHT));
        assertEquals(
                List.of("bob", "dan"),
                TestSpark.texts(warehouse
                        .read(FactAttribution.TABLE)
                        .select(FactAttribution.CUSTOMER_ID.col())
                        .distinct()));
    }
}
