package org.jejak.table;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rating scale, by the ends in its name: csat_1_5, sentiment_-1_1. The first end is the worst, so ces_7_1 counts down.
 *
 * @param worst the worst rating
 * @param best the best rating, another one
 */
public record RatingScale(double worst, double best) {
    private static final Pattern ENDS = Pattern.compile(".*?_(-?\\d+(?:\\.\\d+)?)_(-?\\d+(?:\\.\\d+)?)");

    /** The scale of a name, see {@link Interactions#RATING_SCALE}; null if the name is null or does not say two ends. */
    public static RatingScale of(String name) {
        Matcher matcher = ENDS.matcher(name == null ? "" : name);
        if (!matcher.matches()) return null;
        double worst = Double.parseDouble(matcher.group(1));
        double best = Double.parseDouble(matcher.group(2));
        return worst == best ? null : new RatingScale(worst, best);
    }

    /** How far up the scale a rating is, 0 (worst) to 1 (best); less or more if it lies outside. */
    public double share(double rating) {
        return (rating - worst) / (best - worst);
    }

    /** The rating that is so far up the scale, 0 to 1. */
    public double rating(double share) {
        return worst + share * (best - worst);
    }

    /** The same points, with the lowest as the worst. */
    public RatingScale upwards() {
        return worst < best ? this : new RatingScale(best, worst);
    }
}
