package org.jejak.command.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jejak.command.file.Answers;
import org.jejak.pipeline.PublicationFinder;
import org.jejak.pipeline.SimulatedWorld;
import org.jejak.publish.DuckDbFile;
import org.jejak.publish.OlderDuckDb;
import org.jejak.publish.PostgresSchema;
import org.jejak.publish.PostgresServer;
import org.jejak.publish.Publication;
import org.jejak.publish.Shop;
import org.jejak.table.AggChannelDaily;
import org.jejak.table.FactConversions;
import org.jejak.table.FactSessions;
import org.jejak.table.Field;
import org.jejak.table.Role;
import org.jejak.table.Table;
import org.jejak.table.Usage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real publication in both outlets: every gold table gives the answers that Spark gives over Delta. */
class OutletsTest {
    @TempDir
    static Path folder;

    private static Publication publication;
    private static Path file;
    private static final Map<Table, Map<String, Object>> SPARK = new LinkedHashMap<>();

    @BeforeAll
    static void publish() {
        publication = PublicationFinder.last(SimulatedWorld.warehouse(), Optional.empty());
        file = folder.resolve("mart.duckdb");
        DuckDbFile.write(publication, file);
        for (Publication.Part part : publication.parts())
            SPARK.put(part.table(), Answers.ofSpark(part.table(), publication.rows(part)));
    }

    /** Reads only: another process may read at the same time. */
    private static Connection duckDb() throws SQLException {
        Properties readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");
        return DriverManager.getConnection("jdbc:duckdb:" + file, readOnly);
    }

    @Test
    void theDuckDbFileSaysWhatSparkSays() throws Exception {
        try (Connection connection = duckDb()) {
            for (Table table : publication.tables())
                Answers.assertSame(table, SPARK.get(table), Answers.ofDuckDb(connection, table, table.fullName()));
        }
    }

    @Test
    void theViewsHoldWhatTheRowsUpToTheLogicalDateSay() throws Exception {
        try (Connection connection = duckDb()) {
            Dataset<Row> orders = upToDate(FactConversions.TABLE, FactConversions.CONVERTED_DATE)
                    .filter(FactConversions.CONVERSION_TYPE.col().equalTo("order"));
            Dataset<Row> spend = upToDate(AggChannelDaily.TABLE, AggChannelDaily.BUSINESS_DATE);
            long visits = upToDate(FactSessions.TABLE, FactSessions.STARTED_DATE)
                    .filter(FactSessions.IS_VISIT.col())
                    .count();
            assertTrue(visits > 100 && orders.count() > 10);
            assertEquals(
                    List.of(orders.count() + "|" + sum(orders, FactConversions.REVENUE_AMOUNT)),
                    Shop.answer(connection, "SELECT count(*), sum(revenue_amount) FROM bi.v_orders"));
            assertEquals(List.of("" + visits), Shop.answer(connection, "SELECT count(*) FROM bi.v_visits"));
            assertEquals(
                    List.of(sum(spend, AggChannelDaily.SPEND_AMOUNT) + "|" + visits + "|"
                            + sum(orders, FactConversions.REVENUE_AMOUNT)),
                    Shop.answer(
                            connection,
                            "SELECT sum(spend_amount), sum(visit_count), sum(linear_revenue_amount) FROM bi.v_channel_month"));
        }
    }

    /** A ratio that is declared of other columns would be worked out anew from these by every semantic model. */
    @Test
    void aRatioOfARowIsOfTheColumnsThatItsTableNames() throws Exception {
        Map<String, String> wrong = new TreeMap<>();
        try (Connection connection = duckDb()) {
            for (Table table : publication.tables()) {
                for (Field field : table.fields()) {
                    Usage usage = table.usage(field);
                    if (usage.role() != Role.RATIO) continue;
                    String of = "CAST(" + usage.numerator().name() + " AS DOUBLE) / nullif("
                            + usage.denominator().name() + ", 0)";
                    String rows = usage.where() == null
                            ? ""
                            : " WHERE " + usage.where().name();
                    // money is rounded to four decimals
                    String off = Shop.answer(
                                    connection,
                                    "SELECT count(*) FILTER (WHERE abs(" + field.name() + " - " + of
                                            + ") > 0.0001) FROM " + table.fullName() + rows)
                            .get(0);
                    if (!off.equals("0")) wrong.put(table + "." + field.name(), off + " rows are not " + usage.words());
                }
            }
        }
        assertEquals(Map.of(), wrong);
    }

    private static Dataset<Row> upToDate(Table table, Field day) {
        Column date = functions.lit(java.sql.Date.valueOf(publication.date()));
        return publication.rows(publication.part(table)).filter(day.col().leq(date));
    }

    private static String sum(Dataset<Row> rows, Field amount) {
        return rows.agg(functions.sum(amount.col()))
                .first()
                .getDecimal(0)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The twelve questions of jobs/docs/analysts.md, each with its answer; rows of equal rank may come in another order. */
    private static Map<String, List<String>> answers(Connection connection) throws Exception {
        Map<String, List<String>> answers = new TreeMap<>();
        for (Path question : Shop.questions())
            answers.put(
                    question.getFileName().toString(),
                    Shop.answer(connection, Files.readString(question)).stream()
                            .sorted()
                            .toList());
        return answers;
    }

    @Test
    void everyQuestionHasAnAnswer() throws Exception {
        try (Connection connection = duckDb()) {
            Set<String> unanswered = new TreeSet<>();
            answers(connection).forEach((question, answer) -> {
                if (answer.isEmpty()) unanswered.add(question);
            });
            // in three months too few answer of any channel, and the first forecast has no month that is over
            assertEquals(Set.of("05-nps-by-channel.sql", "10-forecast-against-actual.sql"), unanswered);
        }
    }

    @Test
    void aDuckDbOfTheReleaseBeforeReadsTablesViewsAndReferences() throws Exception {
        try (Connection connection = duckDb()) {
            String counts = Shop.answer(
                            connection,
                            "SELECT table_schema || '.' || table_name FROM information_schema.tables "
                                    + "WHERE table_schema IN ('gold', 'bi') ORDER BY 1")
                    .stream()
                    .map(table -> "SELECT '" + table + "', count(*) FROM " + table)
                    .collect(Collectors.joining(" UNION ALL ", "SELECT * FROM (", ") ORDER BY 1"));
            String references = "SELECT constraint_text FROM duckdb_constraints() "
                    + "WHERE constraint_type = 'FOREIGN KEY' ORDER BY constraint_text";
            List<String> older = OlderDuckDb.query(file, counts);
            assertTrue(older.get(0).startsWith("v1."), older.get(0));
            assertEquals(Shop.answer(connection, counts), older.subList(1, older.size()));
            List<String> declared = Shop.answer(connection, references);
            assertTrue(declared.size() > 20, declared.toString());
            assertEquals(declared.size(), OlderDuckDb.query(file, references).size() - 1);
        }
    }

    @Test
    void theDatabaseSaysWhatSparkSays() throws Exception {
        Optional<Path> programs = PostgresServer.installed();
        assumeTrue(programs.isPresent(), "PostgreSQL is not installed: jobs/bin/install-tools postgres");
        try (PostgresServer server = PostgresServer.start(programs.get())) {
            try (Connection connection = server.connect();
                    Connection duckDb = duckDb();
                    Statement sql = connection.createStatement()) {
                sql.execute("CREATE SCHEMA bi; CREATE VIEW bi.v_orders AS SELECT 1 AS a_column_of_before");
                PostgresSchema.write(publication, server.url(), server.login());
                for (Table table : publication.tables())
                    Answers.assertSame(
                            table, SPARK.get(table), Answers.ofPostgres(connection, table, table.fullName()));
                assertEquals(answers(duckDb), answers(connection));

                sql.execute("CREATE ROLE reader; GRANT SELECT ON ALL TABLES IN SCHEMA bi TO reader;"
                        + " ALTER TABLE gold.agg_cx_metric ADD COLUMN of_before TEXT");
                PostgresSchema.write(publication, server.url(), server.login());
                assertEquals(
                        List.of("v_nps_month"),
                        Shop.answer(
                                connection,
                                "SELECT relname FROM pg_class WHERE relnamespace = 'bi'::regnamespace"
                                        + " AND NOT has_table_privilege('reader', oid, 'SELECT')"),
                        "the view of the table that was made anew is new, the others are as they were");
            }
        }
    }
}
