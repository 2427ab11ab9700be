package org.jejak.attribution;

/** Splits whole units by weights so that the parts add up exactly: largest remainder (Hamilton). */
final class Apportionment {
    private Apportionment() {}

    /**
     * Parts of a total. Each is its exact share rounded down, and the units that are left go to the largest remainders, of
     * equal ones to the first.
     *
     * @param weights not negative, with sum 1 up to rounding
     * @param total units to split; a negative total is split like a positive one
     */
    static long[] split(double[] weights, long total) {
        int n = weights.length;
        long size = Math.abs(total);
        long[] parts = new long[n];
        double[] remainders = new double[n];
        long left = size;
        for (int i = 0; i < n; i++) {
            double exact = weights[i] * size;
            parts[i] = Math.min((long) exact, left);
            remainders[i] = exact - parts[i];
            left -= parts[i];
        }
        while (left > 0) {
            int largest = 0;
            for (int i = 1; i < n; i++) if (remainders[i] > remainders[largest]) largest = i;
            // remainders are below 1: more than one unit for a part can only be left by rounding of huge totals
            long units = Math.max(1, Math.min(left, (long) remainders[largest]));
            parts[largest] += units;
            remainders[largest] -= units;
            left -= units;
        }
        if (total < 0) for (int i = 0; i < n; i++) parts[i] = -parts[i];
        return parts;
    }
}
