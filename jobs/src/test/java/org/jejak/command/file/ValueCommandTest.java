package org.jejak.command.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jejak.ReferenceData;
import org.jejak.TestSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ValueCommandTest {
    @TempDir
    Path folder;

    private String told;

    private List<Row> value(Path file, String customer, String... more) {
        return run(
                Options.of(List.of("--transactions", file.toString(), "--customer", customer, "--date", "date"), more));
    }

    private List<Row> summary(Path file, String... more) {
        return run(Options.of(List.of("--summary", file.toString()), more));
    }

    private List<Row> run(String... args) {
        ValueCommand command = new ValueCommand();
        new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(Options.of(List.of("--format", "csv"), args));
        ByteArrayOutputStream beside = new ByteArrayOutputStream();
        List<Row> rows =
                command.result(TestSpark.session(), new PrintStream(beside)).collectAsList();
        told = beside.toString(StandardCharsets.UTF_8);
        return rows;
    }

    private Path sample() {
        return ReferenceData.file("data/cdnow/cdnow_sample.csv");
    }

    @Test
    void fitsAndPredictionsOfTheSample() {
        List<Row> fits =
                value(sample(), "sample_customer_id", "--amount amount --calibration-end 1997-09-30 --result fits");
        assertEquals(
                "nbd.r nbd.alpha bg_nbd.r bg_nbd.alpha bg_nbd.a bg_nbd.b mbg_nbd.r mbg_nbd.alpha mbg_nbd.a mbg_nbd.b"
                        + " pareto_nbd.r pareto_nbd.alpha pareto_nbd.s pareto_nbd.beta gamma_gamma.p gamma_gamma.q"
                        + " gamma_gamma.v",
                fits.stream()
                        .map(r -> r.getAs("model") + "." + r.getAs("parameter"))
                        .collect(Collectors.joining(" ")));
        assertTrue(told.contains("Model: pareto_nbd, smallest holdout error 0.75452"), told);
        assertTrue(told.contains("correlation of x and mean spend 0.1139"), told);

        Row first = value(
                        sample(),
                        "sample_customer_id",
                        "--amount amount --calibration-end 1997-09-30 --delta 0.0027 --horizon 52",
                        "--model BG/NBD",
                        "--params"
                                + " r=0.2425945224,alpha=4.413602019,a=0.7929220172,b=2.425906777,p=6.249572271,q=3.744224667,v=15.44352096")
                .stream()
                .filter(r -> r.getString(0).equals("1"))
                .findFirst()
                .orElseThrow();
        assertEquals(2, first.<Long>getAs("x"));
        assertEquals(1, first.<Double>getAs("p_alive") / 0.7266203117, 1e-8);
        assertEquals(1, first.<Double>getAs("expected_purchases") / 1.558686232, 1e-8);
        assertEquals(1, first.<Double>getAs("clv") / 36.03080223, 1e-8);
        assertEquals(1, first.<Double>getAs("residual_value") / 127.1311794, 1e-8);
        assertEquals(1, first.<Long>getAs("actual_purchases"));
    }

    @Test
    void refundsReducePurchasesAndAreCounted() throws Exception {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, """
                who,date,paid
                a,2020-01-01,10
                a,2020-02-01,20
                a,2020-03-01,30
                a,2020-03-05,-20
                b,2020-01-01,10
                b,2020-01-09,-4
                b,2020-02-09,-100
                c,2020-01-01,-5
                d,2020-01-01,0
                """);
        List<Row> net = value(file, "who", "--amount paid");
        assertEquals(List.of("a 2 15.0 40.0", "b 0 null 0.0", "d 0 null 0.0"), brief(net));
        assertTrue(told.contains("4 refunds (policy net): 30.00 taken off purchases, 99.00 without"), told);
        assertTrue(told.contains("1 customers left out: no purchase"), told);
        assertEquals(
                List.of("a 1 30.0 40.0", "d 0 null 0.0"), brief(value(file, "who", "--amount paid --returns exclude")));
        assertEquals(
                List.of("a 2 25.0 60.0", "b 0 null 10.0", "d 0 null 0.0"),
                brief(value(file, "who", "--amount paid --returns gross")));
    }

    /** The published summary has times of two decimals: its likelihoods differ from the exact ones in the third decimal. */
    @Test
    void publishedSummaryGivesPublishedFits() {
        Path file = ReferenceData.file("data/cdnow/cdnow_sample_summary_39w_published.csv");
        String[] columns = {
            "--customer", "sample_customer_id", "--frequency", "x", "--recency", "t_x", "--amount", "zbar"
        };
        List<String> fits = new ArrayList<>(List.of(columns));
        fits.addAll(List.of("--result", "fits"));
        Map<String, Double> likelihoods = new HashMap<>();
        for (Row row : summary(file, fits.toArray(String[]::new)))
            likelihoods.put(row.getAs("model"), row.getAs("log_likelihood"));
        assertEquals(-9582.4256, likelihoods.get("bg_nbd"), 5e-5);
        assertEquals(-9594.9739, likelihoods.get("pareto_nbd"), 5e-5);
        assertEquals(-4055.9232, likelihoods.get("gamma_gamma"), 5e-5);
        assertTrue(told.startsWith("2,357 histories read"), told);

        List<String> predict = new ArrayList<>(List.of(columns));
        predict.addAll(List.of("--horizon", "39", "--model", "bg_nbd"));
        Row first = summary(file, predict.toArray(String[]::new)).stream()
                .filter(r -> r.getString(0).equals("1"))
                .findFirst()
                .orElseThrow();
        assertEquals(1.226, first.<Double>getAs("expected_purchases"), 5e-4);
        assertTrue(first.isNullAt(first.fieldIndex("historic_value")), "the first purchase is not in a summary");
    }

    /** x = t_x = T = 0 is a new customer; figures of the BG/NBD paper's spreadsheet. */
    @Test
    void newCustomersAndRowsThatAreNoHistories() throws Exception {
        Path file = folder.resolve("summary.tsv");
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "frequency\trecency\tT",
                        "0\t0\t0",
                        "2.0\t30.43\t38.86",
                        "1\t5\t4",
                        "0\t1\t4",
                        "1.5\t1\t4",
                        "-1\t0\t4",
                        "1\t1\t",
                        "1\tsoon\t4",
                        ""));
        for (double[] expected : new double[][] {{1, .0532}, {32, 1.0437}, {78, 1.8576}}) {
            Row row = summary(
                            file,
                            "--horizon",
                            String.valueOf(expected[0]),
                            "--model bg_nbd --params r=.2425945,alpha=4.4136020,a=.7929220,b=2.4259068")
                    .get(0);
            assertEquals("1", row.getAs("customer"), "rows are numbered");
            assertEquals(expected[1], row.<Double>getAs("expected_purchases"), 5e-4);
        }
        for (String reason : List.of(
                "1 rows left out: recency_beyond_age, first in line 4",
                "1 rows left out: recency_without_repeat, first in line 5",
                "2 rows left out: bad_frequency, first in line 6",
                "1 rows left out: bad_age, first in line 8",
                "1 rows left out: bad_recency, first in line 9")) assertTrue(told.contains(reason), told);
        Files.writeString(file, "frequency\tT\trecency\tmean\n0\t4\t0\tNA\n0\t4\t0\tNaN\n1\t4\t2\tNA\n1\t4\t2\t7\n");
        assertEquals(
                3,
                summary(file, "--amount mean --model nbd --params r=1,alpha=1").size());
        assertTrue(told.contains("1 rows left out: bad_amount, first in line 4"), told);
        Files.writeString(file, "id\tfrequency\trecency\tT\na\t0\t0\t1\na\t1\t1\t1\n");
        String twice = assertThrows(IllegalArgumentException.class, () -> summary(file, "--customer id"))
                .getMessage();
        assertTrue(twice.contains("1 rows of customers that stand in a row before"), twice);
    }

    /** Spend of a purchase is not negative in any model; a mean of 0 is one, and worth less than any other. */
    @Test
    void aNegativeMeanIsNoAmount() throws Exception {
        Path file = folder.resolve("summary.csv");
        Files.writeString(file, "frequency,recency,T,mean\n3,30,38,-50\n3,30,38,0\n0,0,38,-5\n3,30,38,-0.01\n");
        List<Row> rows = summary(
                file, "--amount mean --model bg_nbd --params r=.25,alpha=4.5,a=.8,b=2.5,p=6,q=4,v=15 --horizon 20");
        assertEquals(2, rows.size());
        assertEquals(6 * 15.0 / (6 * 3 + 4 - 1), rows.get(0).<Double>getAs("expected_spend"), 1e-12);
        assertTrue(told.contains("2 rows left out: bad_amount, first in line 2"), told);
    }

    /** Parameters as a fit prints them, of a limit as well: a customer of BG/NBD who bought thrice, with one rate and dropout. */
    @Test
    void parametersOfALimitPredict() throws Exception {
        Path file = folder.resolve("summary.csv");
        Files.writeString(file, "frequency,recency,T,mean\n3,30,38,12.5\n0,0,38,0\n");
        List<Row> rows =
                summary(file, "--amount mean --horizon 10 --model bg_nbd --params lambda=.1,theta=.2,q=3,c=40");
        // odds to have left .2/.8 e^(.1 x 8); purchases to come (1 - e^(-.1 x .2 x 10)) / .2
        double alive = 1 / (1 + 0.25 * Math.exp(0.8));
        assertEquals(alive, rows.get(0).<Double>getAs("p_alive"), 1e-12);
        assertEquals(alive * -Math.expm1(-0.2) / 0.2, rows.get(0).<Double>getAs("expected_purchases"), 1e-12);
        assertEquals(12.5, rows.get(0).<Double>getAs("expected_spend"));
        assertEquals(1.0, rows.get(1).<Double>getAs("p_alive"));
        assertEquals(20, rows.get(1).<Double>getAs("expected_spend"), 1e-12);
    }

    /** Histories as other packages count them: by day, and by week from Monday. */
    @Test
    void purchasesOfADayOrOfAWeekAreOne() throws Exception {
        Path file = folder.resolve("log.csv");
        Files.writeString(file, """
                id,date,paid
                1,2015-01-01,1
                1,2015-02-06,2
                2,2015-01-01,2
                3,2015-01-01,3
                3,2015-01-02,1
                3,2015-01-05,5
                4,2015-01-16,6
                4,2015-02-02,3
                4,2015-02-05,3
                4,2015-02-05,6
                5,2015-01-18,8
                5,2015-01-16,3
                5,2015-01-17,1
                6,2015-02-02,5
                """);
        String cut = "--calibration-end";
        assertEquals(
                List.of(
                        "1 1 36 37 2.0",
                        "2 0 0 37 null",
                        "3 2 4 37 3.0",
                        "4 2 20 22 6.0",
                        "5 2 2 22 4.5",
                        "6 0 0 5 null"),
                histories(known(file, "day", cut, "2015-02-07")));
        assertEquals(
                List.of("1 1 5 5 2.0", "2 0 0 5 null", "3 1 1 5 5.0", "4 1 3 3 12.0", "5 0 0 3 null", "6 0 0 0 null"),
                histories(known(file, "week", cut, "2015-02-07")));
        assertEquals(
                List.of("1 1 5 5 2.0", "2 0 0 5 null", "3 1 1 5 5.0", "4 1 3 3 12.0", "5 1 1 3 8.0", "6 0 0 0 null"),
                histories(value(
                        file,
                        "id",
                        "--amount paid --model nbd --params r=1,alpha=1 --unit week --period week_from_sunday",
                        "--calibration-end 2015-02-07")),
                "2015-01-18, when 5 bought for 8, is a Sunday");
        List<Row> days = known(file, "day", cut, "2015-02-01", "--horizon-end 2015-02-07");
        List<Row> weeks = known(file, "week", cut, "2015-02-01", "--horizon-end 2015-02-07");
        assertEquals(List.of(1L, 0L, 0L, 2L, 0L), came(days));
        assertEquals(List.of(1L, 0L, 0L, 1L, 0L), came(weeks));
        assertEquals(
                List.of("1 0 0 4 null", "2 0 0 4 null", "3 1 1 4 5.0", "4 0 0 2 null", "5 0 0 2 null"),
                histories(weeks));
    }

    /** A cut on a Wednesday: what was bought on Thursday is not known by then, although it is in the same week. */
    @Test
    void aWeekThatACutDividesIsTwo() throws Exception {
        Path file = folder.resolve("log.csv");
        Files.writeString(file, """
                id,date,paid
                ann,2026-01-05,9
                ann,2026-02-03,4
                ann,2026-02-04,2
                ann,2026-02-05,100
                ann,2026-02-06,1
                ann,2026-02-19,50
                bob,2026-01-06,7
                bob,2026-02-05,-7
                cem,2026-02-05,30
                """);
        List<Row> rows =
                known(file, "week", "--calibration-end", "2026-02-04", "--horizon-end 2026-02-18 --returns exclude");
        assertEquals(List.of("ann 1 4 4 6.0", "bob 0 0 4 null"), histories(rows));
        assertEquals(List.of(1L, 0L), came(rows));
        assertEquals(
                List.of(101.0, 0.0),
                rows.stream().map(r -> r.<Double>getAs("actual_spend")).toList());
        List<Row> scores = value(file, "id", "--amount paid --period week --calibration-end 2026-02-04 --result rfm");
        assertEquals(
                List.of("ann", "bob"), scores.stream().map(r -> r.getString(0)).toList());
        assertEquals(15.0, scores.get(0).<Double>getAs("revenue"));
    }

    private List<Row> known(Path file, String period, String... more) {
        List<String> args = new ArrayList<>(List.of("--amount", "paid", "--model", "nbd", "--params", "r=1,alpha=1"));
        args.addAll(List.of("--period", period, "--unit", period));
        args.addAll(List.of(more));
        return value(file, "id", args.toArray(String[]::new));
    }

    private static List<Long> came(List<Row> rows) {
        return rows.stream().map(r -> r.<Long>getAs("actual_purchases")).toList();
    }

    private static List<String> histories(List<Row> rows) {
        return rows.stream()
                .map(r -> "%s %d %.0f %.0f %s"
                        .formatted(
                                r.getAs("customer"),
                                r.getAs("x"),
                                r.getAs("t_x"),
                                r.getAs("T"),
                                r.getAs("mean_repeat_amount")))
                .toList();
    }

    @Test
    void rfmScoresAreThoseOfTheReference() {
        Map<String, Long> sizes = value(sample(), "sample_customer_id", "--amount amount --result rfm").stream()
                .collect(Collectors.groupingBy(r -> r.getAs("rfm_segment"), Collectors.counting()));
        assertEquals(414, sizes.get("Champions"));
        assertEquals(439, sizes.get("Lost"));
        assertEquals(2, sizes.get("Can't Lose Them"));
        assertTrue(
                told.contains("days since the last purchase 152, 442, 486, 512; purchases 1, 1, 2, 4; revenue 15.36, "
                        + "31.958, 59.25, 130.436"),
                told);
    }

    /** Limits and segments that a business has set itself: one day beyond a limit is another score. */
    @Test
    void rfmThresholdsAndSegmentsOfOnesOwn() throws Exception {
        Path file = folder.resolve("log.csv");
        Files.writeString(file, """
                id,date,paid
                ann,2026-03-01,50
                bob,2026-03-02,50.01
                cem,2026-03-31,10
                cem,2026-03-30,10
                """);
        Path segments = folder.resolve("segments.conf");
        Files.writeString(segments, """
                jejak.value.rfm.segments = [
                  { name = "here", recency = "4-5", frequency = "1-5", at-risk = false }
                  { name = "gone", recency = "1-3", frequency = "1-5", at-risk = true }
                ]
                """);
        List<String> options = List.of("--amount", "paid", "--result", "rfm", "--rfm-segments", segments.toString());
        List<Row> rows = value(
                file,
                "id",
                Options.of(options, "--rfm-recency 7,29,60,90 --rfm-frequency 1,2,3,4 --rfm-monetary 10,20,50,100"));
        assertEquals(
                List.of("ann 3 1 3 gone", "bob 4 1 4 here", "cem 5 2 2 here"),
                rows.stream()
                        .map(r -> r.getString(0) + " " + r.get(4) + " " + r.get(5) + " " + r.get(6) + " " + r.get(7))
                        .toList());
        assertSaid("--rfm-recency [7.0, 7.0, 9.0, 10.0] must be four numbers", "--result rfm --rfm-recency 7,7,9,10");
        assertSaid("are for --result rfm", "--rfm-recency 7,8,9,10");
    }

    /** Nobody has to guess what times are counted in, least of all when days were taken for weeks. */
    @Test
    void unitAndHorizonAreSaid() throws Exception {
        Path file = folder.resolve("summary.csv");
        Files.writeString(file, "frequency,recency,T\n0,0,300\n2,200,250\n1,20,100\n");
        String given = "--model nbd --params r=1,alpha=10 ";
        summary(file, given + "--horizon 30");
        assertTrue(
                told.contains(
                        "Times and parameters are in weeks (--unit week); predictions look 30 weeks ahead (--horizon)"),
                told);
        assertTrue(
                told.contains("note: T goes up to 300 weeks, which is 5.75 years; if the file counts days, write"),
                told);
        summary(file, given + "--unit day");
        assertTrue(told.contains("in days (--unit day); predictions look 365.25 days ahead"), told);
        assertTrue(!told.contains("note: T goes up"), told);
        summary(file, given + "--unit week");
        assertTrue(!told.contains("note: T goes up"), told);
    }

    @Test
    void withoutDiscountThereIsNoValueEverAfter() {
        Row row = value(sample(), "sample_customer_id", "--amount amount --discount-rate 0")
                .get(0);
        assertEquals(row.<Double>getAs("expected_purchases"), row.<Double>getAs("discounted_purchases"));
        for (String column : List.of("residual_purchases", "residual_value", "total_value"))
            assertTrue(row.isNullAt(row.fieldIndex(column)), column);
        assertTrue(row.<Double>getAs("clv") > 0);
    }

    @Test
    void segmentsShiftTheRatesAndLargeOnesHaveAFitOfTheirOwn() throws Exception {
        Path file = folder.resolve("segments.csv");
        StringBuilder text = new StringBuilder("who,date,kind\n");
        Random random = new Random(2);
        for (int c = 0; c < 1_600; c++) {
            boolean often = c % 4 == 0;
            double rate = (often ? 3 : 1) * random.nextDouble() / 30;
            double leaves = -Math.log(random.nextDouble()) * (random.nextBoolean() ? 50 : 900);
            double at = random.nextInt(60);
            do {
                String kind = c == 1 ? "" : often ? "club" : "guest";
                text.append(
                        "c%04d,%s,%s\n".formatted(c, LocalDate.of(2024, 1, 1).plusDays((long) at), kind));
                at += -Math.log(random.nextDouble()) / rate;
            } while (at < Math.min(365, leaves));
        }
        Files.writeString(file, text);
        List<Row> fits = value(file, "who", "--segment kind --result fits");
        assertEquals(
                List.of("(all) pareto_nbd_covariates rate:club"),
                fits.stream()
                        .filter(r -> r.<String>getAs("parameter").startsWith("rate:")
                                && r.<String>getAs("model").startsWith("pareto"))
                        .map(r -> r.getAs("customer_group") + " " + r.getAs("model") + " " + r.getAs("parameter"))
                        .sorted()
                        .toList());
        Row club = fits.stream()
                .filter(r -> r.getAs("parameter").equals("rate:club"))
                .findFirst()
                .orElseThrow();
        assertEquals(Math.log(3), club.<Double>getAs("value"), 4 * club.<Double>getAs("std_error"));
        assertTrue(fits.stream().anyMatch(r -> r.getAs("customer_group").equals("guest")), told);
        assertTrue(fits.stream().noneMatch(r -> r.getAs("customer_group").equals("club")), "club is too small");
    }

    private static List<String> brief(List<Row> rows) {
        return rows.stream()
                .map(r -> r.getAs("customer") + " " + r.getAs("x") + " " + r.getAs("mean_repeat_amount") + " "
                        + r.getAs("historic_value"))
                .toList();
    }

    @Test
    void wrongUseIsSaid() {
        assertSaid("--params needs --model", "--params r=1");
        assertSaid("--params must hold all of r, alpha, a, b; or of r, alpha, theta; ", "--params r=1 --model bgnbd");
        assertSaid(
                "--params x must be one of r, alpha, a, b, theta, pi, lambda, p, q, v", "--params x=1 --model bgnbd");
        assertSaid("--params theta 1.5 must be above 0 and below 1", "--params lambda=1,theta=1.5 --model bgnbd");
        assertSaid("--model weibull is not known", "--model weibull");
        assertSaid("--calibration-end 30.9.97 is no date", "--calibration-end 30.9.97");
        assertSaid(
                "--calibration-end 1990-01-01 must be not before the first purchase", "--calibration-end 1990-01-01");
        assertSaid("--calibration-end 9999-12-31 must be in the years 1900 to 2199", "--calibration-end 9999-12-31");
        assertSaid("--discount-rate -0.1 must be at least 0", "--discount-rate -0.1");
        assertSaid("columns of --summary FILE", "--age T");
        assertSaid("--transactions does not go with --summary", "--summary", sample().toString());
        String none = assertThrows(IllegalArgumentException.class, () -> run("--customer", "id"))
                .getMessage();
        assertTrue(none.startsWith("--transactions FILE and --date COLUMN missing: "), none);
    }

    private void assertSaid(String message, String... more) {
        String said = assertThrows(IllegalArgumentException.class, () -> value(sample(), "sample_customer_id", more))
                .getMessage();
        assertTrue(said.contains(message), said);
    }
}
