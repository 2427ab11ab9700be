package org.jejak.report.chart;

/**
 * How wide a text will be. The figures ask for Helvetica, Arial or Liberation Sans, whichever the reader's machine has:
 * these have the same widths, so that a drawing made here fits everywhere.
 */
final class FontWidths {
    /** Widths of the characters from space to tilde, in thousandths of the font size. */
    private static final int[] REGULAR = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
                556,
        556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556,
                833,
        722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500,
                556,
        556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500,
                334,
        260, 334, 584
    };

    private static final double BOLD = 1.08;
    private static final int OTHER = 600;

    private FontWidths() {}

    /** Width in pixels; a font is written as in CSS, for example {@code bold 12px Arial}. */
    static double of(String text, String font) {
        return units(text) / 1000.0 * size(font) * (font.contains("bold") ? BOLD : 1);
    }

    private static long units(String text) {
        return HtmlText.visible(text)
                .codePoints()
                .mapToLong(c -> c >= ' ' && c <= '~' ? REGULAR[c - ' '] : OTHER)
                .sum();
    }

    private static double size(String font) {
        int end = font.indexOf("px");
        int start = end;
        while (start > 0 && (Character.isDigit(font.charAt(start - 1)) || font.charAt(start - 1) == '.')) start--;
        return end > start && start >= 0 ? Double.parseDouble(font.substring(start, end)) : 12;
    }
}
