package org.jejak.ingest;

import static org.apache.spark.sql.functions.*;

import org.apache.spark.sql.*;
import org.apache.spark.sql.expressions.Window;
import org.jejak.table.Interactions;
import org.jejak.table.raw.RawRecords;

/**
 * Finds records that are copies of others. Of several records with one id the one delivered first counts: by the date of
 * its file, then its path, then its line. So the winner does not depend on the order in which nights read them.
 */
public final class Deduplication {
    private Deduplication() {}

    /**
     * The records that are copies of an earlier one. Only ids that occur more than once are shuffled and sorted.
     *
     * @param records accepted records
     * @param columns the columns to return
     */
    public static Dataset<Row> losers(Dataset<Row> records, Column... columns) {
        Dataset<Row> twice = records.groupBy(Interactions.INTERACTION_KEY.col().as("twice_key"))
                .agg(count(lit(1)).as("copies"))
                .filter("copies > 1")
                .select("twice_key");
        Column isTwice = Interactions.INTERACTION_KEY.col().equalTo(col("twice_key"));
        return records.join(twice, isTwice, "left_semi")
                .withColumn(
                        "place",
                        row_number()
                                .over(Window.partitionBy(Interactions.INTERACTION_ID.col())
                                        .orderBy(rank())))
                .filter("place > 1")
                .select(columns);
    }

    /** Order of delivery: of two records with one id the lower rank counts. */
    public static Column rank() {
        return struct(
                coalesce(RawRecords.FILE_DATE.col().cast("string"), lit("")),
                Interactions.SOURCE_FILE.col(),
                Interactions.SOURCE_LINE.col());
    }
}
