package org.jejak.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.table.FactAttribution;
import org.junit.jupiter.api.Test;

class AffectedKeysTest {
    private static Dataset<Row> sql(String query) {
        return TestSpark.session().sql(query);
    }

    private static final String ROWS = "SELECT * FROM VALUES (1, 'markov', 'ann'), (2, 'first', 'ann'),"
            + " (3, 'first', 'bob'), (4, 'markov', 'cat'), (5, 'first', NULL) AS t(id, model, customer_id)";

    private static void assertSeparates(String inside, String outside, AffectedKeys keys) {
        assertEquals(inside, ids(keys.in(sql(ROWS))));
        assertEquals(outside, ids(keys.outside(sql(ROWS))));
    }

    private static String ids(Dataset<Row> rows) {
        assertEquals(List.of("id", "model", "customer_id"), List.of(rows.columns()));
        return String.join(" ", TestSpark.texts(rows.select("id")));
    }

    @Test
    void keysOfTwoKindsAreCombined() {
        AffectedKeys markov = AffectedKeys.of(FactAttribution.MODEL, List.of("markov"));
        AffectedKeys ann = AffectedKeys.of(FactAttribution.CUSTOMER_ID, List.of("ann"));
        assertSeparates("1", "2 3 4 5", markov.and(ann));
        assertSeparates("1 2 4", "3 5", markov.or(ann));
        assertSeparates("1 4", "2 3 5", markov.and(markov.or(ann)));
        assertEquals(
                List.of(FactAttribution.MODEL, FactAttribution.CUSTOMER_ID),
                markov.and(markov.or(ann)).columns());
    }

    @Test
    void soAreKeysThatAreJoined() {
        AffectedKeys first = AffectedKeys.of(FactAttribution.MODEL, List.of("first"));
        AffectedKeys pairs = AffectedKeys.of(
                sql(
                        "SELECT * FROM VALUES ('markov', 'ann'), ('markov', 'ann'), ('first', 'bob') AS t(model, customer_id)"),
                FactAttribution.MODEL,
                FactAttribution.CUSTOMER_ID);
        assertSeparates("3", "1 2 4 5", first.and(pairs));
        assertSeparates("1 2 3 5", "4", first.or(pairs));
    }

    @Test
    void allAndNoneAreWhatTheyAreInLogic() {
        AffectedKeys first = AffectedKeys.of(FactAttribution.MODEL, List.of("first"));
        assertEquals(
                List.of(first, first), List.of(first.and(AffectedKeys.EVERYTHING), AffectedKeys.EVERYTHING.and(first)));
        assertEquals(List.of(first, first), List.of(first.or(AffectedKeys.NONE), AffectedKeys.NONE.or(first)));
        assertEquals(AffectedKeys.NONE, first.and(AffectedKeys.NONE));
        assertEquals(AffectedKeys.EVERYTHING, first.or(AffectedKeys.EVERYTHING));
    }
}
