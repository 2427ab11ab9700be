package org.jejak.audience;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.*;
import org.jejak.statistics.EvenBins;
import org.jejak.statistics.IsotonicCalibration;

/**
 * The bins of one feature: 0 for customers without a value; numbers in up to {@link #MOST} bins of about the same size; of texts
 * one for each that more than one in a hundred customers has, and a last one for the others.
 */
final class FeatureBins implements Serializable {
    /** Bins of numbers, beside that for no value. */
    static final int MOST = 8;
    /** Texts that a smaller share of customers has share a bin. */
    private static final double LEAST_SHARE = 0.01;

    private final String feature;
    /** Smallest and largest number of each bin from 1 on; null for texts. The last bin has no upper end, the first no lower. */
    private final double[] lows;

    private final double[] highs;
    /** Texts with a bin of their own, sorted; empty for numbers. */
    private final String[] texts;

    private FeatureBins(String feature, double[] lows, double[] highs, String[] texts) {
        this.feature = feature;
        this.lows = lows;
        this.highs = highs;
        this.texts = texts;
    }

    /**
     * Bins of a feature.
     *
     * @param isText whether its values are texts, also where nobody has one yet
     * @param counts customers by value
     */
    static FeatureBins of(String feature, boolean isText, FeatureCounts counts) {
        return isText ? ofTexts(feature, counts.texts()) : ofNumbers(feature, counts.numbers());
    }

    private static FeatureBins ofNumbers(String feature, SortedMap<Double, Long> counts) {
        double[] values = counts.keySet().stream().mapToDouble(v -> v).toArray();
        long[] customers = counts.values().stream().mapToLong(n -> n).toArray();
        int[] ends = EvenBins.ends(customers, MOST, IsotonicCalibration.LEAST_BLOCK);
        double[] lows = new double[ends.length];
        double[] highs = new double[ends.length];
        for (int b = 0; b < ends.length; b++) {
            lows[b] = values[b == 0 ? 0 : ends[b - 1] + 1];
            highs[b] = values[ends[b]];
        }
        return new FeatureBins(feature, lows, highs, new String[0]);
    }

    private static FeatureBins ofTexts(String feature, SortedMap<String, Long> counts) {
        long all = counts.values().stream().mapToLong(n -> n).sum();
        String[] texts = counts.entrySet().stream()
                .filter(text -> text.getValue() > LEAST_SHARE * all)
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        return new FeatureBins(feature, null, null, texts);
    }

    /** The name of the feature. */
    String feature() {
        return feature;
    }

    /** How many bins there are, that for no value included. */
    int size() {
        return 1 + (lows == null ? texts.length + 1 : Math.max(1, lows.length));
    }

    /** The bin of a value: a Double, a String or null. */
    int of(Object value) {
        if (value == null) return 0;
        if (lows == null) {
            int place = Arrays.binarySearch(texts, (String) value);
            return place >= 0 ? 1 + place : 1 + texts.length;
        }
        double number = FeatureCounts.rounded((Double) value);
        int bin = 1;
        while (bin < highs.length && number > highs[bin - 1]) bin++;
        return bin;
    }

    /** A bin in words, such as {@code views_28d 2 to 5}. */
    String label(int bin) {
        return feature + " " + range(bin);
    }

    private String range(int bin) {
        if (bin == 0) return "not known";
        if (lows == null) return bin > texts.length ? "something else" : "'" + texts[bin - 1] + "'";
        if (lows.length <= 1) return "any";
        String low = text(lows[bin - 1]);
        String high = text(highs[bin - 1]);
        if (bin == lows.length) return low + " or more";
        if (low.equals(high)) return low;
        return bin == 1 ? "up to " + high : low + " to " + high;
    }

    private static String text(double number) {
        BigDecimal plain = new BigDecimal(number, new MathContext(3)).stripTrailingZeros();
        return plain.signum() == 0 ? "0" : plain.toPlainString();
    }
}
