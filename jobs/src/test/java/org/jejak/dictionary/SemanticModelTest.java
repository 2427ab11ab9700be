package org.jejak.dictionary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.*;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jejak.table.*;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Each semantic model is read back, and compared with the tables that it is made from. */
class SemanticModelTest {
    private static final List<Table> GOLD = Tables.of("gold");

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> of, String key) {
        return (List<Map<String, Object>>) of.getOrDefault(key, List.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> of, String key) {
        return (Map<String, Object>) of.getOrDefault(key, Map.of());
    }

    private static Map<String, Map<String, Object>> named(List<Map<String, Object>> all) {
        Map<String, Map<String, Object>> named = new LinkedHashMap<>();
        all.forEach(one -> assertEquals(null, named.put((String) one.get("name"), one), "twice: " + one.get("name")));
        return named;
    }

    private static Set<String> names(Collection<Field> fields) {
        return fields.stream().map(Field::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Test
    void everyColumnOfACubeIsADimensionOrAMeasure() {
        Map<String, Map<String, Object>> cubes = named(list(new Yaml().load(CubeModel.yaml()), "cubes"));
        for (Table table : GOLD) {
            Map<String, Object> cube = cubes.get(table.name());
            assertEquals("gold." + table.name(), cube.get("sql_table"));
            assertEquals(table.grain(), cube.get("description"));
            Map<String, Map<String, Object>> dimensions = named(list(cube, "dimensions"));
            Map<String, Map<String, Object>> measures = named(list(cube, "measures"));
            assertTrue(Collections.disjoint(dimensions.keySet(), measures.keySet()), table.name());
            for (Field f : table.fields()) {
                Map<String, Object> member = dimensions.getOrDefault(f.name(), measures.get(f.name()));
                assertEquals(table.comment(f), member.get("description"), table + "." + f.name());
                String role = table.usage(f).role().words();
                if (measures.containsKey(f.name()))
                    assertEquals(role, map(member, "meta").get("role"), table + "." + f.name());
                else assertFalse(role.contains("additive") && !role.equals("not additive"), table + "." + f.name());
            }
            assertEquals(
                    names(table.key()),
                    dimensions.values().stream()
                            .filter(d -> Boolean.TRUE.equals(d.get("primary_key")))
                            .map(d -> d.get("name"))
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void aMeasureOfACubeThatDoesNotAddUpOverModelsIsOfOneModel() {
        Map<String, Object> cube =
                named(list(new Yaml().load(CubeModel.yaml()), "cubes")).get("agg_channel_performance");
        Map<String, Map<String, Object>> measures = named(list(cube, "measures"));
        assertEquals(
                "CASE WHEN COUNT(DISTINCT {CUBE}.\"model\") = 1 THEN SUM({CUBE}.\"spend_amount\") END",
                measures.get("spend_amount").get("sql"));
        assertEquals(
                "1.0 * CASE WHEN COUNT(DISTINCT {CUBE}.\"model\") = 1 THEN"
                        + " SUM(CASE WHEN {CUBE}.\"is_paid\" THEN {CUBE}.\"revenue_amount\" END) END"
                        + " / NULLIF(CASE WHEN COUNT(DISTINCT {CUBE}.\"model\") = 1 THEN"
                        + " SUM(CASE WHEN {CUBE}.\"is_paid\" THEN {CUBE}.\"spend_amount\" END) END, 0)",
                measures.get("return_on_ad_spend").get("sql"));
    }

    @Test
    void everyReferenceOfATableIsAJoinOfItsCube() {
        Map<String, Map<String, Object>> cubes = named(list(new Yaml().load(CubeModel.yaml()), "cubes"));
        for (Table table : GOLD) {
            Map<String, Map<String, Object>> joins = named(list(cubes.get(table.name()), "joins"));
            assertEquals(table.references().size(), joins.size(), table.name());
            for (Reference r : table.references()) {
                Map<String, Object> join = joins.values().stream()
                        .filter(j -> ((String) j.get("sql"))
                                .startsWith("{CUBE}.\"" + r.column().name() + "\" = "))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(r.toString()));
                Map<String, Object> other = cubes.get((String) join.get("name"));
                assertEquals(r.to().name(), other.getOrDefault("extends", other.get("name")));
                assertEquals(
                        "{CUBE}.\"%s\" = {%s}.\"%s\""
                                .formatted(
                                        r.column().name(),
                                        join.get("name"),
                                        r.to().keyNames().get(0)),
                        join.get("sql"));
            }
        }
    }

    @Test
    void dbtTestsEveryKeyAndReference() {
        Map<String, Object> dbt = new Yaml().load(DbtModel.yaml());
        Map<String, Map<String, Object>> tables =
                named(list(list(dbt, "sources").get(0), "tables"));
        assertEquals(GOLD.stream().map(Table::name).collect(Collectors.toSet()), tables.keySet());
        for (Table table : GOLD) {
            Map<String, Map<String, Object>> columns = named(list(tables.get(table.name()), "columns"));
            assertEquals(names(table.fields()), columns.keySet());
            for (Field f : table.fields()) {
                Map<String, Object> column = columns.get(f.name());
                List<?> tests = list(column, "data_tests");
                assertEquals(!f.nullable(), tests.contains("not_null"), f.name());
                assertEquals(table.keyNames().equals(List.of(f.name())), tests.contains("unique"), f.name());
                for (Reference r : table.references()) {
                    if (!r.column().equals(f)) continue;
                    Map<String, String> relation = Map.of(
                            "to",
                            "source('gold', '" + r.to().name() + "')",
                            "field",
                            r.to().keyNames().get(0));
                    assertTrue(tests.contains(Map.of("relationships", relation)), table + " " + tests);
                }
                assertEquals(table.usage(f).role().words(), map(column, "meta").get("role"));
            }
        }
    }

    /** By the rules of MetricFlow: names, one meaning of a name in a model, and a time for what is added up. */
    @Test
    void dbtSemanticModelsAndMetricsKeepTheRules() {
        Map<String, Object> dbt = new Yaml().load(DbtModel.yaml());
        Map<String, Map<String, Object>> models = named(list(dbt, "semantic_models"));
        Set<String> measures = new HashSet<>();
        Set<String> joined = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (Table table : GOLD) {
            Map<String, Object> model = models.get(table.name());
            assertEquals("ref('" + table.name() + "')", model.get("model"));
            List<Map<String, Object>> members = new ArrayList<>(list(model, "entities"));
            members.addAll(list(model, "dimensions"));
            members.addAll(list(model, "measures"));
            for (String name : named(members).keySet()) {
                assertTrue(name.matches("(?!.*__)[a-z][a-z0-9_]*[a-z0-9]"), name);
                assertFalse(Set.of("day", "week", "month", "quarter", "year").contains(name), table + "." + name);
            }
            Set<String> columns = names(table.fields());
            members.forEach(m ->
                    assertTrue(columns.contains(m.get("expr")) || m.get("expr").equals("1"), m.toString()));
            if (!list(model, "measures").isEmpty()) {
                Map<String, Object> time = named(list(model, "dimensions"))
                        .get((String) map(model, "defaults").get("agg_time_dimension"));
                assertEquals("time", time.get("type"), table.name());
            }
            list(model, "measures").forEach(m -> assertTrue(measures.add((String) m.get("name")), m.toString()));
            list(model, "entities").forEach(e -> {
                if (e.get("type").equals("foreign")) joined.add((String) e.get("name"));
                else keys.add((String) e.get("name"));
            });
        }
        assertTrue(keys.containsAll(joined), "an entity leads to a table: " + joined + " " + keys);
        Map<String, Map<String, Object>> metrics = named(list(dbt, "metrics"));
        for (Map<String, Object> metric : metrics.values()) {
            Map<String, Object> of = map(metric, "type_params");
            if (metric.get("type").equals("ratio")) {
                for (String part : List.of("numerator", "denominator"))
                    assertTrue(metrics.containsKey((String) map(of, part).get("name")), metric.toString());
            } else assertTrue(measures.contains(of.get("measure")), metric.toString());
        }
        assertTrue(metrics.containsKey("fact_conversions_revenue_amount"));
        Map<String, Object> roas = metrics.get("agg_channel_performance_return_on_ad_spend");
        assertEquals(
                Map.of(
                        "name",
                        "agg_channel_performance_revenue_amount",
                        "filter",
                        "{{ Dimension('agg_channel_performance__is_paid') }} = true"),
                map(map(roas, "type_params"), "numerator"),
                "spend buys paid touches alone");
    }

    /** Takes a script apart by its indents, as Power BI does: each object with its properties. */
    private static Map<String, List<String>> objects(String script) {
        Map<String, List<String>> objects = new LinkedHashMap<>();
        String table = "";
        String object = "";
        for (String line : script.lines().toList()) {
            if (line.isBlank() || line.equals("createOrReplace")) continue;
            int depth = line.length() - line.replaceFirst("^\t+", "").length();
            String text = line.strip();
            assertTrue(depth >= 1 && depth <= 3, line);
            assertFalse(text.startsWith(" "), line);
            if (text.startsWith("///")) continue;
            if (depth == 1) {
                object = text.replaceFirst(" =.*", "");
                table = object;
            } else if (depth == 2 && text.matches("(column|measure|partition) .*")) {
                object = table + " / " + text.replaceFirst(" =.*", "");
            } else {
                objects.get(object).add(text);
                continue;
            }
            assertEquals(null, objects.put(object, new ArrayList<>()), "twice: " + object);
            if (text.contains(" = ")) objects.get(object).add(text.replaceFirst(".*? = ", "= "));
        }
        return objects;
    }

    @Test
    void thePowerBiModelHasEveryColumnAndReference() {
        Map<String, List<String>> objects = objects(TmdlModel.script());
        for (Table table : GOLD) {
            for (Field f : table.fields()) {
                List<String> column = objects.get("table " + table.name() + " / column " + f.name());
                assertTrue(column.contains("sourceColumn: " + f.name()), table + "." + f.name());
                assertTrue(column.contains("summarizeBy: none"), "nothing is added up but by a measure");
                assertEquals(table.keyNames().equals(List.of(f.name())), column.contains("isKey"), f.name());
            }
            for (Reference r : table.references()) {
                List<String> relation = objects.get(
                        "relationship " + table.name() + "_" + r.column().name());
                assertTrue(relation.contains(
                        "fromColumn: " + table.name() + "." + r.column().name()));
                assertTrue(relation.contains(
                        "toColumn: " + r.to().name() + "." + r.to().keyNames().get(0)));
            }
        }
    }

    /** Power BI refuses two active ways from one table to another. */
    @Test
    void noTableIsReachedInTwoActiveWays() {
        Map<String, Set<String>> active = new HashMap<>();
        objects(TmdlModel.script()).forEach((object, lines) -> {
            if (!object.startsWith("relationship") || lines.contains("isActive: false")) return;
            String from = lines.get(0).replaceFirst("fromColumn: (\\w+)\\..*", "$1");
            String to = lines.get(1).replaceFirst("toColumn: (\\w+)\\..*", "$1");
            assertTrue(active.computeIfAbsent(from, t -> new HashSet<>()).add(to), "twice from " + from + " to " + to);
        });
        active.forEach((from, tos) -> tos.forEach(
                to -> assertFalse(active.containsKey(to), from + " reaches others both directly and through " + to)));
        assertTrue(active.get("fact_sessions").containsAll(Set.of("dim_channel", "dim_customer", "dim_date")));
    }

    @Test
    void aMeasureOfPowerBiAddsUpOnlyWhatAddsUp() {
        Map<String, List<String>> objects = objects(TmdlModel.script());
        Set<String> names = new HashSet<>();
        for (var object : objects.entrySet()) {
            Matcher measure = Pattern.compile("table (\\w+) / measure '(.+)'").matcher(object.getKey());
            if (!measure.matches()) continue;
            assertTrue(names.add(measure.group(2)), "a name of one measure alone: " + measure.group(2));
            Table table = Tables.named(measure.group(1)).orElseThrow();
            String expression = object.getValue().get(0);
            Matcher sum = Pattern.compile("SUM\\('\\w+'\\[(\\w+)]\\)").matcher(expression);
            if (!sum.find()) continue;
            Field field = table.fields().stream()
                    .filter(f -> f.name().equals(sum.group(1)))
                    .findFirst()
                    .orElseThrow();
            Usage usage = table.usage(field);
            assertTrue(usage.role() == Role.ADDITIVE || usage.role() == Role.SEMI_ADDITIVE, object.getKey());
            for (Field f : usage.notOver())
                assertTrue(expression.contains("HASONEVALUE('" + table.name() + "'[" + f.name() + "])"), expression);
        }
        assertEquals(
                List.of(
                        "= IF(HASONEVALUE('agg_channel_performance'[model]), SUM('agg_channel_performance'[spend_amount]))",
                        "formatString: #,0.00"),
                objects.get("table agg_channel_performance / measure 'Spend amount of agg_channel_performance'"));
    }
}
