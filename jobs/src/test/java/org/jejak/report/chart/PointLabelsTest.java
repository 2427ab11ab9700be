package org.jejak.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jejak.report.chart.PointLabels.Box;
import org.junit.jupiter.api.Test;

class PointLabelsTest {
    private static final Box FIELD = new Box(40, 48, 340, 280);

    @Test
    void aLonelyNameStandsRightOfItsPoint() {
        PointLabels labels = new PointLabels(FIELD, 300, 60);
        labels.point(100, 200);
        assertEquals(
                new Box(110, 192.5, 160, 207.5), labels.place(100, 200, 50, 15).box());
    }

    @Test
    void atTheRightEndItStandsLeft() {
        PointLabels labels = new PointLabels(FIELD, 60, 60);
        labels.point(330, 200);
        assertEquals(320, labels.place(330, 200, 50, 15).box().right());
    }

    @Test
    void namesCoverNeitherEachOtherNorPoints() {
        Random chance = new Random(7);
        for (int world = 0; world < 200; world++) {
            PointLabels labels = new PointLabels(FIELD, 200, 150);
            List<double[]> points = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                double x = 40 + 300 * Math.pow(chance.nextDouble(), 0.3);
                points.add(new double[] {x, 280 - 230 * Math.pow(chance.nextDouble(), 3)});
            }
            points.forEach(p -> labels.point(p[0], p[1]));
            List<Box> placed = new ArrayList<>();
            for (double[] p : points) {
                PointLabels.Place place = labels.place(p[0], p[1], 60 + chance.nextInt(70), 15);
                assertNotNull(place);
                Box box = place.box();
                assertTrue(box.left() >= 40 && box.right() <= 340 && box.top() >= 48 && box.bottom() <= 280);
                for (Box other : placed) assertFalse(box.covers(other), box + " covers " + other);
                for (double[] q : points)
                    assertFalse(box.covers(new Box(q[0] - 7, q[1] - 7, q[0] + 7, q[1] + 7)), box + " covers a point");
                placed.add(box);
            }
        }
    }

    @Test
    void aNameThatFitsNowhereIsLeftOut() {
        PointLabels labels = new PointLabels(FIELD, 200, 150);
        assertNull(labels.place(100, 100, 400, 15));
    }
}
