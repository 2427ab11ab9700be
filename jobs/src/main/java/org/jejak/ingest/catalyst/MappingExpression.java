package org.jejak.ingest.catalyst;

import java.util.*;
import java.util.function.Function;
import org.apache.spark.sql.*;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.jejak.config.UsageException;
import org.jejak.table.raw.RawRecords;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One expression of a mapping: Spark SQL over the raw fields of a source, which are all text. Settings are data and not
 * code, so only functions are allowed that cannot throw, read nothing but their arguments, and give small results.
 * Otherwise a mapping could read environment variables and files, and one bad value could end the night.
 */
public final class MappingExpression {
    private static final Set<String> FUNCTIONS = Set.of(
            ("coalesce nullif nvl if ifnull lower upper trim ltrim rtrim btrim substring substr left right length "
                            + "concat concat_ws regexp_extract regexp_replace regexp_like split_part replace translate "
                            + "startswith endswith contains instr locate greatest least abs sha2 md5 "
                            + "try_to_number try_add try_subtract try_multiply try_divide try_element_at "
                            + "get_json_object try_parse_url try_url_decode "
                            + "instant instant_in instant_by skew_corrected url_param canonical_json items_amount")
                    .split(" "));
    private static final Set<String> NODES = Set.of(
            "UnresolvedAttribute UnresolvedFunction Literal Cast CaseWhen If Not And Or EqualTo EqualNullSafe LessThan "
                    .concat("LessThanOrEqual GreaterThan GreaterThanOrEqual In Like RLike IsNull IsNotNull Coalesce ")
                    .concat("StringTrim StringTrimLeft StringTrimRight Substring Concat ILike LikeAll LikeAny")
                    .split(" "));

    private static final String ARITHMETIC = "for arithmetic use try_add, try_subtract, try_multiply, try_divide";
    private static final String NAMES =
            "a field whose name holds blanks, hyphens or numbers stands in backticks: `Order ID`, `items.0.sku`";

    private final Expression expression;
    private final List<String> fields;

    private MappingExpression(Expression expression) {
        this.expression = expression;
        Set<String> names = new LinkedHashSet<>();
        collectFields(expression, names);
        this.fields = List.copyOf(names);
    }

    /**
     * Parses and checks an expression.
     *
     * @throws UsageException if it cannot be parsed, or uses something that is not allowed
     */
    public static MappingExpression of(String sql) {
        Expression expression = parse(sql);
        fault(expression).ifPresent(fault -> {
            throw new UsageException(fault);
        });
        MappingExpression mapping = new MappingExpression(expression);
        MappingTypeCheck.fault(expression, mapping.fields).ifPresent(fault -> {
            throw new UsageException(fault);
        });
        return mapping;
    }

    private static Expression parse(String sql) {
        try {
            return parser(sql);
        } catch (ParseException e) {
            String what = e.getMessage()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("");
            throw new UsageException("is not a Spark SQL expression: "
                    + what.replaceAll("^\\[\\w+] | SQLSTATE: \\w+", "") + "; " + NAMES);
        }
    }

    /** Scala throws checked exceptions without declaring them; this declares it. */
    private static Expression parser(String sql) throws ParseException {
        return CatalystSqlParser$.MODULE$.parseExpression(sql);
    }

    private static Optional<String> fault(Expression e) {
        String node = e.getClass().getSimpleName();
        if (e instanceof UnresolvedFunction function) {
            String name = nameOf(function);
            if (!FUNCTIONS.contains(name)) {
                return Optional.of("function " + name + " is not allowed in a mapping; allowed are "
                        + String.join(", ", FUNCTIONS.stream().sorted().toList()));
            }
        } else if (e instanceof Cast cast) {
            if (!cast.evalMode().equals(EvalMode.TRY())) return Optional.of("cast throws on a bad value; use try_cast");
        } else if (!NODES.contains(node)) {
            return Optional.of("'" + e.sql() + "' (" + node + ") is not allowed in a mapping; " + advice(node));
        }
        return CollectionConverters.asJava(e.children()).stream()
                .flatMap(child -> fault(child).stream())
                .findFirst();
    }

    private static String advice(String node) {
        return switch (node) {
            case "Alias", "UnresolvedExtractValue" -> NAMES;
            case "Subtract" -> ARITHMETIC + "; " + NAMES;
            default -> ARITHMETIC;
        };
    }

    private static void collectFields(Expression e, Set<String> names) {
        if (e instanceof UnresolvedAttribute attribute) names.add(nameOf(attribute));
        CollectionConverters.asJava(e.children()).forEach(child -> collectFields(child, names));
    }

    private static String nameOf(UnresolvedAttribute attribute) {
        return String.join(".", CollectionConverters.asJava(attribute.nameParts()));
    }

    /** The name of a function, in lower case. */
    static String nameOf(UnresolvedFunction function) {
        return String.join(".", CollectionConverters.asJava(function.nameParts()))
                .toLowerCase(Locale.ROOT);
    }

    /** The raw fields that it reads. */
    public List<String> fields() {
        return fields;
    }

    /** The expression over {@link RawRecords#FIELDS}, given the place of each raw field there. */
    public Column over(List<String> places) {
        return ExpressionUtils.column(withFields(expression, field -> ExpressionUtils.expression(raw(places, field))));
    }

    /** The expression with something else in the place of every raw field. */
    static Expression withFields(Expression e, Function<String, Expression> replacement) {
        return e instanceof UnresolvedAttribute attribute
                ? replacement.apply(nameOf(attribute))
                : e.mapChildren(child -> withFields(child, replacement));
    }

    /** Whether any raw field that the expression reads holds a value: then a null result is a bad value, not a missing one. */
    public Column hasInput(List<String> places) {
        return fields.stream()
                .map(f -> functions.coalesce(functions.trim(raw(places, f)).notEqual(""), functions.lit(false)))
                .reduce(Column::or)
                .orElse(functions.lit(false));
    }

    private static Column raw(List<String> places, String field) {
        return RawRecords.FIELDS.col().getItem(places.indexOf(field));
    }
}
