package org.jejak.statistics;

import static org.junit.jupiter.api.Assertions.*;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The numbers of definitions/audience.md, section 12, 1. */
class BucketTest {
    @Test
    void publishedNumbers() {
        assertEquals(0x1082c9029dc8eL * 0x1.0p-52, Bucket.of("winback/1", "customer-1"));
        assertEquals(.064495623721, Bucket.of("winback/1", "customer-1"), 5e-13);
        assertEquals(.609330519981, Bucket.of("winback/1", "customer-2"), 5e-13);
        assertEquals(.644942974640, Bucket.of("global/26", "customer-1"), 5e-13);
    }

    @Test
    void saltsHaveNothingToDoWithEachOther() {
        int[] held = IntStream.rangeClosed(1, 100_000)
                .filter(i -> Bucket.of("winback/1", "customer-" + i) < .1)
                .toArray();
        assertEquals(9_971, held.length);
        assertEquals(
                1_040,
                IntStream.of(held)
                        .filter(i -> Bucket.of("global/26", "customer-" + i) < .1)
                        .count());
    }
}
