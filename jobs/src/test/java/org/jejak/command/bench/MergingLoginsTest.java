package org.jejak.command.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.table.Identifiers;
import org.jejak.table.RowBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergingLoginsTest {
    private static final String VISITOR = "07cbb261-02b1-4146-b06b-16733d6f593d";
    private static final String OF_ANN = "30b18e40-a3a5-49b4-ad55-de2f528b4fae";
    private static final String KIOSK = "8c469d70-8506-4cec-ad99-98f3486a7b85";

    @TempDir
    Path folder;

    @Test
    void aVisitorWithoutAnAccountLogsInToOne() throws Exception {
        Dataset<Row> identifiers = TestSpark.session()
                .createDataFrame(
                        List.of(
                                identifier("visitor", "anonymous_id", VISITOR, false),
                                identifier("ann", "anonymous_id", OF_ANN, false),
                                identifier("ann", "user_id", "u1", false),
                                identifier("kiosk", "anonymous_id", KIOSK, true),
                                identifier("fan", "anonymous_id", "instagram:fan", false)),
                        Identifiers.TABLE.toStructType());
        Path file = folder.resolve("web/2026-06-26/log-ins.jsonl.gz");
        assertEquals(1, MergingLogins.write(identifiers, 10, LocalDate.parse("2026-06-26"), file));
        assertEquals(
                List.of("identify|" + VISITOR + "|u1|2026-06-26T12:00:00Z|2026-06-26T12:00:01Z"),
                TestSpark.texts(TestSpark.session()
                        .read()
                        .json(file.toString())
                        .select("type", "anonymousId", "userId", "timestamp", "receivedAt")));
    }

    private static Row identifier(String customer, String type, String value, boolean shared) {
        return new RowBuilder(Identifiers.TABLE)
                .set(Identifiers.IDENTIFIER_KEY, (long) value.hashCode())
                .set(Identifiers.IDENTIFIER_TYPE, type)
                .set(Identifiers.IDENTIFIER_VALUE, value)
                .set(Identifiers.CUSTOMER_ID, customer)
                .set(Identifiers.COMPONENT_ID, customer)
                .set(Identifiers.IS_OVER_CONNECTED, shared)
                .set(Identifiers.FIRST_SEEN_AT, Timestamp.valueOf("2026-01-01 00:00:00"))
                .set(Identifiers.MONTH, Date.valueOf("2026-01-01"))
                .row();
    }
}
