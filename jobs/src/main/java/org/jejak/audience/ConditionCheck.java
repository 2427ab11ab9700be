package org.jejak.audience;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.*;
import java.util.stream.Collectors;
import org.jejak.config.Condition;
import org.jejak.config.Conditions;

/**
 * Whether conditions hold of a customer, and if not, why. A condition on a missing value is false, so that in {@code none} it
 * holds; only {@code known = false} is true of it.
 */
public final class ConditionCheck {
    private static final int DECIMALS = 4;

    private ConditionCheck() {}

    /** Whether all of {@code all}, one of {@code any} (if there are any) and none of {@code none} hold. */
    public static boolean holds(Conditions conditions, CustomerFacts facts) {
        for (Condition c : conditions.all()) if (!holds(c, facts)) return false;
        for (Condition c : conditions.none()) if (holds(c, facts)) return false;
        return conditions.any().isEmpty() || hasOne(conditions.any(), facts);
    }

    private static boolean hasOne(List<Condition> any, CustomerFacts facts) {
        for (Condition c : any) if (holds(c, facts)) return true;
        return false;
    }

    /** Whether one condition holds. */
    static boolean holds(Condition c, CustomerFacts facts) {
        return switch (c.kind()) {
            case TRAIT -> isTrait(c, facts.trait(c.name()));
            case TAG -> facts.hasTag(c.name(), c.value());
            case SEGMENT -> facts.isIn(c.name());
            case SCORE -> isScore(c, facts.points(c.name()), facts.band(c.name()));
            case CONSENT -> isConsent(c, facts.consent(c.name()));
            case DID -> isWithin(c, facts.did(c.name(), c.value(), c.within()), 1);
        };
    }

    private static boolean isTrait(Condition c, Object value) {
        if (value == null) return isUnknownWanted(c);
        if (isUnknownWanted(c)) return false;
        if (value instanceof Double number) return isWithin(c, number, Double.NEGATIVE_INFINITY);
        String text = value.toString();
        return (c.is().isEmpty() || c.is().contains(text)) && !c.isNot().contains(text);
    }

    private static boolean isScore(Condition c, Double points, String band) {
        if (points == null) return isUnknownWanted(c);
        return !isUnknownWanted(c)
                && (c.band().isEmpty() || c.band().contains(band))
                && isWithin(c, points, Double.NEGATIVE_INFINITY);
    }

    private static boolean isConsent(Condition c, ConsentStanding standing) {
        return c.known() == null ? standing.holds() : c.known() == standing.isKnown();
    }

    private static boolean isUnknownWanted(Condition c) {
        return Boolean.FALSE.equals(c.known());
    }

    /** @param usual the lower limit if neither limit is given */
    private static boolean isWithin(Condition c, double number, double usual) {
        if (c.atLeast() == null && c.atMost() == null) return number >= usual;
        return (c.atLeast() == null || number >= c.atLeast()) && (c.atMost() == null || number <= c.atMost());
    }

    /**
     * The first condition that is not as it should be, in words such as {@code trait orders_90d is 1 (asked: at least 3)}: in the
     * order all, none, any. Empty if the conditions hold.
     */
    public static Optional<String> firstFailure(Conditions conditions, CustomerFacts facts) {
        for (Condition c : conditions.all())
            if (!holds(c, facts)) return Optional.of(found(c, facts) + asked(c, "asked"));
        for (Condition c : conditions.none())
            if (holds(c, facts)) return Optional.of(found(c, facts) + asked(c, "ruled out"));
        if (conditions.any().isEmpty() || hasOne(conditions.any(), facts)) return Optional.empty();
        return Optional.of("not one of these: "
                + conditions.any().stream()
                        .map(c -> found(c, facts) + asked(c, "asked"))
                        .collect(Collectors.joining("; ")));
    }

    /** How the customer is in every respect that conditions which hold ask about; of {@code any} those that hold. */
    static String reasons(Conditions conditions, CustomerFacts facts) {
        return conditions.stream()
                .filter(c -> !conditions.any().contains(c) || holds(c, facts))
                .map(c -> found(c, facts))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** How the customer is in this respect. */
    private static String found(Condition c, CustomerFacts facts) {
        return switch (c.kind()) {
            case TRAIT -> "trait " + c.name() + is(facts.trait(c.name()));
            case TAG ->
                "tag " + c.name() + (c.value() == null ? "" : ":" + c.value())
                        + (holds(c, facts) ? " is held" : " is not held");
            case SEGMENT -> (facts.isIn(c.name()) ? "in segment " : "not in segment ") + c.name();
            case SCORE -> "score " + c.name() + points(facts.points(c.name()), facts.band(c.name()));
            case CONSENT ->
                "consent " + c.name() + " is " + facts.consent(c.name()).words();
            case DID ->
                c.name()
                        + (c.value() == null ? "" : " " + c.value())
                        + " happened "
                        + times(facts.did(c.name(), c.value(), c.within()))
                        + within(c.within());
        };
    }

    private static String is(Object value) {
        if (value == null) return " has no value";
        return " is " + (value instanceof Double number ? number(number) : value);
    }

    private static String points(Double points, String band) {
        if (points == null) return " has no points";
        return " has " + number(points) + " points" + (band == null ? "" : ", band " + band);
    }

    /** How often, such as {@code once} or {@code 3 times}. */
    static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    /** So many of a thing, such as {@code 1 event} or {@code 3 events}. */
    static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    private static String within(Duration within) {
        return within == null ? "" : " within " + within.toDays() + " days";
    }

    /** What the condition asks for, in brackets; nothing where it goes without saying. */
    private static String asked(Condition c, String word) {
        List<String> asked = new ArrayList<>();
        if (c.atLeast() != null) asked.add("at least " + number(c.atLeast()));
        if (c.atMost() != null) asked.add("at most " + number(c.atMost()));
        if (!c.is().isEmpty()) asked.add("one of " + String.join(", ", c.is()));
        if (!c.isNot().isEmpty()) asked.add("none of " + String.join(", ", c.isNot()));
        if (!c.band().isEmpty()) asked.add("band " + String.join(" or ", c.band()));
        if (c.known() != null) asked.add(c.known() ? "known" : "not known");
        return asked.isEmpty() ? "" : " (" + word + ": " + String.join(", ", asked) + ")";
    }

    /** A number with at most four decimals. */
    static String number(double number) {
        return BigDecimal.valueOf(number)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
