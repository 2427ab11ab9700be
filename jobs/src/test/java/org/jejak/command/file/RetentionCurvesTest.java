package org.jejak.command.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retention without purchases: durations and curves that were measured elsewhere. */
class RetentionCurvesTest {
    @TempDir
    Path folder;

    private static List<String> run(List<String> args) {
        return RetentionCommandTest.run(args);
    }

    /** Remission of leukaemia (Gehan 1965; Freireich et al. 1963), the textbook example: KM .857 .807 ..., log-rank 16.79. */
    @Test
    void durationsMeasuredElsewhere() throws Exception {
        StringBuilder lines = new StringBuilder("weeks;relapse;arm\n");
        for (int t : new int[] {6, 6, 6, 7, 10, 13, 16, 22, 23}) lines.append(t + ";yes;6-MP\n");
        for (int t : new int[] {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) lines.append(t + ";No;6-MP\n");
        for (int t : new int[] {1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23})
            lines.append(t + ".0;1;placebo\n");
        Path file = folder.resolve("durations.csv");
        Files.writeString(file, lines + "-1;1;6-MP\n3;maybe;6-MP\n");
        List<String> args = new ArrayList<>(List.of("--durations", file.toString(), "--separator", ";"));
        Collections.addAll(args, "--duration", "weeks", "--ended", "relapse", "--segment", "arm");
        List<String> rows = run(args);
        List<String> treated = rows.stream()
                .filter(r -> r.startsWith("6-MP|"))
                .map(r -> r.split("\\|"))
                .filter(c -> !c[3].equals("0"))
                .map(c -> "%s %s %.3f %.4f".formatted(c[1], c[2], Double.parseDouble(c[5]), Double.parseDouble(c[6])))
                .toList();
        assertEquals(
                List.of(
                        "6.0 21 0.857 0.0764",
                        "7.0 17 0.807 0.0869",
                        "10.0 15 0.753 0.0963",
                        "13.0 12 0.690 0.1068",
                        "16.0 11 0.627 0.1141",
                        "22.0 7 0.538 0.1282",
                        "23.0 6 0.448 0.1346"),
                treated);
        String[] last = rows.get(rows.size() - 1).split("\\|");
        assertEquals("placebo", last[0]);
        assertEquals(182 / 21.0, Double.parseDouble(last[10]), 1e-12, "all have ended: the plain mean");
        assertEquals(16.79, Double.parseDouble(last[11]), 5e-3);
        IllegalArgumentException kind = assertThrows(IllegalArgumentException.class, () -> {
            args.addAll(List.of("--report", "cohorts"));
            run(args);
        });
        assertEquals("--durations is for --report survival, not cohorts", kind.getMessage());
    }

    /** 0.1 + 0.2 as a program writes it, and 0.3, are the same duration; 0.30001 is another. */
    @Test
    void durationsThatAreEqualWithinRoundingAreTies() throws Exception {
        Path file = folder.resolve("durations.csv");
        Files.writeString(file, "years,gone\n0.30000000000000004,1\n0.3,1\n0.30001,0\n0.5,1\n");
        List<String> args = List.of("--durations", file.toString(), "--duration", "years", "--ended", "gone");
        assertEquals(
                List.of("0.3 4 2 0", "0.30001 2 0 1", "0.5 1 1 0"),
                run(args).stream()
                        .map(r -> r.split("\\|"))
                        .map(c -> String.join(" ", c[1], c[2], c[3], c[4]))
                        .toList());
    }

    @Test
    void survivorsGiveTheCurveOfTheModels() {
        List<String> args = List.of("--survivors", "1000,869,743,653,593,551,517,491", "--horizon", "5");
        List<String> rows = run(args);
        assertTrue(rows.stream().anyMatch(r -> r.startsWith("sbg|12|null|0.37799")), rows.toString());
        assertTrue(rows.stream().anyMatch(r -> r.startsWith("bdw|12|null|0.4039")), rows.toString());
        List<String> fits = new ArrayList<>(args);
        Collections.addAll(fits, "--report", "fits");
        assertTrue(run(fits).get(0).startsWith("all|sbg|fitted|"));
    }

    /** Cohorts of different length have one fit: the curve of alpha 4, beta 16. */
    @Test
    void survivorsOfSeveralCohortsHaveOneFit() {
        String cohorts =
                "2000000,1600000,1295238,1059740,875438/2000000,1600000,1295238,1059740/2000000,1600000,1295238/2000000,1600000";
        String[] fit =
                run(List.of("--survivors", cohorts, "--report", "fits")).get(0).split("\\|");
        assertEquals("8000000", fit[4], "customers");
        assertEquals(4, Double.parseDouble(fit[6]), 0.01);
        assertEquals(16, Double.parseDouble(fit[7]), 0.05);
        List<String> rows = run(List.of("--survivors", cohorts, "--horizon", "1"));
        assertTrue(rows.contains("observed|3|2119480|0.52987|false"), rows.toString());
        assertTrue(rows.stream().anyMatch(r -> r.startsWith("sbg|5|null|0.364")), rows.toString());
    }
}
