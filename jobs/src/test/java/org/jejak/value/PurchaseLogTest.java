package org.jejak.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jejak.config.ValueSettings.Returns;
import org.jejak.value.PurchaseLog.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PurchaseLogTest {
    private static final int CUT = 60;

    private static long[] amounts(Returns policy, int cut, Line... lines) {
        return PurchaseLog.of(List.of(lines), policy, cut).histories().get(0).amounts();
    }

    private static Line line(int day, long amount) {
        return new Line("a", day, amount);
    }

    @ParameterizedTest
    @EnumSource(Returns.class)
    void aRefundAfterTheCutIsNotKnownBeforeIt(Returns policy) {
        Line[] known = {line(1, 10), line(30, 20)};
        assertArrayEquals(
                amounts(policy, CUT, known), amounts(policy, CUT, known[0], known[1], line(150, -20), line(151, -3)));
    }

    @Test
    void aRefundAfterTheCutReducesWhatWasBoughtAfterIt() {
        Line[] lines = {line(1, 10), line(30, 20), line(61, 30), line(70, -35)};
        assertArrayEquals(new long[] {10, 20, 0}, amounts(Returns.NET, CUT, lines));
        assertArrayEquals(new long[] {10, 15, 0}, amounts(Returns.NET, Integer.MAX_VALUE, lines));
        assertArrayEquals(new long[] {10, 20}, amounts(Returns.EXCLUDE, CUT, lines));
    }

    @Test
    void everyCentRefundedIsAccountedFor() {
        List<Line> lines = List.of(line(0, -1), line(1, 10), line(50, -4), line(61, 30), line(70, -35), line(71, -2));
        PurchaseLog.Audit audit = PurchaseLog.of(lines, Returns.NET, CUT).audit();
        assertEquals(4 + 30, audit.refunded());
        assertEquals(5 + 2, audit.late());
        assertEquals(1, audit.unmatched());
    }
}
