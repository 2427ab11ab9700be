package org.jejak.report.chart;

/**
 * Room for a drawing.
 *
 * @param width pixels of the page, 100 to 4000
 * @param height pixels of the page, 60 to 4000
 */
public record Canvas(int width, int height) {
    private static final int NARROW = 480;

    public Canvas {
        if (width < 100 || width > 4000 || height < 60 || height > 4000) {
            throw new IllegalArgumentException("a canvas of " + width + " x " + height
                    + " pixels is out of range: width 100 to 4000, height 60 to 4000");
        }
    }

    /** Whether it is as narrow as a phone, so that a chart has to leave out what does not fit. */
    public boolean isNarrow() {
        return width < NARROW;
    }

    /** One of two values, by whether the canvas is narrow. */
    <T> T pick(T wide, T narrow) {
        return isNarrow() ? narrow : wide;
    }
}
