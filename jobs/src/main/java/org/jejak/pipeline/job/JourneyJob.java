package org.jejak.pipeline.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.jejak.table.Datasets.broadcastIfSmall;
import static org.jejak.table.Datasets.materialize;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.journey.Journeys;
import org.jejak.pipeline.Run;
import org.jejak.table.FactJourneys;
import org.jejak.table.Identifiers;
import org.jejak.table.RowArrays;
import org.jejak.table.Sessions;
import org.jejak.warehouse.AffectedKeys;
import org.jejak.warehouse.Warehouse.Written;

/**
 * Restates the histories of customers whose sessions or identifiers changed, and of those whose open journey has gone
 * quiet for too long by the logical date.
 */
public final class JourneyJob {
    private JourneyJob() {}

    public static List<Written> work(Run run) {
        Dataset<Row> identifiers = run.of(Identifiers.TABLE);
        Dataset<Row> sessions = run.of(Sessions.TABLE);
        AffectedKeys customers = null;
        if (!run.full()) {
            customers = AffectedKeys.of(scope(run), Identifiers.CUSTOMER_ID);
            identifiers = broadcastIfSmall(materialize(customers.in(identifiers)));
            sessions = sessions.join(
                    identifiers.select(Identifiers.IDENTIFIER_KEY.col().as("wanted_key")),
                    Sessions.IDENTIFIER_KEY.col().equalTo(col("wanted_key")),
                    "left_semi");
        }
        Dataset<Row> histories = materialize(
                Journeys.histories(sessions, identifiers, run.settings().journey(), run.asOf()));
        AffectedKeys groups = customers;
        List<Written> written = Journeys.TABLES.stream()
                .map(table -> {
                    Dataset<Row> rows = RowArrays.rowsOf(table, histories);
                    return run.full()
                            ? run.warehouse().fill(table, rows)
                            : run.warehouse().replaceGroups(table, rows, groups);
                })
                .toList();
        return written;
    }

    /** Customers to restate: ids that were, ids that are, and ids whose journeys have to lapse. */
    private static Dataset<Row> scope(Run run) {
        Dataset<Row> identifiers = run.of(Identifiers.TABLE);
        Dataset<Row> ids = identifiers.select(Identifiers.CUSTOMER_ID.col()).limit(0);
        Dataset<Row> keys = identifiers.select(Identifiers.IDENTIFIER_KEY.col()).limit(0);
        Dataset<Row> touchedKeys = run.journal()
                .read("identifier_keys", keys)
                .unionByName(run.journal().read("session_keys", keys))
                .distinct();
        Dataset<Row> quiet = run.of(FactJourneys.TABLE)
                .filter("state = 'open'")
                .filter(FactJourneys.ENDED_AT
                        .col()
                        .lt(lit(java.sql.Timestamp.from(run.asOf()
                                .toInstant()
                                .minus(run.settings().journey().quietPeriod())))))
                .select(Identifiers.CUSTOMER_ID.col());
        Dataset<Row> scope = run.journal()
                .read("customers", ids)
                .unionByName(AffectedKeys.of(touchedKeys, Identifiers.IDENTIFIER_KEY)
                        .in(identifiers)
                        .select(Identifiers.CUSTOMER_ID.col()))
                .unionByName(quiet)
                .distinct();
        return run.journal().add("scope", scope).distinct();
    }
}
