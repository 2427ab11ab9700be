package org.jejak.command.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jejak.command.TextTable;

/**
 * What {@code jejak bench} measured, and the bars that it is held against.
 *
 * @param floorSeconds of the floor, over all logs
 * @param shortFull full run over 120 days
 * @param longFull full run over 360 days
 * @param shortNight the night after 120 days
 * @param longNight the same night after 360 days
 * @param interactions in the history of 360 days
 * @param merging the night after 120 days again, with more and more customers that turn out to be one
 * @param demo the demo over the sample data; empty where that is left out
 */
record BenchFigures(
        double floorSeconds,
        Measured shortFull,
        Measured longFull,
        Night shortNight,
        Night longNight,
        long interactions,
        List<Night> merging,
        Optional<Demo> demo) {
    /**
     * A night.
     *
     * @param measured what it took
     * @param merged customers whose id gave way to another in it
     */
    record Night(Measured measured, long merged) {
        RunFigures run() {
            return measured.run();
        }

        double seconds() {
            return measured.seconds();
        }
    }

    /**
     * The demo.
     *
     * @param seconds from Spark's start to its last line, as it says itself
     * @param first its first run, over everything but the last day
     * @param second its second run, a night
     */
    record Demo(double seconds, RunFigures first, RunFigures second) {}

    /** A line of the table: what is measured, the bar, and what to reach for; at most, all of them. */
    enum Bar {
        NIGHT("night / full run, 120 days", 0.33, 0.25),
        HISTORY("night on 360 days / on 120 days", 1.2, 1.1),
        FULL("full run 360 days / floor", 5, 3),
        EXECUTIONS("SQL executions of a night", 200, 120),
        WRITTEN("rows written by a night / rows that differ", 3, 1),
        DEMO_NIGHT("sample data: the demo's second night / its first", 0.33, 0.2),
        DEMO("demo from Spark's start to its last line, seconds", 110, 90),
        SESSIONIZE("sessionize in the full run of 120 days, seconds", 12, 6);

        private final String work;
        private final double bar;
        private final double reach;

        Bar(String work, double bar, double reach) {
            this.work = work;
            this.bar = bar;
            this.reach = reach;
        }

        /** A line with what was measured and what it was computed from. */
        private Row line(double measured, String from) {
            String verdict = Double.isNaN(measured)
                    ? ""
                    : measured <= reach ? "reached" : measured <= bar ? "within the bar" : "beyond the bar";
            return RowFactory.create(work, figure(measured), figure(bar), figure(reach), verdict, from);
        }

        /** A line with one figure over another; there is none over nothing. */
        private Row ratio(double over, double under, String pattern) {
            return line(under == 0 ? Double.NaN : over / under, words(pattern, over, under));
        }
    }

    private static final String SECONDS = "%.1f / %.1f s";

    /** All tables, as printed. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(TextTable.of(List.of("work", "measured", "bar", "reach for", "", "from"), bars().toList()));
        text.append(words(
                "Bars are for --customers 72500. All runs had a heap of %s, with at most %,d interactions (bar: 50,000,000 in 4g).%n",
                BenchCommand.HEAP, interactions));
        text.append(
                        "\nRuns: seconds as in the ledger, without Spark's start and the report; processor time of the process.\n")
                .append(TextTable.of(
                        List.of(
                                "run",
                                "seconds",
                                "process",
                                "processor",
                                "in tasks",
                                "peak MB",
                                "executions",
                                "Spark jobs",
                                "rows written",
                                "rows that differ"),
                        runs().toList()));
        if (!merging.isEmpty())
            text.append(
                            "\nWhat merges cost: the night on 120 days, with log-ins by which more customers turn out to be one.\n")
                    .append(TextTable.of(
                            List.of(
                                    "merged customers",
                                    "seconds",
                                    "to the first",
                                    "processor",
                                    "rows written",
                                    "rows that differ"),
                            Stream.concat(Stream.of(shortNight), merging.stream())
                                    .map(this::merge)
                                    .toList()));
        text.append(jobs("the night on 120 days", shortNight.run()))
                .append(jobs("the full run of 120 days", shortFull.run()));
        return text.toString();
    }

    private Stream<Row> bars() {
        RunFigures night = shortNight.run();
        double sessionize = shortFull
                .run()
                .job("sessionize")
                .map(RunFigures.JobFigures::seconds)
                .orElse(Double.NaN);
        Stream<Row> simulated = Stream.of(
                Bar.NIGHT.ratio(shortNight.seconds(), shortFull.seconds(), SECONDS),
                Bar.HISTORY.ratio(longNight.seconds(), shortNight.seconds(), SECONDS),
                Bar.FULL.ratio(longFull.seconds(), floorSeconds, SECONDS),
                Bar.EXECUTIONS.line(night.executions(), ""),
                Bar.WRITTEN.ratio(night.written(), night.changed(), "%,.0f / %,.0f"),
                Bar.SESSIONIZE.line(sessionize, ""));
        return Stream.concat(
                simulated,
                demo.stream()
                        .flatMap(d -> Stream.of(
                                Bar.DEMO_NIGHT.ratio(d.second.seconds(), d.first.seconds(), SECONDS),
                                Bar.DEMO.line(d.seconds, ""))));
    }

    private Stream<Row> runs() {
        Stream<Row> simulated = Stream.of(
                run("full run, 120 days", shortFull),
                run("full run, 360 days", longFull),
                run("night on 120 days", shortNight.measured),
                run("night on 360 days", longNight.measured));
        Stream<Row> sample = demo.stream()
                .flatMap(d -> Stream.of(
                        run("demo, first", new Measured(d.first, Optional.empty())),
                        run("demo, second", new Measured(d.second, Optional.empty()))));
        return Stream.concat(simulated, sample);
    }

    private static Row run(String name, Measured measured) {
        RunFigures run = measured.run();
        return RowFactory.create(
                name,
                tenths(run.seconds()),
                measured.process().map(p -> tenths(p.seconds())).orElse(null),
                tenths(run.cpuSeconds()),
                tenths(run.taskCpuSeconds()),
                measured.process().map(ChildProcess.Result::peakMegabytes).orElse(null),
                run.executions(),
                run.sparkJobs(),
                run.written(),
                run.changed());
    }

    private Row merge(Night night) {
        RunFigures run = night.run();
        return RowFactory.create(
                night.merged,
                tenths(run.seconds()),
                figure(run.seconds() / shortNight.seconds()),
                tenths(run.cpuSeconds()),
                run.written(),
                run.changed());
    }

    private static String jobs(String of, RunFigures run) {
        List<Row> lines = new ArrayList<>();
        run.jobs().stream()
                .sorted(Comparator.comparingDouble(RunFigures.JobFigures::cpuSeconds)
                        .reversed())
                .forEach(job -> lines.add(line(job, tenths(job.seconds()))));
        lines.add(line(run.rest(), null));
        lines.add(line(
                new RunFigures.JobFigures(
                        "all",
                        0,
                        run.taskCpuSeconds(),
                        run.executions(),
                        run.sparkJobs(),
                        run.written(),
                        run.changed()),
                tenths(run.seconds())));
        return "\nJobs of " + of + ": processor time in tasks.\n"
                + TextTable.of(
                        List.of(
                                "job",
                                "seconds",
                                "processor",
                                "executions",
                                "Spark jobs",
                                "rows written",
                                "rows that differ"),
                        lines);
    }

    private static Row line(RunFigures.JobFigures job, BigDecimal seconds) {
        return RowFactory.create(
                job.job(),
                seconds,
                tenths(job.cpuSeconds()),
                job.executions(),
                job.sparkJobs(),
                job.written(),
                job.changed());
    }

    private static BigDecimal tenths(double seconds) {
        return BigDecimal.valueOf(seconds).setScale(1, RoundingMode.HALF_UP);
    }

    /** With two decimals if it is small; null if it is not known. */
    private static BigDecimal figure(double figure) {
        return Double.isNaN(figure)
                ? null
                : BigDecimal.valueOf(figure).setScale(Math.abs(figure) >= 10 ? 0 : 2, RoundingMode.HALF_UP);
    }

    private static String words(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
