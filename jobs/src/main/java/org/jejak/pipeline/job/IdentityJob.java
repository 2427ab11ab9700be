package org.jejak.pipeline.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.jejak.table.Datasets.broadcastIfSmall;
import static org.jejak.table.Datasets.materialize;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.config.IdentitySettings;
import org.jejak.identity.Identities;
import org.jejak.pipeline.Run;
import org.jejak.pipeline.RunInteractions;
import org.jejak.table.CustomerMerges;
import org.jejak.table.Identifiers;
import org.jejak.table.IdentityConflicts;
import org.jejak.table.IdentityEdges;
import org.jejak.warehouse.AffectedKeys;
import org.jejak.warehouse.Warehouse.Written;

/** Restates the components of identifiers that new interactions touch, and remembers the customers they were. */
public final class IdentityJob {
    private IdentityJob() {}

    public static List<Written> work(Run run, RunInteractions batch) {
        IdentitySettings settings = run.settings().identity();
        return run.full() ? everything(run, batch, settings) : touched(run, batch, settings);
    }

    private static List<Written> everything(Run run, RunInteractions batch, IdentitySettings settings) {
        List<Written> written = new ArrayList<>();
        Dataset<Row> together = materialize(Identities.together(batch.interactions()));
        Dataset<Row> seen = Identities.seenIn(together);
        written.add(run.warehouse().fill(IdentityEdges.TABLE, Identities.edgesOf(together)));
        Dataset<Row> edges = run.of(IdentityEdges.TABLE);
        written.add(run.warehouse().fill(IdentityConflicts.TABLE, Identities.conflicts(edges, settings)));
        Dataset<Row> removed = keysOf(run.of(IdentityConflicts.TABLE));
        written.add(run.warehouse().fill(Identifiers.TABLE, Identities.customers(seen, edges, removed)));
        return written;
    }

    private static List<Written> touched(Run run, RunInteractions batch, IdentitySettings settings) {
        List<Written> written = new ArrayList<>();
        Dataset<Row> together = materialize(Identities.together(batch.interactions()));
        Dataset<Row> seen = broadcastIfSmall(materialize(Identities.seenIn(together)));
        written.add(run.warehouse().appendNew(IdentityEdges.TABLE, Identities.edgesOf(together)));

        Dataset<Row> before = run.of(Identifiers.TABLE);
        Dataset<Row> oldCustomers = before.join(
                        seen.select(Identifiers.IDENTIFIER_KEY.col().as("seen_key")),
                        Identifiers.IDENTIFIER_KEY.col().equalTo(col("seen_key")),
                        "left_semi")
                .select(Identifiers.CUSTOMER_ID.col())
                .distinct();
        Dataset<Row> customers =
                run.journal().add("customers", oldCustomers.unionByName(customersOfDeadRun(run, before)));
        Dataset<Row> members = materialize(
                AffectedKeys.of(customers.distinct(), Identifiers.CUSTOMER_ID).in(before));
        Dataset<Row> nodes = materialize(members.select(
                        Identifiers.IDENTIFIER_KEY.col(),
                        Identifiers.IDENTIFIER_TYPE.col(),
                        Identifiers.IDENTIFIER_VALUE.col(),
                        Identifiers.FIRST_SEEN_AT.col())
                .unionByName(seen)
                .groupBy(
                        Identifiers.IDENTIFIER_KEY.col(),
                        Identifiers.IDENTIFIER_TYPE.col(),
                        Identifiers.IDENTIFIER_VALUE.col())
                .agg(min("first_seen_at").as("first_seen_at")));
        Dataset<Row> keys = run.journal().add("identifier_keys", nodes.select(Identifiers.IDENTIFIER_KEY.col()));

        Dataset<Row> edges = materialize(edgesAt(
                run,
                broadcastIfSmall(nodes).select(Identifiers.IDENTIFIER_KEY.col().as("node_key"))));
        AffectedKeys ofNodes = AffectedKeys.of(
                nodes.select(Identifiers.IDENTIFIER_TYPE.col(), Identifiers.IDENTIFIER_VALUE.col()),
                IdentityConflicts.IDENTIFIER_TYPE,
                IdentityConflicts.IDENTIFIER_VALUE);
        Dataset<Row> conflicts = ofNodes.in(Identities.conflicts(edges, settings));
        Dataset<Row> removed = before.filter(Identifiers.IS_OVER_CONNECTED.col())
                .select(Identifiers.IDENTIFIER_KEY.col())
                .unionByName(keysOf(conflicts));
        Dataset<Row> after = materialize(Identities.customers(nodes, edges, removed));
        written.add(run.warehouse().appendNew(CustomerMerges.TABLE, merges(members, after, run)));
        written.add(run.warehouse().replaceGroups(IdentityConflicts.TABLE, conflicts, ofNodes));
        written.add(run.warehouse()
                .replaceGroups(Identifiers.TABLE, after, AffectedKeys.of(keys.distinct(), Identifiers.IDENTIFIER_KEY)));
        return written;
    }

    /** Customers that a dead run made out of what it touched: split off, they would not be found by its old ids. */
    private static Dataset<Row> customersOfDeadRun(Run run, Dataset<Row> identifiers) {
        Dataset<Row> keys = run.journal().read("identifier_keys", identifiers.select(Identifiers.IDENTIFIER_KEY.col()));
        return AffectedKeys.of(keys.distinct(), Identifiers.IDENTIFIER_KEY)
                .in(identifiers)
                .select(Identifiers.CUSTOMER_ID.col())
                .distinct();
    }

    /** Edges with at least one end among some keys. */
    private static Dataset<Row> edgesAt(Run run, Dataset<Row> keys) {
        Dataset<Row> edges = run.of(IdentityEdges.TABLE);
        return edges.join(keys, IdentityEdges.LEFT_KEY.col().equalTo(col("node_key")), "left_semi")
                .unionByName(edges.join(keys, IdentityEdges.RIGHT_KEY.col().equalTo(col("node_key")), "left_semi"))
                .distinct();
    }

    /** Customer ids that no identifier has any more, and the ids that their identifiers have now. */
    private static Dataset<Row> merges(Dataset<Row> before, Dataset<Row> after, Run run) {
        Dataset<Row> now = after.select(
                Identifiers.IDENTIFIER_KEY.col().as("now_key"),
                Identifiers.CUSTOMER_ID.col().as("merged_into_customer_id"));
        Dataset<Row> alive =
                after.select(Identifiers.CUSTOMER_ID.col().as("alive_id")).distinct();
        return before.select(Identifiers.IDENTIFIER_KEY.col(), Identifiers.CUSTOMER_ID.col())
                .join(now, Identifiers.IDENTIFIER_KEY.col().equalTo(col("now_key")))
                .filter("customer_id <> merged_into_customer_id")
                .join(alive, Identifiers.CUSTOMER_ID.col().equalTo(col("alive_id")), "left_anti")
                .select(Identifiers.CUSTOMER_ID.col(), CustomerMerges.MERGED_INTO_CUSTOMER_ID.col())
                .distinct()
                .withColumn("merged_on", lit(Date.valueOf(run.date())));
    }

    private static Dataset<Row> keysOf(Dataset<Row> conflicts) {
        return conflicts
                .select(Identities.key(Identifiers.IDENTIFIER_TYPE.col(), Identifiers.IDENTIFIER_VALUE.col())
                        .as("identifier_key"))
                .distinct();
    }
}
