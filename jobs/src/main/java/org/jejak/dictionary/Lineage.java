package org.jejak.dictionary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jejak.pipeline.Job;
import org.jejak.pipeline.Pipeline;
import org.jejak.table.AdSpend;
import org.jejak.table.Field;
import org.jejak.table.IngestedFiles;
import org.jejak.table.Interactions;
import org.jejak.table.Rejects;
import org.jejak.table.Table;
import org.jejak.table.Tables;

/** Which job makes a table from what, and which gold tables refer to which: both read off the definitions. */
public final class Lineage {
    /** The step before the jobs of {@link Pipeline}. */
    static final Job INGEST = new Job(
            "ingest", List.of(), List.of(Interactions.TABLE, Rejects.TABLE, AdSpend.TABLE, IngestedFiles.TABLE), null);

    /**
     * A row of one table points at a row of another.
     *
     * @param from table with the columns
     * @param to table whose key they are
     * @param columns the key of {@code to}
     */
    public record Reference(Table from, Table to, List<String> columns) {}

    private Lineage() {}

    /** Ingest and all jobs after it. */
    static List<Job> jobs() {
        List<Job> jobs = new ArrayList<>(List.of(INGEST));
        jobs.addAll(Pipeline.JOBS);
        return jobs;
    }

    /** The job that writes a table; none writes the ledger, which every run keeps itself. */
    static Optional<Job> maker(Table table) {
        return jobs().stream().filter(j -> j.writes().contains(table)).findFirst();
    }

    /** Where a table is from, in words. */
    public static String of(Table table) {
        Optional<Job> maker = maker(table);
        if (maker.isEmpty()) return "written by every run";
        if (maker.get().equals(INGEST)) return "made by ingest from the raw logs";
        String reads = maker.get().reads().stream().map(Table::fullName).collect(Collectors.joining(", "));
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

    /** Jobs that read a table. */
    static List<Job> readers(Table table) {
        return jobs().stream().filter(j -> j.reads().contains(table)).toList();
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
