package org.jejak.command.file;

import static org.junit.jupiter.api.Assertions.*;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.config.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScoreCommandTest {
    private static final LocalDate START = LocalDate.of(2026, 1, 1);

    @TempDir
    Path folder;

    /** Over half a year everybody visits; who came within the last two weeks orders ten times as often. */
    private Path events() throws Exception {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("who,at,what\n");
        for (int i = 0; i < 800; i++) {
            int lastVisit = -100;
            text.append("c")
                    .append(i)
                    .append(",")
                    .append(START.plusDays(i % 50))
                    .append(",visit\n");
            for (int day = 0; day < 200; day++) {
                if (random.nextDouble() < 0.02 + (i % 4 == 0 ? 0.1 : 0)) {
                    lastVisit = day;
                    text.append("c")
                            .append(i)
                            .append(",")
                            .append(START.plusDays(day))
                            .append(",visit\n");
                }
                if (random.nextDouble() < (day - lastVisit < 14 ? 0.02 : 0.002))
                    text.append("c")
                            .append(i)
                            .append(",")
                            .append(START.plusDays(day))
                            .append(",order\n");
            }
        }
        return Files.writeString(folder.resolve("events.csv"), text);
    }

    private List<Row> score(Path file, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "--events",
                file.toString(),
                "--customer",
                "who",
                "--time",
                "at",
                "--event",
                "what",
                "--outcome",
                "order"));
        Collections.addAll(args, more);
        ScoreCommand command = new ScoreCommand();
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args.toArray(String[]::new));
        return command.result(TestSpark.session()).collectAsList();
    }

    @Test
    void scoresEverybodyAndChecksItself() throws Exception {
        Path file = events();
        List<Row> customers = score(file, "--horizon", "28", "--again", "--points", "visit=10/14");
        assertEquals(800, customers.size());
        Row best = customers.get(0);
        assertTrue(best.<Double>getAs("percentile") > 0.9, best.toString());
        assertTrue(best.<Double>getAs("value") > customers.get(799).<Double>getAs("value"));
        assertTrue(best.<String>getAs("top_factors").contains("odds x"), best.toString());
        Row check = score(file, "--horizon", "28", "--again", "--points", "visit=10/14", "--report", "validation")
                .get(0);
        assertEquals("all", check.getAs("aspect"));
        assertTrue(check.<Double>getAs("brier_skill") > 0, check.toString());
    }

    @Test
    void shortHistoryHasNoProbability() throws Exception {
        List<Row> models = score(events(), "--end", "2026-02-15", "--report", "model");
        assertEquals(1, models.size());
        assertEquals("too_few", models.get(0).getAs("outcome"));
    }

    @Test
    void mistakesAreSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("few.csv"), "who,at,what\na,2026-01-01,visit\n");
        assertEquals(
                "--outcome order is no event of " + file + "; it has visit",
                assertThrows(UsageException.class, () -> score(file)).getMessage());
        assertEquals(
                "--points visit must be EVENT=POINTS, such as form=30, visit=5/14 or form=30/28once",
                assertThrows(UsageException.class, () -> score(file, "--points", "visit"))
                        .getMessage());
        assertEquals(
                "--horizon 0 must be 1 to 365 days",
                assertThrows(UsageException.class, () -> score(file, "--horizon", "0"))
                        .getMessage());
    }
}
