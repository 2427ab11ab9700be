package org.jejak.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class RandomSourceTest {
    private static final int DRAWS = 200_000;

    @Test
    void distributionsHaveTheirMeans() {
        assertEquals(0.5, mean(RandomSource::unit), 0.005);
        assertEquals(4, mean(chance -> chance.exponential(4)), 0.05);
        assertEquals(0, mean(RandomSource::gaussian), 0.01);
        assertEquals(1.3 / 40, mean(chance -> chance.gamma(1.3, 40)), 0.0005);
        assertEquals(0.5 / 2, mean(chance -> chance.gamma(0.5, 2)), 0.005);
        assertEquals(1.2 / 7.2, mean(chance -> chance.beta(1.2, 6)), 0.002);
        assertEquals(2.5, mean(chance -> chance.poisson(2.5)), 0.02);
        assertEquals(0.75, mean(chance -> chance.weighted(new double[] {1, 3})), 0.005);
    }

    @Test
    void sameSeedSameNumbersAndOtherStreamOthers() {
        assertEquals(new RandomSource(1, 2, 3).next(), new RandomSource(1, 2, 3).next());
        assertNotEquals(new RandomSource(1, 2, 3).next(), new RandomSource(1, 3, 3).next());
        assertNotEquals(new RandomSource(1, 2, 3).next(), new RandomSource(1, 2, 4).next());
    }

    @Test
    void uuidsAreOfVersionFour() {
        UUID uuid = UUID.fromString(new RandomSource(1, 1, 1).uuid());
        assertEquals(4, uuid.version());
        assertEquals(2, uuid.variant());
    }

    private static double mean(ToDoubleFunction<RandomSource> draw) {
        RandomSource chance = new RandomSource(42, 1, 1);
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            sum += draw.applyAsDouble(chance);
        }
        return sum / DRAWS;
    }
}
