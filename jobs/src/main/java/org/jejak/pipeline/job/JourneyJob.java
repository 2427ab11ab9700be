package org.jejak.pipeline.job;

import static org.apache.spark.sql.functions.*;
import static org.jejak.table.Datasets.broadcastIfSmall;
import static org.jejak.table.Datasets.materialize;

import java.sql.Timestamp;
import org.apache.spark.sql.*;
import org.jejak.identity.Identities;
import org.jejak.journey.Journeys;
import org.jejak.table.*;
import org.jejak.warehouse.AffectedKeys;

/**
 * Restates the histories of customers whose sessions or identifiers changed, and of those whose open journey has gone
 * quiet for too long by the logical date.
 */
public final class JourneyJob {
    private JourneyJob() {}

    public static Outputs restate(Inputs in, Run run) {
        Outputs outputs = Outputs.none().inAnyOrder();
        AffectedKeys customers = AffectedKeys.EVERYTHING;
        Dataset<Row> identifiers = in.of(Identifiers.TABLE);
        Dataset<Row> own = identifiers;
        Dataset<Row> owners = Identities.owners(identifiers, identifiers);
        Dataset<Row> sessions = in.of(Sessions.TABLE);
        if (!run.full()) {
            Dataset<Row> ids = materialize(customers(in, run));
            outputs.touching(KeySet.CUSTOMERS_OF_RUN, ids);
            customers = AffectedKeys.of(ids, Identifiers.CUSTOMER_ID);
            own = materialize(customers.in(identifiers));
            owners = broadcastIfSmall(materialize(Identities.owners(own, identifiers)));
            sessions = sessions.join(
                    owners.select(Identifiers.IDENTIFIER_KEY.col().as("wanted_key")),
                    Sessions.IDENTIFIER_KEY.col().equalTo(col("wanted_key")),
                    "left_semi");
        }
        Dataset<Row> histories = materialize(Journeys.histories(
                Identities.sessionsWithCustomers(sessions, owners),
                Identities.identifications(own),
                run.settings().journey(),
                run.settings().session().timeouts(),
                run.asOf()));
        for (Table table : Journeys.TABLES) outputs.replacing(customers, table, RowArrays.rowsOf(table, histories));
        return outputs;
    }

    /** Customers to restate: ids that were, ids that are, ids whose journeys have to lapse, and those of a dead run. */
    private static Dataset<Row> customers(Inputs in, Run run) {
        Dataset<Row> identifiers = in.of(Identifiers.TABLE);
        AffectedKeys touched = in.affected(KeySet.IDENTIFIERS_OF_RUN, KeySet.SESSION_IDENTIFIERS);
        Timestamp quiet = Timestamp.from(
                run.asOf().toInstant().minus(run.settings().journey().quietPeriod()));
        return in.keys(KeySet.FORMER_CUSTOMERS)
                .unionByName(touched.in(identifiers).select(Identifiers.CUSTOMER_ID.col()))
                .unionByName(in.of(FactJourneys.TABLE)
                        .filter(FactJourneys.STATE
                                .col()
                                .equalTo("open")
                                .and(FactJourneys.ENDED_AT.col().lt(lit(quiet))))
                        .select(Identifiers.CUSTOMER_ID.col()))
                .unionByName(in.keys(KeySet.CUSTOMERS_OF_RUN))
                .distinct();
    }
}
