package org.jejak.report.chart;

/**
 * The characters that mean something in a page. ECharts writes texts into SVG as they are, so these travel through it as
 * characters of the private use area: one for one, so that widths and line breaks stay right.
 */
final class HtmlText {
    private static final String SPECIAL = "&<>";
    private static final String[] WRITTEN = {"&amp;", "&lt;", "&gt;"};
    private static final char FIRST = '\uE000';

    private HtmlText() {}

    /** A text that holds no markup. */
    static String hidden(String text) {
        String hidden = text;
        for (int i = 0; i < SPECIAL.length(); i++) hidden = hidden.replace(SPECIAL.charAt(i), (char) (FIRST + i));
        return hidden;
    }

    /** The characters as they were. */
    static String visible(String hidden) {
        String text = hidden;
        for (int i = 0; i < SPECIAL.length(); i++) text = text.replace((char) (FIRST + i), SPECIAL.charAt(i));
        return text;
    }

    /** The characters as a page writes them. */
    static String shown(String page) {
        String shown = page;
        for (int i = 0; i < WRITTEN.length; i++) shown = shown.replace(String.valueOf((char) (FIRST + i)), WRITTEN[i]);
        return shown;
    }
}
