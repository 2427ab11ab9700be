package org.jejak.warehouse.delta;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What Delta's log says about the rows of a file, so that queries can leave it out: their number, and of some columns the least
 * and the greatest value and how often it is null. Of dates and times only, the columns that jejak's tables have statistics of:
 * what is not said of a column keeps no query from reading the file.
 */
final class FileStatistics {
    private static final JsonMapper JSON = new JsonMapper();

    /** To the millisecond, cut off: Delta's readers add one to the greatest. */
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX");

    private static final class Range {
        final String column;
        final int place;
        final boolean isDate;
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        long nulls;

        Range(String column, int place, boolean isDate) {
            this.column = column;
            this.place = place;
            this.isDate = isDate;
        }

        void add(InternalRow row) {
            if (row.isNullAt(place)) {
                nulls++;
                return;
            }
            long value = isDate ? row.getInt(place) : row.getLong(place);
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }

        boolean hasValues() {
            return least <= greatest;
        }

        String text(long value) {
            if (isDate) return LocalDate.ofEpochDay(value).toString();
            return Instant.EPOCH
                    .plus(value, ChronoUnit.MICROS)
                    .atOffset(ZoneOffset.UTC)
                    .format(MOMENT);
        }
    }

    private final List<Range> ranges = new ArrayList<>();
    private final boolean mayLoseRows;
    private long rows;

    /**
     * @param mayLoseRows whether the table may have vectors of deleted rows, so that it has to be said that none are deleted yet
     * @param columns names of the columns to look at; others than dates and times are left out
     */
    FileStatistics(StructType type, boolean mayLoseRows, String... columns) {
        this.mayLoseRows = mayLoseRows;
        for (String name : columns) {
            if (!Arrays.asList(type.fieldNames()).contains(name)) continue;
            int place = type.fieldIndex(name);
            DataType kind = type.apply(place).dataType();
            if (kind.equals(DataTypes.DateType) || kind.equals(DataTypes.TimestampType))
                ranges.add(new Range(name, place, kind.equals(DataTypes.DateType)));
        }
    }

    void add(InternalRow row) {
        rows++;
        ranges.forEach(range -> range.add(row));
    }

    /** As Delta's protocol wants it. */
    String json() {
        ObjectNode json = JSON.createObjectNode().put("numRecords", rows);
        ObjectNode least = json.putObject("minValues");
        ObjectNode greatest = json.putObject("maxValues");
        ObjectNode nulls = json.putObject("nullCount");
        for (Range range : ranges) {
            if (range.hasValues()) {
                least.put(range.column, range.text(range.least));
                greatest.put(range.column, range.text(range.greatest));
            }
            nulls.put(range.column, range.nulls);
        }
        if (mayLoseRows) json.put("tightBounds", true);
        return json.toString();
    }
}
