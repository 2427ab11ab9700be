package org.jejak.command.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SessionsCommandTest {
    @TempDir
    private Path folder;

    /** Sessions as visitor, number, start, events. */
    private List<String> sessions(List<String> events, String... more) throws Exception {
        SessionsCommand command = command(events, more);
        return rows(SessionsCommand.sessions(usable(command), command.settings())
                .selectExpr("visitor", "session_number", "cast(started_at as string)", "event_count"));
    }

    /** Events as visitor, number of the session, number in the session, line. */
    private List<String> events(List<String> events, String... more) throws Exception {
        SessionsCommand command = command(events, more);
        return rows(SessionsCommand.sessionOfEach(usable(command), command.settings())
                .selectExpr("visitor", "session_number", "event_number", "source_line"));
    }

    private SessionsCommand command(List<String> events, String... more) throws Exception {
        Files.writeString(file(), "who,at,visit,from,account\n" + String.join("\n", events) + "\n");
        return command(file(), more);
    }

    private static SessionsCommand command(Path file, String... more) {
        SessionsCommand command = new SessionsCommand();
        new CommandLine(command)
                .parseArgs(Options.of(List.of("--input", file.toString(), "--visitor", "who", "--time", "at"), more));
        return command;
    }

    private Path file() {
        return folder.resolve("events.csv");
    }

    private Dataset<Row> usable(SessionsCommand command) {
        return command.events(TestSpark.session());
    }

    private static List<String> rows(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(r -> r.mkString("|")).toList();
    }

    @Test
    void aPauseLongerThanTheTimeoutStartsASessionAndTheFilesOwnSessionsAreFollowed() throws Exception {
        List<String> events = List.of("ann,0,a,,", "ann,1800,a,,", "ann,3601,b,,", "bob,1582020000.5,,,");
        assertEquals(
                List.of("ann|1|1970-01-01 00:00:00|2", "ann|2|1970-01-01 01:00:01|1", "bob|1|2020-02-18 10:00:00.5|1"),
                sessions(events));
        assertEquals(3, sessions(events, "--timeout 29m --session visit").size());
        assertEquals(4, sessions(events, "--timeout 29m").size());
    }

    @Test
    void visitorsAreTakenAsTheyAreWritten() throws Exception {
        String longest = "x".repeat(300);
        List<String> visitors = List.of("-1", "0", "NA", "ann@mail.example", "test", "true", longest);
        assertEquals(
                visitors,
                sessions(visitors.stream().map(v -> v + ",2026-01-01,,,").toList()).stream()
                        .map(s -> s.split("\\|")[0])
                        .toList());
    }

    @Test
    void aListOfJsonIsRefusedWithAHint() throws Exception {
        Path list = Files.writeString(folder.resolve("events.json"), "[{\"who\": \"ann\", \"at\": 1}]\n");
        SessionsCommand command = command(list);
        String message = assertThrows(IllegalArgumentException.class, () -> command.events(TestSpark.session()))
                .getMessage();
        assertTrue(message.contains("one object per line"), message);
    }

    @Test
    void aFileWithoutAUsableEventIsRefused() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> sessions(List.of(",2026-01-01,,,", "ann,soon,,,")))
                .getMessage();
        assertTrue(
                message.contains(
                        "has no usable row; rows left out: 1 bad_time, 1 missing_visitor. Check --visitor, --time"),
                message);
    }

    @Test
    void halfAnHourOrMoreIsAMillisecondLess() throws Exception {
        List<String> events = List.of("ann,2026-01-01T10:00:00Z,,,", "ann,2026-01-01T10:30:00Z,,,");
        assertEquals(1, sessions(events).size());
        assertEquals(2, sessions(events, "--timeout 1799999ms").size());
    }

    @Test
    void anotherCampaignOrAccountStartsASessionAndNoneDoesNot() throws Exception {
        List<String> events = List.of(
                "ann,0,,,", "ann,60,,mail,u1", "ann,120,,,", "ann,180,,mail,", "ann,240,,ads,u1", "ann,300,,ads,u2");
        assertEquals(1, sessions(events).size());
        assertEquals(
                List.of("ann|1|1970-01-01 00:00:00|1", "ann|2|1970-01-01 00:01:00|3", "ann|3|1970-01-01 00:04:00|2"),
                sessions(events, "--campaign from"));
        assertEquals(2, sessions(events, "--user account").size());
    }

    @Test
    void aNewDayIsTheOneOfTheZoneAlsoWhenClocksAreChanged() throws Exception {
        // 23:50 and 00:10 in Berlin, the night in which 02:00 becomes 03:00; then 01:50 and 03:10, which are 20 minutes
        List<String> events = List.of(
                "ann,2026-03-28T22:50:00Z,,,",
                "ann,2026-03-28T23:10:00Z,,,",
                "bob,2026-03-29 01:50:00,,,",
                "bob,2026-03-29 03:10:00,,,");
        assertEquals(3, sessions(events, "--midnight --zone Europe/Berlin").size());
        assertEquals(2, sessions(events, "--zone Europe/Berlin").size());
    }

    @Test
    void eachEventMayBeShownWithItsSessionInTheOrderOfTheFileAtOneMoment() throws Exception {
        assertEquals(
                List.of("ann|1|1|4", "ann|1|2|5", "ann|2|1|2", "bob|1|1|3"),
                events(List.of("ann,9000,,,", "bob,0,,,", "ann,0,,,", "ann,0,,,"), "--events"));
    }

    @Test
    void timesMayBeWrittenInAnyWay() throws Exception {
        assertEquals(
                List.of("ann|1|2026-03-02 10:00:00|2"),
                sessions(
                        List.of("ann,02/03/2026 10:00,,,", "ann,02/03/2026 10:20,,,"),
                        "--time-pattern",
                        "dd/MM/yyyy HH:mm"));
        assertEquals(List.of("ann|1|2026-03-02 10:00:00|1"), sessions(List.of("ann,2026/03/02 10:00:00,,,")));
    }

    @Test
    void rowsOfParquetHaveSessionsOfTheirOwn() throws Exception {
        Path parquet = folder.resolve("events.parquet");
        TestSpark.session()
                .sql("select * from values ('ann', 0L), ('ann', 9000L) as t(who, at)")
                .coalesce(1)
                .write()
                .parquet(parquet + ".folder");
        try (var files = Files.list(Path.of(parquet + ".folder"))) {
            Files.copy(
                    files.filter(f -> f.toString().endsWith(".parquet"))
                            .findFirst()
                            .orElseThrow(),
                    parquet);
        }
        SessionsCommand command = command(parquet);
        Dataset<Row> usable = command.events(TestSpark.session());
        assertEquals(
                2,
                SessionsCommand.sessions(usable, command.settings())
                        .select("session_id")
                        .distinct()
                        .count());
    }
}
