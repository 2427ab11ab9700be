package org.jejak.warehouse.delta;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.jejak.config.UsageException;

/**
 * Spark SQL that reads and changes nothing: queries, SHOW, DESCRIBE, EXPLAIN, SET, and views for the session. Tables are
 * written by the jobs alone, under the lock.
 */
public final class ReadOnlySql {
    private static final Pattern HARMLESS = Pattern.compile("(Show|Describe|Explain|Set|Reset|CreateView|Use).*");
    private static final Pattern WRITES = Pattern.compile("Insert.*|.*ExecuteImmediate.*|Compound.*");

    private final SparkSession spark;

    public ReadOnlySql(SparkSession spark) {
        this.spark = spark;
    }

    /** @throws UsageException if the statement is not SQL, names what is not there, or would change something */
    public Dataset<Row> query(String statement) {
        try {
            LogicalPlan plan = spark.sessionState().sqlParser().parsePlan(statement);
            forbidden(plan).ifPresent(name -> {
                throw new UsageException("jejak sql only reads, and this is " + name
                        + "; tables are written by the jobs (`jejak nightly`, `jejak run`)");
            });
            return spark.sql(statement);
        } catch (Exception e) { // Scala throws checked exceptions without saying so
            if (e instanceof AnalysisException) throw new UsageException(message(e));
            if (e instanceof RuntimeException unchecked) throw unchecked;
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> forbidden(LogicalPlan plan) {
        if (HARMLESS.matcher(plan.getClass().getSimpleName()).matches()) return Optional.empty();
        scala.Option<LogicalPlan> found = plan.find(part -> part instanceof Command
                || WRITES.matcher(part.getClass().getSimpleName()).matches());
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.get().getClass().getSimpleName());
    }

    /** These errors quote the statement, not the rows, so they may be shown as they are. */
    private static String message(Exception e) {
        String text = e.getMessage().replaceFirst(" SQLSTATE: \\w+", "");
        return text.replaceAll("(?s);\\s*'?(Project|Aggregate|Filter|Sort|GlobalLimit|'?With|Join).*", "")
                .strip();
    }
}
