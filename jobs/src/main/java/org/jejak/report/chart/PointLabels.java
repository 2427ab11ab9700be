package org.jejak.report.chart;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.*;

/**
 * Places names beside points, so that no name covers another, a point, or the end of the field. The nearest free place wins; a
 * name far from its point is tied to it by a line, and names rather stand a little further off than across a line. A name that
 * finds no place (dozens of points) is left out.
 */
final class PointLabels {
    /** Half the room that a point takes. */
    static final double RADIUS = 7;

    private static final double GAP = 3;
    private static final double STEP = 3;
    private static final double NEAR = RADIUS + 12;
    private static final double CROSSING = 14;
    private static final double TIE_CROSSING = 40;

    /** A rectangle in pixels, from the top left. */
    record Box(double left, double top, double right, double bottom) {
        boolean covers(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        private boolean holds(Box other) {
            return left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom;
        }

        double middle() {
            return (top + bottom) / 2;
        }

        private boolean isCrossedBy(Line2D line) {
            return line != null && line.intersects(new Rectangle2D.Double(left, top, right - left, bottom - top));
        }
    }

    /**
     * Where a name stands.
     *
     * @param tie from its point to it; null if it stands at its point
     */
    record Place(Box box, Line2D tie) {}

    private final Box field;
    private final List<Line2D> lines;
    private final List<Box> points = new ArrayList<>();
    private final List<Place> names = new ArrayList<>();

    /**
     * An empty field.
     *
     * @param lineX an upright line that names rather do not cross
     * @param lineY a lying line
     */
    PointLabels(Box field, double lineX, double lineY) {
        this.field = field;
        this.lines = List.of(
                new Line2D.Double(lineX, field.top, lineX, field.bottom),
                new Line2D.Double(field.left, lineY, field.right, lineY));
    }

    /** Notes a point; all before the first name is placed. */
    void point(double x, double y) {
        points.add(new Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS));
    }

    /** The place for the name of a point; null if none is free. */
    Place place(double x, double y, double width, double height) {
        Place best = null;
        double least = Double.POSITIVE_INFINITY;
        for (double off = 0; off <= field.bottom - field.top && off < least; off += STEP) {
            for (double top : new double[] {y - off - height / 2, y + off - height / 2}) {
                for (double away = 0; away <= field.right - field.left && off + away < least; away += 4 * STEP) {
                    double right = x + RADIUS + GAP + away;
                    double left = x - RADIUS - GAP - away - width;
                    for (double from :
                            away > 0 ? new double[] {right, left} : new double[] {right, left, x - width / 2}) {
                        Box box = new Box(from, top, from + width, top + height);
                        if (!isFree(box)) continue;
                        Place place = new Place(box, tie(x, y, box));
                        double cost = off + away + cost(place);
                        if (cost >= least) continue;
                        least = cost;
                        best = place;
                    }
                }
            }
        }
        if (best != null) names.add(best);
        return best;
    }

    private boolean isFree(Box box) {
        return field.holds(box)
                && points.stream().noneMatch(box::covers)
                && names.stream().noneMatch(n -> box.covers(n.box));
    }

    private static Line2D tie(double x, double y, Box box) {
        double toX = Math.max(box.left, Math.min(box.right, x));
        double toY = Math.max(box.top, Math.min(box.bottom, y));
        return Math.hypot(toX - x, toY - y) > NEAR ? new Line2D.Double(x, y, toX, toY) : null;
    }

    private double cost(Place place) {
        double cost = 0;
        for (Line2D line : lines) if (place.box.isCrossedBy(line)) cost += CROSSING;
        for (Place other : names) {
            if (place.box.isCrossedBy(other.tie)) cost += TIE_CROSSING;
            if (other.box.isCrossedBy(place.tie)) cost += TIE_CROSSING;
        }
        return cost;
    }
}
