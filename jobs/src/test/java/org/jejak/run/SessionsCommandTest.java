package org.jejak.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.io.OwnFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SessionsCommandTest {
    @TempDir
    private Path folder;

    /** Sessions as visitor, number, start, events. */
    private List<String> sessions(List<String> events, String... more) throws Exception {
        Path file = folder.resolve("events.csv");
        Files.writeString(file, "who,at,visit\n" + String.join("\n", events) + "\n");
        List<String> args = new ArrayList<>(
                List.of("--input", file.toString(), "--visitor", "who", "--time", "at", "--out", "unused.csv"));
        Collections.addAll(args, more);
        SessionsCommand command = new SessionsCommand();
        new CommandLine(command).parseArgs(args.toArray(String[]::new));
        Dataset<Row> usable = command.events(TestSpark.session(), new OwnFile(file, ","));
        return SessionsCommand.sessions(usable, command.settings())
                .selectExpr("visitor", "session_number", "cast(started_at as string)", "event_count")
                .collectAsList()
                .stream()
                .map(r -> r.mkString("|"))
                .toList();
    }

    @Test
    void aPauseLongerThanTheTimeoutStartsASessionAndTheFilesOwnSessionsAreFollowed() throws Exception {
        List<String> events = List.of("ann,0,a", "ann,1800,a", "ann,3601,b", "bob,1582020000.5,");
        assertEquals(
                List.of("ann|1|1970-01-01 00:00:00|2", "ann|2|1970-01-01 01:00:01|1", "bob|1|2020-02-18 10:00:00.5|1"),
                sessions(events));
        assertEquals(
                3, sessions(events, "--timeout", "29m", "--session", "visit").size());
        assertEquals(4, sessions(events, "--timeout", "29m").size());
    }

    @Test
    void visitorsAreTakenAsTheyAreWritten() throws Exception {
        String longest = "x".repeat(300);
        List<String> visitors = List.of("-1", "0", "NA", "ann@mail.example", "test", "true", longest);
        assertEquals(
                visitors,
                sessions(visitors.stream().map(v -> v + ",2026-01-01,").toList()).stream()
                        .map(s -> s.split("\\|")[0])
                        .toList());
    }

    @Test
    void aFileWithoutAUsableEventIsRefused() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> sessions(List.of(",2026-01-01,", "ann,soon,")))
                .getMessage();
        assertTrue(message.contains("has no usable event. Check --visitor, --time"), message);
    }
}
