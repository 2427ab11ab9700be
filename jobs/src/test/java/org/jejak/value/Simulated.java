package org.jejak.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Purchase histories with known truth. */
final class Simulated {
    private Simulated() {}

    /** Gamma(shape, rate) by Marsaglia and Tsang (2000). */
    static double gamma(Random random, double shape, double rate) {
        if (shape < 1) return gamma(random, shape + 1, rate) * Math.pow(random.nextDouble(), 1 / shape);
        double d = shape - 1 / 3.0;
        while (true) {
            double z = random.nextGaussian();
            double v = Math.pow(1 + z / Math.sqrt(9 * d), 3);
            if (v > 0 && Math.log(random.nextDouble()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v / rate;
        }
    }

    static double beta(Random random, double a, double b) {
        double u = gamma(random, a, 1);
        return u / (u + gamma(random, b, 1));
    }

    /**
     * BG/NBD customers, times in weeks, who first buy within the first {@code acquisition} days; whole days, so two
     * purchases on one day are one.
     */
    static List<History> bgNbd(int customers, double[] p, int acquisition, int days, long seed) {
        Random random = new Random(seed);
        List<History> histories = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            double first = random.nextInt(acquisition);
            double rate = gamma(random, p[0], p[1]) / 7;
            double leaves = beta(random, p[2], p[3]);
            double nu = gamma(random, 4, 25);
            List<Integer> bought = new ArrayList<>(List.of((int) first));
            double at = first + 0.5;
            do {
                at += -Math.log(random.nextDouble()) / rate;
                if (at < days && (int) at > bought.get(bought.size() - 1)) bought.add((int) at);
            } while (at < days && random.nextDouble() >= leaves);
            long[] amounts = new long[bought.size()];
            Arrays.setAll(amounts, k -> Math.max(1, (long) (gamma(random, 6, nu) * History.SCALE)));
            histories.add(
                    new History("c" + i, null, bought.stream().mapToInt(d -> d).toArray(), amounts));
        }
        return histories;
    }
}
