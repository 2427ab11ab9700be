package org.jejak.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UnionFindTest {
    @Test
    void aLongChainAndAStarAreOneSetEach() {
        UnionFind sets = new UnionFind();
        for (long i = 0; i < 100_000; i++) sets.join(i, i + 1);
        for (long leaf = 1; leaf <= 100_000; leaf++) sets.join(-1, -1 - leaf);
        long chain = sets.representative(0);
        long star = sets.representative(sets.size() - 1);
        for (int i = 0; i < sets.size(); i++) {
            assertEquals(sets.key(i) >= 0 ? chain : star, sets.representative(i));
        }
    }
}
