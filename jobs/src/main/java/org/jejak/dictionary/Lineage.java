package org.jejak.dictionary;

import java.util.*;
import java.util.stream.Collectors;
import org.jejak.pipeline.Pipeline;
import org.jejak.pipeline.job.Job;
import org.jejak.table.*;

/** Which job makes a table from what, and which gold tables refer to which: both read off the definitions. */
public final class Lineage {
    /**
     * A row of one table points at a row of another.
     *
     * @param from table with the columns
     * @param to table whose key they are
     * @param columns the key of {@code to}
     */
    public record Reference(Table from, Table to, List<String> columns) {}

    private Lineage() {}

    /** The job that writes a table; none writes the ledger, which every run keeps itself. */
    static Optional<Job> maker(Table table) {
        return Pipeline.JOBS.stream().filter(j -> j.writes().contains(table)).findFirst();
    }

    /** Where a table is from, in words. */
    public static String of(Table table) {
        Optional<Job> maker = maker(table);
        if (maker.isEmpty()) return "written by every run";
        if (maker.get().takesInFiles()) return madeBy(table) + " from the raw logs";
        String reads = sources(maker.get()).stream().map(Table::fullName).collect(Collectors.joining(", "));
        return madeBy(table) + " from " + (reads.isEmpty() ? "the settings" : reads);
    }

    /** Which job makes a table that has one. */
    static String madeBy(Table table) {
        return "made by " + maker(table).orElseThrow().name();
    }

    /** Name of the class that defines a table: its name in capitals, as in {@code org.jejak.table.FactSessions}. */
    public static String definition(Table table) {
        String name = Arrays.stream(table.name().split("_"))
                .map(Dictionary::capitalized)
                .collect(Collectors.joining());
        return Table.class.getPackageName() + "." + name;
    }

    /** What a job reads of others: not the tables that it only continues. */
    static List<Table> sources(Job job) {
        return job.reads().stream().filter(t -> !job.writes().contains(t)).toList();
    }

    /** Jobs that read a table of another one. */
    static List<Job> readers(Table table) {
        return Pipeline.JOBS.stream().filter(j -> sources(j).contains(table)).toList();
    }

    /**
     * References among the gold tables, to dimensions and to facts with one key column. The home of a key is the first
     * table that has it; every other table with columns of these names and types refers to it.
     */
    static List<Reference> references() {
        List<Reference> references = new ArrayList<>();
        for (Table from : Tables.of("gold")) {
            for (Table to : Tables.of("gold")) {
                boolean isHome = (to.name().startsWith("dim_")
                                || to.name().startsWith("fact_") && to.key().size() == 1)
                        && Tables.of("gold").stream()
                                .filter(t -> t.keyNames().equals(to.keyNames()))
                                .findFirst()
                                .get()
                                .equals(to);
                if (isHome && !from.equals(to) && to.key().stream().allMatch(k -> has(from, k)))
                    references.add(new Reference(from, to, to.keyNames()));
            }
        }
        return references;
    }

    private static boolean has(Table table, Field key) {
        return table.fields().stream()
                .anyMatch(f -> f.name().equals(key.name()) && f.type().equals(key.type()));
    }

    /** References from one table. */
    static List<Reference> references(Table from) {
        return references().stream().filter(r -> r.from().equals(from)).toList();
    }
}
