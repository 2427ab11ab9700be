package org.jejak.command.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.*;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.hipparchus.random.RandomDataGenerator;
import org.jejak.value.ModelSelectionOptions;
import org.jejak.value.ModelSelectionSteps;
import org.jejak.value.PurchaseLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures customer value on simulated customers: each step in this process, the whole command in one of its own. */
@Command(
        name = "value",
        mixinStandardHelpOptions = true,
        description =
                "Customer value of simulated customers like those of CDNOW (Pareto/NBD, first purchases within 12 weeks, "
                        + "39 weeks observed): summary, each fit and scoring in this process, in one thread, and the whole "
                        + "command with its peak memory.")
final class ValueBench implements Callable<Integer> {
    private static final LocalDate START = LocalDate.of(2025, 1, 1);
    private static final int ACQUISITION_DAYS = 84;
    private static final int DAYS = 273;
    private static final double WEEK = 7;

    @Option(names = "--work", paramLabel = "FOLDER", required = true, description = "Where to put the transactions.")
    private Path work;

    @Option(
            names = "--customers",
            description = "Customers to simulate. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1000000")
    private int customers;

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(work);
        steps("warm-up, ", file(Math.min(customers, 50_000)));
        Path file = file(customers);
        steps("", file);
        ChildProcess.Result command = ChildProcess.run(
                "2g",
                work.resolve("value.log"),
                List.of(
                        "value",
                        "--transactions",
                        file.toString(),
                        "--customer",
                        "customer",
                        "--date",
                        "date",
                        "--amount",
                        "amount",
                        "--format",
                        "parquet",
                        "--out",
                        work.resolve("predictions.parquet").toString()));
        System.out.printf("whole command, heap of 2 GB: %s%n", command.text());
        return 0;
    }

    private void steps(String prefix, Path file) throws IOException {
        ModelSelectionSteps steps = new ModelSelectionSteps(WEEK);
        List<PurchaseLog.Line> lines = lines(file);
        time(
                prefix + String.format(Locale.ROOT, "%,d rows to histories", lines.size()),
                null,
                () -> steps.histories(lines));
        lines.clear();
        int end = (int) START.toEpochDay() + DAYS - 1;
        time(prefix + "summary", null, () -> steps.summary(end));
        for (String model : ModelSelectionOptions.ALL_MODELS)
            time(
                    prefix + "fit of " + model,
                    model.equals("bg_nbd")
                            ? Double.valueOf(0.5)
                            : model.equals("pareto_nbd") ? Double.valueOf(5) : null,
                    () -> steps.fit(model));
        time(prefix + "fit of gamma_gamma", null, steps::spend);
        for (String model : ModelSelectionOptions.ALL_MODELS)
            time(prefix + "scores by " + model, null, () -> steps.scores(model));
    }

    private static void time(String what, Double bar, Supplier<String> step) {
        long start = System.nanoTime();
        String said = step.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        String against = bar == null ? "" : String.format(Locale.ROOT, " (bar %.1f s: %.2f of it)", bar, seconds / bar);
        System.out.printf(Locale.ROOT, "%-32s %7.2f s%s  %s%n", what, seconds, against, said);
    }

    private static List<PurchaseLog.Line> lines(Path file) throws IOException {
        List<PurchaseLog.Line> lines = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",");
                int day = (int) LocalDate.parse(cells[1]).toEpochDay();
                lines.add(new PurchaseLog.Line(cells[0], day, Math.round(Double.parseDouble(cells[2]) * 10_000)));
            }
        }
        return lines;
    }

    /** Writes purchases of customers with the parameters that CDNOW has. */
    private Path file(int count) {
        Path file = work.resolve("transactions-" + count + ".csv");
        if (Files.exists(file)) return file;
        RandomDataGenerator random = new RandomDataGenerator(42);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("customer,date,amount\n");
            for (int i = 0; i < count; i++) {
                double first = random.nextUniform(0, ACQUISITION_DAYS);
                double gap = WEEK / random.nextGamma(0.55, 1 / 10.6);
                double left = first + WEEK * random.nextExponential(1 / random.nextGamma(0.61, 1 / 11.7));
                double spend = random.nextGamma(3.74, 1 / 15.4);
                for (double at = first; at < DAYS && at <= left; at += random.nextExponential(gap)) {
                    double amount = random.nextGamma(6.25, 1 / spend);
                    out.write(String.format(Locale.ROOT, "c%07d,%s,%.2f%n", i, START.plusDays((long) at), amount));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
