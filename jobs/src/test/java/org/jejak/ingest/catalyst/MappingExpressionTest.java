package org.jejak.ingest.catalyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jejak.TestSources;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.config.SourceSettings;
import org.jejak.ingest.Mapping;
import org.jejak.table.raw.RawRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingExpressionTest {
    private static String refusal(String sql) {
        return assertThrows(IllegalArgumentException.class, () -> MappingExpression.of(sql), sql)
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "'constant'",
                "42",
                "-1",
                "null",
                "coalesce(a, b.c, 'x')",
                "nullif(trim(upper(a)), '')",
                "case when a = 'x' and b is not null then 'y' when a like '%z' then b else null end",
                "case a when 'x' then -1 else 1 end",
                "if(a in ('x', 'y') or not b rlike '^z', a, b)",
                "concat_ws('|', a, b)",
                "sha2(concat_ws('|', a, b), 256)",
                "split_part(a, '/', -1)",
                "substring(a, 1, 3)",
                "regexp_extract(a, '(x)(y)?', 2)",
                "regexp_replace(a, '[.]', ',')",
                "try_cast(a as decimal(18, 4))",
                "try_divide(try_cast(a as decimal(18, 0)), 1000000)",
                "try_add(try_cast(a as int), 1)",
                "abs(try_cast(a as decimal(18, 4)))",
                "case when try_cast(status as int) >= 400 then 'other' else 'page_view' end",
                "get_json_object(a, '$.b')",
                "instant(a)",
                "instant_in(a, 'Asia/Jakarta')",
                "instant_by(a, 'dd/MM/yyyy HH:mm', zone)",
                "least(instant(a), skew_corrected(a, b, c))",
                "case when instant(a) < '2026-01-01' then 'old' end",
                "url_param(a, 'utm_source')",
                "sha2(canonical_json(a), 256)",
            })
    void functionsThatCannotFailAreAllowed(String sql) {
        MappingExpression.of(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "reflect('java.lang.System', 'getenv', 'X');     function reflect is not allowed in a mapping; allowed are ",
                "java_method('java.lang.System', 'getenv', 'X'); function java_method is not allowed",
                "try_reflect('java.lang.System', 'getenv', 'X'); function try_reflect is not allowed",
                "system.builtin.reflect('a', 'b');               function system.builtin.reflect is not allowed",
                "(select max(value) from text.`/etc/passwd`);    (ScalarSubquery) is not allowed in a mapping",
                "exists (select 1);                              (Exists) is not allowed",
                "a in (select 1);                                is not allowed",
                "cast(a as int);                                 cast throws on a bad value; use try_cast",
                "a::int;                                         cast throws on a bad value; use try_cast",
                "int(a);                                         function int is not allowed",
                "a + 1;                                          '(a + 1)' (Add) is not allowed in a mapping; for arithmetic use try_add, try_subtract, try_multiply, try_divide",
                "a / b;                                          (Divide) is not allowed",
                "-a;                                             (UnaryMinus) is not allowed",
                "no_such(a);                                     function no_such is not allowed",
                "upper(no_such(a));                              function no_such is not allowed",
                "to_timestamp(a);                                function to_timestamp is not allowed",
                "parse_json(a);                                  function parse_json is not allowed",
                "current_timestamp();                            function current_timestamp is not allowed",
                "rand();                                         function rand is not allowed",
                "uuid();                                         function uuid is not allowed",
                "input_file_name();                              function input_file_name is not allowed",
                "repeat('x', 2000000000);                        function repeat is not allowed",
                "space(2000000000);                              function space is not allowed",
                "transform(array(a), x -> x);                    is not allowed",
                "a[0];                                           is not allowed",
                "*;                                              is not allowed",
                "max(a) over ();                                 is not allowed",
                "a as b;                                         is not allowed",
                "case when a then;                                   is not a Spark SQL expression",
                "a b c;                                          is not a Spark SQL expression: Syntax error at or near 'c'",
                "items.0.sku;                                    is not a Spark SQL expression: Syntax error at or near '.0'",
                "Order ID;                                       'Order AS ID' (Alias) is not allowed in a mapping; a field whose name holds blanks, hyphens or numbers stands in backticks: `Order ID`",
                "order-id;                                       try_divide; a field whose name holds blanks, hyphens",
                "items[0].sku;                                   a field whose name holds blanks, hyphens or numbers stands in backticks: `Order ID`, `items.0.sku`",
            })
    void whatCouldFailOrReadOutsideIsRefused(String sql, String message) {
        String found = refusal(sql);
        assertTrue(found.contains(message), found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "case when status >= 400 then 'a' end;   status is text and is used as BIGINT, which fails on a bad value; use try_cast(status AS BIGINT)",
                "status = 200;                           status is text and is used as BIGINT",
                "a in (1, 2);                            a is text and is used as BIGINT",
                "nullif(a, 0);                           a text is used as BIGINT",
                "substring(a, b, 3);                     b is text and is used as INT",
                "if(a, 'x', 'y');                        does not fit together: [DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE] Cannot resolve",
                "abs(a);                                 a is text and is used as DOUBLE",
                "coalesce(instant(a), b);                b is text and is used as TIMESTAMP",
                "instant(a) < 'soon';                    'soon' is text and is used as TIMESTAMP",
                "abs(try_cast(a as int));                abs of a whole number can overflow",
                "a rlike '(';                            '(' is not a regular expression: Unclosed group",
                "a rlike b;                              must be written out, not read from a field",
                "regexp_extract(a, '(', 1);              '(' is not a regular expression",
                "regexp_extract(a, '(x)', 2);            regexp_extract wants group 2 of '(x)', which has 1",
                "regexp_replace(a, b, 'x');              must be written out",
                "regexp_replace(a, '[', 'x');            '[' is not a regular expression",
                "a like 'x\\\\';                         is no pattern for like",
                "a like b;                               must be written out",
                "split_part(a, '/', 0);                  the part of split_part must be a number other than 0",
                "split_part(a, '/', b);                  the part of split_part must be a number other than 0",
                "upper(a, b);                            does not fit together: ",
                "instant(a, b);                          function instant takes 1 arguments, not 2",
            })
    void whatWouldFailOnABadValueIsRefused(String sql, String message) {
        String found = refusal(sql);
        assertTrue(found.contains(message), found);
    }

    @Test
    void namesWithDotsAndSpacesMeanTheSameFieldInBackquotesOrOut() {
        assertEquals(List.of("Click ID"), MappingExpression.of("`Click ID`").fields());
        assertEquals(List.of("a.b.c"), MappingExpression.of("a.b.c").fields());
        assertEquals(List.of("a.b.c"), MappingExpression.of("`a.b.c`").fields());
        assertEquals(List.of("a.b c.d"), MappingExpression.of("a.`b c`.d").fields());
        assertEquals(
                List.of("Id", "id"),
                MappingExpression.of("coalesce(Id, id, Id)").fields());
        assertEquals(
                List.of("items.0.sku"), MappingExpression.of("items.`0`.sku").fields());
    }

    @Test
    void namesAreReadAsTheyAreWritten() {
        SparkSession spark = TestSpark.session();
        List<String> places = List.of("Click ID", "a.b", "id", "ID");
        var row = spark.createDataFrame(
                        List.of(RowFactory.create((Object) new String[] {"c", "x", "lower", "upper"})),
                        new org.apache.spark.sql.types.StructType().add(RawRecords.SCHEMA.apply("fields")))
                .select(
                        MappingExpression.of("`Click ID`").over(places),
                        MappingExpression.of("concat_ws('-', a.b, `a.b`, ID, id)")
                                .over(places),
                        MappingExpression.of("nullif(id, 'lower')").over(places),
                        MappingExpression.of("nullif(id, 'lower')").hasInput(places),
                        MappingExpression.of("'constant'").hasInput(places))
                .head();
        assertEquals("[c,x-x-upper-lower,null,true,false]", row.toString());
    }

    @Test
    void everyMappingOfTheSampleInstallationIsInOrder() {
        for (SourceSettings source : Settings.read(Path.of("..", "conf")).sources()) {
            assertEquals(Map.of(), Mapping.faults(source), source.name());
        }
    }

    @Test
    void onlyFieldsThatItemsAreMadeOfMayHoldObjects() {
        SourceSettings source = TestSources.source(
                "s",
                "json",
                List.of(),
                List.of(),
                Map.of("items", "replace(order_lines, 'nr', 'product_id')", "order_id", "order", "product_id", "nr"));
        Mapping mapping = Mapping.of(source);
        assertEquals(Set.of("order_lines"), mapping.fieldsOfItems());
        assertEquals(List.of("order_lines", "order", "nr"), mapping.fieldNames());
        assertEquals(
                Set.of(),
                Mapping.of(TestSources.source("s", "json", List.of(), List.of(), Map.of("order_id", "order")))
                        .fieldsOfItems());
    }

    @Test
    void faultsOfAMappingNameTheirColumn() {
        SourceSettings source = TestSources.source(
                "s", "json", List.of(), List.of(), Map.of("user_id", "rand()", "usr", "x", "interaction_type", "a"));
        Map<String, String> faults = Mapping.faults(source);
        assertTrue(faults.get("user_id").startsWith("function rand is not allowed"), faults::toString);
        assertTrue(
                faults.get("usr").startsWith("is no column that a mapping gives; known here: agent_type, "),
                faults::toString);
        assertEquals("missing: every mapping must give it", faults.get("occurred_at"));
        assertEquals(3, faults.size(), faults::toString);
        assertEquals(
                "missing: every mapping must give it",
                Mapping.faults(TestSources.ofSpend(source)).get("cost_amount"));
    }
}
