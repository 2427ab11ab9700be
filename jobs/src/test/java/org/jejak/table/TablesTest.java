package org.jejak.table;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.jdk.javaapi.CollectionConverters;

class TablesTest {
    private static Stream<Table> tables() {
        return Tables.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void definitionHasNoFaults(Table table) {
        assertEquals(List.of(), table.faults());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void goldIsFlat(Table table) {
        if (!table.schema().equals("gold")) return;
        for (Field field : table.fields()) {
            assertTrue(
                    field.type()
                            .simpleString()
                            .matches("string|bigint|double|decimal\\((18|28),4\\)|boolean|date|timestamp"),
                    table + "." + field.name() + " is " + field.type().simpleString());
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyTableAndColumnSaysWhatItMeans(Table table) {
        assertTrue(table.grain().endsWith("."), table + " has no sentence about its rows: " + table.grain());
        for (Field field : table.fields()) {
            assertTrue(
                    field.comment().endsWith("."), table + "." + field.name() + " has no sentence: " + field.comment());
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void namesAreSnakeCaseAndUnique(Table table) {
        Set<String> names = new HashSet<>();
        for (Field field : table.fields()) {
            assertTrue(field.name().matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"), table + "." + field.name());
            assertTrue(names.add(field.name()), table + " has two columns " + field.name());
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void checksAreSqlOverTheTablesOwnColumns(Table table) {
        Set<String> columns = new TreeSet<>();
        table.fields().forEach(f -> columns.add(f.name()));
        table.checks().forEach((rule, predicate) -> {
            Expression parsed = assertDoesNotThrow(() -> CatalystSqlParser$.MODULE$.parseExpression(predicate));
            for (String name : namesIn(parsed)) {
                assertTrue(columns.contains(name), table + " check " + rule + ": no column " + name);
            }
        });
    }

    private static Set<String> namesIn(Expression e) {
        Set<String> names = new TreeSet<>();
        if (e instanceof UnresolvedAttribute attribute) names.add(attribute.name());
        CollectionConverters.asJava(e.children()).forEach(child -> names.addAll(namesIn(child)));
        return names;
    }

    @ParameterizedTest
    @MethodSource("tables")
    void columnsAboutPeopleCarryNoFileStatistics(Table table) {
        for (Field field : table.fields()) {
            boolean identifies = field.name()
                            .matches(
                                    "customer_id|visitor_id|.*_hash|.*_hmac|user_id|device_id|anonymous_id|loyalty_id|order_id|text|ip_.*")
                    && !field.name().equals("config_hash");
            if (identifies) assertTrue(field.personal(), table + "." + field.name() + " must be aboutAPerson()");
            if (field.personal()) {
                assertTrue(!table.statisticsColumns().contains(field.name()), table + "." + field.name());
            }
        }
    }

    @Test
    void tablesAreFoundByShortAndFullName() {
        assertEquals(Sessions.TABLE, Tables.named("sessions").orElseThrow());
        assertEquals(Sessions.TABLE, Tables.named("silver.sessions").orElseThrow());
        assertTrue(Tables.named("no_such").isEmpty());
        assertEquals(
                Tables.ALL.size(),
                new HashSet<>(Tables.ALL.stream().map(Table::fullName).toList()).size());
    }

    @Test
    void aDefinitionWithFaultsSaysWhichColumn() {
        Table table = Table.gold("t", "One row.", new Columns(Field.text("a", "A."), Field.texts("b", "B.")))
                .keyedBy(Field.text("c", "C."))
                .byMonth(Field.date("d", "D."));
        assertEquals(
                List.of(
                        "gold.t has no column c",
                        "gold.t has no column d",
                        "gold.t.c is a key and may be null",
                        "gold.t.b is not flat"),
                table.faults());
        assertEquals(
                List.of("gold.u has no key"),
                Table.gold("u", "One row.", new Columns()).faults());
    }
}
