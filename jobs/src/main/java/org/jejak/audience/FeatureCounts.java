package org.jejak.audience;

import java.io.Serializable;
import java.util.*;

/**
 * How many customers have which value of a feature. Numbers are rounded to three digits, so that there are never many; counts
 * of parts add up to those of all, in any order.
 */
final class FeatureCounts implements Serializable {
    private final TreeMap<Double, Long> numbers = new TreeMap<>();
    private final TreeMap<String, Long> texts = new TreeMap<>();

    /** Counts a value: a Double, a String, or null, which is not counted. */
    void add(Object value) {
        if (value instanceof Double number) numbers.merge(rounded(number), 1L, Long::sum);
        else if (value != null) texts.merge((String) value, 1L, Long::sum);
    }

    /** Adds the counts of another part. */
    FeatureCounts merge(FeatureCounts other) {
        other.numbers.forEach((value, n) -> numbers.merge(value, n, Long::sum));
        other.texts.forEach((value, n) -> texts.merge(value, n, Long::sum));
        return this;
    }

    /** Customers by number. */
    SortedMap<Double, Long> numbers() {
        return numbers;
    }

    /** Customers by text. */
    SortedMap<String, Long> texts() {
        return texts;
    }

    /** A number with three significant digits; whole numbers below 1000 stay as they are. */
    static double rounded(double number) {
        double size = Math.abs(number);
        if (!(size > 0) || size < 1000 && number == Math.rint(number)) return number + 0.0;
        double step = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(size)) - 2);
        return step < 1 ? Math.rint(number * (1 / step)) / (1 / step) : Math.rint(number / step) * step;
    }
}
