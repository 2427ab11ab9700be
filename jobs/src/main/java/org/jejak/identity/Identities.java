package org.jejak.identity;

import static org.apache.spark.sql.functions.*;

import java.util.*;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.IdentitySettings;
import org.jejak.table.*;

/**
 * Which identifiers belong to the same customer: those connected by records that hold both. Works on any set of whole
 * components; on everything it builds history, on the components that a night touched it restates them.
 *
 * <p>Identifiers that are connected to more others of a type than the settings allow (a kiosk's cookie, an address shared
 * by a call centre) are taken out of the graph and become customers of their own. Since edges are never removed, once
 * taken out means out for good, which makes the result independent of the order of arrival.
 *
 * <p>The customer id is a hash of the component's identifier that was seen first (ties: by type and value). So the older
 * of two customers keeps its id when they turn out to be one, and a full run gives the same ids as night after night.
 */
public final class Identities {
    private static final String IDS = "ids";
    private static final String COMPONENT = "component";
    private static final String OF_COMPONENT = "of_component";
    private static final String REMOVED_KEY = "removed_key";
    private static final StructType MEMBERSHIP = new StructType()
            .add(Identifiers.IDENTIFIER_KEY.name(), DataTypes.LongType, false)
            .add(COMPONENT, DataTypes.LongType, false);

    private Identities() {}

    /**
     * The identifiers in {@link #identifierSets}, each with its first time: identifier_key, identifier_type,
     * identifier_value, first_seen_at.
     */
    public static Dataset<Row> firstSeen(Dataset<Row> together) {
        return together.select(explode(col(IDS)).as("id"), Identifiers.FIRST_SEEN_AT.col())
                .groupBy(
                        col("id.t").as(Identifiers.IDENTIFIER_TYPE.name()),
                        col("id.v").as(Identifiers.IDENTIFIER_VALUE.name()))
                .agg(min(Identifiers.FIRST_SEEN_AT.col()).as(Identifiers.FIRST_SEEN_AT.name()))
                .select(
                        Identifiers.IDENTIFIER_KEY.from(
                                key(Identifiers.IDENTIFIER_TYPE.col(), Identifiers.IDENTIFIER_VALUE.col())),
                        Identifiers.IDENTIFIER_TYPE.col(),
                        Identifiers.IDENTIFIER_VALUE.col(),
                        Identifiers.FIRST_SEEN_AT.col());
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

    /** Identifiers that break a limit, one row per limit broken, in the shape of {@link IdentityConflicts}. */
    public static Dataset<Row> conflicts(Dataset<Row> edges, IdentitySettings settings) {
        Dataset<Row> bothWays = edges.select(
                        IdentityEdges.LEFT_TYPE.col().as(IdentityConflicts.IDENTIFIER_TYPE.name()),
                        IdentityEdges.LEFT_VALUE.col().as(IdentityConflicts.IDENTIFIER_VALUE.name()),
                        IdentityEdges.RIGHT_TYPE.col().as(IdentityConflicts.CONNECTED_TYPE.name()))
                .unionByName(edges.select(
                        IdentityEdges.RIGHT_TYPE.col().as(IdentityConflicts.IDENTIFIER_TYPE.name()),
                        IdentityEdges.RIGHT_VALUE.col().as(IdentityConflicts.IDENTIFIER_VALUE.name()),
                        IdentityEdges.LEFT_TYPE.col().as(IdentityConflicts.CONNECTED_TYPE.name())));
        Column limit = lit(null).cast("bigint");
        for (var ofType : settings.limits().entrySet()) {
            for (var ofConnected : ofType.getValue().entrySet()) {
                limit = when(
                                IdentityConflicts.IDENTIFIER_TYPE
                                        .col()
                                        .equalTo(ofType.getKey())
                                        .and(IdentityConflicts.CONNECTED_TYPE
                                                .col()
                                                .equalTo(ofConnected.getKey())),
                                lit(ofConnected.getValue()))
                        .otherwise(limit);
            }
        }
        return IdentityConflicts.TABLE.select(bothWays.groupBy(
                        IdentityConflicts.IDENTIFIER_TYPE.col(),
                        IdentityConflicts.IDENTIFIER_VALUE.col(),
                        IdentityConflicts.CONNECTED_TYPE.col())
                .agg(IdentityConflicts.CONNECTED_COUNT.from(count(lit(1))))
                .withColumn(IdentityConflicts.LIMIT_COUNT.name(), limit)
                .filter(IdentityConflicts.CONNECTED_COUNT.col().gt(IdentityConflicts.LIMIT_COUNT.col())));
    }

    /**
     * Customers of whole components.
     *
     * @param identifiers all identifiers of the components, with their first time, as {@link #seenIn} gives them
     * @param edges all edges between them
     * @param removed keys (identifier_key) of the over-connected ones
     * @return one row per identifier, in the shape of {@link Identifiers}
     */
    public static Dataset<Row> customers(Dataset<Row> identifiers, Dataset<Row> edges, Dataset<Row> removed) {
        Dataset<Row> out =
                removed.select(Identifiers.IDENTIFIER_KEY.col().as(REMOVED_KEY)).distinct();
        Dataset<Row> alive = edges.select(IdentityEdges.LEFT_KEY.col(), IdentityEdges.RIGHT_KEY.col())
                .join(out, IdentityEdges.LEFT_KEY.col().equalTo(col(REMOVED_KEY)), "left_anti")
                .join(out, IdentityEdges.RIGHT_KEY.col().equalTo(col(REMOVED_KEY)), "left_anti");
        Dataset<Row> membership = alive.repartition(1)
                .mapPartitions((MapPartitionsFunction<Row, Row>) Identities::components, Encoders.row(MEMBERSHIP));
        Dataset<Row> members = identifiers
                .join(membership, new String[] {Identifiers.IDENTIFIER_KEY.name()}, "left")
                .join(out, Identifiers.IDENTIFIER_KEY.col().equalTo(col(REMOVED_KEY)), "left")
                .withColumn(COMPONENT, coalesce(col(COMPONENT), Identifiers.IDENTIFIER_KEY.col()));
        Dataset<Row> founders = members.groupBy(col(COMPONENT).as(OF_COMPONENT))
                .agg(min(struct(
                                Identifiers.FIRST_SEEN_AT.col(),
                                Identifiers.IDENTIFIER_TYPE.col(),
                                Identifiers.IDENTIFIER_VALUE.col()))
                        .as("founder"));
        Dataset<Row> joined = members.join(founders, col(COMPONENT).equalTo(col(OF_COMPONENT)));
        return Identifiers.TABLE.select(joined.select(
                Identifiers.IDENTIFIER_KEY.col(),
                Identifiers.IDENTIFIER_TYPE.col(),
                Identifiers.IDENTIFIER_VALUE.col(),
                Identifiers.CUSTOMER_ID.from(
                        expr(
                                "left(sha2(concat_ws('|', 'customer', founder.identifier_type, founder.identifier_value), 256), 32)")),
                Identifiers.IS_OVER_CONNECTED.from(col(REMOVED_KEY).isNotNull()),
                Identifiers.FIRST_SEEN_AT.col(),
                Identifiers.FIRST_SEEN_MONTH.from(trunc(Identifiers.FIRST_SEEN_AT.col(), "MM"))));
    }

    /** The 64-bit key of an identifier. */
    public static Column key(Column type, Column value) {
        return xxhash64(type, value);
    }

    /** Distinct sets of identifiers that occur in one interaction ({@code ids}: type t, value v), with their first time. */
    public static Dataset<Row> identifierSets(Dataset<Row> interactions) {
        Column[] types = IdentitySettings.TYPES.stream().map(functions::col).toArray(Column[]::new);
        Column ids = array(IdentitySettings.TYPES.stream()
                .map(t -> when(col(t).isNotNull(), struct(lit(t).as("t"), col(t).as("v"))))
                .toArray(Column[]::new));
        return interactions
                .groupBy(types)
                .agg(min(Interactions.OCCURRED_AT.col()).as(Identifiers.FIRST_SEEN_AT.name()))
                .select(functions.filter(ids, Column::isNotNull).as(IDS), Identifiers.FIRST_SEEN_AT.col());
    }

    /** All edges pass through one task: the sets need little memory, and no rounds of joins. */
    private static Iterator<Row> components(Iterator<Row> edges) {
        UnionFind sets = new UnionFind();
        while (edges.hasNext()) {
            Row edge = edges.next();
            sets.join(edge.getLong(0), edge.getLong(1));
        }
        return IntStream.range(0, sets.size())
                .mapToObj(i -> RowFactory.create(sets.key(i), sets.representative(i)))
                .iterator();
    }
}
