package org.jejak.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PaletteTest {
    /** What is left of linear red, green and blue in the eyes of people without one kind of cones (Vienot, Brettel and Mollon 1999; Brettel 1997). */
    private static final Map<String, double[][]> EYES = Map.of(
            "all cones", new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
            "no red", new double[][] {{0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}},
            "no green", new double[][] {{0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}},
            "no blue",
                    new double[][] {
                        {1.01277, 0.13548, -0.14826}, {-0.01243, 0.86812, 0.14431}, {0.07589, 0.805, 0.11911}
                    });

    @Test
    void seriesCanBeToldApartByAllEyes() {
        for (Map.Entry<String, double[][]> eyes : EYES.entrySet()) {
            for (int i = 0; i < Palette.SERIES.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double[] a = lab(Palette.SERIES.get(i), eyes.getValue());
                    double[] b = lab(Palette.SERIES.get(j), eyes.getValue());
                    double distance = Math.sqrt(square(a[0] - b[0]) + square(a[1] - b[1]) + square(a[2] - b[2]));
                    assertTrue(
                            distance > 10,
                            eyes.getKey() + ": " + Palette.SERIES.get(i) + " and " + Palette.SERIES.get(j)
                                    + " are only " + distance + " apart");
                }
            }
        }
    }

    @Test
    void textCanBeReadEverywhere() {
        assertTrue(Palette.contrast(Palette.QUIET, Palette.PAPER) > 4.5);
        assertTrue(Palette.contrast(Palette.ALERT, Palette.PAPER) > 3);
        for (int i = 0; i <= 100; i++) {
            String cell = Palette.ramp(i / 100.0);
            assertTrue(Palette.contrast(cell, Palette.textOn(cell)) > 4.5, cell);
        }
    }

    @Test
    void rampGetsDarkerAllTheWay() {
        for (int i = 1; i <= 20; i++) {
            assertTrue(Palette.contrast(Palette.ramp(i / 20.0), Palette.PAPER)
                    > Palette.contrast(Palette.ramp((i - 1) / 20.0), Palette.PAPER));
        }
        assertEquals(Palette.ramp(1), Palette.ramp(7));
    }

    private static double square(double x) {
        return x * x;
    }

    private static double[] lab(String colour, double[][] eye) {
        double[] rgb = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) rgb[i] += eye[i][j] * Palette.linear(colour, j);
        }
        double x = f((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
        double y = f(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
        double z = f((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double f(double t) {
        return t > 0.008856 ? Math.cbrt(t) : 7.787 * Math.max(0, t) + 16.0 / 116;
    }
}
