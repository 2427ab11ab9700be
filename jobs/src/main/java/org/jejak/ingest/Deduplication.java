package org.jejak.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.jejak.table.Interactions;
import org.jejak.table.raw.RawRecords;

/**
 * One record, one interaction. Of several records with one id the one that was delivered first counts: by the date of
 * its file, then its path, then its line. So the winner does not depend on the order in which nights see them.
 */
public final class Deduplication {
    private Deduplication() {}

    /**
     * The records that do not count, for the copy that does: some columns of each. Only ids that occur twice are shuffled
     * and sorted.
     *
     * @param records accepted records
     * @param columns what is wanted of them
     */
    public static Dataset<Row> losers(Dataset<Row> records, Column... columns) {
        Dataset<Row> twice = records.groupBy(Interactions.INTERACTION_KEY.col().as("twice_key"))
                .agg(count(lit(1)).as("n"))
                .filter("n > 1")
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

    /** Order of delivery. */
    public static Column rank() {
        return struct(
                coalesce(RawRecords.FILE_DATE.col().cast("string"), lit("")),
                Interactions.SOURCE_FILE.col(),
                Interactions.SOURCE_LINE.col());
    }
}
