package org.jejak.ingest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Parses values from text. Nothing here throws: null and what cannot be read give null. */
final class TextParsers {
    /** Of the order of the world's largest companies' sales in a year; sums of thousands of them still fit a long. */
    private static final BigDecimal TOO_MUCH = new BigDecimal("1000000000000");

    private static final int MONEY_SCALE = 4;
    /** A number with more places before or after the point is refused unread. */
    private static final int MOST_PLACES = 400;
    /** All places, a sign, a point and an exponent; longer texts would be slow to parse. */
    private static final int MOST_CHARACTERS = 2 * MOST_PLACES + 20;

    /** Blanks that are not the plain one: no-break, narrow, thin ones. Inside a number they part thousands. */
    private static final Pattern OTHER_BLANKS = Pattern.compile("[\\p{Zs}&&[^ ]]");

    private TextParsers() {}

    /** The text without blanks at its ends; null if nothing is left. */
    static String word(String text) {
        if (text == null) return null;
        String trimmed = text.trim();
        return trimmed.isEmpty() ? null : trimmed;
    }

    /** {@link #word} in lower case. */
    static String lower(String text) {
        String word = word(text);
        return word == null ? null : word.toLowerCase(Locale.ROOT);
    }

    /** The text, cut after a number of code points. */
    static String left(String text, int characters) {
        if (text == null || text.codePointCount(0, text.length()) <= characters) return text;
        return text.substring(0, text.offsetByCodePoints(0, characters));
    }

    /** The text with a plain blank for each blank of another kind, such as the narrow one before PM; null for null. */
    static String plainBlanks(String text) {
        return replaceOtherBlanks(text, " ");
    }

    /** Nearly all texts have only plain blanks, and most times are parsed without regular expressions. */
    private static String replaceOtherBlanks(String text, String replacement) {
        boolean isPlain = text == null || text.chars().noneMatch(c -> c > 127 && Character.isSpaceChar(c));
        return isPlain ? text : OTHER_BLANKS.matcher(text).replaceAll(replacement);
    }

    /** An amount of money with four decimals, rounded half up; null from 10^12 on. */
    static BigDecimal money(String text) {
        return money(decimal(text));
    }

    /** The same for a number; null for null. */
    static BigDecimal money(BigDecimal number) {
        if (number == null) return null;
        BigDecimal rounded = number.setScale(MONEY_SCALE, RoundingMode.HALF_UP);
        return rounded.abs().compareTo(TOO_MUCH) >= 0 ? null : rounded;
    }

    /** A whole number, which may be written 2.0; null if it does not fit a long. */
    static Long wholeNumber(String text) {
        BigDecimal number = decimal(text);
        if (number == null) return null;
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /** A finite number; null if it is too large for a double. */
    static Double number(String text) {
        BigDecimal number = decimal(text);
        return number == null || Double.isInfinite(number.doubleValue()) ? null : number.doubleValue();
    }

    private static BigDecimal decimal(String text) {
        if (text == null || text.length() > MOST_CHARACTERS) return null;
        String word = word(replaceOtherBlanks(text, ""));
        if (word == null) return null;
        try {
            BigDecimal number = new BigDecimal(word);
            boolean sane = Math.abs((long) number.scale()) <= MOST_PLACES
                    && Math.abs((long) number.precision() - number.scale()) <= MOST_PLACES;
            return sane ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
