package org.jejak.command.bench;

import java.util.*;
import java.util.concurrent.Callable;
import org.jejak.config.UsageException;
import org.jejak.statistics.Counts;
import org.jejak.statistics.RidgeLogistic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the fit of a lead score on invented customers who are all different. */
@Command(
        name = "audience",
        mixinStandardHelpOptions = true,
        description =
                "The regression of a lead score on customers with so many features, each in one of eight bins, and"
                    + " hardly two of them alike, which is the worst case: in this process, in one thread. The bar of"
                    + " 5 s is for the defaults.")
final class AudienceBench implements Callable<Integer> {
    private static final int BINS = 8;
    private static final double BAR = 5;
    private static final int WARM_UP = 20_000;

    @Option(
            names = "--rows",
            description = "Customers to learn from. Default: ${DEFAULT-VALUE}.",
            defaultValue = "200000")
    private int rows;

    @Option(names = "--features", description = "Features of each. Default: ${DEFAULT-VALUE}.", defaultValue = "40")
    private int features;

    @Override
    public Integer call() {
        if (rows < 1) throw new UsageException("--rows is " + rows + ", but must be at least 1");
        if (features < 1) throw new UsageException("--features is " + features + ", but must be at least 1");
        fit("warm-up", Math.min(rows, WARM_UP));
        fit("fit", rows);
        return 0;
    }

    private void fit(String what, int customers) {
        List<RidgeLogistic.Cell> cells = cells(customers);
        long start = System.nanoTime();
        RidgeLogistic.Fit fit = RidgeLogistic.fit(cells, features * BINS, 1);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-8s %,9d customers x %d features %6.2f s (bar %.1f s: %.2f of it)  %d Newton steps%n",
                what,
                customers,
                features,
                seconds,
                BAR,
                seconds / BAR,
                fit.iterations());
    }

    /** Customers in random bins; every second feature raises the chance of the outcome, the last bins the most. */
    private List<RidgeLogistic.Cell> cells(int customers) {
        Random random = new Random(42);
        List<RidgeLogistic.Cell> cells = new ArrayList<>(customers);
        for (int i = 0; i < customers; i++) {
            int[] columns = new int[features];
            double logit = -3;
            for (int f = 0; f < features; f++) {
                int bin = random.nextInt(BINS);
                columns[f] = f * BINS + bin;
                if (f % 2 == 0) logit += (bin - (BINS - 1) / 2.0) / BINS;
            }
            boolean hasOutcome = random.nextDouble() < RidgeLogistic.probability(logit);
            cells.add(new RidgeLogistic.Cell(columns, new Counts(1, hasOutcome ? 1 : 0)));
        }
        return cells;
    }
}
