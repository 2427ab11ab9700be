package org.jejak.command.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.config.UsageException;
import org.jejak.ingest.Pseudonymizer;
import org.jejak.table.*;
import org.jejak.warehouse.Warehouse;
import org.jejak.warehouse.delta.DeltaStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

class ExplainCommandTest {
    private static final String KEY = "a key for hashing that is long enough";

    @TempDir
    static Path folder;

    private static Settings settings;
    private static Warehouse warehouse;

    @BeforeAll
    static void fill() throws IOException {
        settings = Settings.read(Files.writeString(folder.resolve("jejak.conf"), """
                jejak {
                  sources.crm { kind = store, format = csv, path = "crm/*", user-id-namespace = crm }
                  audience {
                    activities.order { types = [order] }
                    traits.orders { of = order, measure = count, within = 30 days }
                    segments.buyers { all = [{ trait = orders, at-least = 2 }] }
                    segments.recent { all = [{ did = order, within = 7 days }] }
                  }
                }
                """));
        warehouse = Warehouse.of(TestSpark.session(), settings);
        write(
                Identifiers.TABLE,
                List.of(
                        userId("u-1", "c1"),
                        userId("7", "c2"),
                        userId("crm:7", "c3"),
                        userId("crm:8", "c3"),
                        userId(new Pseudonymizer(KEY, "").email("ann@example.com"), "c2")));
        write(CustomerMerges.TABLE, List.of(merge("old", "c0", 1), merge("c0", "c1", 2), merge("old", "gone", 0)));
        write(CustomerTraits.TABLE, List.of(traits("c1", 1), traits("c2", 5)));
        write(
                CustomerActivity.TABLE,
                List.of(new RowBuilder(CustomerActivity.TABLE)
                        .set(CustomerActivity.CUSTOMER_ID, "c1")
                        .set(CustomerActivity.ACTIVITY, "order")
                        .set(CustomerActivity.VALUE, CustomerActivity.NO_VALUE)
                        .set(CustomerActivity.EVENT_COUNT, 1L)
                        .set(CustomerActivity.AMOUNT, new java.math.BigDecimal("1.0000"))
                        .set(CustomerActivity.BUSINESS_DATE, Date.valueOf("2026-06-28"))
                        .set(CustomerActivity.BUSINESS_MONTH, Date.valueOf("2026-06-01"))
                        .set(CustomerActivity.FIRST_AT, Timestamp.valueOf("2026-06-28 10:00:00"))
                        .set(CustomerActivity.LAST_AT, Timestamp.valueOf("2026-06-28 10:00:00"))
                        .row()));
        write(
                FactSegmentMember.TABLE,
                List.of(new RowBuilder(FactSegmentMember.TABLE)
                        .set(FactSegmentMember.CUSTOMER_ID, "c1")
                        .set(FactSegmentMember.SEGMENT, "recent")
                        .set(FactSegmentMember.AS_OF_DATE, Date.valueOf("2026-06-30"))
                        .row()));
        for (Table empty : List.of(FactCustomerTag.TABLE, FactCustomerScore.TABLE, FactConsent.TABLE, Customers.TABLE))
            write(empty, List.of());
    }

    private static void write(Table table, List<Row> rows) {
        DeltaStore store = DeltaStore.at(
                TestSpark.session(), warehouse.pathOf(table), settings.delta().access());
        store.create(table, false);
        if (!rows.isEmpty()) store.overwrite(table, rows);
    }

    private static Row userId(String value, String customer) {
        return new RowBuilder(Identifiers.TABLE)
                .set(Identifiers.IDENTIFIER_KEY, (long) value.hashCode())
                .set(Identifiers.IDENTIFIER_TYPE, "user_id")
                .set(Identifiers.IDENTIFIER_VALUE, value)
                .set(Identifiers.CUSTOMER_ID, customer)
                .set(Identifiers.COMPONENT_ID, customer)
                .set(Identifiers.IS_OVER_CONNECTED, false)
                .set(Identifiers.FIRST_SEEN_AT, Timestamp.valueOf("2026-01-01 10:00:00"))
                .set(Identifiers.MONTH, Date.valueOf("2026-01-01"))
                .row();
    }

    private static Row merge(String from, String into, int day) {
        return new RowBuilder(CustomerMerges.TABLE)
                .set(CustomerMerges.CUSTOMER_ID, from)
                .set(CustomerMerges.MERGED_INTO_CUSTOMER_ID, into)
                .set(CustomerMerges.MERGED_DATE, Date.valueOf("2026-06-1" + day))
                .row();
    }

    private static Row traits(String customer, double orders) {
        return new RowBuilder(CustomerTraits.TABLE)
                .set(CustomerTraits.CUSTOMER_ID, customer)
                .set(CustomerTraits.TIME_ZONE, "UTC")
                .set(CustomerTraits.NUMBERS, CollectionConverters.asScala(Map.of("orders", orders)))
                .set(CustomerTraits.TEXTS, CollectionConverters.asScala(Map.of()))
                .set(CustomerTraits.DATES, CollectionConverters.asScala(Map.of()))
                .set(CustomerTraits.AS_OF_DATE, Date.valueOf("2026-06-30"))
                .row();
    }

    private static CustomerFinder finder(String key) {
        return new CustomerFinder(warehouse, settings, key);
    }

    @Test
    void saysForEverySegmentWhetherAndWhy() {
        List<String> rows = ExplainCommand.rows(settings, ExplainCommand.facts(warehouse, settings, "c1")).stream()
                .map(Row::mkString)
                .toList();
        assertEquals(
                List.of(
                        "segmentbuyersnotrait orders is 1 (asked: at least 2)",
                        "segmentrecentyesorder happened once within 7 days"),
                rows);
    }

    @Test
    void aCustomerThatIsNotThereIsAMistake() {
        UsageException e =
                assertThrows(UsageException.class, () -> ExplainCommand.facts(warehouse, settings, "nobody"));
        assertTrue(e.getMessage().startsWith("there is no customer nobody; "), e.getMessage());
    }

    @Test
    void aMergedIdLeadsToTodays() {
        assertEquals("c1", finder(null).today("old"));
        assertEquals("c1", finder(null).today("c1"));
    }

    @Test
    void aUserIdIsFoundAsItIsUnderTheNameOfItsSystemAndHashed() {
        assertEquals("c1", finder(null).ofUser(" u-1"));
        assertEquals("c3", finder(null).ofUser("8"));
        assertEquals("c2", finder(KEY).ofUser("ann@example.com"));
    }

    @Test
    void aUserIdOfNobodyOrOfTwoIsAMistake() {
        String unknown = assertThrows(UsageException.class, () -> finder(null).ofUser("ann@example.com"))
                .getMessage();
        assertTrue(unknown.contains("set JEJAK_SECRET_HASH_KEY"), unknown);
        assertEquals(
                "no customer has the user id U-1; letter case and leading zeros matter",
                assertThrows(UsageException.class, () -> finder(KEY).ofUser("U-1"))
                        .getMessage());
        assertEquals(
                "the user id 7 is of several systems; choose with --customer: c2 (7), c3 (crm:7)",
                assertThrows(UsageException.class, () -> finder(null).ofUser("7"))
                        .getMessage());
    }
}
