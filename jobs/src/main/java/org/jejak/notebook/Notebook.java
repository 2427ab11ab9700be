package org.jejak.notebook;

import java.util.*;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.jejak.command.SparkSessions;
import org.jejak.config.UsageException;
import org.jejak.pipeline.PublicationFinder;
import org.jejak.publish.Publication;
import org.jejak.warehouse.SqlCatalog;
import org.jejak.warehouse.SqlStatements;
import org.jejak.warehouse.Warehouse;
import org.jejak.warehouse.delta.ReadOnlySql;

/**
 * What an analyst needs in a notebook, or in jshell: queries over the tables, shown as tables and figures.
 *
 * <pre>
 * var jejak = Notebook.open();
 * jejak.sql("SELECT channel, sum(session_count) FROM gold.agg_channel_daily GROUP BY 1").bars("Sessions")
 * </pre>
 */
public final class Notebook {
    /** System property with the folder of the tables; {@code jejak notebooks} sets it. */
    public static final String WAREHOUSE_PROPERTY = "jejak.warehouse";

    /** Environment variable with the folder of the tables; the kernel of Jupyter has it. */
    static final String WAREHOUSE_VARIABLE = "JEJAK_WAREHOUSE";

    private static final Pattern ABSENT = Pattern.compile("TABLE_OR_VIEW_NOT_FOUND\\] The table or view (\\S+)");

    private final SparkSession spark;
    private final Warehouse warehouse;

    private Notebook(SparkSession spark, Warehouse warehouse) {
        this.spark = spark;
        this.warehouse = warehouse;
    }

    /** The tables that the system property or the environment variable names, else those of the folder {@code warehouse}. */
    public static Notebook open() {
        String location = System.getenv().getOrDefault(WAREHOUSE_VARIABLE, "warehouse");
        return open(System.getProperty(WAREHOUSE_PROPERTY, location));
    }

    /** @param location folder of the tables, or its address */
    public static Notebook open(String location) {
        // a kernel may log everything there is, which meets Spark's own log badly
        Logger.getLogger("").setLevel(Level.WARNING);
        java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("UTC"));
        SparkSession spark = SparkSessions.start("notebook");
        spark.conf().set("spark.sql.shuffle.partitions", "4");
        Warehouse warehouse = new Warehouse(spark, location);
        SqlCatalog.register(spark, warehouse);
        return new Notebook(spark, warehouse);
    }

    /**
     * Runs a query over the tables silver.*, gold.* and ops.*; nothing can be written. Where a table is not there yet, as in
     * a warehouse of an older release, the result says so instead of failing.
     */
    public Result sql(String query) {
        List<String> statements = SqlStatements.of(query).all();
        if (statements.size() != 1) throw new UsageException("one query at a time, not " + statements.size());
        try {
            return new Result(new ReadOnlySql(spark).query(statements.get(0)));
        } catch (IllegalArgumentException e) {
            Matcher absent = ABSENT.matcher(e.getMessage());
            if (absent.find()) return Result.missing(absent.group(1).replace("`", ""));
            throw e;
        }
    }

    /**
     * What a figure means, in words: the one sentence that a query makes of the same numbers, so that it is true of any
     * warehouse.
     */
    public HtmlTable say(String query) {
        return sql(query).sentence();
    }

    /** Which publication the tables are from. */
    public HtmlTable about() {
        Publication publication = PublicationFinder.last(warehouse, Optional.empty());
        return new HtmlTable("<p>Tables as of <strong>" + publication.date() + "</strong>, run " + publication.runId()
                + ", " + publication.parts().size() + " gold tables.</p>");
    }
}
