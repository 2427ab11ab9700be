package org.jejak.report;

import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.*;
import org.jejak.config.UsageException;

/** Texts, numbers and dates in one language. Texts come from {@code texts_LANGUAGE.properties}. */
public final class Messages {
    /** Languages that there are texts for. */
    public static final List<String> LANGUAGES = List.of("en", "id");

    /** In place of a number that does not exist. */
    static final String NONE = "\u2013";

    private static final ResourceBundle.Control EXACT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private static final List<Map.Entry<String, Long>> UNITS =
            List.of(Map.entry("days", 86_400L), Map.entry("hours", 3_600L), Map.entry("minutes", 60L));

    private final Locale locale;
    private final ResourceBundle texts;
    private final DecimalFormatSymbols symbols;
    private final String currency;

    private Messages(Locale locale, String currency) {
        this.locale = locale;
        this.texts = ResourceBundle.getBundle("org.jejak.report.texts", locale, Messages.class.getClassLoader(), EXACT);
        this.currency = currency;
        symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setGroupingSeparator(text("number.group").charAt(0));
        symbols.setDecimalSeparator(text("number.decimal").charAt(0));
        symbols.setMinusSign('\u2212');
    }

    /** @throws UsageException for a language without texts */
    public static Messages of(String language, String currency) {
        if (!LANGUAGES.contains(language)) {
            throw new UsageException("there is no report in the language '" + language + "'; there is one in: "
                    + String.join(", ", LANGUAGES));
        }
        return new Messages(Locale.forLanguageTag(language), currency);
    }

    /** BCP 47 tag of the language. */
    public String language() {
        return locale.toLanguageTag();
    }

    /** A text, with {0}, {1}... replaced. */
    public String text(String key, Object... values) {
        String text = texts.getString(key);
        for (int i = 0; i < values.length; i++) text = text.replace("{" + i + "}", String.valueOf(values[i]));
        return text;
    }

    /** Whether there is a text of a key. */
    boolean has(String key) {
        return texts.containsKey(key);
    }

    /** The text of a key, or the code itself where nobody has given it a name. */
    String name(String kind, String code) {
        String key = kind + "." + code;
        return texts.containsKey(key) ? texts.getString(key) : code.replace('_', ' ');
    }

    /** A number with a given number of digits after the point. */
    String number(Double value, int digits) {
        if (value == null || !Double.isFinite(value)) return NONE;
        DecimalFormat format = new DecimalFormat(digits == 0 ? "#,##0" : "#,##0." + "0".repeat(digits), symbols);
        format.setRoundingMode(RoundingMode.HALF_UP);
        String text = format.format(value);
        return text.matches("\u2212[0.,]+") ? text.substring(1) : text;
    }

    /** A count. */
    String count(Double value) {
        return number(value, 0);
    }

    /** A number with its sign. */
    String signed(Double value, int digits) {
        String text = number(value, digits);
        return value != null && value > 0 && !text.matches("[0.,]+") ? "+" + text : text;
    }

    /** A share of 0 to 1 in per cent. */
    String percent(Double share, int digits) {
        return share == null || !Double.isFinite(share) ? NONE : text("number.percent", number(share * 100, digits));
    }

    /** A share with its sign, in per cent. */
    String signedPercent(Double share, int digits) {
        return share == null || !Double.isFinite(share) ? NONE : text("number.percent", signed(share * 100, digits));
    }

    /** Money without its currency; small amounts with cents. */
    String amount(Double value) {
        return number(value, value != null && Math.abs(value) < 100 && value != Math.rint(value) ? 2 : 0);
    }

    /** Money with its currency. */
    String money(Double value) {
        return value == null ? NONE : currency + "\u00a0" + amount(value);
    }

    /** A written amount with the currency before it. */
    String currency(String amount) {
        return currency + "\u00a0" + amount;
    }

    /** Money with its currency, in as few digits as its size needs. */
    String briefMoney(double value) {
        return currency(brief(value));
    }

    /** The currency's code. */
    String currency() {
        return currency;
    }

    /** A tick of an axis: as few digits as its value needs, whatever its neighbours have. */
    String tick(double value) {
        boolean even = Math.abs(value) >= 1000 && value % 100 == 0 && Math.abs(value) < 1e6;
        return even ? text("number.thousands", number(value / 1e3, value % 1000 == 0 ? 0 : 1)) : brief(value);
    }

    /** A number in as few digits as its size needs: 1.2 M. */
    String brief(double value) {
        double size = Math.abs(value);
        if (size >= 1e9) return text("number.billions", number(value / 1e9, size >= 1e10 ? 0 : 1));
        if (size >= 1e6) return text("number.millions", number(value / 1e6, size >= 1e7 ? 0 : 1));
        if (size >= 1e4) return text("number.thousands", number(value / 1e3, 0));
        return number(value, size < 10 && value != Math.rint(value) ? 1 : 0);
    }

    /** Two ends of an interval. */
    String between(Double low, Double high, int digits) {
        return low == null || high == null ? NONE : text("number.between", number(low, digits), number(high, digits));
    }

    /** Two ends of an interval, in as few digits as their size needs. */
    String betweenBrief(Double low, Double high) {
        return low == null || high == null ? NONE : text("number.between", brief(low), brief(high));
    }

    /** Two ends of an interval of shares, in per cent. */
    String betweenPercent(Double low, Double high, int digits) {
        return low == null || high == null
                ? NONE
                : text("number.between", number(low * 100, digits), percent(high, digits));
    }

    /** A time in its largest whole unit: 1 minute, 4 hours, 7 days. */
    String duration(Duration time) {
        for (Map.Entry<String, Long> unit : UNITS) {
            long size = unit.getValue();
            if (time.toSeconds() % size != 0) continue;
            long n = time.toSeconds() / size;
            return text("duration." + unit.getKey() + (n == 1 ? ".one" : ""), count((double) n));
        }
        return text("duration.seconds", count((double) time.toSeconds()));
    }

    /** 30 June 2026. */
    String date(LocalDate date) {
        return date == null
                ? NONE
                : DateTimeFormatter.ofPattern("d MMMM yyyy", locale).format(date);
    }

    /** 30 Jun. */
    String day(LocalDate date) {
        return DateTimeFormatter.ofPattern("d MMM", locale).format(date);
    }

    /** 1 Apr to 30 Jun 2026. */
    String period(LocalDate from, LocalDate to) {
        DateTimeFormatter full = DateTimeFormatter.ofPattern("d MMM yyyy", locale);
        return text("number.between", from.getYear() == to.getYear() ? day(from) : full.format(from), full.format(to));
    }

    /** 30 June. */
    String dayInFull(LocalDate date) {
        return DateTimeFormatter.ofPattern("d MMMM", locale).format(date);
    }

    /** Apr to Jun 2026, or Nov 2025 to Jan 2026. */
    String months(LocalDate from, LocalDate to) {
        String first = DateTimeFormatter.ofPattern(from.getYear() == to.getYear() ? "MMM" : "MMM yyyy", locale)
                .format(from);
        return text("number.between", first, month(to));
    }

    /** Jun 2026. */
    String month(LocalDate date) {
        return date == null
                ? NONE
                : DateTimeFormatter.ofPattern("MMM yyyy", locale).format(date);
    }

    /** Jun; with the year in January. */
    String monthAlone(LocalDate date) {
        return date.getMonthValue() == 1
                ? month(date)
                : DateTimeFormatter.ofPattern("MMM", locale).format(date);
    }

    /** June 2026. */
    String monthInFull(LocalDate date) {
        return DateTimeFormatter.ofPattern("MMMM yyyy", locale).format(date);
    }
}
