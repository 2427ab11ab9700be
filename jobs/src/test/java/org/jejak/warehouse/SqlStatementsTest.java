package org.jejak.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlStatementsTest {
    private static List<String> all(String text) {
        return SqlStatements.of(text).all();
    }

    @Test
    void semicolonsEndStatements() {
        assertEquals(List.of("select 1", "select 2"), all("select 1;\n select 2 ;\n"));
        assertEquals(List.of("select 1", "select 2"), all("select 1; select 2"), "the last one is optional");
        assertEquals(List.of(), all(" ;; \n-- nothing; here\n /* or; here */ ;"));
    }

    @Test
    void semicolonsInQuotesAndCommentsDoNot() {
        for (String one : List.of(
                "select ';'",
                "select \";\"",
                "select `a;b` from t",
                "select 'it''s; fine'",
                "select 'a\\';b'",
                "select 1 -- this; too\n + 1",
                "select /* and; this */ 2")) {
            assertEquals(List.of(one, "select 3"), all(one + "; select 3;"), one);
        }
    }

    @Test
    void aStatementIsOpenUntilItsSemicolon() {
        assertTrue(SqlStatements.of("select 1").isOpen());
        assertTrue(SqlStatements.of("select ';").isOpen());
        assertTrue(SqlStatements.of("select 1; select").isOpen());
        assertFalse(SqlStatements.of("select 1; -- done").isOpen());
        assertFalse(SqlStatements.of("  ").isOpen());
    }
}
