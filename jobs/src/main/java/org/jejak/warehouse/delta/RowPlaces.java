package org.jejak.warehouse.delta;

import static org.apache.spark.sql.functions.*;

import java.util.*;
import org.apache.spark.sql.*;

/** Places of rows in the files of a table, one bit each. */
public final class RowPlaces {
    /** Positions in one bitmap of Spark's. */
    private static final int BUCKET = 32_768;

    private final Map<String, BitSet> byFile = new TreeMap<>();

    /** Columns to group rows with {@link RowEdit#FILE} and {@link RowEdit#POSITION} by, so that {@link #bitmap} holds their places. */
    public static Column[] groups() {
        return new Column[] {col(RowEdit.FILE), bitmap_bucket_number(number())};
    }

    /** The places of a group. */
    public static Column bitmap() {
        return bitmap_construct_agg(bitmap_bit_position(number()));
    }

    /** Spark numbers bits from 1. */
    private static Column number() {
        return col(RowEdit.POSITION).plus(1);
    }

    /** Adds the place of a row. */
    public void add(String file, long position) {
        byFile.computeIfAbsent(file, f -> new BitSet()).set((int) position);
    }

    /** Adds the places of a group: a row that begins with {@link #groups} and {@link #bitmap}; a file that is null has none. */
    public void addGroup(Row group) {
        if (group.isNullAt(0)) return;
        long first = (group.getLong(1) - 1) * BUCKET;
        BitSet.valueOf(group.<byte[]>getAs(2)).stream().forEach(bit -> add(group.getString(0), first + bit));
    }

    /** The positions in each file. */
    Map<String, BitSet> byFile() {
        return byFile;
    }
}
