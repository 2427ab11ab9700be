package org.jejak.report.chart;

import java.util.List;

/**
 * The colours of all figures: dark ink on white, one quiet blue for what is shown, one warm colour for what needs
 * attention, and series colours that people with any common colour blindness can tell apart (a test simulates it).
 */
public final class Palette {
    /** Text. */
    public static final String INK = "#17222e";
    /** Axis labels and notes; 5.9:1 on white. */
    public static final String QUIET = "#55636f";
    /** Grid lines. */
    public static final String LINE = "#e3e8ec";
    /** Bars without a meaning of their own, and cells without a value. */
    public static final String PALE = "#eef1f4";
    /** The page. */
    public static final String PAPER = "#ffffff";
    /** What is shown. */
    public static final String MAIN = "#1f5f99";
    /** What needs attention. */
    public static final String ALERT = "#c8501e";
    /** What went well, and targets; 5.0:1 on white. */
    public static final String GOOD = "#1b7f4b";
    /** Shade of every second band. */
    public static final String BAND = "#f4f6f8";

    /** Series, in the order they are used. */
    public static final List<String> SERIES =
            List.of(MAIN, "#e08214", "#0f8a72", "#8a3b78", "#63b3e4", "#7d6200", "#222f3d", "#d98cb3");

    /** From little to much, one hue, lightness falling evenly. */
    private static final int[][] RAMP = {
        {0xf2, 0xf6, 0xfa},
        {0xc9, 0xdd, 0xee},
        {0x8f, 0xbb, 0xdd},
        {0x4b, 0x8f, 0xc2},
        {0x1f, 0x5f, 0x99},
        {0x12, 0x38, 0x62}
    };

    private Palette() {}

    /** Colour of the series at a place, from 0; starts again after the last. */
    public static String series(int place) {
        return SERIES.get(place % SERIES.size());
    }

    /** Colour for a share of the way from least (0) to most (1); what lies outside gets the end's colour. */
    public static String ramp(double share) {
        double at = Math.max(0, Math.min(1, share)) * (RAMP.length - 1);
        int low = Math.min((int) at, RAMP.length - 2);
        double rest = at - low;
        int[] c = new int[3];
        for (int i = 0; i < 3; i++) c[i] = (int) Math.round(RAMP[low][i] * (1 - rest) + RAMP[low + 1][i] * rest);
        return String.format("#%02x%02x%02x", c[0], c[1], c[2]);
    }

    /** White or black, whichever can be read better on a colour; 4.5:1 at least. */
    public static String textOn(String colour) {
        return contrast(colour, PAPER) >= contrast(colour, "#000000") ? PAPER : "#000000";
    }

    /** Contrast of two colours, 1 to 21, by WCAG 2. */
    public static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) sum += weights[i] * linear(colour, i);
        return sum;
    }

    /** Linear light of red (0), green (1) or blue (2), 0 to 1. */
    static double linear(String colour, int part) {
        double v = Integer.parseInt(colour.substring(1 + 2 * part, 3 + 2 * part), 16) / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
}
