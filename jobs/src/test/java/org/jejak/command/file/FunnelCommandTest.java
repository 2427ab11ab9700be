package org.jejak.command.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FunnelCommandTest {
    private static final List<String> EVENTS = List.of(
            "ann,2026-01-01T10:00:00Z,view,free",
            "ann,2026-01-01T10:05:00Z,cart,free",
            "ann,2026-01-01T10:06:00Z,buy,pro",
            "bob,2026-01-01T10:00:00Z,view,pro",
            "bob,2026-01-01T10:00:00Z,cart,",
            "cid,2026-01-01T09:00:00Z,cart,",
            "cid,2026-01-03T09:00:00Z,view,",
            "cid,2026-01-10T09:00:00Z,cart,",
            "dan,2026-01-09T09:00:00Z,view,pro",
            "eve,2026-01-02T09:00:00Z,buy,pro");

    @TempDir
    Path folder;

    private List<String> funnel(List<String> events, String... more) throws Exception {
        return funnel("who,at,what,plan", events, more);
    }

    private List<String> funnel(String header, List<String> events, String... more) throws Exception {
        Path file = folder.resolve("events.csv");
        Files.writeString(file, header + "\n" + String.join("\n", events) + "\n");
        List<String> args = new ArrayList<>(
                List.of("--input", file.toString(), "--visitor", "who", "--time", "at", "--event", "what"));
        Collections.addAll(args, more);
        if (!args.contains("--window")) Collections.addAll(args, "--window", "7d");
        if (!args.contains("--steps")) Collections.addAll(args, "--steps", "view,cart,buy");
        FunnelCommand command = new FunnelCommand();
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args.toArray(String[]::new));
        Dataset<Row> rows = command.result(TestSpark.session());
        return rows.collectAsList().stream().map(r -> r.mkString("|")).toList();
    }

    @Test
    void countsPeopleByTheFurthestStepAndThoseOnTheirWayApart() throws Exception {
        // ann buys; bob has both steps at one moment; cid takes exactly seven days; dan may still go on; eve never
        // starts
        List<String> expected = List.of(
                "1|view|4|4|0|1|1.0|1.0|1.0|0.0|0.0|null|null",
                "2|cart|4|3|2|0|0.75|0.75|1.0|201700.0|300.0|201700.0|300.0",
                "3|buy|4|1|0|0|0.25|0.3333333333333333|0.3333333333333333|360.0|360.0|60.0|60.0");
        assertEquals(expected, funnel(EVENTS));
        List<String> shuffled = new ArrayList<>(EVENTS);
        Collections.shuffle(shuffled, new Random(3));
        assertEquals(expected, funnel(shuffled), "the order of the file does not matter");
    }

    @Test
    void breakdownIsTheValueAtTheFirstStepAndAddsUp() throws Exception {
        assertEquals(
                List.of(
                        "pro|1|2",
                        "pro|2|1",
                        "pro|3|0",
                        "(none)|1|1",
                        "(none)|2|1",
                        "(none)|3|0",
                        "free|1|1",
                        "free|2|1",
                        "free|3|1"),
                funnel(EVENTS, "--breakdown", "plan").stream()
                        .map(r -> r.split("\\|"))
                        .map(r -> r[0] + "|" + r[1] + "|" + r[4])
                        .toList());
    }

    @Test
    void laterEventsAreLeftOutAndOpenWindowsEndAfterTheDate() throws Exception {
        List<String> rows = funnel(EVENTS, "--as-of", "2026-01-09T00:00:00Z");
        assertTrue(rows.get(0).startsWith("1|view|3|3|0|1|"), () -> "cid is on the way: " + rows);
        assertTrue(rows.get(1).startsWith("2|cart|3|2|1|0|"), () -> "bob is not: " + rows);
    }

    @Test
    void aDayMeansItsEndInTheZone() throws Exception {
        // dan comes at 09:00 UTC on the 9th, which is 23:00 in Kiritimati; cid returns on the 10th
        assertTrue(funnel(EVENTS, "--as-of", "2026-01-09").get(0).startsWith("1|view|4|4|0|2|"));
        assertTrue(funnel(EVENTS, "--as-of", "20260109", "--zone", "Pacific/Kiritimati")
                .get(0)
                .startsWith("1|view|4|4|0|2|"));
        assertTrue(funnel(EVENTS, "--as-of", "2026-01-08", "--zone", "Pacific/Kiritimati")
                .get(0)
                .startsWith("1|view|3|3|0|1|"));
    }

    @Test
    void windowsMayBeGivenInWeeks() throws Exception {
        assertEquals(funnel(EVENTS, "--window", "7d"), funnel(EVENTS, "--window", "1w"));
    }

    @Test
    void nobodyInTheFunnelIsAResultAndNotAnError() throws Exception {
        assertEquals(
                List.of(
                        "1|x|0|0|0|0|null|null|null|null|null|null|null",
                        "2|y|0|0|0|0|null|null|null|null|null|null|null"),
                funnel(EVENTS, "--steps", "x,y"));
    }

    @Test
    void secondsMayBeSmallNumbersAndUnorderedStepsAreCounted() throws Exception {
        List<String> rows = funnel(
                "who,at,what",
                List.of("a,5,buy", "a,7,view", "b,1,view"),
                "--steps",
                "view,buy",
                "--mode",
                "unordered");
        assertEquals(
                List.of(
                        "1|1 of 2|2|2|0|1|1.0|1.0|1.0|0.0|0.0|null|null",
                        "2|2 of 2|2|1|0|0|0.5|0.5|1.0|2.0|2.0|2.0|2.0"),
                rows);
    }

    @Test
    void aStepMayBeOneOfSeveralEventsAndTheOnlyOne() throws Exception {
        // ann, bob, cid put something into the cart and eve buys; ann does both
        List<String> rows = funnel(EVENTS, "--steps", "cart|buy,buy");
        assertTrue(rows.get(0).startsWith("1|cart|buy|4|4|"), rows::toString);
        assertTrue(rows.get(1).startsWith("2|buy|4|1|"), rows::toString);
        assertEquals("1|view|4|4|0|0", funnel(EVENTS, "--steps", "view").get(0).substring(0, 14));
    }

    @Test
    void anExclusionTakesPeopleOutOfTheFunnelUnlessAnAttemptGoesWithoutIt() throws Exception {
        List<String> events = List.of(
                "ann,1,view,",
                "ann,2,x,",
                "ann,3,cart,", // void
                "bob,1,view,",
                "bob,2,cart,",
                "bob,3,x,", // after the last step
                "cid,1,view,",
                "cid,2,x,",
                "cid,3,view,",
                "cid,4,cart,"); // the second attempt
        List<String> rows = funnel(events, "--steps", "view,cart", "--exclude", "x");
        assertTrue(rows.get(0).startsWith("1|view|2|2|"), rows::toString);
        assertTrue(rows.get(1).startsWith("2|cart|2|2|"), rows::toString);
    }

    @Test
    void visitorsAreListedWithWhatTheyReached() throws Exception {
        List<String> rows = funnel(EVENTS, "--visitors", "--breakdown", "plan", "--breakdown-at", "last");
        assertEquals("ann|pro|1|view|2026-01-01 10:00:00.0|null|0.0|false|null", rows.get(0));
        assertEquals("ann|pro|3|buy|2026-01-01 10:06:00.0|60.0|360.0|true|null", rows.get(2));
        assertEquals("bob|(none)|1", rows.get(3).substring(0, 12));
        assertEquals(8, rows.size());
    }

    @Test
    void aBreakdownMayBeByAnotherStepOrByEachValue() throws Exception {
        List<String> at3 = funnel(EVENTS, "--breakdown", "plan", "--breakdown-at", "3");
        assertEquals("(none)|1|view|3|3", at3.get(0).substring(0, 17));
        assertEquals("pro|3|buy|1|1", at3.get(5).substring(0, 13));
        // each: ann's steps are free, free and pro, so that nobody buys on one plan
        List<String> each = funnel(EVENTS, "--breakdown", "plan", "--breakdown-at", "each");
        assertTrue(each.contains("free|3|buy|1|0|0|0|0.0|0.0|0.0|null|null|null|null"), each::toString);
    }

    @Test
    void errorsSayWhatIsWrong() {
        assertError("--window 7 must be a time with its unit", "--window", "7", "--steps", "a,b");
        assertError("--steps must name 1 to 20 events", "--steps", "a,,b");
        assertError("--repeats is for --mode strict", "--repeats");
        assertError("--rising is for --mode ordered and strict", "--rising", "--mode", "unordered");
        assertError("--exclude is for --mode ordered and unordered", "--exclude", "x", "--mode", "strict");
        assertError("--exclude x@2-1 must be between two of the steps 1 to 2", "--exclude", "x@2-1");
        assertError("unordered steps have no number", "--exclude", "x@1-2", "--steps", "a,b,c", "--mode", "unordered");
        assertError("--breakdown-at 3 must be a step from 1 to 2, last or each", "--breakdown-at", "3");
        assertError("--as-of someday is no time", "--as-of", "someday");
        assertError("--as-of 2026-02-30 is no time", "--as-of", "2026-02-30");
        assertError("no column nothing; it has who, at, what, plan", "--breakdown", "nothing");
        assertError("--zone Mars", "--zone", "Mars");
    }

    private static void parse(FunnelCommand command, List<String> args) {
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args.toArray(String[]::new));
    }

    private void assertError(String part, String... more) {
        FunnelCommand command = new FunnelCommand();
        List<String> args = new ArrayList<>(List.of("--visitor", "who", "--time", "at", "--event", "what"));
        Collections.addAll(args, more);
        if (!args.contains("--steps")) Collections.addAll(args, "--steps", "view,cart");
        String message = assertThrows(IllegalArgumentException.class, () -> {
                    Path file = folder.resolve("events.csv");
                    Files.writeString(file, "who,at,what,plan\n" + String.join("\n", EVENTS) + "\n");
                    args.addAll(0, List.of("--input", file.toString()));
                    parse(command, args);
                    command.result(TestSpark.session());
                })
                .getMessage();
        assertTrue(message.contains(part), message);
    }
}
