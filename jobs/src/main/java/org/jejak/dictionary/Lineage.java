package org.jejak.dictionary;

import java.util.*;
import java.util.stream.Collectors;
import org.jejak.pipeline.Pipeline;
import org.jejak.pipeline.job.Job;
import org.jejak.table.*;

/** Which job makes a table from what, read off the pipeline. */
public final class Lineage {
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
}
