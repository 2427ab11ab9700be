package org.jejak.publish;

import static org.jejak.publish.SqlDialect.name;
import static org.jejak.publish.SqlDialect.nameOf;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.*;
import org.jejak.table.*;

/** Foreign keys of the schema {@code gold} in PostgreSQL. They are checked when all tables are written. */
final class PostgresReferences {
    /**
     * A foreign key that is there.
     *
     * @param from name of the table with the column
     * @param name name of the constraint
     * @param to name of the other table
     */
    private record Constraint(String from, String name, String to) {}

    private PostgresReferences() {}

    /** Brings the foreign keys up to date: a night changes none, so readers do not wait for locks. */
    static void declare(Connection connection, ForeignKeys keys) throws SQLException {
        Map<Constraint, Reference> missing = new LinkedHashMap<>();
        for (Reference r : keys.all()) missing.put(constraint(r), r);
        try (Statement sql = connection.createStatement()) {
            // what is declared already is checked now: a table with open checks cannot be altered
            sql.execute("SET CONSTRAINTS ALL IMMEDIATE");
            for (Constraint there : constraints(connection)) {
                boolean isWanted = missing.remove(there) != null;
                if (!isWanted && keys.isOf(there.from())) drop(sql, there);
            }
            for (var e : missing.entrySet()) {
                Reference r = e.getValue();
                if (isSearched(r))
                    sql.execute("CREATE INDEX IF NOT EXISTS "
                            + name(r.from().name() + "_" + r.column().name() + "_idx") + " ON " + nameOf(r.from())
                            + " (" + name(r.column().name()) + ")");
                sql.execute("ALTER TABLE " + nameOf(r.from()) + " ADD CONSTRAINT "
                        + name(e.getKey().name()) + " " + ForeignKeys.definition(r)
                        + " DEFERRABLE INITIALLY DEFERRED");
            }
        }
    }

    /** Drops the foreign keys from and to these tables. */
    static void drop(Connection connection, List<Table> tables) throws SQLException {
        List<String> names = tables.stream().map(Table::name).toList();
        try (Statement sql = connection.createStatement()) {
            for (Constraint there : constraints(connection))
                if (names.contains(there.from()) || names.contains(there.to())) drop(sql, there);
        }
    }

    private static void drop(Statement sql, Constraint there) throws SQLException {
        sql.execute("ALTER TABLE " + name(SqlDialect.SCHEMA) + "." + name(there.from()) + " DROP CONSTRAINT "
                + name(there.name()));
    }

    /** Named as PostgreSQL itself would. */
    private static Constraint constraint(Reference r) {
        return new Constraint(
                r.from().name(), r.from().name() + "_" + r.column().name() + "_fkey", r.to().name());
    }

    /**
     * Whether rows of the other table come and go, as customers and their sessions do: each that goes is looked for in this
     * column. Rows of small dimensions stay.
     */
    private static boolean isSearched(Reference r) {
        return r.column().personal() && !r.from().key().get(0).equals(r.column());
    }

    private static List<Constraint> constraints(Connection connection) throws SQLException {
        List<Constraint> constraints = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT f.relname, c.conname, t.relname FROM pg_constraint c JOIN pg_class f ON f.oid = c.conrelid "
                        + "JOIN pg_class t ON t.oid = c.confrelid JOIN pg_namespace n ON n.oid = f.relnamespace "
                        + "WHERE c.contype = 'f' AND n.nspname = ? ORDER BY f.relname, c.conname")) {
            query.setString(1, SqlDialect.SCHEMA);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next())
                    constraints.add(new Constraint(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return constraints;
    }
}
