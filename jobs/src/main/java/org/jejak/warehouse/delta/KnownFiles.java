package org.jejak.warehouse.delta;

import org.apache.spark.sql.*;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InterpretedPredicate;
import org.apache.spark.sql.catalyst.expressions.Predicate$;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression$;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.files.TahoeBatchFileIndex;
import org.apache.spark.sql.execution.datasources.LogicalRelation$;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Files of a table that are in this process already. Delta starts a query each time that it looks which of them lie in the
 * partitions that are wanted, two for each table in a plan; here the values of the partition are compared at once.
 */
final class KnownFiles extends TahoeBatchFileIndex {
    private final Seq<AddFile> files;

    private KnownFiles(SparkSession spark, DeltaLog log, Snapshot snapshot, Seq<AddFile> files) {
        super(spark, "batch", files, log, log.dataPath(), snapshot, false);
        this.files = files;
    }

    /** The rows in some files of a table, as of a version. */
    static Dataset<Row> rows(SparkSession spark, DeltaLog log, Snapshot snapshot, Seq<AddFile> files) {
        return org.apache.spark.sql.classic.Dataset$.MODULE$.ofRows(
                (org.apache.spark.sql.classic.SparkSession) spark,
                LogicalRelation$.MODULE$.apply(
                        log.buildHadoopFsRelationWithFileIndex(
                                snapshot, new KnownFiles(spark, log, snapshot, files), Option.empty(), false),
                        false));
    }

    @Override
    public Seq<AddFile> matchingFiles(Seq<Expression> partitionFilters, Seq<Expression> dataFilters) {
        if (partitionFilters.isEmpty()) return files;
        Expression all = partitionFilters.reduce((left, right) -> new And(left, right));
        if (SubqueryExpression$.MODULE$.hasSubquery(all)) return super.matchingFiles(partitionFilters, dataFilters);
        InterpretedPredicate predicate = Predicate$.MODULE$.createInterpreted(bound(all, partitionSchema()));
        return CollectionConverters.asScala(CollectionConverters.asJava(files).stream()
                        .filter(file -> predicate.eval(getPartitionValuesRow(file.partitionValues())))
                        .toList())
                .toSeq();
    }

    private static Expression bound(Expression e, StructType columns) {
        if (!(e instanceof AttributeReference column)) return e.mapChildren(child -> bound(child, columns));
        int place = columns.fieldIndex(column.name());
        return new BoundReference(place, columns.fields()[place].dataType(), true);
    }
}
