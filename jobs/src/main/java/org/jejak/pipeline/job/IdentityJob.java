package org.jejak.pipeline.job;

import static org.apache.spark.sql.functions.*;
import static org.jejak.table.Datasets.*;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.sql.Date;
import java.util.*;
import org.apache.spark.sql.*;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.jejak.config.IdentitySettings;
import org.jejak.identity.Identities;
import org.jejak.identity.TouchedIdentities;
import org.jejak.table.*;
import org.jejak.warehouse.AffectedKeys;
import org.jejak.warehouse.Restatement;

/**
 * Restates the components of identifiers that new interactions touch, and remembers the customers they were. Identifiers seen
 * together are edges; a connected component, less the identifiers that broke a limit, is a customer. New edges can join
 * components, and a broken limit can split one: both stay within the components that the new identifiers touch.
 */
public final class IdentityJob {
    /**
     * Most rows of each table that a night holds in this process: identifiers and edges of its interactions, identifiers of their
     * components, edges at these. With less than a kilobyte each, 1 GB at a time. Whoever touches more, touches most of what
     * there is.
     */
    private static final int MOST_IN_MEMORY = 1_000_000;

    private static final int KEY = Identifiers.TABLE.placeOf(Identifiers.IDENTIFIER_KEY);
    private static final int COMPONENT = Identifiers.TABLE.placeOf(Identifiers.COMPONENT_ID);
    private static final int CUSTOMER = Identifiers.TABLE.placeOf(Identifiers.CUSTOMER_ID);

    private static final Column KEY_OF_CONFLICT =
            Identities.key(IdentityConflicts.IDENTIFIER_TYPE.col(), IdentityConflicts.IDENTIFIER_VALUE.col());

    private final Inputs in;
    private final Run run;
    private final IdentitySettings settings;
    private final SparkSession spark;

    private IdentityJob(Inputs in, Run run) {
        this.in = in;
        this.run = run;
        this.settings = run.settings().identity();
        this.spark = in.of(Identifiers.TABLE).sparkSession();
    }

    public static Outputs restate(Inputs in, Run run) {
        return restate(in, run, MOST_IN_MEMORY);
    }

    /** The same with another bound. */
    static Outputs restate(Inputs in, Run run, int most) {
        IdentityJob job = new IdentityJob(in, run);
        return run.full() ? job.everything() : job.touched(most).orElseGet(job::everything);
    }

    /**
     * All components, by Spark. Each table is read back before the next is made from it: edges of a whole history are many. A
     * night that does this, since it touches too much, hands on that everybody is touched.
     */
    private Outputs everything() {
        AffectedKeys all = AffectedKeys.EVERYTHING;
        Dataset<Row> together = materialize(Identities.identifierSets(in.of(Interactions.TABLE)));
        Dataset<Row> seen = Identities.firstSeen(together);
        Dataset<Row> before = in.of(Identifiers.TABLE);
        Outputs outputs = Outputs.none();
        if (!run.full())
            outputs.touching(
                            KeySet.FORMER_CUSTOMERS,
                            before.select(Identifiers.CUSTOMER_ID.col()).distinct())
                    .touching(
                            KeySet.IDENTIFIERS_OF_RUN,
                            before.select(Identifiers.IDENTIFIER_KEY.col())
                                    .unionByName(seen.select(Identifiers.IDENTIFIER_KEY.col()))
                                    .distinct());
        return outputs.replacing(all, IdentityEdges.TABLE, Identities.edgesOf(together))
                .then(() -> Outputs.none()
                        .replacing(
                                all,
                                IdentityConflicts.TABLE,
                                Identities.conflicts(in.of(IdentityEdges.TABLE), settings))
                        .then(() -> customers(seen, before)));
    }

    private Outputs customers(Dataset<Row> seen, Dataset<Row> before) {
        Dataset<Row> removed = in.of(IdentityConflicts.TABLE).select(Identifiers.IDENTIFIER_KEY.from(KEY_OF_CONFLICT));
        Dataset<Row> after = Identities.customers(seen, in.of(IdentityEdges.TABLE), removed, settings);
        if (run.full()) return Outputs.none().replacing(AffectedKeys.EVERYTHING, Identifiers.TABLE, after);
        Dataset<Row> fixed = materialize(after);
        return Outputs.none()
                .and(CustomerMerges.TABLE, merges(before, fixed))
                .replacing(AffectedKeys.EVERYTHING, Identifiers.TABLE, fixed);
    }

    /** Customer ids that no identifier has any more, and the ids that their identifiers have now. */
    private Dataset<Row> merges(Dataset<Row> before, Dataset<Row> after) {
        Dataset<Row> now = after.select(
                Identifiers.IDENTIFIER_KEY.col(),
                CustomerMerges.MERGED_INTO_CUSTOMER_ID.from(Identifiers.CUSTOMER_ID.col()));
        return before.select(Identifiers.IDENTIFIER_KEY.col(), Identifiers.CUSTOMER_ID.col())
                .join(now, new String[] {Identifiers.IDENTIFIER_KEY.name()}, "inner")
                .join(
                        after.select(Identifiers.CUSTOMER_ID.col()),
                        new String[] {Identifiers.CUSTOMER_ID.name()},
                        "left_anti")
                .select(
                        CustomerMerges.CUSTOMER_ID.col(),
                        CustomerMerges.MERGED_INTO_CUSTOMER_ID.col(),
                        CustomerMerges.MERGED_DATE.from(lit(Date.valueOf(run.date()))))
                .distinct();
    }

    /** The components of new interactions alone, in this process; empty if some of it is more than {@code most} rows. */
    private Optional<Outputs> touched(int most) {
        // 1. what the new interactions show
        Optional<List<Row>> sightings = collectAtMost(most, Identities.sightings(in.interactionsOfRun(), settings));
        if (sightings.isEmpty()) return Optional.empty();
        TouchedIdentities touched = new TouchedIdentities(settings);
        List<Row> pairs = new ArrayList<>();
        for (Row sighting : sightings.get()) {
            if (sighting.isNullAt(0)) pairs.add(sighting.getStruct(1));
            else touched.see(sighting.getStruct(0));
        }
        // 2. what is known of their components
        LongSet keys = touched.keys();
        in.rows(KeySet.IDENTIFIERS_OF_RUN).forEach(row -> keys.add(row.getLong(0)));
        if (keys.isEmpty()) return Optional.of(Outputs.none());
        Optional<Set<String>> firstAccounts = know(touched, keys, most);
        if (firstAccounts.isEmpty()) return Optional.empty();
        // 3. all edges at these nodes, old and new: but for those to what is out for good, none leaves the components
        Optional<List<Row>> edges = collectAtMost(most, edgesAt(touched.keys()));
        if (edges.isEmpty()) return Optional.empty();
        edges.get().forEach(touched::connect);
        RowBuilder edge = new RowBuilder(IdentityEdges.TABLE);
        List<Row> newEdges = pairs.stream()
                .filter(touched::connect)
                .map(pair -> edge.like(pair).row())
                .toList();
        return Optional.of(outputs(touched, newEdges, firstAccounts.get()));
    }

    /**
     * Adds the identifiers of all components that some keys are in.
     *
     * @return customers of the first accounts of shared identifiers among the keys, if they are in none of these components: what was
     *     done with such an identifier before is theirs, and another may be first now; empty if there are too many rows
     */
    private Optional<Set<String>> know(TouchedIdentities touched, LongSet keys, int most) {
        Dataset<Row> before = in.of(Identifiers.TABLE);
        Column key = Identifiers.IDENTIFIER_KEY.col();
        Column component = xxhash64(Identifiers.COMPONENT_ID.col());
        Set<String> components = new HashSet<>();
        LongSet hashes = new LongOpenHashSet();
        LongSet accounts = new LongOpenHashSet();
        for (Row row : before.filter(isOneOf(spark, keys).apply(key))
                .select(
                        Identifiers.COMPONENT_ID.col(),
                        component,
                        when(Identifiers.IS_OVER_CONNECTED.col(), Identifiers.FIRST_ACCOUNT_KEY.col()))
                .collectAsList()) {
            components.add(row.getString(0));
            hashes.add(row.getLong(1));
            if (!row.isNullAt(2)) accounts.add(row.getLong(2));
        }
        Set<String> customers = new HashSet<>();
        if (components.isEmpty()) return Optional.of(customers);
        Column isWanted = isOneOf(spark, hashes)
                .apply(component)
                .or(isOneOf(spark, accounts).apply(key));
        return collectAtMost(most, Identifiers.TABLE.select(before.filter(isWanted)))
                .map(rows -> {
                    for (Row row : rows) {
                        if (components.contains(row.getString(COMPONENT))) touched.know(row);
                        else customers.add(row.getString(CUSTOMER));
                    }
                    return customers;
                });
    }

    /** What some identifiers were ever seen with. */
    private Dataset<Row> edgesAt(LongSet nodes) {
        UserDefinedFunction isNode = isOneOf(spark, nodes);
        return Identities.connections(
                in.of(IdentityEdges.TABLE)
                        .filter(isNode.apply(IdentityEdges.LEFT_KEY.col())
                                .or(isNode.apply(IdentityEdges.RIGHT_KEY.col()))),
                settings);
    }

    private Outputs outputs(TouchedIdentities touched, List<Row> newEdges, Set<String> customers) {
        TouchedIdentities.Resolved resolved = touched.resolve();
        customers.addAll(resolved.formerCustomers());
        List<Row> merges = new ArrayList<>();
        RowBuilder merge = new RowBuilder(CustomerMerges.TABLE);
        resolved.merged()
                .forEach((gone, now) -> now.forEach(customer -> merges.add(merge.set(CustomerMerges.CUSTOMER_ID, gone)
                        .set(CustomerMerges.MERGED_INTO_CUSTOMER_ID, customer)
                        .set(CustomerMerges.MERGED_DATE, Date.valueOf(run.date()))
                        .row())));
        LongSet changed = new LongOpenHashSet();
        resolved.changed().forEach(row -> changed.add(row.getLong(KEY)));
        Outputs outputs = Outputs.none()
                .touching(KeySet.FORMER_CUSTOMERS, rows(customers))
                .touching(KeySet.IDENTIFIERS_OF_RUN, rows(touched.keys()))
                .and(Restatement.of(IdentityEdges.TABLE, newEdges, AffectedKeys.NONE)
                        .counted(newEdges.size()))
                .and(CustomerMerges.TABLE, merges)
                .replacing(
                        AffectedKeys.hashed(
                                touched.keys(),
                                KEY_OF_CONFLICT,
                                IdentityConflicts.IDENTIFIER_TYPE,
                                IdentityConflicts.IDENTIFIER_VALUE),
                        IdentityConflicts.TABLE,
                        resolved.conflicts());
        if (changed.isEmpty()) return outputs;
        return outputs.replacing(
                AffectedKeys.hashed(
                        changed,
                        Identifiers.IDENTIFIER_KEY.col(),
                        Identifiers.IDENTIFIER_TYPE,
                        Identifiers.IDENTIFIER_VALUE),
                Identifiers.TABLE,
                resolved.changed());
    }

    private static List<Row> rows(Collection<?> keys) {
        return keys.stream().<Row>map(RowFactory::create).toList();
    }
}
