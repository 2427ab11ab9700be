package org.jejak.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.config.IdentitySettings;
import org.jejak.table.Identifiers;
import org.jejak.table.IdentityConflicts;
import org.jejak.table.Interactions;
import org.jejak.table.RowBuilder;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
    private static final IdentitySettings AT_MOST_TWO_USERS =
            new IdentitySettings(Map.of("anonymous_id", Map.of("user_id", 2L)));

    @Test
    void identifiersSeenTogetherAreOneCustomerAndAKioskIsNone() {
        Dataset<Row> interactions = interactions(
                "b1 u1", // one person with two browsers
                "b2 u1",
                "kiosk u1", // a kiosk that three accounts use
                "kiosk u2",
                "kiosk u3",
                "b4 -"); // a visitor who never says who it is
        Dataset<Row> edges = Identities.edgesOf(Identities.identifierSets(interactions));
        Dataset<Row> conflicts = Identities.conflicts(edges, AT_MOST_TWO_USERS);
        TestSpark.assertSameRows(
                TestSpark.session()
                        .createDataFrame(
                                List.of(new RowBuilder(IdentityConflicts.TABLE)
                                        .set(IdentityConflicts.IDENTIFIER_TYPE, "anonymous_id")
                                        .set(IdentityConflicts.IDENTIFIER_VALUE, "kiosk")
                                        .set(IdentityConflicts.CONNECTED_TYPE, "user_id")
                                        .set(IdentityConflicts.CONNECTED_COUNT, 3L)
                                        .set(IdentityConflicts.LIMIT_COUNT, 2L)
                                        .row()),
                                IdentityConflicts.TABLE.toStructType()),
                conflicts);
        Dataset<Row> removed = conflicts.select(
                Identities.key(IdentityConflicts.IDENTIFIER_TYPE.col(), IdentityConflicts.IDENTIFIER_VALUE.col())
                        .as("identifier_key"));
        List<String> groups = TestSpark.texts(Identities.customers(
                        Identities.firstSeen(Identities.identifierSets(interactions)), edges, removed)
                .groupBy(Identifiers.CUSTOMER_ID.col())
                .agg(org.apache.spark.sql.functions.concat_ws(
                        " ",
                        org.apache.spark.sql.functions.sort_array(
                                org.apache.spark.sql.functions.collect_list(Identifiers.IDENTIFIER_VALUE.col()))))
                .drop("customer_id"));
        assertEquals(List.of("b1 b2 u1", "b4", "kiosk", "u2", "u3"), groups);
    }

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

    /** One interaction a second, each with a browser and an account; a hyphen for none. */
    private static Dataset<Row> interactions(String... pairs) {
        RowBuilder row = new RowBuilder(Interactions.TABLE);
        List<Row> rows = new ArrayList<>();
        for (String pair : pairs) {
            String[] ids = pair.split(" ");
            rows.add(row.set(Interactions.ANONYMOUS_ID, ids[0])
                    .set(Interactions.USER_ID, ids[1].equals("-") ? null : ids[1])
                    .set(Interactions.OCCURRED_AT, new Timestamp(rows.size() * 1_000L))
                    .row());
        }
        return TestSpark.session()
                .createDataFrame(rows, Interactions.TABLE.toStructType().asNullable());
    }
}
