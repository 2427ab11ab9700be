package org.jejak.rawlog;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.config.Rate;
import org.jejak.config.UsageException;

/** Reads the file of exchange rates: CSV with a header and the columns currency, valid_from (yyyy-MM-dd), rate_to_base. */
public final class RatesFile {
    private RatesFile() {}

    /**
     * All rates.
     *
     * @throws UsageException naming the row if one cannot be read or is not positive
     */
    public static List<Rate> read(SparkSession spark, String file) {
        List<Rate> rates = new ArrayList<>();
        List<Row> rows;
        try {
            rows = spark.read()
                    .option("header", true)
                    .csv(file)
                    .select("currency", "valid_from", "rate_to_base")
                    .collectAsList();
        } catch (Exception e) {
            if (e instanceof AnalysisException) {
                throw new UsageException("rates file " + file
                        + " cannot be read; it must be CSV with the header currency,valid_from,rate_to_base");
            }
            throw e;
        }
        for (Row row : rows) {
            try {
                BigDecimal rate = new BigDecimal(row.getString(2).trim());
                if (rate.signum() <= 0) throw new UsageException("not positive");
                rates.add(new Rate(
                        row.getString(0).trim(), Date.valueOf(row.getString(1).trim()), rate));
            } catch (RuntimeException e) {
                throw new UsageException("rates file " + file + ": row " + row.mkString(",") + " is no rate");
            }
        }
        return rates;
    }
}
