package org.jejak.warehouse.delta;

import static org.apache.spark.sql.functions.*;

import java.util.*;
import org.apache.spark.sql.*;

/** Places of rows in the files of a table, one bit each. */
public final class RowPlaces {
    /** Positions in one bitmap of Spark's. */
    private static final int BUCKET = 32_768;

    private final Map<String, BitSet> byFile = new TreeMap<>();

    private RowPlaces() {}

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

    /**
     * Places that were grouped.
     *
     * @param groups rows that begin with {@link #groups} and {@link #bitmap}; a file that is null has none
     */
    public static RowPlaces of(List<Row> groups) {
        RowPlaces places = new RowPlaces();
        for (Row group : groups) {
            if (group.isNullAt(0)) continue;
            BitSet all = places.byFile.computeIfAbsent(group.getString(0), file -> new BitSet());
            int first = (int) (group.getLong(1) - 1) * BUCKET;
            BitSet.valueOf(group.<byte[]>getAs(2)).stream().forEach(position -> all.set(first + position));
        }
        return places;
    }

    /** The positions in each file. */
    Map<String, BitSet> byFile() {
        return byFile;
    }
}
