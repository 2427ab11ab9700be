package org.jejak.ingest;

import java.util.*;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jejak.table.*;
import org.jejak.table.raw.RawRecords;

/** A record on its way into a table or into the rejects: all columns of both, each name once, all nullable. Filled by field. */
final class ValidatedRecord {
    /** Instead of the reason of a reject: the source leaves the record out, whatever else it holds. */
    static final String LEFT_OUT = "left_out";

    /** The same, of a record that takes back another one: it says that the source deleted it. */
    static final String DELETION = "deletion";

    private static final Map<Table, Map<Field, Integer>> PLACES =
            Map.of(Interactions.TABLE, places(Interactions.TABLE), AdSpend.TABLE, places(AdSpend.TABLE));

    private final Map<Field, Integer> places;
    private final Object[] values;

    ValidatedRecord(Table table) {
        this.places = PLACES.get(table);
        this.values = new Object[places.size()];
    }

    /** Columns of the validated records of a table: its own, those of {@link Rejects}, and the date of the file. */
    static StructType schema(Table table) {
        return new StructType(columns(table).stream()
                .map(f -> new StructField(f.name(), f.type(), true, Metadata.empty()))
                .toArray(StructField[]::new));
    }

    private static List<Field> columns(Table table) {
        List<Field> columns = new ArrayList<>(table.fields());
        Set<String> names = new LinkedHashSet<>();
        columns.forEach(f -> names.add(f.name()));
        for (Field field : Rejects.TABLE.fields()) if (names.add(field.name())) columns.add(field);
        columns.add(RawRecords.FILE_DATE);
        return columns;
    }

    private static Map<Field, Integer> places(Table table) {
        Map<Field, Integer> places = new IdentityHashMap<>(); // by identity: it is used sixty times per record
        List<Field> columns = columns(table);
        for (int i = 0; i < columns.size(); i++) places.put(columns.get(i), i);
        return places;
    }

    ValidatedRecord set(Field field, Object value) {
        values[places.get(field)] = value;
        return this;
    }

    Object get(Field field) {
        return values[places.get(field)];
    }

    /** The values in the order of {@link #schema}. */
    Object[] values() {
        return values;
    }

    /**
     * Ends the record: adds what a reject needs if it is one.
     *
     * @param fault what is wrong, or null; a reason of the reader wins over it
     */
    ValidatedRecord finish(MappedRecord in, RecordFault fault, Pseudonymizer pseudonyms) {
        String reason = (String) in.raw(RawRecords.REASON);
        String field = (String) in.raw(RawRecords.FIELD);
        if (reason == null && in.isDeletion()) {
            reason = DELETION;
        } else if (reason == null && in.isLeftOut()) {
            reason = LEFT_OUT;
        } else if (reason == null && fault != null) {
            reason = fault.reason();
            if (field == null) field = fault.field();
        }
        set(RawRecords.FILE_DATE, in.fileDate()).set(Rejects.FIELD, field);
        if (reason == null) return this;
        String id = String.join("|", in.sourceName(), in.sourceFile(), String.valueOf(in.sourceLine()), reason);
        // both tables have a column of this name; that of a reject is the date of its file
        Field deliveredOn =
                places.containsKey(AdSpend.DELIVERED_DATE) ? AdSpend.DELIVERED_DATE : Interactions.DELIVERED_DATE;
        return set(Rejects.REASON, reason)
                .set(Rejects.REJECT_ID, DigestUtils.sha256Hex(id))
                .set(Rejects.LINE_HMAC, pseudonyms.line(in.line()))
                .set(Rejects.BYTE_OFFSET, in.raw(RawRecords.BYTE_OFFSET))
                .set(Rejects.BYTE_LENGTH, in.raw(RawRecords.BYTE_LENGTH))
                .set(deliveredOn, in.fileDate());
    }
}
