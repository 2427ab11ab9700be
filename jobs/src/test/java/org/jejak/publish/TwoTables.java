package org.jejak.publish;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jejak.TestSpark;
import org.jejak.publish.Publication.Part;
import org.jejak.table.Columns;
import org.jejak.table.Field;
import org.jejak.table.Table;

/** Two small tables with every type of column and difficult values, to publish. */
final class TwoTables {
    private static final Field ID = Field.text("id", "Who's first; the key.").required();
    private static final Field NOTE = Field.text("note", "Any text; null if none.");
    private static final Field N = Field.number("n", "A count.");
    private static final Field SHARE = Field.decimal("share", "From 0 to 1.");
    private static final Field AMOUNT = Field.money("amount", "Money.");
    private static final Field IS_NEW = Field.flag("is_new", "Whether it is new.");
    private static final Field DAY = Field.date("day", "A date.");
    private static final Field AT = Field.timestamp("at", "A moment, UTC.");
    static final Table THINGS = Table.gold(
                    "fact_things", "One row per thing.", new Columns(ID, NOTE, N, SHARE, AMOUNT, IS_NEW, DAY, AT))
            .keyedBy(ID);

    static final Field GROUP =
            Field.text("group", "A word of SQL as a name; part of the key.").required();
    static final Field NUMBER =
            Field.number("number", "The other part of the key.").required();
    static final Table PAIRS = Table.gold("agg_pairs", "One row per group and number.", new Columns(GROUP, NUMBER))
            .keyedBy(GROUP, NUMBER);

    private TwoTables() {}

    /** Rows of both tables as one publication. */
    static Publication publication(String run, List<Row> things, List<Row> pairs) {
        Map<Table, List<Row>> rows = Map.of(THINGS, things, PAIRS, pairs);
        return new Publication(
                run,
                LocalDate.of(2026, 3, 1),
                List.of(new Part(THINGS, 3), new Part(PAIRS, 4)),
                (table, version) -> TestSpark.session().createDataFrame(rows.get(table), table.toStructType()));
    }

    static Row thing(String id, String note, long n) {
        return RowFactory.create(
                id,
                note,
                n,
                n / 3.0,
                BigDecimal.valueOf(n * 10_001, 4),
                n % 2 == 0,
                Date.valueOf(LocalDate.of(2026, 3, 1).plusDays(n)),
                Timestamp.from(Instant.parse("2026-03-29T01:59:59.123456Z").plusSeconds(n)));
    }

    static Row pair(String group, long number) {
        return RowFactory.create(group, number);
    }

    static final String DIFFICULT =
            "tab\t line\nreturn\r back\\slash \\N 'quote' \"double\" kopi ☕ \uD83D\uDE00 ; -- %";

    static List<Row> things() {
        return List.of(
                thing("a", DIFFICULT, 1),
                thing("b", "", -2),
                thing("e", "\\N", 5),
                RowFactory.create("c", null, null, null, null, null, null, null),
                RowFactory.create(
                        "d",
                        "ends",
                        Long.MIN_VALUE,
                        Double.MIN_VALUE,
                        new BigDecimal("-99999999999999.9999"),
                        true,
                        Date.valueOf("1969-12-31"),
                        Timestamp.from(Instant.parse("1969-12-31T23:59:59.999999Z"))));
    }
}
