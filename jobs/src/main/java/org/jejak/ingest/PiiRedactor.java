package org.jejak.ingest;

import java.io.Serializable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Finds e-mail addresses and phone numbers in text and removes them.
 *
 * <ul>
 *   <li>A number that begins with + is a phone number in any text; one that begins with 00 too, but not where the number of
 *       a thing stands: article numbers do so.
 *   <li>If the calling code of the country is known, so is a number that begins with that code or with a single 0 and has
 *       8 to 12 digits after it (exactly 10 after a code of one digit). This holds for words and addresses only, not for
 *       ids: most ids are plain numbers.
 *   <li>A date, an amount with decimals and a longer number are no phone numbers. An article number that looks like a
 *       phone number is removed.
 * </ul>
 */
final class PiiRedactor implements Serializable {
    private static final String REMOVED = "[removed]";
    private static final Pattern EMAIL = Pattern.compile(
            "[\\p{L}0-9._%+'-]{1,64}(@|%(25)*40)[\\p{L}0-9.-]{1,255}\\.[\\p{L}]{2,}", Pattern.CASE_INSENSITIVE);
    private static final String PLUS = "(?<!\\w)\\+";
    private static final String NUMBER = "[1-9][0-9 ().-]{7,18}[0-9](?!\\w)";
    private static final Pattern PHONE = Pattern.compile("(" + PLUS + "|(?<![\\w/.-])(?<!\\d:)00)" + NUMBER);
    private static final Pattern PLUS_PHONE = Pattern.compile(PLUS + NUMBER);
    private static final int FEWEST_DIGITS = 9;
    private static final int MOST_ENCODINGS = 3;

    /** Numbers without + or 00; null without a calling code. */
    private final Pattern plainPhone;

    /** @param callingCode digits, such as 62; if empty, only numbers with + or 00 are found */
    PiiRedactor(String callingCode) {
        this.plainPhone = callingCode.isEmpty() ? null : plainPhone(callingCode);
    }

    private static Pattern plainPhone(String callingCode) {
        String digit = "(?:[\\h.()\\u2010-\\u2015-]{0,2}\\d)";
        String international = callingCode
                + "[\\h-]?(?:\\(0\\)\\h?)?\\(?[1-9]"
                + digit
                + (callingCode.length() == 1 ? "{9}" : "{7,11}");
        // the area code has two digits or more, or else all digits come in pairs: dates do neither
        String national = "\\(?0[1-9]\\d" + digit + "{6,10}|0[1-9](?:[\\h.-]\\d\\d){4}";
        return Pattern.compile(
                "(?<![\\w#])(?<!\\d[.,:])(?<!\\w-)(?:" + international + "|" + national + ")(?!\\w|:\\d|-\\w)");
    }

    /** Words, a title or an address with every e-mail address and phone number replaced by [removed]; null for null. */
    String words(String text) {
        String t = id(text);
        return plainPhone == null || t == null || !hasManyDigits(t)
                ? t
                : plainPhone.matcher(t).replaceAll(REMOVED);
    }

    /** The same for an id or a name out of a list, in which plain digits are left; null for null. */
    String id(String text) {
        String t = withoutEmail(text);
        return t != null && (t.indexOf('+') >= 0 || t.contains("00"))
                ? PHONE.matcher(t).replaceAll(REMOVED)
                : t;
    }

    /** The same for the number of a thing, such as a product or an order, in which all digits without + are left; null for null. */
    String thing(String text) {
        String t = withoutEmail(text);
        return t != null && t.indexOf('+') >= 0 ? PLUS_PHONE.matcher(t).replaceAll(REMOVED) : t;
    }

    /** The value of a field: as the number of a thing, as an id or as words, whichever its name says; null for null. */
    String named(String name, String value) {
        if (ThingNames.isNumber(name)) return thing(value);
        return name.toLowerCase(Locale.ROOT).endsWith("id") ? id(value) : words(value);
    }

    private static String withoutEmail(String text) {
        return text != null && mayHoldAt(text) ? EMAIL.matcher(text).replaceAll(REMOVED) : text;
    }

    /**
     * A part of a path, redacted; all of it is replaced if the personal data shows only when it is decoded.
     *
     * @param isAfterSlash whether it is not the first part: digits right after a slash are no phone number with 00
     */
    String segment(boolean isAfterSlash, String part, UnaryOperator<String> redaction) {
        if (part.indexOf('%') < 0)
            return isAfterSlash ? redaction.apply("/" + part).substring(1) : redaction.apply(part);
        String clean = redaction.apply(part);
        String read = decoded(clean);
        return read.equals(redaction.apply(read)) ? clean : REMOVED;
    }

    /** Whether words hold an e-mail address or a phone number. */
    boolean isPersonal(String text) {
        return !text.equals(words(text));
    }

    /** Whether the text is one phone number as written inside the country, or with the calling code but no +. */
    boolean isPhone(String text) {
        return plainPhone != null
                && hasManyDigits(text)
                && plainPhone.matcher(text).matches();
    }

    /** The text with percent-encoding undone, also if it was encoded up to three times; a plus stays a plus. */
    static String decoded(String text) {
        String decoded = text;
        for (int i = 0; i < MOST_ENCODINGS && decoded.indexOf('%') >= 0; i++) {
            decoded = parameter(decoded.replace("+", "%2B"));
        }
        return decoded;
    }

    /** The text with percent-encoding undone once, where a plus is a blank; the text itself if that fails. */
    static String parameter(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) return text;
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static boolean mayHoldAt(String text) {
        return text.indexOf('@') >= 0 || text.indexOf('%') >= 0 && text.contains("40");
    }

    /** Cheap test that nearly all texts fail, before the regular expression. */
    private static boolean hasManyDigits(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' && ++digits >= FEWEST_DIGITS) return true;
        }
        return false;
    }
}
