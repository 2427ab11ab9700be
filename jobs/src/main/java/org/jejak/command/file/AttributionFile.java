package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.config.UsageException;
import org.jejak.rawlog.InputFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A local file of paths or of touches, whatever its columns are called. */
final class AttributionFile {
    private static final List<String> PATH_COLUMNS = List.of(
            "path", "total_conversions", "total_conversion_value", "total_null", "converted", "count", "hours_before");
    private static final List<String> TOUCH_COLUMNS =
            List.of("customer", "time", "channel", "conversion", "value", "kind", "milestone");

    @Option(
            names = "--column",
            paramLabel = "NAME=COLUMN",
            description = "What the file calls one of the columns above: --column channel=source_medium. "
                    + "Once for each that has another name.")
    private Map<String, String> renamed = new LinkedHashMap<>();

    @Option(
            names = "--conversion-is",
            paramLabel = "TEXT",
            description =
                    "What the column conversion (or converted) holds where it is one, such as purchase. Default: true, "
                            + "yes or 1; in conversion also more than 1.")
    private String conversionIs;

    @Option(
            names = "--column-separator",
            paramLabel = "CHAR",
            description = "Between the columns of CSV; \\t for a tab. Default: ${DEFAULT-VALUE}.",
            defaultValue = ",")
    private String separator;

    @Option(
            names = "--decimal-comma",
            description = "Values are written 1.234,50. Otherwise 1234.5, $1,234.50 or USD 12.")
    private boolean decimalComma;

    @Mixin
    private TimeOptions times = new TimeOptions();

    /**
     * Checks what can be checked without reading.
     *
     * @throws UsageException if a column has a name that is not known, or the zone is none
     */
    void check(boolean paths) {
        List<String> known = paths ? PATH_COLUMNS : TOUCH_COLUMNS;
        renamed.forEach((name, column) -> {
            if (!known.contains(name))
                throw new UsageException("--column " + name + "=" + column + ": " + name + " is none of the columns "
                        + String.join(", ", known));
        });
        times.check();
    }

    /**
     * Rows of paths in the columns that {@code PathRows} counts. A journey that says only whether it converted is as many
     * conversions or null outcomes as it says it happened.
     *
     * @param steps what stands between the steps of a path; lists of steps are joined by it
     */
    Dataset<Row> paths(SparkSession spark, Path path, String steps, PrintStream notes) {
        Columns columns = new Columns(path, spark, PATH_COLUMNS);
        columns.require(List.of("path"), "total_conversions", "converted");
        boolean aggregated = columns.isThere("total_conversions");
        columns.use(aggregated ? PATH_COLUMNS.subList(0, 4) : List.of("path", "total_conversion_value"));
        if (!aggregated || columns.isJson()) columns.use(List.of("converted", "count"));
        columns.use(List.of("hours_before"));
        columns.printUnused(notes);
        Dataset<Row> rows = columns.read(spark);
        Column journeys = coalesce(columns.of("count"), lit("1"));
        Column converted = saying(columns, "converted");
        Column flag = InputTable.flag(converted);
        return rows.select(
                col(InputFile.LINE),
                col(InputFile.REASON),
                joined(columns.of("path"), steps).as("path"),
                coalesce(columns.of("total_conversions"), when(flag, journeys).when(not(flag), "0"), converted)
                        .as("total_conversions"),
                amount(columns.of("total_conversion_value")).as("total_conversion_value"),
                coalesce(known(columns.of("total_null")), when(not(flag), journeys))
                        .as("total_null"),
                joined(columns.of("hours_before"), steps).as("hours_before"),
                AmountParser.currency(columns.of("total_conversion_value")).as("currency"));
    }

    /** Rows of touches in the columns that {@code TouchRows} counts, those of a customer next to each other. */
    Dataset<Row> touches(SparkSession spark, Path path, PrintStream notes) {
        Columns columns = new Columns(path, spark, TOUCH_COLUMNS);
        columns.require(TOUCH_COLUMNS.subList(0, 3), "conversion", "value");
        columns.use(TOUCH_COLUMNS);
        columns.printUnused(notes);
        Dataset<Row> rows = columns.read(spark);
        boolean saysWhoConverted = columns.isJson()
                ? !rows.filter(col("conversion").isNotNull()).isEmpty()
                : columns.isThere("conversion");
        Column conversion =
                saysWhoConverted ? saying(columns, "conversion") : conversionByValue(rows, columns.of("value"), notes);
        Column flag = InputTable.flag(conversion);
        return rows.select(
                        col(InputFile.LINE),
                        col(InputFile.REASON),
                        columns.of("customer").as("customer"),
                        times.timestampOrSeconds(columns.of("time")).as("at"),
                        columns.of("channel").as("channel"),
                        coalesce(when(flag, "1").when(not(flag), "0"), known(conversion))
                                .as("conversion"),
                        amount(columns.of("value")).as("value"),
                        columns.of("kind").as("kind"),
                        columns.of("milestone").as("milestone"),
                        AmountParser.currency(columns.of("value")).as("currency"))
                .repartition(col("customer"))
                .sortWithinPartitions("customer");
    }

    /** A column that says what converted; 1 or 0 if {@code --conversion-is} is given. */
    private Column saying(Columns columns, String name) {
        Column said = columns.of(name);
        return conversionIs == null || !columns.used.contains(name)
                ? said
                : when(trim(said).equalTo(conversionIs.strip()), "1").otherwise("0");
    }

    /** A number, or null where R, pandas or a database wrote that there is none. */
    private static Column known(Column number) {
        return when(not(coalesce(number.rlike("(?i)^\\s*(na|nan|null|none)\\s*$"), lit(false))), number);
    }

    /** An amount as a number; as it is written if it is none, so that the row is counted as one that cannot be used. */
    private Column amount(Column text) {
        Column number = AmountParser.number(text, decimalComma);
        return known(coalesce(number, decimalComma ? concat(text, lit(" is no amount")) : text));
    }

    /** A list of steps, as JSON, Parquet and Python write it, is a path too. */
    private static Column joined(Column path, String steps) {
        Column list = from_json(path, DataTypes.createArrayType(DataTypes.StringType));
        return when(path.rlike("(?s)^\\s*\\[.*\\]\\s*$"), coalesce(array_join(list, steps, ""), path))
                .otherwise(path);
    }

    /** Where no column says who converted, whoever brought something did. */
    private Column conversionByValue(Dataset<Row> rows, Column text, PrintStream notes) {
        Column value = amount(text).try_cast(DataTypes.DoubleType);
        long nothing = rows.filter(value.equalTo(0)).count();
        if (nothing > 0)
            notes.printf(
                    Locale.ROOT,
                    "%,d rows with value 0 are no conversions; a column conversion could say otherwise%n",
                    nothing);
        return when(value.notEqual(0), "1");
    }

    /** The columns of one file, by the names that this command has for them. JSON records may have any. */
    private final class Columns {
        private final InputFile file;
        private final InputTable table;
        private final List<String> known;
        private final List<String> present;
        private final Set<String> used = new LinkedHashSet<>();

        private Columns(Path path, SparkSession spark, List<String> known) {
            this.file = new InputFile(path, separator);
            this.table = new InputTable(file, "--column-separator");
            this.known = known;
            this.present = file.format().equals("json") ? null : file.columns(spark);
            if (present == null) return;
            renamed.values().stream()
                    .filter(column -> !present.contains(column))
                    .findFirst()
                    .ifPresent(column -> {
                        throw table.missing(List.of(column), present);
                    });
        }

        private boolean isJson() {
            return present == null;
        }

        private String written(String name) {
            return renamed.getOrDefault(name, name);
        }

        private boolean isThere(String name) {
            return isJson() || present.contains(written(name));
        }

        /** @throws UsageException if the file has not all of these columns, or neither of the two */
        private void require(List<String> names, String either, String or) {
            List<String> missing = names.stream().filter(n -> !isThere(n)).toList();
            if (!missing.isEmpty()) throw missing(missing, missing);
            if (!isThere(either) && !isThere(or)) throw missing(List.of(either + " or " + or), List.of(either));
        }

        private UsageException missing(List<String> wanted, List<String> names) {
            String hints =
                    names.stream().map(n -> " --column " + n + "=" + like(n)).collect(Collectors.joining());
            return new UsageException(
                    table.missing(wanted, present).getMessage() + ". Say which is which, such as" + hints);
        }

        /** The column that has the same letters as a name. */
        private String like(String name) {
            return present.stream()
                    .filter(p -> letters(p).equals(letters(name)))
                    .findFirst()
                    .orElse("...");
        }

        private void use(List<String> names) {
            for (String name : names) if (isThere(name)) used.add(name);
        }

        private void printUnused(PrintStream notes) {
            if (isJson()) return;
            Set<String> read = new TreeSet<>(used.stream().map(this::written).toList());
            List<String> other = present.stream().filter(c -> !read.contains(c)).toList();
            if (!other.isEmpty())
                notes.println("columns not used: " + String.join(", ", other) + " (known: " + String.join(", ", known)
                        + "; see --column)");
        }

        /** Line, reason, and the used columns under the names of this command. */
        private Dataset<Row> read(SparkSession spark) {
            for (String name : used) table.value(name, table.raw(written(name)));
            return table.records(spark);
        }

        /** A column, or nulls where the file has none. */
        private Column of(String name) {
            return used.contains(name) ? col(name) : lit(null).cast(DataTypes.StringType);
        }
    }

    /** The letters and digits of a name, to find one that is meant although it is written otherwise. */
    static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
