package org.jejak.warehouse.delta;

import java.util.*;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.*;
import org.apache.spark.sql.catalyst.analysis.ExpressionWithUnresolvedIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.jejak.config.UsageException;
import scala.Product;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark SQL that reads tables and changes nothing: queries, SHOW, DESCRIBE, EXPLAIN, SET, USE, and views for the session.
 * Tables are written by the jobs alone, under the lock. Whatever is not named here is refused, so also what a later Spark
 * may add.
 */
public final class ReadOnlySql {
    /** All that a parsed statement may be made of, as names of Spark's classes. */
    static final Set<String> ALLOWED = Stream.of(
                    names(
                            "catalyst.plans.logical",
                            "Aggregate Distinct Except Filter Generate GlobalLimit Intersect Join LateralJoin LimitAll LocalLimit",
                            "LocalRelation Offset OneRowRelation Pivot Project RepartitionByExpression Sample Sort SubqueryAlias",
                            "Union UnresolvedHint UnresolvedWith Unpivot WithWindowDefinition",
                            "DescribeColumn DescribeFunction DescribeNamespace DescribeRelation SetCatalogAndNamespace ShowColumns",
                            "ShowCreateTable ShowFunctions ShowPartitions ShowTableProperties ShowTables ShowTablesExtended ShowViews"),
                    names(
                            "catalyst.analysis",
                            "CurrentNamespace$ RelationTimeTravel UnresolvedFunctionName UnresolvedHaving UnresolvedNamespace",
                            "UnresolvedRelation UnresolvedSubqueryColumnAliases UnresolvedTVFAliases UnresolvedTable",
                            "UnresolvedTableOrView UnresolvedTableValuedFunction"),
                    names("catalyst.expressions", "PipeOperator"),
                    names(
                            "execution.command",
                            "CreateViewCommand DescribeQueryCommand DescribeRelationJsonCommand ExplainCommand ResetCommand",
                            "SetCatalogCommand SetCommand SetNamespaceCommand ShowCatalogsCommand ShowCurrentNamespaceCommand",
                            "ShowNamespacesCommand"),
                    names("delta.commands", "DescribeDeltaDetailCommand DescribeDeltaHistory"))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** Functions that call any method of any class. */
    private static final Set<String> CALLS = Set.of("reflect", "try_reflect", "java_method");

    private final SparkSession spark;

    public ReadOnlySql(SparkSession spark) {
        this.spark = spark;
    }

    private static Set<String> names(String folder, String... names) {
        return Stream.of(String.join(" ", names).split(" "))
                .map(name -> "org.apache.spark.sql." + folder + "." + name)
                .collect(Collectors.toSet());
    }

    /** @throws UsageException if the statement is not SQL, names what is not there, or would change something */
    public Dataset<Row> query(String statement) {
        try {
            LogicalPlan plan = spark.sessionState().sqlParser().parsePlan(statement);
            forbidden(plan).ifPresent(what -> {
                throw new UsageException("jejak sql only reads, and this is " + what
                        + "; tables are written by the jobs (`jejak nightly`, `jejak run`)");
            });
            return spark.sql(statement);
        } catch (Exception e) { // Scala throws checked exceptions without saying so
            if (e instanceof AnalysisException) throw new UsageException(message(e));
            if (e instanceof RuntimeException unchecked) throw unchecked;
            throw new IllegalStateException(e);
        }
    }

    /**
     * The first part of a parsed statement that is not allowed. Looks into all that Scala's case classes hold, since some
     * plans do not count the queries within them as their children.
     */
    private Optional<String> forbidden(Object part) {
        if (part instanceof LogicalPlan plan
                && !ALLOWED.contains(plan.getClass().getName()))
            return Optional.of(plan.getClass().getSimpleName());
        if (part instanceof ExpressionWithUnresolvedIdentifier) return Optional.of("IDENTIFIER(...)");
        if (part instanceof UnresolvedFunction function) {
            String name = function.nameParts().last().toLowerCase(Locale.ROOT);
            if (CALLS.contains(name)) return Optional.of("a call of " + name);
        }
        if (part instanceof UnresolvedRelation relation) {
            List<String> names = CollectionConverters.asJava(relation.multipartIdentifier());
            if (names.size() == 2 && isFileFormat(names.get(0)))
                return Optional.of("a file (" + names.get(0) + "), not a table");
        }
        if (part instanceof Iterable<?> parts) return firstForbidden(parts.iterator());
        return part instanceof Product product ? firstForbidden(product.productIterator()) : Optional.empty();
    }

    private Optional<String> firstForbidden(scala.collection.Iterator<?> parts) {
        Optional<String> found = Optional.empty();
        while (found.isEmpty() && parts.hasNext()) found = forbidden(parts.next());
        return found;
    }

    /** Whether Spark takes {@code name.`path`} for files of this format. Delta tables may be named by their path. */
    private boolean isFileFormat(String name) {
        try {
            DataSource.lookupDataSource(name, spark.sessionState().conf());
            return !name.equalsIgnoreCase("delta");
        } catch (Exception e) { // there is no such format
            return false;
        }
    }

    /** These errors quote the statement, not the rows, so they may be shown as they are. */
    private static String message(Exception e) {
        String text = e.getMessage().replaceFirst(" SQLSTATE: \\w+", "");
        return text.replaceAll("(?s);\\s*'?(Project|Aggregate|Filter|Sort|GlobalLimit|'?With|Join).*", "")
                .strip();
    }
}
