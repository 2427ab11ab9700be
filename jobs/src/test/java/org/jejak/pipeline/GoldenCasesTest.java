package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jejak.TestSpark;
import org.jejak.command.TextTable;
import org.jejak.config.Settings;
import org.jejak.ingest.ExchangeRates;
import org.jejak.ingest.MappingFunctions;
import org.jejak.ingest.Pseudonymizer;
import org.jejak.ingest.RecordValidator;
import org.jejak.pipeline.job.Delivery;
import org.jejak.pipeline.job.IngestPlan;
import org.jejak.pipeline.job.Inputs;
import org.jejak.pipeline.job.Job;
import org.jejak.pipeline.job.KeyRows;
import org.jejak.pipeline.job.Outputs;
import org.jejak.pipeline.job.Run;
import org.jejak.pipeline.job.RunKeys;
import org.jejak.rawlog.RatesFile;
import org.jejak.rawlog.RawFolder;
import org.jejak.rawlog.RawReader;
import org.jejak.table.Field;
import org.jejak.table.Table;
import org.jejak.warehouse.Restatement;
import org.jejak.warehouse.TableReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every folder of {@code src/test/resources/cases}: gives a job the rows of the {@code given} files and compares what
 * it makes of them with the {@code expect} files. The folders are meant to be read and written by people who know the
 * business and no Java; see {@code cases/README.md}.
 */
class GoldenCasesTest {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final int LEAST_CASES = 40;

    @TempDir
    private Path scratch;

    private static SparkSession spark;

    /** A session of its own, tuned for a few rows: no compiled code, one partition. */
    @BeforeAll
    static void start() {
        spark = TestSpark.session().newSession();
        spark.conf().set("spark.sql.codegen.wholeStage", "false");
        spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        spark.conf().set("spark.sql.adaptive.enabled", "false");
        spark.conf().set("spark.sql.shuffle.partitions", "1");
        MappingFunctions.register(spark.udf());
    }

    /** All cases; with {@code -Djejak.cases=ingest/,quiet} those whose name holds one of these texts. */
    static List<GoldenCase> cases() {
        List<String> wanted = List.of(System.getProperty("jejak.cases", "").split(","));
        return GoldenCase.below(CASES).stream()
                .filter(c -> wanted.stream().anyMatch(c.name()::contains))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void holds(GoldenCase golden) throws IOException {
        List<String> differences = differences(golden);
        if (!differences.isEmpty()) fail(golden.says() + "\n\n" + String.join("\n", differences));
    }

    @Test
    void thereAreCasesForEveryStage() {
        int cases = GoldenCase.below(CASES).size();
        assertTrue(cases >= LEAST_CASES, cases + " cases");
    }

    @Test
    void aMisspeltFileIsAFault() throws IOException {
        write("case.conf", "says = \"x\", jobs = [sessionize], dat = 2026-01-01");
        write("given-interaction.csv", "occurred_at\n");
        assertEquals(
                List.of(
                        "case.conf: unknown key dat; there are [date, jejak, jobs, says, where]",
                        "given-interaction.csv is read by nothing: no table, or no name of a case's file",
                        "nothing is expected: no expect-TABLE.csv"),
                GoldenCase.below(scratch).get(0).faults());
    }

    @Test
    void aTableThatTheJobDoesNotKnowIsADifference() throws IOException {
        write("case.conf", "says = \"x\", jobs = [stage-transitions]");
        write("given-interactions.csv", "occurred_at\n");
        write("expect-sessions.csv", "session_id\n");
        assertEquals(
                List.of(
                        "given-interactions.csv is read by nothing: stage-transitions reads no silver.interactions",
                        "expect-sessions.csv: stage-transitions writes no silver.sessions"),
                differences(GoldenCase.below(scratch).get(0)));
    }

    @Test
    void aDifferenceShowsBothSides() throws IOException {
        write("case.conf", "says = \"x\", jobs = [sessionize]");
        write("given-interactions.csv", "user_id,occurred_at\nu1,2026-03-01 10:00\nu2,2026-03-01 10:01\n");
        write("expect-sessions.csv", "identifier_value,interaction_count\nu1,2\nu2,1\n");
        assertEquals("""
                expect-sessions.csv: expected on the left, what came out on the right
                identifier_value  interaction_count  |  identifier_value  interaction_count
                ----------------  -----------------  -  ----------------  -----------------
                u1                2                  <
                                                     >  u1                1
                u2                1                     u2                1
                """, differences(GoldenCase.below(scratch).get(0)).get(0));
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(scratch.resolve(name), content);
    }

    /** What is wrong with a case; empty if it holds. */
    private List<String> differences(GoldenCase golden) throws IOException {
        List<String> faults = golden.faults();
        if (!faults.isEmpty()) return faults;
        Map<Table, Dataset<Row>> tables = new HashMap<>();
        for (CaseFile file : golden.given()) tables.put(file.table(), dataset(file.table(), file.tableRows()));
        Set<Table> read = new HashSet<>();
        TableReader reader = table -> {
            read.add(table);
            return tables.computeIfAbsent(table, t -> dataset(t, List.of()));
        };
        Settings settings = golden.settings(Files.createDirectories(scratch.resolve("settings")));
        Run run = new Run(settings, golden.date(), true, delivery(settings));
        Set<Table> written = new HashSet<>();
        for (String name : golden.jobs()) written.addAll(run(jobNamed(name), run, reader, tables));
        String jobs = String.join(", ", golden.jobs());
        for (CaseFile file : golden.given())
            if (!read.contains(file.table()))
                faults.add(file.name() + " is read by nothing: " + jobs + " reads no " + file.table());
        for (CaseFile file : golden.expected()) {
            if (!written.contains(file.table())) faults.add(file.name() + ": " + jobs + " writes no " + file.table());
            else
                compare(file, tables.get(file.table()), golden.where(file.table()))
                        .ifPresent(faults::add);
        }
        return faults;
    }

    private static Job jobNamed(String name) {
        return Pipeline.JOBS.stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no job is called " + name));
    }

    /** Puts what the job returns in the place of its tables, as in a full run, and tells which they are. */
    private static Set<Table> run(Job job, Run run, TableReader reader, Map<Table, Dataset<Row>> tables) {
        Set<Table> written = new HashSet<>();
        RunKeys keys = new RunKeys(set -> new KeyRows(spark, set, List.of(), Optional.empty()), true);
        Optional<Outputs> outputs = Optional.of(job.work().of(new Inputs(job, reader, keys), run));
        while (outputs.isPresent()) {
            for (Restatement made : outputs.get().restatements()) {
                Table table = made.table();
                tables.put(
                        table,
                        made.dataset()
                                .orElseGet(() -> dataset(table, made.local().orElseThrow())));
                written.add(table);
            }
            outputs = outputs.get().next();
        }
        return written;
    }

    private static Dataset<Row> dataset(Table table, List<Row> rows) {
        return spark.createDataFrame(rows, table.toStructType());
    }

    /** The raw files of the folder, as if no run had seen them. */
    private Delivery delivery(Settings settings) {
        RawFolder folder = new RawFolder(settings.raw(), spark.sparkContext().hadoopConfiguration());
        IngestPlan plan = new IngestPlan(List.of(), folder::asNow, settings::maxLateness, Set.of());
        RecordValidator validator = new RecordValidator(
                settings.ingest(),
                settings.zone().getId(),
                settings.channels(),
                new ExchangeRates(
                        settings.baseCurrency(),
                        settings.ratesFile().map(f -> RatesFile.read(spark, f)).orElse(List.of())),
                new Pseudonymizer(
                        "a key of golden cases, nowhere else", settings.ingest().callingCode()));
        return new Delivery(
                "run",
                plan.newFiles(folder, settings.sources(), Optional.empty(), LocalDate.MAX),
                plan,
                new RawReader(spark, settings.ingest()),
                validator,
                name -> scratch.resolve(name).toString());
    }

    /** Both sides as text if they differ. */
    private static Optional<String> compare(CaseFile expected, Dataset<Row> made, Optional<String> where) {
        Dataset<Row> rows = where.isPresent() ? made.filter(where.get()) : made;
        List<List<String>> is =
                rows.select(expected.columns().stream().map(Field::col).toArray(Column[]::new)).collectAsList().stream()
                        .map(row -> {
                            List<String> cells = new ArrayList<>();
                            for (int i = 0; i < row.size(); i++) cells.add(CaseCell.print(row.get(i)));
                            return cells;
                        })
                        .sorted(Comparator.comparing(List::toString))
                        .toList();
        List<List<String>> should = expected.texts().stream()
                .sorted(Comparator.comparing(List::toString))
                .toList();
        if (is.equals(should)) return Optional.empty();
        Map<String, String> ids = expected.idsInWords();
        return Optional.of(expected.name() + ": expected on the left, what came out on the right\n"
                + sideBySide(
                        expected.columns().stream().map(Field::name).toList(), inWords(should, ids), inWords(is, ids)));
    }

    private static List<List<String>> inWords(List<List<String>> rows, Map<String, String> ids) {
        return rows.stream()
                .map(row ->
                        row.stream().map(cell -> ids.getOrDefault(cell, cell)).toList())
                .toList();
    }

    /** Rows that are on one side only come first. */
    private static String sideBySide(List<String> columns, List<List<String>> left, List<List<String>> right) {
        List<List<String>> onBoth = new ArrayList<>(left);
        without(left, right).forEach(onBoth::remove);
        List<Row> rows = new ArrayList<>();
        List<String> nothing = Collections.nCopies(columns.size(), "");
        for (List<String> row : without(left, onBoth)) rows.add(row(row, "<", nothing));
        for (List<String> row : without(right, onBoth)) rows.add(row(nothing, ">", row));
        for (List<String> row : onBoth) rows.add(row(row, "", row));
        List<String> header = new ArrayList<>(columns);
        header.add("|");
        header.addAll(columns);
        return TextTable.of(header, rows);
    }

    private static Row row(List<String> left, String mark, List<String> right) {
        List<String> cells = new ArrayList<>(left);
        cells.add(mark);
        cells.addAll(right);
        return RowFactory.create(cells.toArray());
    }

    private static List<List<String>> without(List<List<String>> all, List<List<String>> some) {
        List<List<String>> left = new ArrayList<>(all);
        some.forEach(left::remove);
        return left;
    }
}
