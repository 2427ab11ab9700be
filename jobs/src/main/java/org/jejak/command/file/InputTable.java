package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;
import static org.jejak.table.Datasets.materialize;

import java.util.*;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.config.UsageException;
import org.jejak.rawlog.InputFile;

/**
 * A table in a local file, whatever its columns are called. A tool declares which values it needs of each row, from which
 * columns, and for which reasons it skips a row; this class reads the file, and gives the same error for the same mistake in
 * every tool. A row is skipped for the first of its reasons: the reader's own first, then in the order of declaration.
 */
final class InputTable {
    private final InputFile file;
    private final String separatorOption;
    private final List<String> columns = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Column> values = new ArrayList<>(List.of(col("*")));
    private final List<Column> reasons = new ArrayList<>(List.of(col(InputFile.REASON)));

    InputTable(InputFile file) {
        this(file, "--separator");
    }

    /** @param separatorOption the option that says what stands between the columns of CSV */
    InputTable(InputFile file, String separatorOption) {
        this.file = file;
        this.separatorOption = separatorOption;
    }

    /** The usable rows of a file, and the others by reason. */
    record Content(InputFile file, Dataset<Row> rows, List<SkippedRows> skipped) {
        /**
         * This content, if there is any.
         *
         * @param options which decide what is read
         * @throws UsageException if no row can be used
         */
        Content requireRows(String options) {
            if (rows.isEmpty())
                throw new UsageException(file.path() + " has no usable row"
                        + (skipped.isEmpty() ? "" : "; rows left out: " + SkippedRows.brief(skipped)) + ". "
                        + SkippedRows.hint(skipped).orElse("Check " + options + "."));
            return this;
        }
    }

    /** A column of the file as text, as it is written; null throughout if no column is named. */
    Column raw(String column) {
        if (column == null) return lit(null).cast(DataTypes.StringType);
        if (!columns.contains(column)) columns.add(column);
        return col("field" + columns.indexOf(column));
    }

    /** A column of the file as text without spaces around it; null where nothing is left, or if no column is named. */
    Column text(String column) {
        Column text = trim(raw(column));
        return when(text.notEqual(""), text);
    }

    /** True or false as people write it: true, t, yes, y, 1, 1.0 and their opposites; null if it is neither. */
    static Column flag(Column text) {
        Column number = text.try_cast(DataTypes.DoubleType);
        return coalesce(
                text.try_cast(DataTypes.BooleanType),
                when(number.equalTo(1), true).when(number.equalTo(0), false));
    }

    /** Declares a value that may be null. It is made of {@link #raw} and {@link #text} columns. */
    InputTable value(String name, Column value) {
        names.add(name);
        values.add(value.as(name));
        return this;
    }

    /** Declares a text without which a row is skipped as missing_ROLE. */
    InputTable required(String name, String role, String column) {
        return value(name, text(column)).skip("missing_" + role, col(name).isNull());
    }

    /** Declares a value without which a row is skipped: as missing_ROLE if the column is empty, as bad_ROLE if the parser gives null. */
    InputTable required(String name, String role, String column, UnaryOperator<Column> parser) {
        Column text = text(column);
        return value(name, parser.apply(text))
                .skip("missing_" + role, text.isNull())
                .skip("bad_" + role, col(name).isNull());
    }

    /** Declares a reason to skip the rows of which a condition on their values holds. */
    InputTable skip(String reason, Column condition) {
        reasons.add(when(condition, reason));
        return this;
    }

    /** @throws UsageException if two of the options name the same column */
    InputTable requireDistinct(String options, String... named) {
        List<String> given = Stream.of(named).filter(c -> c != null).toList();
        if (given.stream().distinct().count() < given.size())
            throw new UsageException(options + " must be different columns, not " + String.join(", ", given));
        return this;
    }

    /**
     * All records of the file, in any order: {@link InputFile#LINE}, {@link InputFile#REASON} (null if the row can be used), and
     * the declared values.
     *
     * @throws UsageException if the file is damaged, or has not the columns
     */
    Dataset<Row> records(SparkSession spark) {
        Dataset<Row> read = file.read(spark, columns);
        requireColumns(spark);
        String[] fields = Stream.concat(
                        Stream.of(InputFile.LINE, InputFile.REASON),
                        columns.stream().map(c -> "field" + columns.indexOf(c)))
                .toArray(String[]::new);
        List<Column> result = new ArrayList<>(List.of(
                col(InputFile.LINE), coalesce(reasons.toArray(Column[]::new)).as(InputFile.REASON)));
        names.forEach(name -> result.add(col(name)));
        return read.toDF(fields).select(values.toArray(Column[]::new)).select(result.toArray(Column[]::new));
    }

    /**
     * Reads the file once and for all.
     *
     * @return usable rows in any order: {@link InputFile#LINE} and the declared values
     * @throws UsageException as {@link #records}
     */
    Content read(SparkSession spark) {
        Dataset<Row> records = materialize(records(spark));
        return new Content(
                file, records.filter(col(InputFile.REASON).isNull()).drop(InputFile.REASON), SkippedRows.of(records));
    }

    /** JSON records need not have the same keys, so that a missing column is not known before all records are read. */
    private void requireColumns(SparkSession spark) {
        if (file.format().equals("json")) return;
        List<String> present = file.columns(spark);
        List<String> missing =
                columns.stream().filter(c -> !present.contains(c)).toList();
        if (!missing.isEmpty()) throw missing(missing, present);
    }

    /** The error that a file has not the columns that it should have. */
    UsageException missing(List<String> wanted, List<String> present) {
        return new UsageException(file.path() + " has no column " + String.join(", ", wanted) + "; it has "
                + String.join(", ", present) + otherSeparator(present));
    }

    /** What to do about a file whose only column has another separator in its name. */
    private String otherSeparator(List<String> present) {
        if (present.size() != 1) return "";
        return Stream.of(";", "\t", "|", ",")
                .filter(s -> !s.equals(file.separator()) && present.get(0).contains(s))
                .findFirst()
                .map(s -> s.equals("\t") ? "\\t" : s)
                .map(s -> ". Is " + separatorOption + " '" + s + "' meant?")
                .orElse("");
    }
}
