package org.jejak.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.spark.sql.*;
import org.jejak.TestSpark;
import org.junit.jupiter.api.Test;

class CsvFormatTest {
    @Test
    void whatASpreadsheetWouldTakeForAFormulaIsAText() {
        Dataset<Row> rows = TestSpark.session()
                .sql(
                        "SELECT * FROM VALUES ('=1+1', -1), ('@SUM(A1)', 2), ('+62', 3), ('-x', 4), ('\tx', 5), ('a=b', 6), (null, 7)"
                                + " AS (`what.ever`, `what.ever`)");
        List<Row> safe = CsvFormat.withoutFormulas(rows).collectAsList();
        assertEquals(
                "what.ever,what.ever\n'=1+1,-1\n'@SUM(A1),2\n'+62,3\n'-x,4\n'\tx,5\na=b,6\n,7\n",
                CsvFormat.of(List.of(rows.columns()), safe));
    }
}
