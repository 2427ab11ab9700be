package org.jejak.ingest;

import java.io.Serializable;

/** Turns one mapped record into a row of its target table, or into a reject. Plain Java: neither Spark nor files. */
interface RecordParser extends Serializable {
    ValidatedRecord parse(MappedRecord in);
}
