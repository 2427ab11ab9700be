package org.jejak.notebook;

import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.util.regex.Pattern;
import org.apache.batik.transcoder.ErrorHandler;
import org.apache.batik.transcoder.SVGAbstractTranscoder;
import org.apache.batik.transcoder.TranscoderException;
import org.apache.batik.transcoder.TranscoderInput;
import org.apache.batik.transcoder.TranscoderOutput;
import org.apache.batik.transcoder.image.ImageTranscoder;
import org.jejak.report.chart.Canvas;
import org.jejak.report.chart.Chart;
import org.jejak.report.chart.SvgRenderer;

/** Charts as pictures, which GitHub and mail show where drawings and scripts would be dropped. */
public final class Picture {
    private static final float SCALE = 1.5f;

    /** Labels at the ends of an axis reach over the canvas. */
    private static final int MARGIN = 28;

    private static final Pattern MIDDLE = Pattern.compile("dominant-baseline=\"central\"");

    private static SvgRenderer renderer;

    private Picture() {}

    /** Draws a chart. */
    public static synchronized BufferedImage of(Chart chart, int width, int height, String alt) {
        if (renderer == null) renderer = new SvgRenderer();
        return raster(renderer.draw(chart, new Canvas(width, height), "figure", alt), width, height);
    }

    private static BufferedImage raster(String svg, int width, int height) {
        // Batik does not know this property: a third of the font size does the same
        String drawing = MIDDLE.matcher(svg)
                .replaceAll("dy=\"0.35em\"")
                .replaceFirst(
                        "viewBox=\"[^\"]*\"",
                        "viewBox=\"-" + MARGIN + " -" + MARGIN + " " + (width + 2 * MARGIN) + " "
                                + (height + 2 * MARGIN) + "\"")
                .replaceFirst(
                        " width=\"[^\"]*\" height=\"[^\"]*\"",
                        " width=\"" + (width + 2 * MARGIN) + "\" height=\"" + (height + 2 * MARGIN) + "\"");
        Opaque painter = new Opaque();
        painter.setErrorHandler(new Strict());
        painter.addTranscodingHint(SVGAbstractTranscoder.KEY_WIDTH, (width + 2 * MARGIN) * SCALE);
        painter.addTranscodingHint(ImageTranscoder.KEY_BACKGROUND_COLOR, java.awt.Color.WHITE);
        try {
            painter.transcode(new TranscoderInput(new StringReader(drawing)), new TranscoderOutput());
        } catch (TranscoderException e) {
            throw new IllegalStateException("the figure cannot be painted: " + e.getMessage(), e);
        }
        return painter.image;
    }

    /** What cannot be painted is an error, and not a picture with a part missing. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void error(TranscoderException e) throws TranscoderException {
            throw e;
        }

        @Override
        public void fatalError(TranscoderException e) throws TranscoderException {
            throw e;
        }

        @Override
        public void warning(TranscoderException e) throws TranscoderException {
            throw e;
        }
    }

    /** Keeps the image. */
    private static final class Opaque extends ImageTranscoder {
        private BufferedImage image;

        @Override
        public BufferedImage createImage(int width, int height) {
            return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        }

        @Override
        public void writeImage(BufferedImage painted, TranscoderOutput output) {
            image = painted;
        }
    }
}
