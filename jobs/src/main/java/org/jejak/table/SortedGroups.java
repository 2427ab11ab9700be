package org.jejak.table;

import java.util.*;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * Reads rows that are sorted by a key one group after the other. A group is a run of rows with the same key, and is itself read
 * row by row, so only what the caller keeps of it is in memory. For use within {@code mapPartitions}, after
 * {@code repartition} and {@code sortWithinPartitions} by the key.
 *
 * <p>Spark's own {@code flatMapSortedGroups} does the same, but makes the key of every row anew in Java and sends it along
 * with the row.
 */
public final class SortedGroups implements Iterator<Iterator<Row>> {
    private final Iterator<Row> rows;
    private final int keyLength;
    private Row next;
    private Group current;

    /**
     * Groups in the order of the rows.
     *
     * @param rows rows whose equal keys stand next to each other
     * @param keyLength how many columns, from the first on, make the key
     */
    public SortedGroups(Iterator<Row> rows, int keyLength) {
        this.rows = rows;
        this.keyLength = keyLength;
        advance();
    }

    /** Whether there is one more group. Skips what was not read of the current one. */
    @Override
    public boolean hasNext() {
        while (current != null && current.hasNext()) current.next();
        return next != null;
    }

    /** The rows of the next group: at least one. They can be read until the group after it is asked for. */
    @Override
    public Iterator<Row> next() {
        if (!hasNext()) throw new NoSuchElementException();
        current = new Group();
        return current;
    }

    /** The results of all groups one after the other. The results of a group may be computed while its rows are read. */
    public <T> Iterator<T> flatMap(Function<Iterator<Row>, Iterator<T>> resultsOf) {
        return new Iterator<>() {
            private Iterator<T> results = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!results.hasNext() && SortedGroups.this.hasNext())
                    results = resultsOf.apply(SortedGroups.this.next());
                return results.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) throw new NoSuchElementException();
                return results.next();
            }
        };
    }

    private void advance() {
        next = rows.hasNext() ? rows.next() : null;
    }

    private final class Group implements Iterator<Row> {
        private boolean goesOn = true;

        @Override
        public boolean hasNext() {
            return goesOn;
        }

        @Override
        public Row next() {
            if (!goesOn) throw new NoSuchElementException();
            Row row = next;
            advance();
            goesOn = next != null && hasSameKey(row, next);
            return row;
        }

        private boolean hasSameKey(Row one, Row other) {
            for (int i = 0; i < keyLength; i++) if (!Objects.equals(one.get(i), other.get(i))) return false;
            return true;
        }
    }
}
