package org.jejak.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.jejak.table.Datasets.materialize;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jejak.table.Interactions;

/** The interactions that a run is about: all of them in a full run, else those of the files in the journal. */
public final class RunInteractions {
    private final Run run;
    private Dataset<Row> interactions;

    RunInteractions(Run run) {
        this.run = run;
    }

    /** Interactions that came, changed or went since the last finished run. */
    public synchronized Dataset<Row> interactions() {
        if (interactions == null) {
            interactions = run.full() ? run.of(Interactions.TABLE) : materialize(pending());
        }
        return interactions;
    }

    private Dataset<Row> pending() {
        JsonNode files = run.journal().note("files").orElse(run.journal().empty());
        LocalDate first = null;
        LocalDate last = null;
        for (Iterator<Map.Entry<String, JsonNode>> i = files.properties().iterator(); i.hasNext(); ) {
            JsonNode range = i.next().getValue();
            LocalDate from = LocalDate.parse(range.get(0).asText());
            LocalDate to = LocalDate.parse(range.get(1).asText());
            if (first == null || from.isBefore(first)) first = from;
            if (last == null || to.isAfter(last)) last = to;
        }
        Dataset<Row> went = run.journal().read("superseded", run.none(Interactions.TABLE));
        if (first == null) return went;
        List<String> names = files.properties().stream().map(Map.Entry::getKey).toList();
        Object[] months = Stream.iterate(first.withDayOfMonth(1), m -> m.plusMonths(1))
                .limit(java.time.temporal.ChronoUnit.MONTHS.between(first.withDayOfMonth(1), last.withDayOfMonth(1))
                        + 1)
                .map(Date::valueOf)
                .toArray();
        Dataset<Row> wanted =
                run.spark().createDataset(names, Encoders.STRING()).toDF("wanted_file");
        Dataset<Row> came = run.of(Interactions.TABLE)
                .filter(Interactions.BUSINESS_MONTH.col().isin(months))
                .filter(Interactions.BUSINESS_DATE.col().between(Date.valueOf(first), Date.valueOf(last)))
                .join(wanted, Interactions.SOURCE_FILE.col().equalTo(col("wanted_file")), "left_semi");
        return came.unionByName(went);
    }
}
