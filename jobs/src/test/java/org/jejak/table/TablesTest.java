package org.jejak.table;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.jdk.javaapi.CollectionConverters;

class TablesTest {
    private static final Path SOURCES = Path.of("src/main/java/org/jejak");

    /** Packages that may not use the tables, see {@code ArchitectureTest}; and tools whose columns are those of a user's file. */
    private static final Set<String> WITHOUT_TABLES = Set.of("table", "config", "simulate", "command/file");

    /** Names of columns that are something else in one file, and what. */
    private static final Map<String, String> SOMETHING_ELSE = Map.of(
            "experience/Observation.java contact_channel", "a part of cells, as settings name it",
            "experience/Observations.java first_contact_resolution", "a behaviour, as settings name it",
            "experience/Metric.java first_contact_resolution", "a behaviour, as settings name it",
            "notebook/NotebookFile.java cell_type", "a key of Jupyter's notebooks",
            "notebook/NotebookPage.java cell_type", "a key of Jupyter's notebooks",
            "notebook/NotebookRunner.java cell_type", "a key of Jupyter's notebooks");

    /** A text of small letters, alone in its quotes. */
    private static final Pattern TEXT = Pattern.compile("\"([a-z][a-z0-9_]*)\"");

    /** A text that Spark reads as an expression. */
    private static final Pattern EXPRESSION =
            Pattern.compile("\\b(?:filter|where|expr|selectExpr|sql)\\(\\s*\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    private static final Pattern WORD = Pattern.compile("(?<![\\w'])[a-z][a-z0-9_]*(?![\\w'(])");

    /** What stands before a text that defines a column of a shape that is no table: {@code Field.text("word", "...")}. */
    private static final Pattern DEFINITION = Pattern.compile("Field\\s*\\.\\s*\\w+\\(\\s*$");

    /** What stands before a text that is read or named as a column by Spark, here and in the texts before it. */
    private static final Pattern PLACE_OF_COLUMN = Pattern.compile(
            "\\b(col|column|as|alias|sum|sumDistinct|min|max|avg|mean|first|last|count|countDistinct|collect_list|collect_set"
                    + "|asc|desc|select|groupBy|orderBy|sort|sortWithinPartitions|partitionBy|repartition|drop|dropDuplicates"
                    + "|withColumn|withColumnRenamed|join|getAs|getField|fieldIndex)\\(\\s*(\"\\w*\",\\s*)*$");

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

    @ParameterizedTest
    @MethodSource("tables")
    void ratiosDivideMeasuresThatAddUp(Table table) {
        for (Field field : table.fields()) {
            Usage usage = table.usage(field);
            if (usage.role() != Role.RATIO) continue;
            for (Field part : List.of(usage.numerator(), usage.denominator())) {
                assertTrue(
                        Set.of(Role.ADDITIVE, Role.SEMI_ADDITIVE)
                                .contains(table.usage(part).role()),
                        table + "." + field.name() + ": " + part.name() + " is "
                                + table.usage(part).words());
            }
        }
    }

    /** Columns with the name of a dimension's key or with dates that point at no dimension, and why. */
    private static final Map<String, String> NO_REFERENCES = Map.of(
            "fact_segment_member.segment", "a segment of the audience, not one of RFM or orders",
            "fact_customer_tag.until_date", "may be years ahead of the calendar");

    /** What has the name of a dimension's key in a dimension or fact is that key, and every day there is one of the calendar. */
    @ParameterizedTest
    @MethodSource("tables")
    void dimensionsAndFactsReferToTheirDimensions(Table table) {
        if (!table.name().matches("(dim|fact)_.*")) return;
        Map<String, Table> homes = Tables.of("gold").stream()
                .filter(t -> t.name().startsWith("dim_"))
                .collect(Collectors.toMap(t -> t.keyNames().get(0), t -> t));
        Map<String, Table> references = table.references().stream()
                .collect(Collectors.toMap(r -> r.column().name(), Reference::to));
        for (Field field : table.fields()) {
            boolean isMonth = field.name().equals("month");
            boolean isDay = field.type().typeName().equals("date") && !isMonth;
            Table home = isDay ? DimDate.TABLE : homes.get(field.name());
            if (home == null || home.equals(table)) continue;
            if (NO_REFERENCES.containsKey(table.name() + "." + field.name())) continue;
            assertEquals(home, references.get(field.name()), table + "." + field.name());
        }
    }

    @Test
    void usageIsDeclaredOrToldByTypeAndName() {
        assertEquals(
                "key",
                AggChannelPerformance.TABLE.usage(AggChannelPerformance.CHANNEL).words());
        assertEquals(
                "attribute",
                FactConversions.TABLE.usage(FactConversions.ORDER_ID).words());
        assertEquals(
                "additive",
                FactConversions.TABLE.usage(FactConversions.REVENUE_AMOUNT).words());
        assertEquals(
                "semi-additive: not over model",
                AggChannelPerformance.TABLE
                        .usage(AggChannelPerformance.SPEND_AMOUNT)
                        .words());
        assertEquals(
                "ratio: revenue_amount / spend_amount where is_paid",
                AggChannelPerformance.TABLE
                        .usage(AggChannelPerformance.RETURN_ON_AD_SPEND)
                        .words());
        assertEquals(
                "not additive",
                FactCustomerValue.TABLE.usage(FactCustomerValue.CLV_LOW_AMOUNT).words());
        assertEquals(
                AggChannelDaily.ORDER_COUNT.comment() + " [additive; count]",
                AggChannelDaily.TABLE.comment(AggChannelDaily.ORDER_COUNT));
        assertEquals("seconds", FactJourneys.DURATION_SECONDS.unit());
        assertEquals("base currency", FactConversions.REVENUE_AMOUNT.unit());
        assertEquals("", FactConversions.SEQUENCE_NUMBER.unit());
    }

    @Test
    void aDeclarationOfUsageWithFaultsSaysWhichColumn() {
        Field a = Field.text("a", "A.").required();
        Field b = Field.number("b_count", "B.");
        Field c = Field.number("c_count", "C.");
        Table table = Table.gold("t", "One row.", new Columns(a, b))
                .keyedBy(a)
                .references(b, () -> DimChannel.TABLE)
                .ratio(c, b, b)
                .alternatives(b);
        assertEquals(
                List.of(
                        "gold.t has no column c_count",
                        "gold.t.b_count is not of the key: all measures add up over it",
                        "gold.t.b_count is not the key of gold.dim_channel"),
                table.faults());
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

    /**
     * A column is named by its {@link Field}, so that the compiler finds all that reads it. A name of several words is always a
     * column; one of a single word, such as "day", where Spark takes the name of a column.
     */
    @Test
    void columnsAreNamedInTheDictionaryAlone() throws IOException {
        Set<String> names =
                tables().flatMap(t -> t.fields().stream()).map(Field::name).collect(Collectors.toSet());
        List<String> typed = new ArrayList<>();
        Set<String> unused = new TreeSet<>(SOMETHING_ELSE.keySet());
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                String name = SOURCES.relativize(file).toString().replace('\\', '/');
                if (WITHOUT_TABLES.stream().anyMatch(p -> name.startsWith(p + "/"))) continue;
                String code = withoutComments(Files.readString(file));
                for (Matcher text = TEXT.matcher(code); text.find(); ) {
                    String before = code.substring(Math.max(0, text.start() - 400), text.start());
                    boolean isColumn = names.contains(text.group(1))
                            && !DEFINITION.matcher(before).find()
                            && (text.group(1).contains("_")
                                    || PLACE_OF_COLUMN.matcher(before).find());
                    if (!isColumn) continue;
                    String place = name + " " + text.group(1);
                    if (SOMETHING_ELSE.containsKey(place)) {
                        unused.remove(place);
                        continue;
                    }
                    long line = code.substring(0, text.start()).lines().count();
                    typed.add(SOURCES.resolve(name) + ":" + line + " types the column " + text.group()
                            + "; name it by the Field of its table");
                }
                for (Matcher expression = EXPRESSION.matcher(code); expression.find(); )
                    WORD.matcher(expression.group(1))
                            .results()
                            .map(MatchResult::group)
                            .filter(names::contains)
                            .forEach(word -> typed.add(SOURCES.resolve(name) + " types the column " + word
                                    + " in an expression; name it by the Field of its table"));
            }
        }
        assertEquals("", String.join("\n", typed));
        assertEquals(Set.of(), unused, "texts that are excused but not there any more");
    }

    /** The code with its comments blanked out, each line in its place. */
    private static String withoutComments(String code) {
        return Pattern.compile("/\\*.*?\\*/|//[^\n]*|(\"(?:[^\"\\\\\n]|\\\\.)*\")", Pattern.DOTALL)
                .matcher(code)
                .replaceAll(m -> Matcher.quoteReplacement(
                        m.group(1) != null ? m.group() : m.group().replaceAll("[^\n]", " ")));
    }
}
