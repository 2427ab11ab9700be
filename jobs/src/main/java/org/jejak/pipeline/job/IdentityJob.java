package org.jejak.pipeline.job;

import static org.apache.spark.sql.functions.*;
import static org.jejak.table.Datasets.broadcastIfSmall;
import static org.jejak.table.Datasets.materialize;

import java.sql.Date;
import java.util.stream.Stream;
import org.apache.spark.sql.*;
import org.jejak.config.IdentitySettings;
import org.jejak.identity.Identities;
import org.jejak.table.*;
import org.jejak.warehouse.AffectedKeys;

/**
 * Restates the components of identifiers that new interactions touch, and remembers the customers they were. Identifiers seen
 * together are edges; a connected component, less the identifiers that broke a limit, is a customer. New edges can join
 * components, and a broken limit can split one: both stay within the components that the new identifiers touch.
 */
public final class IdentityJob {
    private IdentityJob() {}

    public static Outputs restate(Inputs in, Run run) {
        IdentitySettings settings = run.settings().identity();
        Dataset<Row> together = materialize(Identities.identifierSets(in.interactionsOfRun()));
        Dataset<Row> seen = Identities.firstSeen(together);
        Dataset<Row> edges = Identities.edgesOf(together);
        return run.full() ? everything(in, seen, edges, settings) : touched(in, run, seen, edges, settings);
    }

    /** Each table is read back before the next is made from it: edges of a whole history are many. */
    private static Outputs everything(Inputs in, Dataset<Row> seen, Dataset<Row> edges, IdentitySettings settings) {
        AffectedKeys all = AffectedKeys.EVERYTHING;
        return Outputs.none()
                .replacing(all, IdentityEdges.TABLE, edges)
                .then(() -> Outputs.none()
                        .replacing(
                                all,
                                IdentityConflicts.TABLE,
                                Identities.conflicts(in.of(IdentityEdges.TABLE), settings))
                        .then(() -> Outputs.none()
                                .replacing(
                                        all,
                                        Identifiers.TABLE,
                                        Identities.customers(
                                                seen,
                                                in.of(IdentityEdges.TABLE),
                                                keysOf(in.of(IdentityConflicts.TABLE)),
                                                settings))));
    }

    /**
     * The components of new interactions alone. What is computed is materialised, so that writing one table cannot change the
     * input of the next.
     *
     * @param newlySeen identifiers of the run's interactions, with the time they were first seen in them
     * @param newEdges pairs of them that were seen together
     */
    private static Outputs touched(
            Inputs in, Run run, Dataset<Row> newlySeen, Dataset<Row> newEdges, IdentitySettings settings) {
        Dataset<Row> before = in.of(Identifiers.TABLE);
        Dataset<Row> seen = broadcastIfSmall(materialize(newlySeen));
        // 1. which components are touched: by their identifiers now, and by what a run that died had begun
        Dataset<Row> members = materialize(AffectedKeys.of(components(in, before, seen), Identifiers.COMPONENT_ID)
                .in(before));
        Dataset<Row> customers = materialize(members.select(Identifiers.CUSTOMER_ID.col())
                .unionByName(in.keys(KeySet.FORMER_CUSTOMERS))
                .distinct());
        // 2. the nodes of these components: what was in them, and what is new; the earliest times count
        Dataset<Row> nodes = materialize(Identities.earliest(seen.unionByName(
                members.select(Stream.of(seen.columns()).map(functions::col).toArray(Column[]::new)))));
        // 3. all edges at these nodes, old and new: none of them leaves the touched components
        Dataset<Row> edges = materialize(edgesAt(
                in.of(IdentityEdges.TABLE).unionByName(IdentityEdges.TABLE.select(newEdges)),
                broadcastIfSmall(nodes).select(Identifiers.IDENTIFIER_KEY.col().as("node_key"))));
        // 4. limits: who broke one breaks it for good, since edges stay; of other nodes it is written down
        AffectedKeys ofNodes = AffectedKeys.of(
                nodes.select(Identifiers.IDENTIFIER_TYPE.col(), Identifiers.IDENTIFIER_VALUE.col()),
                IdentityConflicts.IDENTIFIER_TYPE,
                IdentityConflicts.IDENTIFIER_VALUE);
        Dataset<Row> conflicts = materialize(ofNodes.in(Identities.conflicts(edges, settings)));
        Dataset<Row> removed = before.filter(Identifiers.IS_OVER_CONNECTED.col())
                .select(Identifiers.IDENTIFIER_KEY.col())
                .join(nodes, new String[] {Identifiers.IDENTIFIER_KEY.name()}, "left_anti")
                .unionByName(keysOf(conflicts));
        // 5. components without them, and their accounts, are customers
        Dataset<Row> after = materialize(Identities.customers(nodes, edges, removed, settings));
        Dataset<Row> keys = materialize(nodes.select(Identifiers.IDENTIFIER_KEY.col())
                .unionByName(in.keys(KeySet.IDENTIFIERS_OF_RUN))
                .distinct());
        return Outputs.none()
                .touching(KeySet.FORMER_CUSTOMERS, customers)
                .touching(KeySet.IDENTIFIERS_OF_RUN, keys)
                .and(IdentityEdges.TABLE, newEdges)
                .and(CustomerMerges.TABLE, merges(members, after, run))
                .replacing(ofNodes, IdentityConflicts.TABLE, conflicts)
                .replacing(AffectedKeys.of(keys, Identifiers.IDENTIFIER_KEY), Identifiers.TABLE, after);
    }

    /**
     * Components (component_id) to restate: those of the identifiers seen now, of those that a dead run computed, found by what it
     * made of them and by the customers they had been, and of the first accounts of shared identifiers: another may be first now.
     */
    private static Dataset<Row> components(Inputs in, Dataset<Row> before, Dataset<Row> seen) {
        Dataset<Row> keys = seen.select(Identifiers.IDENTIFIER_KEY.col())
                .unionByName(in.keys(KeySet.IDENTIFIERS_OF_RUN))
                .distinct();
        Dataset<Row> known = materialize(AffectedKeys.of(keys, Identifiers.IDENTIFIER_KEY)
                .in(before)
                .select(
                        Identifiers.COMPONENT_ID.col(),
                        Identifiers.IS_OVER_CONNECTED.col(),
                        Identifiers.FIRST_ACCOUNT_KEY.col()));
        Dataset<Row> accounts = known.filter(Identifiers.IS_OVER_CONNECTED.col())
                .select(Identifiers.FIRST_ACCOUNT_KEY.col().as(Identifiers.IDENTIFIER_KEY.name()))
                .distinct();
        return known.select(Identifiers.COMPONENT_ID.col())
                .unionByName(AffectedKeys.of(accounts, Identifiers.IDENTIFIER_KEY)
                        .in(before)
                        .select(Identifiers.COMPONENT_ID.col()))
                .unionByName(AffectedKeys.of(in.keys(KeySet.FORMER_CUSTOMERS), Identifiers.CUSTOMER_ID)
                        .in(before)
                        .select(Identifiers.COMPONENT_ID.col()))
                .distinct();
    }

    /** Edges with at least one end among some keys. */
    private static Dataset<Row> edgesAt(Dataset<Row> edges, Dataset<Row> keys) {
        return edges.join(keys, IdentityEdges.LEFT_KEY.col().equalTo(col("node_key")), "left_semi")
                .unionByName(edges.join(keys, IdentityEdges.RIGHT_KEY.col().equalTo(col("node_key")), "left_semi"))
                .distinct();
    }

    /** Customer ids that no identifier has any more, and the ids that their identifiers have now. */
    private static Dataset<Row> merges(Dataset<Row> before, Dataset<Row> after, Run run) {
        Dataset<Row> now = after.select(
                Identifiers.IDENTIFIER_KEY.col().as("now_key"),
                CustomerMerges.MERGED_INTO_CUSTOMER_ID.from(Identifiers.CUSTOMER_ID.col()));
        Dataset<Row> alive =
                after.select(Identifiers.CUSTOMER_ID.col().as("alive_id")).distinct();
        return before.select(Identifiers.IDENTIFIER_KEY.col(), Identifiers.CUSTOMER_ID.col())
                .join(now, Identifiers.IDENTIFIER_KEY.col().equalTo(col("now_key")))
                .filter(Identifiers.CUSTOMER_ID.col().notEqual(CustomerMerges.MERGED_INTO_CUSTOMER_ID.col()))
                .join(alive, Identifiers.CUSTOMER_ID.col().equalTo(col("alive_id")), "left_anti")
                .select(Identifiers.CUSTOMER_ID.col(), CustomerMerges.MERGED_INTO_CUSTOMER_ID.col())
                .distinct()
                .withColumn(CustomerMerges.MERGED_DATE.name(), lit(Date.valueOf(run.date())));
    }

    private static Dataset<Row> keysOf(Dataset<Row> conflicts) {
        return conflicts
                .select(Identifiers.IDENTIFIER_KEY.from(
                        Identities.key(Identifiers.IDENTIFIER_TYPE.col(), Identifiers.IDENTIFIER_VALUE.col())))
                .distinct();
    }
}
