package org.jejak.ingest;

import org.jejak.table.Field;

/**
 * Why a record is rejected.
 *
 * @param reason reason code, as in {@code jobs/docs/rejects.md}
 * @param field name of the column at fault; null if it is no single one
 */
record RecordFault(String reason, String field) {
    static RecordFault of(String reason, Field field) {
        return new RecordFault(reason, field.name());
    }
}
