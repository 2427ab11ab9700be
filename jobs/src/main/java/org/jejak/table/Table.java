package org.jejak.table;

import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One table of the warehouse, defined once: what a row is, its columns, key, row rules, layout and scope. Delta schemas,
 * comments and constraints, the checks at write and the printed data dictionary all come from here.
 */
public final class Table {
    private final String schema;
    private final String name;
    private final String grain;
    private final List<Field> fields;
    private final Map<Field, Integer> places = new HashMap<>();
    private final List<Field> key;
    private final Map<String, String> checks;
    private final Field month;
    private final Scope scope;

    private Table(
            String schema,
            String name,
            String grain,
            List<Field> fields,
            List<Field> key,
            Map<String, String> checks,
            Field month,
            Scope scope) {
        this.schema = schema;
        this.name = name;
        this.grain = grain;
        this.fields = List.copyOf(fields);
        for (Field field : fields) places.put(field, places.size());
        this.key = List.copyOf(key);
        this.checks = new LinkedHashMap<>(checks);
        this.month = month;
        this.scope = scope;
    }

    /** Starts a table for later jobs, restated as a whole unless {@link #scope} says otherwise. */
    public static Table silver(String name, String grain, Columns columns) {
        return new Table("silver", name, grain, columns.fields(), List.of(), Map.of(), null, Scope.WHOLE);
    }

    /** Starts a table for reports and BI tools: flat types only. Restated as a whole unless {@link #scope} says otherwise. */
    public static Table gold(String name, String grain, Columns columns) {
        return new Table("gold", name, grain, columns.fields(), List.of(), Map.of(), null, Scope.WHOLE);
    }

    /** Starts a table about the runs themselves, to which rows are only added. */
    public static Table ops(String name, String grain, Columns columns) {
        return new Table("ops", name, grain, columns.fields(), List.of(), Map.of(), null, Scope.APPEND);
    }

    /** The columns that name one row; checked for uniqueness at every write. */
    public Table keyedBy(Field... columns) {
        return new Table(schema, name, grain, fields, List.of(columns), checks, month, scope);
    }

    /** A rule that holds for every row, as a Delta CHECK constraint. */
    public Table check(String rule, String predicate) {
        Map<String, String> more = new LinkedHashMap<>(checks);
        more.put(rule, predicate);
        return new Table(schema, name, grain, fields, key, more, month, scope);
    }

    /** Stores the rows by this first-of-month DATE column, the unit in which groups are replaced. */
    public Table byMonth(Field column) {
        return new Table(schema, name, grain, fields, key, checks, column, scope);
    }

    /** How the table is brought up to date. */
    public Table scope(Scope howRestated) {
        return new Table(schema, name, grain, fields, key, checks, month, howRestated);
    }

    /** silver, gold or ops. */
    public String schema() {
        return schema;
    }

    public String name() {
        return name;
    }

    /** schema.name, as used in SQL. */
    public String fullName() {
        return schema + "." + name;
    }

    /** What one row is, in a sentence. */
    public String grain() {
        return grain;
    }

    /** The columns in schema order. */
    public List<Field> fields() {
        return fields;
    }

    /** The columns that the other table has too, with the same type and meaning; in the order of this one. */
    public List<Field> sharedWith(Table other) {
        return fields.stream().filter(other.fields::contains).toList();
    }

    /** Place of a column in a row, from 0; a field that the table does not have is an error. */
    public int placeOf(Field field) {
        Integer place = places.get(field);
        if (place == null) throw new IllegalArgumentException(fullName() + " has no column " + field.name());
        return place;
    }

    /** The columns that name one row. */
    public List<Field> key() {
        return key;
    }

    /** Rule name to SQL predicate, in the order they were written. */
    public Map<String, String> checks() {
        return Collections.unmodifiableMap(checks);
    }

    /** The first-of-month column by which rows are stored, if the table is large enough to need one. */
    public Optional<Field> month() {
        return Optional.ofNullable(month);
    }

    /** How the table is brought up to date. */
    public Scope scope() {
        return scope;
    }

    /** Names of the columns that carry file statistics: dates and times, which queries narrow down, and nothing about people. */
    public List<String> statisticsColumns() {
        return fields.stream()
                .filter(f -> !f.personal() && f.type().typeName().matches("date|timestamp") && !f.equals(month))
                .map(Field::name)
                .toList();
    }

    /** The Spark schema, with nullability and comments. */
    public StructType toStructType() {
        return new StructType(fields.stream().map(Field::toStructField).toArray(StructField[]::new));
    }

    /** All columns in schema order: every stage function ends with this, so a missing column fails at once. */
    public Dataset<Row> select(Dataset<Row> rows) {
        return rows.select(fields.stream().map(f -> f.from(f.col())).toArray(Column[]::new));
    }

    /** The names of the key columns. */
    public List<String> keyNames() {
        return key.stream().map(Field::name).toList();
    }

    /** What is wrong with the definition itself; empty when nothing is. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (key.isEmpty()) faults.add(fullName() + " has no key");
        Stream.concat(key.stream(), Optional.ofNullable(month).stream())
                .filter(f -> !fields.contains(f))
                .forEach(f -> faults.add(fullName() + " has no column " + f.name()));
        key.stream()
                .filter(Field::nullable)
                .forEach(f -> faults.add(fullName() + "." + f.name() + " is a key and may be null"));
        if (schema.equals("gold")) {
            fields.stream()
                    .filter(f -> f.type().typeName().matches("array|map|struct"))
                    .forEach(f -> faults.add(fullName() + "." + f.name() + " is not flat"));
        }
        return faults;
    }

    @Override
    public String toString() {
        return fullName();
    }
}
