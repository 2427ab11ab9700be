package org.jejak.command.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jejak.TestSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RetentionCommandTest {
    /** Two purchases of ann on one day are one; bob gives something back; cid buys too late to be told. */
    private static final List<String> PURCHASES = List.of(
            "ann,2026-01-05,10.00",
            "ann,2026-01-05,2.50",
            "ann,2026-02-20,4.00",
            "ann,2026-03-02,6.00",
            "bob,2026-01-31,8.00",
            "bob,2026-03-15,-3.00",
            "cid,2026-02-03,1.00",
            "dan,2026-03-31,7.00");

    @TempDir
    Path folder;

    private List<String> retention(List<String> lines, String... more) throws Exception {
        Path file = folder.resolve("purchases.csv");
        Files.writeString(file, "who,day,paid\n" + String.join("\n", lines) + "\n");
        List<String> columns =
                List.of("--transactions", file.toString(), "--customer", "who", "--date", "day", "--amount", "paid");
        return run(List.of(Options.of(columns, more)));
    }

    static List<String> run(List<String> args) {
        RetentionCommand command = new RetentionCommand();
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args.toArray(String[]::new));
        return command.result(TestSpark.session()).collectAsList().stream()
                .map(r -> r.mkString("|"))
                .toList();
    }

    @Test
    void cohortsByMonth() throws Exception {
        List<String> expected = List.of(
                "2026-01|0|2|2|2|1.0|2|2|1.0|2|17.5000|17.5000|1.0|1.0|1.0|true",
                "2026-01|1|2|2|1|0.5|2|1|0.5|1|4.0000|21.5000|0.22857142857142856|0.22857142857142856|0.22857142857142856|true",
                "2026-01|2|2|2|1|0.5|2|1|0.5|1|6.0000|27.5000|0.34285714285714286|0.34285714285714286|0.22857142857142856|true",
                "2026-02|0|1|1|1|1.0|1|1|1.0|1|1.0000|1.0000|1.0|1.0|1.0|true",
                "2026-02|1|1|1|0|0.0|1|0|0.0|0|0.0000|1.0000|0.0|0.0|0.0|true",
                "2026-03|0|1|1|1|1.0|1|1|1.0|1|7.0000|7.0000|1.0|1.0|1.0|true");
        List<String> rows = retention(PURCHASES);
        assertEquals(expected, rows.stream().filter(r -> !r.startsWith("all")).toList());
        assertEquals(
                "all|1|3|3|1|0.3333333333333333|3|1|0.3333333333333333|1|4.0000|null|0.21621621621621623"
                        + "|0.21621621621621623|0.21621621621621623|true",
                rows.get(rows.size() - 2));
        List<String> shuffled = new ArrayList<>(PURCHASES);
        Collections.shuffle(shuffled, new Random(3));
        assertEquals(rows, retention(shuffled), "the order of the file does not matter");
    }

    /** Cohorts by the day of signing up: who never bought is in them, what was bought before does not count. */
    @Test
    void cohortsByTheDayOfSigningUp() throws Exception {
        Path file = folder.resolve("accounts.csv");
        Files.writeString(file, """
                who,signed_up,day,paid
                ann,2026-01-05,2026-02-10,9
                ann,2026-01-05,2026-02-11,5
                bob,2026-01-20,,
                cem,2026-01-31,2026-01-31,4
                dia,2026-02-01,2026-01-15,7
                eve,,2026-01-15,7
                fay,someday,2026-01-15,7
                """);
        List<String> args = List.of(
                "--transactions",
                file.toString(),
                "--customer",
                "who",
                "--date",
                "day",
                "--amount",
                "paid",
                "--start",
                "signed_up");
        assertEquals(List.of("2026-01|0|3|3|1", "2026-01|1|3|3|1", "2026-02|0|1|1|0"), starts(run(args)));
        String rolling = run(List.of(Options.of(args, "--window rolling --window-days 20")))
                .get(0);
        assertTrue(rolling.startsWith("2026-01|0|0|19|3|2|0|"), "cem's first twenty days are not over: " + rolling);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> run(List.of(Options.of(args, "--report movements"))))
                .getMessage();
        assertEquals("--start and --event are for --report cohorts, with --cohorts first", message);
    }

    /** First a view, then to buy; what else was done does not matter, nor does an amount that is missing there. */
    @Test
    void cohortsByTheFirstView() throws Exception {
        Path file = folder.resolve("events.csv");
        Files.writeString(file, """
                who,day,what,paid
                ann,2026-01-05,view,
                ann,2026-01-05,buy,3
                ann,2026-02-05,view,
                ann,2026-02-06,buy,3
                bob,2026-01-07,view,
                bob,2026-02-07,like,
                cem,2026-02-07,buy,1
                """);
        List<String> rows = run(List.of(Options.of(
                List.of("--transactions", file.toString(), "--customer", "who"),
                "--date day --amount paid --event what --start-event view --return-event buy")));
        assertEquals(List.of("2026-01|0|2|2|1", "2026-01|1|2|2|1"), starts(rows));
    }

    /** A quarter ends with its third month; a week from Sunday with Saturday. */
    @Test
    void cohortsByQuarterAndByWeekFromSunday() throws Exception {
        List<String> lines = List.of(
                "ann,2025-12-31,1",
                "ann,2026-01-01,1",
                "bob,2026-01-03,1",
                "bob,2026-01-04,1",
                "cem,2026-01-04,1",
                "cem,2026-01-10,1");
        assertEquals(
                List.of("2025-Q4|0|1|1|1", "2025-Q4|1|1|1|1", "2026-Q1|0|2|2|2"),
                starts(retention(lines, "--granularity quarter")));
        assertEquals(
                List.of("2025-12-28|0|2|2|2", "2025-12-28|1|2|2|1", "2026-01-04|0|1|1|1"),
                starts(retention(lines, "--granularity week_from_sunday")));
    }

    /** Cohort, period, customers, eligible and active of the cohorts. */
    private static List<String> starts(List<String> rows) {
        return rows.stream()
                .filter(r -> !r.startsWith("all"))
                .map(r -> String.join("|", Arrays.asList(r.split("\\|")).subList(0, 5)))
                .toList();
    }

    @Test
    void rollingAndBracketsCountOnlyWhomTheyCouldSee() throws Exception {
        // on 2026-03-31 only ann and bob are 59 days old; bob is exactly 59
        List<String> rolling = retention(PURCHASES, "--window rolling");
        assertTrue(
                rolling.stream().anyMatch(r -> r.startsWith("all|1|30|59|4|2|1|0.5|3|1|0.3333333333333333|2|10.0000|")),
                () -> String.join("\n", rolling));
        List<String> brackets = retention(PURCHASES, "--window brackets --brackets 1,7,60");
        assertTrue(
                brackets.stream().anyMatch(r -> r.startsWith("all|2|7|59|4|2|1|0.5|")),
                () -> String.join("\n", brackets));
    }

    /** D0 to D2 as product analytics has them: on day N, and on day N or later, of those who were seen so long. */
    @Test
    void dailyRetentionOnAndOnOrAfter() throws Exception {
        List<String> visits = List.of(
                "ann,2026-01-30,1", "ann,2026-01-31,1", "bob,2026-01-31,1", "bob,2026-02-02,1", "cid,2026-02-02,1");
        // all: period, first and last day, customers, eligible, on, rate, eligible, on or after, rate
        List<String> all =
                List.of("all|0|0|0|3|3|3|1.0|3|3|1.0|", "all|1|1|1|3|2|1|0.5|2|2|1.0|", "all|2|2|2|3|2|1|0.5|2|1|0.5|");
        for (String granularity : List.of("day", "month")) {
            List<String> rows =
                    retention(visits, "--granularity", granularity, "--window rolling --window-days 1 --periods 2")
                            .stream()
                            .filter(r -> r.startsWith("all|"))
                            .toList();
            assertEquals(all.size(), rows.size(), rows.toString());
            for (int i = 0; i < all.size(); i++) assertTrue(rows.get(i).startsWith(all.get(i)), rows.get(i));
        }
        List<String> calendar = retention(visits, "--granularity day --periods 2");
        assertTrue(calendar.contains("2026-01-31|2|1|1|1|1.0|1|1|1.0|1|1.0000|2.0000|1.0|1.0|0.0|true"), calendar + "");
        assertEquals(3 + 3 + 1 + 3, calendar.size(), "cohorts of three days, and all together");
    }

    /** Two people over a week, counted as product analytics does: recurring retention on each day, and birth cohorts. */
    @Test
    void cohortsOfEveryPeriodWithAPurchase() throws Exception {
        List<String> visits = List.of(
                "one,2020-06-10T00:00:00Z,1",
                "one,2020-06-11,1",
                "one,2020-06-12,1",
                "one,2020-06-15,1",
                "one,2020-06-15T09:00:00Z,1",
                "one,2020-06-16,1",
                "two,2020-06-11,1",
                "two,2020-06-12,1",
                "two,2020-06-13,1",
                "two,2020-06-16,1");
        String[] days = {"--granularity", "day", "--end", "2020-06-20"};
        assertEquals(
                List.of(
                        "06-10 1 1 1 0 0 1 1 0 0 0 0",
                        "06-11 2 2 1 0 1 2 0 0 0 0",
                        "06-12 2 1 0 1 2 0 0 0 0",
                        "06-13 1 0 0 1 0 0 0 0",
                        "06-15 1 1 0 0 0 0",
                        "06-16 2 0 0 0 0"),
                active(retention(visits, "--cohorts recurring", days[0], days[1], days[2], days[3])));
        assertEquals(
                List.of("06-10 1 1 1 0 0 1 1 0 0 0 0", "06-11 1 1 1 0 0 1 0 0 0 0"), active(retention(visits, days)));
        String rolling = assertThrows(
                        IllegalArgumentException.class, () -> retention(visits, "--cohorts recurring --window rolling"))
                .getMessage();
        assertEquals("--cohorts recurring is for --report cohorts with --window calendar", rolling);
    }

    /** A cohort and its active customers by period. */
    private static List<String> active(List<String> rows) {
        Map<String, String> cohorts = new TreeMap<>();
        for (String row : rows) {
            String[] cells = row.split("\\|");
            if (!cells[0].equals("all")) cohorts.merge(cells[0].substring(5), cells[4], (a, b) -> a + " " + b);
        }
        return cohorts.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .toList();
    }

    @Test
    void segmentsAreToldByWeekToo() throws Exception {
        Path file = folder.resolve("segments.csv");
        Files.writeString(file, "who,day,kind\nann,2026-01-05,guest\nbob,2026-01-06,club\n");
        List<String> rows = run(List.of(
                "--transactions",
                file.toString(),
                "--customer",
                "who",
                "--date",
                "day",
                "--segment",
                "kind",
                "--granularity",
                "week"));
        assertTrue(rows.stream().anyMatch(r -> r.startsWith("club|2026-01-05|0|1|1|")), rows.toString());
    }

    @Test
    void segmentsHaveRowsOfTheirOwn() throws Exception {
        Path file = folder.resolve("segments.csv");
        Files.writeString(file, """
                who,day,kind
                ann,2026-01-05,guest
                ann,2026-02-20,club
                bob,2026-01-31,club
                cid,2026-01-31,
                """);
        List<String> args =
                List.of("--transactions", file.toString(), "--customer", "who", "--date", "day", "--segment", "kind");
        List<String> rows = run(args).stream()
                .filter(r -> r.contains("|2026-01|"))
                .map(r -> String.join("|", Arrays.asList(r.split("\\|")).subList(0, 5)))
                .toList();
        assertEquals(
                List.of(
                        "(none)|2026-01|0|1|1",
                        "(none)|2026-01|1|1|1",
                        "all|2026-01|0|3|3",
                        "all|2026-01|1|3|3",
                        "club|2026-01|0|1|1",
                        "club|2026-01|1|1|1",
                        "guest|2026-01|0|1|1",
                        "guest|2026-01|1|1|1"),
                rows.stream().sorted().toList());
    }

    @Test
    void movementsWithAndWithoutRefunds() throws Exception {
        List<String> net = retention(PURCHASES, "--report movements");
        // January: 12.50 of ann, 8 less the 3 of March of bob; March: ann 6 after 4 expands by 2, dan is new with 7,
        // cid churns with 1
        assertTrue(net.get(0).startsWith("2026-01-01|17.5000|0.0000|17.5000|"), net.get(0));
        assertTrue(
                net.get(2).startsWith("2026-03-01|13.0000|5.0000|7.0000|0.0000|2.0000|0.0000|1.0000|2|1|1|0|1|"),
                net.get(2));
        List<String> without = retention(PURCHASES, "--report movements --returns gross");
        assertTrue(
                without.get(2).startsWith("2026-03-01|13.0000|5.0000|7.0000|0.0000|2.0000|0.0000|1.0000|"),
                without.get(2));
    }

    @Test
    void purchasesThatAreRefundedWhollyCanBeExcluded() throws Exception {
        List<String> purchases = List.of(
                "ann,2026-01-05,10",
                "ann,2026-02-05,7",
                "ann,2026-03-05,-7",
                "ann,2026-03-06,-4",
                "bob,2026-01-10,5",
                "bob,2026-01-11,-5",
                "bob,2026-02-01,3",
                "cid,2026-01-20,2",
                "cid,2026-05-01,-2");
        String[] columns = {"--report", "movements", "--end", "2026-03-31", "--returns"};
        List<String> found = new ArrayList<>();
        for (String returns : List.of("net", "gross", "exclude")) {
            List<String> options = new ArrayList<>(List.of(columns));
            options.add(returns);
            for (String row : retention(purchases, options.toArray(String[]::new))) {
                String[] cells = row.split("\\|");
                found.add(returns + " " + cells[0].substring(0, 7) + " " + cells[1] + " of " + cells[8]);
            }
        }
        assertEquals(
                List.of(
                        "net 2026-01 8.0000 of 3",
                        "net 2026-02 3.0000 of 2",
                        "net 2026-03 0.0000 of 0",
                        "gross 2026-01 17.0000 of 3",
                        "gross 2026-02 10.0000 of 2",
                        "gross 2026-03 0.0000 of 0",
                        "exclude 2026-01 8.0000 of 2",
                        "exclude 2026-02 3.0000 of 1",
                        "exclude 2026-03 0.0000 of 0"),
                found);
    }

    @Test
    void refundsBeyondOneOrderGoOnToTheOneBefore() throws Exception {
        List<String> rows = retention(
                List.of(
                        "ann,2026-01-05,100",
                        "ann,2026-02-05,100",
                        "ann,2026-03-05,100",
                        "bob,2026-01-10,100",
                        "bob,2026-02-10,10",
                        "bob,2026-02-11,-60"),
                "--report movements");
        // bob's 60 are the 10 of February and 50 of January: February contracts by 50, and in March nothing is left to
        // churn
        assertTrue(
                rows.get(1).startsWith("2026-02-01|100.0000|150.0000|0.0000|0.0000|0.0000|50.0000|0.0000|2|0|2|0|0|"),
                rows.get(1));
        assertTrue(
                rows.get(2)
                        .startsWith(
                                "2026-03-01|100.0000|100.0000|0.0000|0.0000|0.0000|0.0000|0.0000|1|0|1|0|1|1.0|1.0|"),
                rows.get(2));
    }

    /** One buys in January and is refunded in April, after leaving; another pays 40 every month. */
    @Test
    void aRefundAfterLeavingIsNoLossOfThoseWhoAreThere() throws Exception {
        List<String> lines = List.of(
                "gone,2026-01-08,300",
                "stays,2026-01-09,40",
                "stays,2026-02-09,40",
                "stays,2026-03-09,40",
                "gone,2026-04-02,-300",
                "stays,2026-04-09,40",
                "stays,2026-05-09,40");
        List<String> movements = new ArrayList<>();
        List<String> cohorts = new ArrayList<>();
        for (String row : retention(lines, "--report movements --end 2026-05-31")) {
            String[] cells = row.split("\\|");
            movements.add(cells[1] + " " + cells[5] + " " + cells[6] + " " + cells[13] + " " + cells[14]);
        }
        for (String row : retention(lines, "--report cohorts --end 2026-05-31"))
            if (row.startsWith("2026-01")) cohorts.add(row);
        assertEquals(
                List.of(
                        "40.0000 0.0000 0.0000 null null",
                        "40.0000 0.0000 0.0000 1.0 1.0",
                        "40.0000 0.0000 0.0000 1.0 1.0",
                        "40.0000 0.0000 0.0000 1.0 1.0",
                        "40.0000 0.0000 0.0000 1.0 1.0"),
                movements);
        for (String row : cohorts) assertTrue(row.contains("|40.0000|"), row);
        assertEquals(5, cohorts.size());
    }

    @Test
    void survivalAndRepeatPurchases() throws Exception {
        List<String> repeat = retention(PURCHASES, "--report repeat");
        assertTrue(repeat.get(0).startsWith("all|all|1|4|1|0.25|"), repeat.get(0));
        assertTrue(retention(PURCHASES, "--report survival").get(0).startsWith("second_order|"));
    }

    @Test
    void aContractThatEndsIsAMissedMonth() throws Exception {
        List<String> lines = new ArrayList<>();
        int[] left = {200, 150, 120, 100, 86, 76};
        for (int month = 0; month < left.length; month++) {
            for (int c = 0; c < left[month]; c++) lines.add("c" + c + ",2026-0" + (month + 1) + "-15,1");
        }
        String[] more = {"--report", "fits", "--inactivity", "0", "--end", "2026-06-30"};
        List<String> rows = retention(lines, more);
        String[] fromFile = rows.get(1).split("\\|");
        String[] fromCurve = run(List.of("--survivors", "200,150,120,100,86,76", "--report", "fits"))
                .get(0)
                .split("\\|");
        assertEquals("2026-01", fromFile[0]);
        for (int i : new int[] {6, 7, 9, 10, 12}) assertEquals(fromCurve[i], fromFile[i], "column " + i);
    }

    @Test
    void mistakesAreNamed() {
        IllegalArgumentException none =
                assertThrows(IllegalArgumentException.class, () -> run(List.of("--report", "fits")));
        assertTrue(none.getMessage().startsWith("give one of --transactions FILE"), none.getMessage());
        IllegalArgumentException rising =
                assertThrows(IllegalArgumentException.class, () -> run(List.of("--survivors", "10,12")));
        assertTrue(rising.getMessage().contains("'12' must be a whole number, not more than the one before it"));
        IllegalArgumentException bounds = assertThrows(
                IllegalArgumentException.class, () -> retention(PURCHASES, "--window brackets --brackets 7,1"));
        assertTrue(bounds.getMessage().startsWith("--brackets 7,1 must be at least two rising"), bounds.getMessage());
        IllegalArgumentException length =
                assertThrows(IllegalArgumentException.class, () -> retention(PURCHASES, "--window-days 5"));
        assertEquals("--window-days 5 is for --window rolling", length.getMessage());
        IllegalArgumentException early =
                assertThrows(IllegalArgumentException.class, () -> retention(PURCHASES, "--end 2020-01-01"));
        assertEquals("no purchase up to 2020-01-01; check --end and --returns", early.getMessage());
    }
}
