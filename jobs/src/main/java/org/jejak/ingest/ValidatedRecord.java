package org.jejak.ingest;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jejak.table.AdSpend;
import org.jejak.table.Field;
import org.jejak.table.Interactions;
import org.jejak.table.Rejects;
import org.jejak.table.Table;
import org.jejak.table.raw.InternalRows;
import org.jejak.table.raw.RawRecords;

/** A record on its way into a table or into the rejects: all columns of both, each name once, all of them nullable. */
final class ValidatedRecord {
    private static final Map<Table, Map<Field, Integer>> PLACES =
            Map.of(Interactions.TABLE, places(Interactions.TABLE), AdSpend.TABLE, places(AdSpend.TABLE));

    private final Map<Field, Integer> places;
    private final Object[] values;

    ValidatedRecord(Table table) {
        this.places = PLACES.get(table);
        this.values = new Object[places.size()];
    }

    /** The shape of judged records of a table: its columns, those of {@link Rejects}, and the date of the file. */
    static StructType schema(Table table) {
        return new StructType(columns(table).stream()
                .map(f -> new StructField(f.name(), f.type(), true, org.apache.spark.sql.types.Metadata.empty()))
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
        Map<Field, Integer> places = new IdentityHashMap<>(); // asked sixty times a record
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

    /**
     * The row, with what a reject needs if it is one.
     *
     * @param fault reason and field joined by a bar, or null; a reason of the reader wins over it
     */
    InternalRow finished(MappedRecord in, String fault, Pseudonymizer pseudonyms) {
        String reason = in.readerReason();
        String field = in.readerField();
        if (reason == null && fault != null) {
            int bar = fault.indexOf('|');
            reason = fault.substring(0, bar);
            if (field == null && bar + 1 < fault.length()) field = fault.substring(bar + 1);
        }
        set(RawRecords.FILE_DATE, in.fileDate());
        set(Rejects.FIELD, field);
        if (reason != null) {
            set(Rejects.REASON, reason)
                    .set(
                            Rejects.REJECT_ID,
                            DigestUtils.sha256Hex(String.join(
                                    "|", in.sourceName(), in.sourceFile(), String.valueOf(in.sourceLine()), reason)))
                    .set(Rejects.LINE_HMAC, pseudonyms.line(in.line()))
                    .set(Rejects.BYTE_OFFSET, in.byteOffset())
                    .set(Rejects.BYTE_LENGTH, in.byteLength());
            setDeliveredOn(in);
        }
        return InternalRows.row(values);
    }

    /** Both tables have a column of this name; the one of a reject is the date of its file. */
    private void setDeliveredOn(MappedRecord in) {
        for (Field field : List.of(Interactions.DELIVERED_ON, AdSpend.DELIVERED_ON)) {
            if (places.containsKey(field)) set(field, in.fileDate());
        }
    }
}
