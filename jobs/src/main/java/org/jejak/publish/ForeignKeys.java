package org.jejak.publish;

import static org.jejak.publish.SqlDialect.name;
import static org.jejak.publish.SqlDialect.nameOf;

import java.util.*;
import org.jejak.table.*;

/**
 * The references among published tables as the constraints of a database, and an order of tables in which referenced ones
 * come first. Facts refer to each other in circles, so no order serves every reference.
 */
final class ForeignKeys {
    private final List<Table> tables;
    private final List<Reference> all;

    private ForeignKeys(List<Table> tables) {
        this.tables = tables;
        all = tables.stream()
                .flatMap(t -> t.references().stream())
                .filter(r -> tables.contains(r.to()))
                .toList();
    }

    /** The references among these tables; those to others are left out. */
    static ForeignKeys among(List<Table> tables) {
        return new ForeignKeys(List.copyOf(tables));
    }

    /** Every reference, in the order of the tables and their columns. */
    List<Reference> all() {
        return all;
    }

    /** Whether a table of this name is among the tables. */
    boolean isOf(String table) {
        return tables.stream().anyMatch(t -> t.name().equals(table));
    }

    /**
     * The tables, referenced ones first where possible: of a circle the table comes first that most others of it refer to and
     * that refers to fewest (Eades, Lin and Smyth 1993); of equals the first in the data dictionary.
     */
    List<Table> order() {
        List<Table> first = new ArrayList<>();
        List<Table> left = new ArrayList<>(tables);
        Deque<Table> last = new ArrayDeque<>();
        while (!left.isEmpty()) {
            Optional<Table> source =
                    left.stream().filter(t -> out(t, left) == 0).findFirst();
            Optional<Table> sink = left.stream().filter(t -> in(t, left) == 0).findFirst();
            Table next = source.or(() -> sink)
                    .orElseGet(() -> Collections.min(left, Comparator.comparingInt(t -> out(t, left) - in(t, left))));
            if (source.isEmpty() && sink.isPresent()) last.addFirst(next);
            else first.add(next);
            left.remove(next);
        }
        first.addAll(last);
        return first;
    }

    /** References to other tables of these. */
    private int out(Table table, List<Table> others) {
        return (int) all.stream()
                .filter(r -> r.from().equals(table) && !r.to().equals(table) && others.contains(r.to()))
                .count();
    }

    /** References from other tables of these. */
    private int in(Table table, List<Table> others) {
        return (int) all.stream()
                .filter(r -> r.to().equals(table) && !r.from().equals(table) && others.contains(r.from()))
                .count();
    }

    /** FOREIGN KEY ... REFERENCES ..., as in the definition of a table. */
    static String definition(Reference reference) {
        return "FOREIGN KEY (" + name(reference.column().name()) + ") REFERENCES " + nameOf(reference.to()) + "("
                + name(reference.key().name()) + ")";
    }

    /** References of a table that can be declared when it is created in this order: to tables before it. */
    List<Reference> declared(Table table, List<Table> order) {
        return all.stream()
                .filter(r -> r.from().equals(table) && order.indexOf(r.to()) < order.indexOf(table))
                .toList();
    }
}
