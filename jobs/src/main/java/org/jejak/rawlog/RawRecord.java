package org.jejak.rawlog;

import java.io.Serializable;
import org.jejak.table.raw.RawRecords;

/**
 * One raw record, cut out of its file and taken apart into text fields.
 *
 * @param file the file it is from
 * @param line line number from 1, of the first line if the record spans several
 * @param offset byte of the unpacked file at which the record starts
 * @param byteLength its length in bytes
 * @param bytes its bytes; only the beginning if it is too long
 * @param values its fields, or the reason why there are none
 */
public record RawRecord(RawFile file, long line, long offset, long byteLength, byte[] bytes, WantedFields.Values values)
        implements Serializable {
    /** The values of the columns of {@link RawRecords#SCHEMA}. */
    public Object[] columns() {
        return new Object[] {
            file.relative(),
            line,
            offset,
            byteLength,
            bytes,
            values.reason,
            values.field,
            values.properties.isEmpty() ? null : values.properties,
            file.deliveredOn() == null ? null : file.deliveredOn().toLocalDate(),
            values.texts
        };
    }
}
