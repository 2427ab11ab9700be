package org.jejak.pipeline;

import java.sql.Date;
import java.time.LocalDate;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.pipeline.job.InputMissingException;
import org.jejak.publish.Publication;
import org.jejak.table.*;
import org.jejak.warehouse.Warehouse;

/** Finds what a run published. */
public final class PublicationFinder {
    private PublicationFinder() {}

    /**
     * The last publication, or the last for a logical date. Gold tables that the run did not know yet, because they came
     * with a later release, are not in it.
     *
     * @throws InputMissingException if there is none
     */
    public static Publication last(Warehouse warehouse, Optional<LocalDate> date) {
        if (!warehouse.exists(Runs.TABLE)) {
            throw new InputMissingException(
                    "nothing has run yet in " + warehouse.location() + "; `jejak nightly` fills it");
        }
        Optional<Row> run = warehouse.rows(Runs.TABLE).stream()
                .filter(r -> r.getAs(Runs.OUTCOME.name()).equals("done"))
                .filter(r -> date.isEmpty() || dateOf(r).equals(date.get()))
                .max(Comparator.comparingLong(Ledger::number));
        if (run.isEmpty()) {
            throw new InputMissingException(
                    "no finished run" + date.map(d -> " for " + d).orElse("") + " in " + warehouse.location()
                            + "; `jejak status` lists the runs");
        }
        String runId = run.get().getAs(Runs.RUN_ID.name());
        Map<String, Long> versions = new HashMap<>();
        for (Row row : warehouse.rows(Publications.TABLE, Publications.RUN_ID, List.of(runId)))
            versions.put(row.getAs(Publications.TABLE_NAME.name()), row.getAs(Publications.DELTA_VERSION.name()));
        List<Publication.Part> parts = new ArrayList<>();
        for (Table table : Tables.of("gold")) {
            if (versions.containsKey(table.fullName()))
                parts.add(new Publication.Part(table, versions.get(table.fullName())));
        }
        return new Publication(runId, dateOf(run.get()), parts, warehouse::read, warehouse::localFiles);
    }

    private static LocalDate dateOf(Row run) {
        return run.<Date>getAs(Runs.LOGICAL_DATE.name()).toLocalDate();
    }
}
