package org.jejak.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.ingest.Pseudonymizer;
import org.jejak.table.AggScoreValidation;
import org.jejak.table.Identifiers;
import org.jejak.table.Table;
import org.jejak.table.Tables;
import org.jejak.warehouse.Warehouse;
import org.junit.jupiter.api.Test;

/** The sample installation over a simulated world whose truth is known: identities, and the form of the gold tables. */
class SimulatedWorldTest {
    @Test
    void customersAreThePeopleTheyAre() throws Exception {
        SparkSession spark = TestSpark.session();
        Settings settings = SimulatedWorld.settings();
        Warehouse warehouse = new Warehouse(spark, settings.warehouse());
        Dataset<Row> truth = truth(spark, settings)
                .join(warehouse.read(Identifiers.TABLE), TestSpark.names("identifier_type", "identifier_value"))
                .select("person_id", "linked_group", "customer_id", "identifier_type", "identifier_value");
        truth.createOrReplaceTempView("t");
        long known = truth.count();
        Row precision = pairs(spark, "a.customer_id = b.customer_id", "a.person_id = b.person_id");
        Row recall = pairs(
                spark,
                "a.person_id = b.person_id AND a.linked_group = b.linked_group",
                "a.customer_id = b.customer_id");
        double p = precision.getLong(1) / (double) precision.getLong(0);
        double r = recall.getLong(1) / (double) recall.getLong(0);
        System.out.printf(
                Locale.ROOT,
                "identity on simulated data, devices that are not shared: %d identifiers, pairwise precision %.4f (%s), recall %.4f (%s)%n",
                known,
                p,
                precision,
                r,
                recall);
        assertTrue(known > 500);
        assertTrue(p >= 0.98 && r >= 0.98, "precision " + p + ", recall " + r);
        goldIsForEverybody(spark, warehouse);
    }

    /** Identifiers of people without shared devices, normalised and hashed as the pipeline does it. */
    private Dataset<Row> truth(SparkSession spark, Settings settings) {
        Pseudonymizer pseudonyms =
                new Pseudonymizer(Worlds.KEY, settings.ingest().callingCode());
        var hashed = udf(
                (UDF2<String, String, String>) (type, value) -> type.equals("email")
                        ? pseudonyms.email(value)
                        : type.equals("phone") ? pseudonyms.phone(value) : value,
                DataTypes.StringType);
        Dataset<Row> all = spark.read()
                .option("header", true)
                .csv(SimulatedWorld.folder().resolve("truth/identifiers.csv.gz").toString());
        Dataset<Row> sharing = all.filter("is_shared_device = 'true'")
                .select(col("person_id").as("sharing"))
                .distinct();
        return all.join(sharing, col("person_id").equalTo(col("sharing")), "left_anti")
                .withColumn("identifier_value", hashed.apply(col("identifier_type"), col("value")))
                .withColumn(
                        "identifier_type",
                        org.apache.spark.sql.functions.expr(
                                "CASE WHEN identifier_type IN ('email', 'phone') THEN identifier_type || '_hash' ELSE identifier_type END"))
                .select("person_id", "linked_group", "identifier_type", "identifier_value");
    }

    private static Row pairs(SparkSession spark, String together, String right) {
        return spark.sql("SELECT count(*), count_if(" + right + ") FROM t a JOIN t b ON " + together
                        + " AND (a.identifier_type, a.identifier_value) < (b.identifier_type, b.identifier_value)")
                .first();
    }

    private static void goldIsForEverybody(SparkSession spark, Warehouse warehouse) {
        for (Table table : Tables.of("gold")) {
            Row detail = spark.sql("DESCRIBE DETAIL delta.`" + warehouse.pathOf(table) + "`")
                    .first();
            assertEquals(
                    table.scope().isRestatedByRows() ? 3 : 1,
                    detail.<Integer>getAs("minReaderVersion"),
                    table.fullName());
            // of so few people no score can be tested
            if (table != AggScoreValidation.TABLE)
                assertTrue(warehouse.read(table).count() > 0, table.fullName() + " has rows");
        }
    }
}
