package org.jejak.publish;

import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.jejak.table.*;

/** SQL that DuckDB and PostgreSQL both understand: definitions and comments of tables. */
final class SqlDialect {
    /** The schema that holds the tables, as in the warehouse: a query moves from one to the other as it is. */
    static final String SCHEMA = "gold";

    private static final Field TABLE_NAME =
            Field.text("table_name", "Table in this schema.").required();

    /** Which run the tables are from; a table of its own beside the others. */
    static final Table ORIGIN = Table.gold(
                    "publication",
                    "One row per table here: which run and Delta version its rows are from.",
                    new Columns(
                            TABLE_NAME,
                            Publications.RUN_ID,
                            Publications.DELTA_VERSION,
                            Field.number("row_count", "Rows.").required(),
                            Publications.LOGICAL_DATE))
            .keyedBy(TABLE_NAME);

    private SqlDialect() {}

    static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static String nameOf(Table table) {
        return name(SCHEMA) + "." + name(table.name());
    }

    static String names(List<Field> fields) {
        return fields.stream().map(f -> name(f.name())).collect(Collectors.joining(", "));
    }

    /** The type in standard SQL; times are instants, so readers in any zone agree. */
    static String type(DataType type) {
        if (type.equals(DataTypes.StringType)) return "TEXT";
        if (type.equals(DataTypes.LongType)) return "BIGINT";
        if (type.equals(DataTypes.IntegerType)) return "INTEGER";
        if (type.equals(DataTypes.DoubleType)) return "DOUBLE PRECISION";
        if (type.equals(DataTypes.BooleanType)) return "BOOLEAN";
        if (type.equals(DataTypes.DateType)) return "DATE";
        if (type.equals(DataTypes.TimestampType)) return "TIMESTAMP WITH TIME ZONE";
        if (type instanceof DecimalType d) return "DECIMAL(" + d.precision() + "," + d.scale() + ")";
        throw new IllegalArgumentException("gold columns are flat; there is no outlet type for " + type.simpleString());
    }

    /** A column as in CREATE TABLE. */
    static String column(Field field) {
        return name(field.name()) + " " + type(field.type()) + (field.nullable() ? "" : " NOT NULL");
    }

    /** CREATE TABLE with its key. */
    static String create(Table table) {
        return create(table, List.of());
    }

    /** CREATE TABLE with its key and these references. */
    static String create(Table table, List<Reference> references) {
        List<String> parts =
                new ArrayList<>(table.fields().stream().map(SqlDialect::column).toList());
        parts.add("PRIMARY KEY (" + names(table.key()) + ")");
        references.forEach(r -> parts.add(ForeignKeys.definition(r)));
        return "CREATE TABLE " + nameOf(table) + " (" + String.join(", ", parts) + ")";
    }

    /** COMMENT statements for a table and its columns. */
    static List<String> comments(Table table) {
        List<String> comments = new ArrayList<>();
        comments.add("COMMENT ON TABLE " + nameOf(table) + " IS " + text(table.grain()));
        for (Field f : table.fields()) {
            comments.add("COMMENT ON COLUMN " + nameOf(table) + "." + name(f.name()) + " IS " + text(table.comment(f)));
        }
        return comments;
    }
}
