package org.jejak.command.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.jejak.command.bench.RunFigures.JobFigures;
import org.junit.jupiter.api.Test;

class BenchFiguresTest {
    private static final ChildProcess.Result PROCESS = new ChildProcess.Result(220.3, 0, 3100);
    private static final Measured FULL = new Measured(
            new RunFigures(
                    200,
                    400,
                    250,
                    600,
                    700,
                    List.of(
                            new JobFigures("ingest", 70, 80, 50, 60, 1_000, 1_000),
                            new JobFigures("sessionize", 13.04, 33.06, 40, 50, 900, 900))),
            Optional.of(PROCESS));
    private static final BenchFigures.Night SHORT = night(50, 100, 20, 7);
    private static final BenchFigures.Night LONG = night(57.5, 100, 20, 7);

    private static BenchFigures.Night night(double seconds, long written, long changed, long merged) {
        JobFigures job = new JobFigures("sessionize", 30, 10.5, 80, 90, written, changed);
        return new BenchFigures.Night(
                new Measured(new RunFigures(seconds, 90, 11, 100, 110, List.of(job)), Optional.empty()), merged);
    }

    private static String text(List<BenchFigures.Night> merging, Optional<BenchFigures.Demo> demo) {
        return new BenchFigures(50, FULL, FULL, SHORT, LONG, 4_935_412, merging, demo).text();
    }

    private static String line(String text, String start) {
        return text.lines()
                .filter(l -> l.startsWith(start))
                .findFirst()
                .orElse("no line " + start)
                .replaceAll(" {2,}", "|");
    }

    @Test
    void eachMeasureStandsBesideItsBar() {
        String text = text(List.of(), Optional.of(new BenchFigures.Demo(110, FULL.run(), SHORT.run())));
        assertEquals("night / full run, 120 days|0.25|0.33|0.25|reached|50.0 / 200.0 s", line(text, "night / full"));
        assertEquals(
                "night on 360 days / on 120 days|1.15|1.20|1.10|within the bar|57.5 / 50.0 s",
                line(text, "night on 360 days / on"));
        assertEquals(
                "full run 360 days / floor|4.00|5.00|3.00|within the bar|200.0 / 50.0 s", line(text, "full run 360"));
        assertEquals("SQL executions of a night|100|200|120|reached", line(text, "SQL executions"));
        assertEquals(
                "rows written by a night / rows that differ|5.00|3.00|1.00|beyond the bar|100 / 20",
                line(text, "rows written by"));
        assertEquals(
                "sessionize in the full run of 120 days, seconds|13|12|6.00|beyond the bar",
                line(text, "sessionize in"));
        assertEquals(
                "sample data: the demo's second night / its first|0.25|0.33|0.20|within the bar|50.0 / 200.0 s",
                line(text, "sample data"));
        assertEquals(
                "demo from Spark's start to its last line, seconds|110|110|90|within the bar", line(text, "demo from"));
        assertTrue(text.contains("at most 4,935,412 interactions"), text);
    }

    @Test
    void runsAndJobsTellWhereTimeGoes() {
        String text = text(List.of(), Optional.empty());
        assertEquals(
                "full run, 120 days|200.0|220.3|400.0|250.0|3100|600|700|1900|1900", line(text, "full run, 120 days"));
        String full = text.substring(text.indexOf("Jobs of the full run"));
        assertEquals(
                List.of("ingest", "sessionize", "(rest)", "all"),
                full.lines().skip(3).map(l -> l.split(" ")[0]).toList(),
                "the dearest first");
        assertEquals("sessionize|13.0|33.1|40|50|900|900", line(full, "sessionize"));
        String ofRest =
                full.lines().filter(l -> l.startsWith("(rest)")).findFirst().orElseThrow();
        assertEquals(
                List.of("(rest)", "136.9", "510", "590", "0", "0"),
                List.of(ofRest.trim().split(" +")));
        assertFalse(text.contains("demo"), text);
        assertFalse(text.contains("merges"), text);
    }

    @Test
    void mergesAreComparedWithTheNightAsItIs() {
        String text = text(List.of(night(75, 1_000, 400, 70)), Optional.empty());
        String merges = text.substring(text.indexOf("What merges cost"));
        List<String> lines = merges.lines().skip(3).limit(2).map(String::trim).toList();
        assertEquals(
                List.of("7", "50.0", "1.00", "90.0", "100", "20"),
                List.of(lines.get(0).split(" +")));
        assertEquals(
                List.of("70", "75.0", "1.50", "90.0", "1000", "400"),
                List.of(lines.get(1).split(" +")));
    }

    @Test
    void aNightInWhichNothingDiffersHasNoShare() {
        BenchFigures.Night quiet = night(50, 0, 0, 0);
        String text = new BenchFigures(50, FULL, FULL, quiet, quiet, 1, List.of(), Optional.empty()).text();
        List<String> words = List.of(line(text, "rows written by").split("\\|"));
        assertEquals("0 / 0", words.get(words.size() - 1));
        assertFalse(words.contains("reached"), words.toString());
    }

    @Test
    void theMedianIsTheOneInTheMiddle() {
        assertEquals(2.0, Measured.median(List.of(3.0, 1.0, 2.0), Double::doubleValue));
        assertEquals(2.0, Measured.median(List.of(4.0, 1.0, 3.0, 2.0), Double::doubleValue), "the lower of two");
        assertEquals(7.0, Measured.median(List.of(7.0), Double::doubleValue));
    }

    @Test
    void whatProcessesPrintIsRead() {
        assertEquals(12.345, FloorBench.seconds("WARN something\nfloor 12.345 s\n"));
        assertEquals(
                182,
                BenchCommand.demoSeconds("  report  3.1 s\n\nDone in 182 s. Look around with: jobs/bin/jejak sql\n"));
        assertThrows(IllegalStateException.class, () -> BenchCommand.demoSeconds("killed"));
    }
}
