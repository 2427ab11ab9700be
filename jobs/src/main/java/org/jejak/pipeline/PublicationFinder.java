package org.jejak.pipeline;

import static org.apache.spark.sql.functions.*;

import java.time.LocalDate;
import java.util.*;
import org.apache.spark.sql.*;
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
        Column wanted = date.map(d -> Runs.LOGICAL_DATE.col().equalTo(lit(java.sql.Date.valueOf(d))))
                .orElse(lit(true));
        List<Row> runs = warehouse
                .read(Runs.TABLE)
                .filter(Runs.OUTCOME.col().equalTo("done").and(wanted))
                .orderBy(Runs.SEQUENCE_NUMBER.col().desc())
                .select(Runs.RUN_ID.col(), Runs.LOGICAL_DATE.col())
                .takeAsList(1);
        if (runs.isEmpty()) {
            throw new InputMissingException(
                    "no finished run" + date.map(d -> " for " + d).orElse("") + " in " + warehouse.location()
                            + "; `jejak status` lists the runs");
        }
        String runId = runs.get(0).getString(0);
        Map<String, Long> versions = new HashMap<>();
        for (Row row : warehouse
                .read(Publications.TABLE)
                .filter(col(Publications.RUN_ID.name()).equalTo(runId))
                .select(Publications.TABLE_NAME.col(), Publications.DELTA_VERSION.col())
                .collectAsList()) {
            versions.put(row.getString(0), row.getLong(1));
        }
        List<Publication.Part> parts = new ArrayList<>();
        for (Table table : Tables.of("gold")) {
            if (versions.containsKey(table.fullName()))
                parts.add(new Publication.Part(table, versions.get(table.fullName())));
        }
        return new Publication(
                runId, runs.get(0).getDate(1).toLocalDate(), parts, warehouse::read, warehouse::localFiles);
    }
}
