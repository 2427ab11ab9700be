package org.jejak.warehouse.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BindReferences;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.package$;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.constraints.CheckDeltaInvariant;
import org.apache.spark.sql.delta.constraints.Constraints;
import org.apache.spark.sql.delta.constraints.DeltaInvariantCheckerExec$;
import org.apache.spark.sql.execution.LocalTableScanExec;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The constraints of a Delta table, NOT NULL and CHECK, for rows that are written without Spark's tasks: Delta's own, one row at a time. */
final class RowChecks {
    /** Making them out of their SQL takes longer than checking the rows of a small table. By schema and properties, on which alone they depend. */
    private static final Map<List<Object>, RowChecks> KNOWN = new ConcurrentHashMap<>();

    private final List<Expression> checks;

    private RowChecks(List<Expression> checks) {
        this.checks = checks;
    }

    /** The constraints of a table as it is now. */
    static RowChecks of(SparkSession spark, Metadata table) {
        return KNOWN.computeIfAbsent(
                List.of(table.schemaString(), table.configuration()), key -> new RowChecks(bound(spark, table)));
    }

    private static List<Expression> bound(SparkSession spark, Metadata table) {
        Seq<Attribute> columns = CollectionConverters.asScala(new ArrayList<Attribute>(
                        CollectionConverters.asJava(DataTypeUtils.toAttributes(table.schema()))))
                .toSeq();
        LocalTableScanExec rows = new LocalTableScanExec(
                columns, CollectionConverters.asScala(List.<InternalRow>of()).toSeq(), Option.empty());
        Seq<CheckDeltaInvariant> checks = DeltaInvariantCheckerExec$.MODULE$
                .apply(spark, rows, Constraints.getAll(table, spark))
                .constraints();
        return CollectionConverters.asJava(checks).stream()
                .<Expression>map(
                        check -> BindReferences.bindReference(check, package$.MODULE$.AttributeSeq(columns), false))
                .toList();
    }

    /** @throws RuntimeException Delta's, if a constraint is false or null for the row */
    void check(InternalRow row) {
        for (Expression check : checks) check.eval(row);
    }
}
