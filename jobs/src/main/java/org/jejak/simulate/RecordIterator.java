package org.jejak.simulate;

import java.util.*;
import java.util.function.LongFunction;
import org.apache.spark.sql.Row;

/** The lines of many people, made person by person while they are read. */
final class RecordIterator implements Iterator<Row> {
    private final Iterator<Long> ids;
    private final LongFunction<List<Row>> linesOf;
    private Iterator<Row> current = Collections.emptyIterator();

    RecordIterator(Iterator<Long> ids, LongFunction<List<Row>> linesOf) {
        this.ids = ids;
        this.linesOf = linesOf;
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && ids.hasNext()) {
            current = linesOf.apply(ids.next()).iterator();
        }
        return current.hasNext();
    }

    @Override
    public Row next() {
        if (!hasNext()) throw new NoSuchElementException();
        return current.next();
    }
}
