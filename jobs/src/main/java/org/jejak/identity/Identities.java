package org.jejak.identity;

import static org.apache.spark.sql.functions.*;

import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.IdentitySettings;
import org.jejak.table.*;

/**
 * Which identifiers belong to the same customer: those connected by records that hold both. Spark does so for
 * everything there is, {@link TouchedIdentities} for the components that a night touches: with the same graph, limits and names.
 *
 * <p>Identifiers that are connected to more others of a type than the settings allow (a kiosk's cookie, an address shared
 * by a call centre) are taken out of the graph and become customers of their own. Since edges are never removed, once
 * taken out means out for good, which makes the result independent of the order of arrival.
 *
 * <p>What then is still connected is a component. Two accounts (user ids of one system) are two customers, whatever they
 * share: {@link IdentityGraph} tells components with several of them apart.
 *
 * <p>The customer id is a hash of the customer's identifier that was seen first (ties: by type and value). So the older
 * of two customers keeps its id when they turn out to be one, and a full run gives the same ids as night after night.
 */
public final class Identities {
    /** The first account that an identifier was seen with: {@code at} and {@code key}, or null. */
    private static final String FIRST_ACCOUNT = "first_account";

    private static final String IDS = "ids";
    private static final String ACCOUNT = "account";
    private static final String COMPONENT = "component";
    private static final String CUSTOMER = "customer";
    private static final String IS_SHARED = "is_shared";
    private static final String IDENTIFIER = "identifier";
    private static final String REMOVED_KEY = "removed_key";
    private static final StructType MEMBERSHIP = new StructType()
            .add(Identifiers.IDENTIFIER_KEY.name(), DataTypes.LongType, false)
            .add(COMPONENT, DataTypes.LongType, false)
            .add(CUSTOMER, DataTypes.LongType, false)
            .add(IS_SHARED, DataTypes.BooleanType, false);

    private static final Field OWNED_SINCE =
            Field.timestamp("owned_since", "From when on what is done with the identifier is the customer's.");
    private static final Field OWNED_UNTIL =
            Field.timestamp("owned_until", "Until when what is done with the identifier is the customer's.");

    private Identities() {}

    /**
     * The identifiers in {@link #identifierSets}, each with its first time and its first account: identifier_key,
     * identifier_type, identifier_value, first_seen_at, first_account_at, first_account_key.
     */
    public static Dataset<Row> firstSeen(Dataset<Row> together) {
        Column account =
                struct(Identifiers.FIRST_SEEN_AT.col().as("at"), col(ACCOUNT).as("key"));
        Column isOther = col("id.t").notEqual(IdentitySettings.ACCOUNT);
        return together.select(explode(col(IDS)).as("id"), Identifiers.FIRST_SEEN_AT.col(), col(ACCOUNT))
                .groupBy(
                        Identifiers.IDENTIFIER_KEY.from(key(col("id.t"), col("id.v"))),
                        Identifiers.IDENTIFIER_TYPE.from(col("id.t")),
                        Identifiers.IDENTIFIER_VALUE.from(col("id.v")))
                .agg(
                        min(Identifiers.FIRST_SEEN_AT.col()).as(Identifiers.FIRST_SEEN_AT.name()),
                        min(when(isOther.and(col(ACCOUNT).isNotNull()), account))
                                .as(FIRST_ACCOUNT))
                .select(
                        Identifiers.IDENTIFIER_KEY.col(),
                        Identifiers.IDENTIFIER_TYPE.col(),
                        Identifiers.IDENTIFIER_VALUE.col(),
                        Identifiers.FIRST_SEEN_AT.col(),
                        col(FIRST_ACCOUNT + ".at").as(Identifiers.FIRST_ACCOUNT_AT.name()),
                        col(FIRST_ACCOUNT + ".key").as(Identifiers.FIRST_ACCOUNT_KEY.name()));
    }

    /** Distinct pairs of identifiers in {@link #identifierSets}, in the shape of {@link IdentityEdges}. */
    public static Dataset<Row> edgesOf(Dataset<Row> together) {
        Dataset<Row> pairs = together.filter("size(ids) > 1")
                .select(explode(expr("flatten(transform(ids, (a, i) -> "
                                + "transform(slice(ids, i + 2, size(ids)), b -> struct(a AS a, b AS b))))"))
                        .as("pair"))
                .select(
                        expr("least(pair.a, pair.b)").as("a"),
                        expr("greatest(pair.a, pair.b)").as("b"))
                .distinct();
        return IdentityEdges.TABLE.select(pairs.select(
                IdentityEdges.LEFT_KEY.from(key(col("a.t"), col("a.v"))),
                IdentityEdges.RIGHT_KEY.from(key(col("b.t"), col("b.v"))),
                IdentityEdges.LEFT_TYPE.from(col("a.t")),
                IdentityEdges.LEFT_VALUE.from(col("a.v")),
                IdentityEdges.RIGHT_TYPE.from(col("b.t")),
                IdentityEdges.RIGHT_VALUE.from(col("b.v"))));
    }

    /**
     * What some interactions show, all in one dataset: rows of {@link #firstSeen} (column identifier, else null) and rows of
     * {@link #edgesOf} (column edge, else null; a row of {@link #connections} and the two values).
     */
    public static Dataset<Row> sightings(Dataset<Row> interactions, IdentitySettings settings) {
        Dataset<Row> together = identifierSets(interactions);
        Column[] edge = Stream.concat(
                        Arrays.stream(Connection.COLUMNS.columns()),
                        Stream.of(IdentityEdges.LEFT_VALUE.col(), IdentityEdges.RIGHT_VALUE.col()))
                .toArray(Column[]::new);
        return firstSeen(together)
                .select(struct(SeenIdentifier.COLUMNS.columns()).as(IDENTIFIER))
                .unionByName(
                        withSystems(edgesOf(together), settings)
                                .select(struct(edge).as("edge")),
                        true);
    }

    /**
     * Edges as the graph needs them: left_key, left_type, left_system, right_key, right_type, right_system; the system that gave
     * an account, from 0, is null for other identifiers.
     *
     * @param edges in the shape of {@link IdentityEdges}
     */
    public static Dataset<Row> connections(Dataset<Row> edges, IdentitySettings settings) {
        return withSystems(edges, settings).select(Connection.COLUMNS.columns());
    }

    private static Dataset<Row> withSystems(Dataset<Row> edges, IdentitySettings settings) {
        return edges.withColumn(
                        Connection.LEFT_SYSTEM.name(),
                        systemOf(IdentityEdges.LEFT_TYPE, IdentityEdges.LEFT_VALUE, settings))
                .withColumn(
                        Connection.RIGHT_SYSTEM.name(),
                        systemOf(IdentityEdges.RIGHT_TYPE, IdentityEdges.RIGHT_VALUE, settings));
    }

    /** Identifiers that break a limit, one row per limit broken, in the shape of {@link IdentityConflicts}. */
    public static Dataset<Row> conflicts(Dataset<Row> edges, IdentitySettings settings) {
        Dataset<Row> bothWays = edges.select(
                        IdentityConflicts.IDENTIFIER_TYPE.from(IdentityEdges.LEFT_TYPE.col()),
                        IdentityConflicts.IDENTIFIER_VALUE.from(IdentityEdges.LEFT_VALUE.col()),
                        IdentityConflicts.CONNECTED_TYPE.from(IdentityEdges.RIGHT_TYPE.col()),
                        Connection.RIGHT_SYSTEM.from(
                                systemOf(IdentityEdges.RIGHT_TYPE, IdentityEdges.RIGHT_VALUE, settings)))
                .unionByName(edges.select(
                        IdentityConflicts.IDENTIFIER_TYPE.from(IdentityEdges.RIGHT_TYPE.col()),
                        IdentityConflicts.IDENTIFIER_VALUE.from(IdentityEdges.RIGHT_VALUE.col()),
                        IdentityConflicts.CONNECTED_TYPE.from(IdentityEdges.LEFT_TYPE.col()),
                        Connection.RIGHT_SYSTEM.from(
                                systemOf(IdentityEdges.LEFT_TYPE, IdentityEdges.LEFT_VALUE, settings))));
        Column[] identifier = {IdentityConflicts.IDENTIFIER_TYPE.col(), IdentityConflicts.IDENTIFIER_VALUE.col()};
        return bothWays.repartition(identifier)
                .sortWithinPartitions(identifier)
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>)
                                rows -> new SortedGroups(rows, 2).flatMap(own -> conflictsOf(own, settings)),
                        Encoders.row(IdentityConflicts.TABLE.toStructType()));
    }

    private static Iterator<Row> conflictsOf(Iterator<Row> neighbours, IdentitySettings settings) {
        Neighbours all = new Neighbours(settings);
        Row row = null;
        while (neighbours.hasNext()) {
            row = neighbours.next();
            all.add(row.getString(2), row.isNullAt(3) ? null : row.getLong(3));
        }
        return all.conflictsOf(row.getString(0), row.getString(1)).iterator();
    }

    /**
     * Customers of whole components.
     *
     * @param identifiers all identifiers of the components, as {@link #firstSeen} gives them
     * @param edges all edges between them
     * @param removed keys (identifier_key) of the over-connected ones
     * @return one row per identifier, in the shape of {@link Identifiers}
     */
    public static Dataset<Row> customers(
            Dataset<Row> identifiers, Dataset<Row> edges, Dataset<Row> removed, IdentitySettings settings) {
        Dataset<Row> out =
                removed.select(Identifiers.IDENTIFIER_KEY.col().as(REMOVED_KEY)).distinct();
        Dataset<Row> alive = connections(edges, settings)
                .select(
                        IdentityEdges.LEFT_KEY.col(),
                        Connection.LEFT_SYSTEM.col(),
                        IdentityEdges.RIGHT_KEY.col(),
                        Connection.RIGHT_SYSTEM.col())
                .join(out, IdentityEdges.LEFT_KEY.col().equalTo(col(REMOVED_KEY)), "left_anti")
                .join(out, IdentityEdges.RIGHT_KEY.col().equalTo(col(REMOVED_KEY)), "left_anti");
        Dataset<Row> membership = alive.repartition(1)
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> members(rows, settings), Encoders.row(MEMBERSHIP));
        Column key = Identifiers.IDENTIFIER_KEY.col();
        return identifiers
                .join(membership, new String[] {Identifiers.IDENTIFIER_KEY.name()}, "left")
                .join(out, key.equalTo(col(REMOVED_KEY)), "left")
                .select(
                        coalesce(col(COMPONENT), key).as(COMPONENT),
                        coalesce(col(CUSTOMER), key).as(CUSTOMER),
                        coalesce(col(IS_SHARED), lit(false))
                                .or(col(REMOVED_KEY).isNotNull())
                                .as(IS_SHARED),
                        struct(SeenIdentifier.COLUMNS.columns()).as(IDENTIFIER))
                .repartition(col(COMPONENT))
                .sortWithinPartitions(
                        col(COMPONENT),
                        Identifiers.FIRST_SEEN_AT.of(IDENTIFIER),
                        Identifiers.IDENTIFIER_TYPE.of(IDENTIFIER),
                        Identifiers.IDENTIFIER_VALUE.of(IDENTIFIER))
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>)
                                rows -> new SortedGroups(rows, 1).flatMap(own -> Member.rowsOf(membersIn(own))),
                        Encoders.row(Identifiers.TABLE.toStructType()));
    }

    private static Iterator<Member> membersIn(Iterator<Row> component) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return component.hasNext();
            }

            @Override
            public Member next() {
                Row row = component.next();
                return new Member(
                        SeenIdentifier.of(SeenIdentifier.COLUMNS, row.getStruct(3)), row.getLong(1), row.getBoolean(2));
            }
        };
    }

    /**
     * Whose it is what an identifier was used for, and when: identifier_key, customer_id, owned_since, owned_until (a time that is
     * null is no limit; since is included, until is not). An identifier is its customer's. What a shared one was used for before
     * the first login on it is that account's.
     *
     * @param wanted all identifiers of some customers: they own the rows
     * @param all all identifiers
     */
    public static Dataset<Row> owners(Dataset<Row> wanted, Dataset<Row> all) {
        Column isShared = Identifiers.IS_OVER_CONNECTED
                .col()
                .and(Identifiers.FIRST_ACCOUNT_KEY.col().isNotNull());
        Dataset<Row> now = wanted.select(
                Identifiers.IDENTIFIER_KEY.col(),
                Identifiers.CUSTOMER_ID.col(),
                OWNED_SINCE.from(when(isShared, Identifiers.FIRST_ACCOUNT_AT.col())),
                OWNED_UNTIL.empty());
        Dataset<Row> accounts = wanted.filter(Identifiers.IDENTIFIER_TYPE.col().equalTo(IdentitySettings.ACCOUNT))
                .select(Identifiers.IDENTIFIER_KEY.col().as("account_key"), Identifiers.CUSTOMER_ID.col());
        Dataset<Row> before = all.filter(isShared)
                .select(
                        Identifiers.IDENTIFIER_KEY.col(),
                        Identifiers.FIRST_ACCOUNT_KEY.col(),
                        Identifiers.FIRST_ACCOUNT_AT.col())
                .join(accounts, Identifiers.FIRST_ACCOUNT_KEY.col().equalTo(col("account_key")))
                .select(
                        Identifiers.IDENTIFIER_KEY.col(),
                        Identifiers.CUSTOMER_ID.col(),
                        OWNED_SINCE.empty(),
                        OWNED_UNTIL.from(Identifiers.FIRST_ACCOUNT_AT.col()));
        return now.unionByName(before);
    }

    /**
     * Interactions with the customer of their strongest identifier (column customer_id); those of nobody in {@link #owners} are
     * left out.
     */
    public static Dataset<Row> withCustomers(Dataset<Row> interactions, Dataset<Row> owners) {
        Column type = coalesce(IdentitySettings.TYPES.stream()
                .map(t -> when(col(t).isNotNull(), lit(t)))
                .toArray(Column[]::new));
        Column value =
                coalesce(IdentitySettings.TYPES.stream().map(functions::col).toArray(Column[]::new));
        return owned(interactions, key(type, value), Interactions.OCCURRED_AT.col(), owners);
    }

    /** Sessions with the customer of their identifier (column customer_id); those of nobody in {@link #owners} are left out. */
    public static Dataset<Row> sessionsWithCustomers(Dataset<Row> sessions, Dataset<Row> owners) {
        return owned(sessions, Sessions.IDENTIFIER_KEY.col(), Sessions.STARTED_AT.col(), owners);
    }

    private static Dataset<Row> owned(Dataset<Row> rows, Column key, Column at, Dataset<Row> owners) {
        Dataset<Row> known = owners.withColumnRenamed(Identifiers.IDENTIFIER_KEY.name(), "known_key");
        return rows.withColumn("own_key", key)
                .withColumn("own_at", at)
                .join(
                        known,
                        col("own_key")
                                .equalTo(col("known_key"))
                                .and(OWNED_SINCE.col().isNull().or(col("own_at").geq(OWNED_SINCE.col())))
                                .and(OWNED_UNTIL.col().isNull().or(col("own_at").lt(OWNED_UNTIL.col()))))
                .drop("own_key", "own_at", "known_key", OWNED_SINCE.name(), OWNED_UNTIL.name());
    }

    /**
     * What is known of customers by their identifiers: customer_id, identifier_count, is_identified.
     *
     * @param identifiers all identifiers of these customers
     */
    public static Dataset<Row> identifications(Dataset<Row> identifiers) {
        Column names = Identifiers.IDENTIFIER_TYPE.col().notEqual(IdentitySettings.ORDER);
        return identifiers
                .groupBy(Identifiers.CUSTOMER_ID.col())
                .agg(Customers.IDENTIFIER_COUNT.from(count(lit(1))), Customers.IS_IDENTIFIED.from(bool_or(names)));
    }

    /** The system that gave an account, from 0; null for other identifiers. */
    private static Column systemOf(Field type, Field value, IdentitySettings settings) {
        Column system = lit(0);
        for (int i = 0; i < settings.namespaces().size(); i++)
            system = when(value.col().startsWith(settings.namespaces().get(i) + ":"), lit(i + 1))
                    .otherwise(system);
        return when(type.col().equalTo(IdentitySettings.ACCOUNT), system.cast("bigint"));
    }

    /** The 64-bit key of an identifier. */
    public static Column key(Column type, Column value) {
        return xxhash64(type, value);
    }

    /**
     * Distinct sets of identifiers that occur in one interaction ({@code ids}: type t, value v), with their first time and the key
     * of the account among them, or null.
     */
    public static Dataset<Row> identifierSets(Dataset<Row> interactions) {
        Column[] types = IdentitySettings.TYPES.stream().map(functions::col).toArray(Column[]::new);
        Column ids = array(IdentitySettings.TYPES.stream()
                .map(t -> when(col(t).isNotNull(), struct(lit(t).as("t"), col(t).as("v"))))
                .toArray(Column[]::new));
        Column account = Interactions.USER_ID.col();
        return interactions
                .groupBy(types)
                .agg(min(Interactions.OCCURRED_AT.col()).as(Identifiers.FIRST_SEEN_AT.name()))
                .select(
                        functions.filter(ids, Column::isNotNull).as(IDS),
                        Identifiers.FIRST_SEEN_AT.col(),
                        when(account.isNotNull(), key(lit(IdentitySettings.ACCOUNT), account))
                                .as(ACCOUNT));
    }

    /** All edges pass through one task: the sets need little memory, and no rounds of joins. */
    private static Iterator<Row> members(Iterator<Row> edges, IdentitySettings settings) {
        IdentityGraph graph = IdentityGraph.of(settings);
        while (edges.hasNext()) {
            Row edge = edges.next();
            graph.connect(edge.getLong(0), edge.getAs(1), edge.getLong(2), edge.getAs(3));
        }
        return graph.members()
                .map(m -> RowFactory.create(m.key(), m.component(), m.customer(), m.isShared()))
                .iterator();
    }
}
