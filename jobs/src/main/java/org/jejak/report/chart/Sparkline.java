package org.jejak.report.chart;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A line of a few values without axes, small enough to stand beside a number. Drawn here: it needs no library. */
public final class Sparkline {
    private static final int WIDTH = 168;
    private static final int HEIGHT = 34;
    private static final double EDGE = 4;

    private Sparkline() {}

    /**
     * The drawing as one {@code <svg>} element; the last value has a dot.
     *
     * @param values in order; null for a gap
     * @param alt what it shows, in words; holds no markup
     * @return empty with fewer than two values
     */
    public static String svg(List<Double> values, String alt) {
        List<Double> known = values.stream().filter(Objects::nonNull).toList();
        if (known.size() < 2) return "";
        double least = known.stream().min(Double::compare).orElseThrow();
        double most = known.stream().max(Double::compare).orElseThrow();
        StringBuilder path = new StringBuilder();
        boolean isDown = false;
        int last = 0;
        for (int i = 0; i < values.size(); i++) {
            Double value = values.get(i);
            if (value != null) {
                path.append(isDown ? 'L' : 'M')
                        .append(number(x(i, values.size())))
                        .append(' ');
                path.append(number(y(value, least, most)));
                last = i;
            }
            isDown = value != null;
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" width=\"" + WIDTH
                + "\" height=\"" + HEIGHT + "\" role=\"img\" aria-label=\"" + escaped(alt) + "\"><title>" + escaped(alt)
                + "</title><path d=\"" + path + "\" fill=\"none\" stroke=\"" + Palette.MAIN
                + "\" stroke-width=\"1.75\" stroke-linejoin=\"round\"/><circle cx=\"" + number(x(last, values.size()))
                + "\" cy=\"" + number(y(values.get(last), least, most)) + "\" r=\"3\" fill=\"" + Palette.MAIN
                + "\"/></svg>";
    }

    private static double x(int place, int places) {
        return EDGE + (WIDTH - 2 * EDGE) * place / (places - 1);
    }

    private static double y(double value, double least, double most) {
        double share = most > least ? (value - least) / (most - least) : 0.5;
        return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
