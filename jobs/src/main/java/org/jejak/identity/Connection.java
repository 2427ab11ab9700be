package org.jejak.identity;

import org.apache.spark.sql.Row;
import org.jejak.table.*;

/**
 * Two identifiers that a record holds, the smaller first: an edge of the graph.
 *
 * @param left one end
 * @param right the other end
 */
record Connection(End left, End right) {
    /** The system that gave an account, from 0; null for other identifiers. */
    static final Field LEFT_SYSTEM = Field.number("left_system", "System of the first identifier.");
    /** The system that gave an account, from 0; null for other identifiers. */
    static final Field RIGHT_SYSTEM = Field.number("right_system", "System of the second identifier.");

    /** The columns of a connection, in order. */
    static final RowReader COLUMNS = new RowReader(
            IdentityEdges.LEFT_KEY,
            IdentityEdges.LEFT_TYPE,
            LEFT_SYSTEM,
            IdentityEdges.RIGHT_KEY,
            IdentityEdges.RIGHT_TYPE,
            RIGHT_SYSTEM);

    /**
     * An identifier.
     *
     * @param key its key
     * @param type its type
     * @param system the system that gave it, from 0, if it is an account; else null
     */
    record End(long key, String type, Long system) {}

    /** Reads a row of {@link #COLUMNS}. */
    static Connection of(Row row) {
        return new Connection(
                end(row, IdentityEdges.LEFT_KEY, IdentityEdges.LEFT_TYPE, LEFT_SYSTEM),
                end(row, IdentityEdges.RIGHT_KEY, IdentityEdges.RIGHT_TYPE, RIGHT_SYSTEM));
    }

    private static End end(Row row, Field key, Field type, Field system) {
        return new End(
                COLUMNS.<Long>get(row, key), COLUMNS.<String>get(row, type).intern(), COLUMNS.get(row, system));
    }
}
