package org.jejak.table;

import java.util.*;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One table of the warehouse, defined once: what a row is, its columns, key, row rules, layout and scope. Delta schemas,
 * comments and constraints, the checks at write, the keys of published files and the printed data dictionary all come from here.
 */
public final class Table {
    private final String schema;
    private final String name;
    private final String grain;
    private final List<Field> fields;
    private final Map<Field, Integer> places = new HashMap<>();

    // what declarations add: each one makes a copy, so that a table never changes once it is named
    private List<Field> key = List.of();
    private Map<String, String> checks = Map.of();
    private Field month;
    private Scope scope;
    private List<Link> links = List.of();
    private Map<Field, Usage> usages = Map.of();
    private List<Field> alternatives = List.of();

    /** A reference as it is declared; the other table is asked for later, for tables refer to each other in circles. */
    private record Link(Field column, Supplier<Table> to) {}

    private Table(String schema, String name, String grain, List<Field> fields, Scope scope) {
        this.schema = schema;
        this.name = name;
        this.grain = grain;
        this.fields = List.copyOf(fields);
        for (Field field : fields) places.put(field, places.size());
        this.scope = scope;
    }

    private Table with(Consumer<Table> declaration) {
        Table copy = new Table(schema, name, grain, fields, scope);
        copy.key = key;
        copy.checks = checks;
        copy.month = month;
        copy.links = links;
        copy.usages = usages;
        copy.alternatives = alternatives;
        declaration.accept(copy);
        return copy;
    }

    /** Starts a table for later jobs, restated as a whole unless {@link #scope} says otherwise. */
    public static Table silver(String name, String grain, Columns columns) {
        return new Table("silver", name, grain, columns.fields(), Scope.WHOLE);
    }

    /** Starts a table for reports and BI tools: flat types only. Restated as a whole unless {@link #scope} says otherwise. */
    public static Table gold(String name, String grain, Columns columns) {
        return new Table("gold", name, grain, columns.fields(), Scope.WHOLE);
    }

    /** Starts a table about the runs themselves, to which rows are only added. */
    public static Table ops(String name, String grain, Columns columns) {
        return new Table("ops", name, grain, columns.fields(), Scope.APPEND);
    }

    /** The columns that name one row; checked for uniqueness at every write. */
    public Table keyedBy(Field... columns) {
        return with(t -> t.key = List.of(columns));
    }

    /** A rule that holds for every row, as a Delta CHECK constraint. */
    public Table check(String rule, String predicate) {
        Map<String, String> more = new LinkedHashMap<>(checks);
        more.put(rule, predicate);
        return with(t -> t.checks = more);
    }

    /** Stores the rows by this first-of-month DATE column, the unit in which groups are replaced. */
    public Table byMonth(Field column) {
        return with(t -> t.month = column);
    }

    /** How the table is brought up to date. */
    public Table scope(Scope howRestated) {
        return with(t -> t.scope = howRestated);
    }

    /**
     * A column whose values are keys of another table, which has one key column; null points at nothing.
     *
     * @param to gives the other table when it is needed: {@code () -> DimDate.TABLE}
     */
    public Table references(Field column, Supplier<Table> to) {
        List<Link> more = new ArrayList<>(links);
        more.add(new Link(column, to));
        return with(t -> t.links = more);
    }

    /**
     * Columns of the key whose values tell the same things in other ways: models, granularities, windows. No measure adds up
     * over them: a query picks one value of each.
     */
    public Table alternatives(Field... columns) {
        return with(t -> t.alternatives = List.of(columns));
    }

    /** Measures that add up over any rows, where type and name do not say so: {@link Field#usualRole}. */
    public Table additive(Field... measures) {
        return used(Usage.of(Role.ADDITIVE), measures);
    }

    /** Measures that never add up, where type and name do not say so. */
    public Table notAdditive(Field... measures) {
        return used(Usage.of(Role.NOT_ADDITIVE), measures);
    }

    /** A measure that does not add up over these columns of the key. */
    public Table semiAdditive(Field measure, Field... notOver) {
        return used(Usage.semiAdditive(List.of(notOver)), measure);
    }

    /** A measure that is one other measure over another one. */
    public Table ratio(Field measure, Field numerator, Field denominator) {
        return used(Usage.ratio(numerator, denominator, null), measure);
    }

    /** A measure that is one other measure over another one, both of the rows with this flag alone. */
    public Table ratioWhere(Field flag, Field measure, Field numerator, Field denominator) {
        return used(Usage.ratio(numerator, denominator, flag), measure);
    }

    private Table used(Usage usage, Field... measures) {
        Map<Field, Usage> more = new HashMap<>(usages);
        for (Field measure : measures) more.put(measure, usage);
        return with(t -> t.usages = more);
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

    /** The columns that point at rows of other tables, in schema order. */
    public List<Reference> references() {
        return links.stream()
                .sorted(Comparator.comparingInt(l -> placeOf(l.column())))
                .map(l -> new Reference(this, l.column(), l.to().get()))
                .toList();
    }

    /** How a column is to be used: as declared, else as its type and name let expect. */
    public Usage usage(Field field) {
        if (key.contains(field) || links.stream().anyMatch(l -> l.column().equals(field))) return Usage.of(Role.KEY);
        Usage usage = usages.getOrDefault(field, Usage.of(field.usualRole()));
        boolean isOfOneAlternative = usage.role() == Role.ADDITIVE && !alternatives.isEmpty();
        if (usage.role() != Role.SEMI_ADDITIVE && !isOfOneAlternative) return usage;
        return Usage.semiAdditive(fields.stream()
                .filter(f -> alternatives.contains(f) || usage.notOver().contains(f))
                .toList());
    }

    /** What a column means, how it is used and in which unit: {@code Ad spend. [semi-additive: not over model; base currency]}. */
    public String comment(Field field) {
        String unit = field.unit().isEmpty() ? "" : "; " + field.unit();
        return field.comment() + " [" + usage(field).words() + unit + "]";
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
        return new StructType(
                fields.stream().map(f -> f.toStructField(comment(f))).toArray(StructField[]::new));
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
        faultsOfUsage(faults);
        if (schema.equals("gold")) {
            fields.stream()
                    .filter(f -> f.type().typeName().matches("array|map|struct"))
                    .forEach(f -> faults.add(fullName() + "." + f.name() + " is not flat"));
        }
        return faults;
    }

    private void faultsOfUsage(List<String> faults) {
        Set<Field> named = new LinkedHashSet<>(alternatives);
        links.forEach(l -> named.add(l.column()));
        usages.forEach((measure, usage) -> {
            named.add(measure);
            named.addAll(usage.notOver());
            if (usage.role() == Role.RATIO) named.addAll(List.of(usage.numerator(), usage.denominator()));
            if (usage.where() != null) named.add(usage.where());
        });
        named.stream()
                .filter(f -> !fields.contains(f))
                .map(Field::name)
                .sorted()
                .forEach(f -> faults.add(fullName() + " has no column " + f));
        Stream.concat(alternatives.stream(), usages.values().stream().flatMap(u -> u.notOver().stream()))
                .filter(f -> !key.contains(f))
                .map(Field::name)
                .distinct()
                .sorted()
                .forEach(f -> faults.add(fullName() + "." + f + " is not of the key: all measures add up over it"));
        for (Link link : links) {
            Table to = link.to().get();
            if (to.key.size() != 1 || !to.key.get(0).type().equals(link.column().type()))
                faults.add(fullName() + "." + link.column().name() + " is not the key of " + to);
        }
    }

    @Override
    public String toString() {
        return fullName();
    }
}
