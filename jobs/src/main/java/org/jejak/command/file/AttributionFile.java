package org.jejak.command.file;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.config.UsageException;
import org.jejak.rawlog.InputFile;
import picocli.CommandLine.Option;

/** Paths or touches in a file of the user's own, whatever its columns are called. */
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
            names = "--zone",
            description = "--touches: zone of times without offset. Default: ${DEFAULT-VALUE}.",
            defaultValue = "UTC")
    private String zone;

    @Option(
            names = "--time-pattern",
            paramLabel = "PATTERN",
            description = "--touches: how times are written if not in "
                    + "ISO 8601 or as seconds, milli- or microseconds since 1970, for example 'dd/MM/yyyy HH:mm'.")
    private String timePattern;

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
        EventFile.check(zone, timePattern);
    }

    /**
     * Rows of paths in the columns that {@code PathRows} counts. A journey that says only whether it converted is as many
     * conversions or null outcomes as it says it happened.
     *
     * @param steps what stands between the steps of a path; lists of steps are joined by it
     */
    Dataset<Row> paths(SparkSession spark, Path path, String steps, PrintStream notes) {
        Columns columns = new Columns(file(path), spark, PATH_COLUMNS);
        columns.require(List.of("path"));
        columns.requireOne("total_conversions", "converted");
        boolean aggregated = columns.isThere("total_conversions");
        columns.use(aggregated ? PATH_COLUMNS.subList(0, 4) : List.of("path", "total_conversion_value"));
        if (!aggregated || columns.isJson()) columns.use(List.of("converted", "count"));
        columns.use(List.of("hours_before"));
        columns.tellUnused(notes);
        Dataset<Row> rows = columns.read();
        Column times = coalesce(columns.of("count"), lit("1"));
        Column converted = saying(columns, "converted");
        Column flag = flag(converted);
        return rows.select(
                col(InputFile.LINE),
                col(InputFile.REASON),
                joined(columns.of("path"), steps).as("path"),
                coalesce(columns.of("total_conversions"), when(flag, times).when(not(flag), "0"), converted)
                        .as("total_conversions"),
                known(columns.of("total_conversion_value")).as("total_conversion_value"),
                coalesce(known(columns.of("total_null")), when(not(flag), times))
                        .as("total_null"),
                joined(columns.of("hours_before"), steps).as("hours_before"));
    }

    /** Rows of touches in the columns that {@code TouchRows} counts, those of a customer next to each other. */
    Dataset<Row> touches(SparkSession spark, Path path, PrintStream notes) {
        Columns columns = new Columns(file(path), spark, TOUCH_COLUMNS);
        columns.require(TOUCH_COLUMNS.subList(0, 3));
        columns.requireOne("conversion", "value");
        columns.use(TOUCH_COLUMNS);
        columns.tellUnused(notes);
        Dataset<Row> rows = columns.read();
        boolean saysWhoConverted = columns.isJson()
                ? !rows.filter(col("conversion").isNotNull()).isEmpty()
                : columns.isThere("conversion");
        Column conversion =
                saysWhoConverted ? saying(columns, "conversion") : conversionByValue(rows, columns.of("value"), notes);
        Column flag = flag(conversion);
        return rows.select(
                        col(InputFile.LINE),
                        col(InputFile.REASON),
                        columns.of("customer").as("customer"),
                        EventFile.instant(columns.of("time"), timePattern, zone).as("at"),
                        columns.of("channel").as("channel"),
                        coalesce(when(flag, "1").when(not(flag), "0"), known(conversion))
                                .as("conversion"),
                        known(columns.of("value")).as("value"),
                        columns.of("kind").as("kind"),
                        columns.of("milestone").as("milestone"))
                .repartition(col("customer"))
                .sortWithinPartitions("customer");
    }

    private InputFile file(Path path) {
        return new InputFile(path, separator.equals("\\t") ? "\t" : separator);
    }

    /** A column that says what converted; 1 or 0 where {@code --conversion-is} tells how. */
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

    /** True or false as people write it; null if it is neither. */
    private static Column flag(Column text) {
        Column number = text.try_cast(DataTypes.DoubleType);
        return coalesce(
                text.try_cast(DataTypes.BooleanType),
                when(number.equalTo(1), true).when(number.equalTo(0), false));
    }

    /** A list of steps, as JSON, Parquet and Python write it, is a path too. */
    private static Column joined(Column path, String steps) {
        Column list = from_json(path, DataTypes.createArrayType(DataTypes.StringType));
        return when(path.rlike("(?s)^\\s*\\[.*\\]\\s*$"), coalesce(array_join(list, steps, ""), path))
                .otherwise(path);
    }

    /** Where no column says who converted, whoever brought something did. */
    private static Column conversionByValue(Dataset<Row> rows, Column text, PrintStream notes) {
        Column value = text.try_cast(DataTypes.DoubleType);
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
        private final SparkSession spark;
        private final List<String> known;
        private final List<String> present;
        private final Set<String> used = new LinkedHashSet<>();

        private Columns(InputFile file, SparkSession spark, List<String> known) {
            this.file = file;
            this.spark = spark;
            this.known = known;
            this.present = file.format().equals("json") ? null : file.columns(spark);
            if (present == null) return;
            if (present.size() == 1) refuseOtherSeparator(present.get(0));
            renamed.forEach((name, column) -> {
                if (!present.contains(column))
                    throw new UsageException("--column " + name + "=" + column + ": " + file.path() + " has no column "
                            + column + "; it has " + String.join(", ", present));
            });
        }

        private void refuseOtherSeparator(String header) {
            for (String other : List.of(";", "\t", "|", ","))
                if (!other.equals(file.separator()) && header.contains(other))
                    throw new UsageException(file.path() + " seems to be separated by "
                            + (other.equals("\t") ? "tabs" : "'" + other + "'") + "; say --column-separator '"
                            + (other.equals("\t") ? "\\t" : other) + "'");
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

        private void require(List<String> names) {
            List<String> missing = names.stream().filter(n -> !isThere(n)).toList();
            if (!missing.isEmpty()) throw missing(missing, String.join(", ", missing));
        }

        private void requireOne(String name, String other) {
            if (!isThere(name) && !isThere(other)) throw missing(List.of(name), name + " or " + other);
        }

        private UsageException missing(List<String> names, String told) {
            String hints = String.join(
                    " ",
                    names.stream().map(n -> "--column " + n + "=" + like(n)).toList());
            return new UsageException(file.path() + " has no column " + told + "; it has " + String.join(", ", present)
                    + ". Say which is which, such as " + hints);
        }

        private String like(String name) {
            return present.stream()
                    .filter(p -> letters(p).equals(letters(name)))
                    .findFirst()
                    .orElse("...");
        }

        private static String letters(String name) {
            return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        }

        private void use(List<String> names) {
            for (String name : names) if (isThere(name)) used.add(name);
        }

        private void tellUnused(PrintStream notes) {
            if (isJson()) return;
            Set<String> read = new TreeSet<>(used.stream().map(this::written).toList());
            List<String> other = present.stream().filter(c -> !read.contains(c)).toList();
            if (!other.isEmpty())
                notes.println("columns not used: " + String.join(", ", other) + " (known: " + String.join(", ", known)
                        + "; see --column)");
        }

        /** Line, reason, and the used columns under the names of this command. */
        private Dataset<Row> read() {
            List<String> written = used.stream().map(this::written).distinct().toList();
            List<String> places = new ArrayList<>(List.of(InputFile.LINE, InputFile.REASON));
            for (int i = 0; i < written.size(); i++) places.add("column_" + i);
            Dataset<Row> raw = file.read(spark, written).toDF(places.toArray(String[]::new));
            List<Column> named = new ArrayList<>(List.of(col(InputFile.LINE), col(InputFile.REASON)));
            for (String name : used)
                named.add(col("column_" + written.indexOf(written(name))).as(name));
            return raw.select(named.toArray(Column[]::new));
        }

        /** A column, or nulls where the file has none. */
        private Column of(String name) {
            return used.contains(name) ? col(name) : lit(null).cast(DataTypes.StringType);
        }
    }
}
