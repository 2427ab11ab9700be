package org.jejak.table;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/**
 * One column of one table: its name, type and meaning, written once.
 *
 * @param name snake_case column name
 * @param type Spark type as stored
 * @param comment what a value means, with its unit and when it is null
 * @param nullable whether null is allowed
 * @param personal whether it points at a person (an identifier or its hash): such columns carry no file statistics,
 *     so that erasing a person leaves nothing behind in the Delta log
 * @param unit what a number counts or is measured in, as {@link #usualUnit} guesses from the name unless it is given; empty for
 *     all other columns
 */
public record Field(String name, DataType type, String comment, boolean nullable, boolean personal, String unit)
        implements Serializable {

    /** Exact money of one order or the like: 14 digits before and 4 after the point. */
    public static final DataType MONEY = DataTypes.createDecimalType(18, 4);

    /** Exact sums of {@link #MONEY}: 24 digits before the point, so that no number of rows can overflow it. */
    public static final DataType MONEY_SUM = DataTypes.createDecimalType(28, 4);

    /** Names of durations end in their unit, which may stand before what it is counted from. */
    private static final Pattern DURATION = Pattern.compile("_(seconds|minutes|hours|days|weeks|months)(_|$)");

    /** Names of means, extremes and ends of intervals, none of which adds up whatever its type; nor do durations. */
    private static final Pattern NEVER_ADDED =
            Pattern.compile("^(mean|median|lowest|highest|p[0-9]+)_|_(low|high)(_|$)");

    /** A column in the unit that its name gives away. */
    public Field(String name, DataType type, String comment, boolean nullable, boolean personal) {
        this(name, type, comment, nullable, personal, usualUnit(name, type));
    }

    private static Field of(String name, DataType type, String comment) {
        return new Field(name, type, comment, true, false);
    }

    /** A column of texts. */
    public static Field text(String name, String comment) {
        return of(name, DataTypes.StringType, comment);
    }

    /** A column of whole numbers. */
    public static Field number(String name, String comment) {
        return of(name, DataTypes.LongType, comment);
    }

    /** A column of floating-point numbers, for shares, scores and other measures; not for money. */
    public static Field decimal(String name, String comment) {
        return of(name, DataTypes.DoubleType, comment);
    }

    /** A column of {@link #MONEY}. */
    public static Field money(String name, String comment) {
        return of(name, MONEY, comment);
    }

    /** A column of {@link #MONEY_SUM}. */
    public static Field moneySum(String name, String comment) {
        return of(name, MONEY_SUM, comment);
    }

    /** Whether the column holds money. */
    public boolean isMoney() {
        return type.equals(MONEY) || type.equals(MONEY_SUM);
    }

    /** A column of booleans. */
    public static Field flag(String name, String comment) {
        return of(name, DataTypes.BooleanType, comment);
    }

    /** A column of dates. */
    public static Field date(String name, String comment) {
        return of(name, DataTypes.DateType, comment);
    }

    /** A column of moments, UTC. */
    public static Field timestamp(String name, String comment) {
        return of(name, DataTypes.TimestampType, comment);
    }

    /** A column of arrays of texts, none of which is null. */
    public static Field texts(String name, String comment) {
        return of(name, DataTypes.createArrayType(DataTypes.StringType, false), comment);
    }

    /** A column of maps from text to text; values may be null. */
    public static Field textMap(String name, String comment) {
        return of(name, DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, true), comment);
    }

    /** A column of maps from text to floating-point number, none of which is null. */
    public static Field decimalMap(String name, String comment) {
        return of(name, DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false), comment);
    }

    /** A column of maps from text to date, none of which is null. */
    public static Field dateMap(String name, String comment) {
        return of(name, DataTypes.createMapType(DataTypes.StringType, DataTypes.DateType, false), comment);
    }

    /** The same column, never null. */
    public Field required() {
        return new Field(name, type, comment, false, personal, unit);
    }

    /** The same column, marked as pointing at a person. */
    public Field aboutAPerson() {
        return new Field(name, type, comment, nullable, true, unit);
    }

    /** The same column, measured in this unit. */
    public Field in(String otherUnit) {
        return new Field(name, type, comment, nullable, personal, otherUnit);
    }

    /** The unit of a number that its name gives away: money is in the base currency, a {@code _count} counts. */
    private static String usualUnit(String name, DataType type) {
        if (type.equals(MONEY) || type.equals(MONEY_SUM)) return "base currency";
        if (!isNumber(type)) return "";
        if (name.endsWith("_count") || name.equals("n")) return "count";
        Matcher duration = DURATION.matcher(name);
        if (duration.find()) return duration.group(1);
        if (name.matches(".*_(rate|share)(_low|_high)?")) return "share";
        if (name.matches("p_.*|.*p_value|.*probability")) return "probability";
        return name.matches(".*_ratio|lift") ? "ratio" : "";
    }

    /**
     * What a column is for in a query, as its type and name let expect: texts, dates, flags and whole numbers describe; money
     * and counts add up; other measures do not. {@link Table} declares what is otherwise.
     */
    public Role usualRole() {
        if (!isNumber(type)) return Role.ATTRIBUTE;
        if (NEVER_ADDED.matcher(name).find() || DURATION.matcher(name).find()) return Role.NOT_ADDITIVE;
        if (isMoney() || name.endsWith("_count")) return Role.ADDITIVE;
        return type.equals(DataTypes.LongType) ? Role.ATTRIBUTE : Role.NOT_ADDITIVE;
    }

    private static boolean isNumber(DataType type) {
        return type instanceof NumericType;
    }

    /** By its name alone: fields are looked up many times a row. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Reads this column. */
    public Column col() {
        return functions.col(name);
    }

    /** Reads this column of one side of a join, given the alias of that side. */
    public Column of(String alias) {
        return functions.col(alias + "." + name);
    }

    /** Produces this column from an expression of the same kind. */
    public Column from(Column expression) {
        return expression.cast(type).as(name);
    }

    /** Produces this column as null. */
    public Column empty() {
        return functions.lit(null).cast(type).as(name);
    }

    /** The column of a Spark schema, with nullability and comment. */
    public StructField toStructField() {
        return toStructField(comment);
    }

    /** The column of a Spark schema, with nullability and this comment. */
    StructField toStructField(String words) {
        return new StructField(
                name,
                type,
                nullable,
                new MetadataBuilder().putString("comment", words).build());
    }
}
