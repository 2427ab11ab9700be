package org.jejak.ingest.catalyst;

import static org.jejak.ingest.catalyst.MappingExpression.nameOf;

import java.util.*;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.Analyzer;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAlias;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.catalog.InMemoryCatalog;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.catalyst.expressions.Abs;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.ConcatWs;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Like;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.RLike;
import org.apache.spark.sql.catalyst.expressions.RegExpExtract;
import org.apache.spark.sql.catalyst.expressions.RegExpReplace;
import org.apache.spark.sql.catalyst.expressions.TryEval;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Resolves a mapping expression as Spark will, without a session, and finds what would fail on some record. Spark adds a
 * cast that throws where a text is compared with a number, and compiles regular expressions only when it reaches them.
 * Without ANSI mode the casts would give null in silence, and the patterns would still throw.
 */
final class MappingTypeCheck {
    /** Our own functions and how many arguments they take. */
    private static final Map<String, Integer> OWN = Map.of(
            "instant", 1,
            "instant_in", 2,
            "instant_by", 3,
            "skew_corrected", 3,
            "url_param", 2,
            "canonical_json", 1,
            "items_amount", 1);
    /** Those of them that give a text; the others give a time. */
    private static final Set<String> GIVE_TEXT = Set.of("url_param", "canonical_json", "items_amount");

    private static final Analyzer ANALYZER = new Analyzer(new SessionCatalog(
            new InMemoryCatalog(new SparkConf(false), new Configuration(false)), FunctionRegistry$.MODULE$.builtin()));

    private MappingTypeCheck() {}

    /** What is wrong with a parsed expression over text fields, if anything. */
    static Optional<String> fault(Expression parsed, List<String> fields) {
        Optional<String> arguments = argumentFault(parsed);
        if (arguments.isPresent()) return arguments;
        StructType row = new StructType();
        for (int i = 0; i < fields.size(); i++) row = row.add("`" + fields.get(i) + "`", DataTypes.StringType);
        LocalRelation relation = LocalRelation$.MODULE$.apply(row);
        List<Attribute> columns = CollectionConverters.asJava(relation.output());
        Expression bound =
                MappingExpression.withFields(withoutOwnFunctions(parsed), field -> columns.get(fields.indexOf(field)));
        LogicalPlan plan;
        try {
            plan = ANALYZER.execute(
                    new Project(seq(List.of(new UnresolvedAlias(bound, scala.Option.empty()))), relation));
            ANALYZER.checkAnalysis(plan);
        } catch (Exception e) {
            return Optional.of("does not fit together: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return CollectionConverters.asJava(plan.expressions()).stream()
                .flatMap(e -> throwing(e).stream())
                .findFirst();
    }

    private static Optional<String> argumentFault(Expression e) {
        List<Expression> children = CollectionConverters.asJava(e.children());
        if (e instanceof UnresolvedFunction function) {
            String name = nameOf(function);
            if (OWN.containsKey(name) && OWN.get(name) != children.size()) {
                return Optional.of(
                        "function " + name + " takes " + OWN.get(name) + " arguments, not " + children.size());
            }
            if (name.equals("split_part")
                    && children.size() == 3
                    && !(children.get(2) instanceof Literal number
                            && !String.valueOf(number.value()).equals("0"))) {
                return Optional.of("the part of split_part must be a number other than 0");
            }
        }
        return children.stream().flatMap(c -> argumentFault(c).stream()).findFirst();
    }

    private static Optional<String> throwing(Expression e) {
        if (e instanceof TryEval) return Optional.empty();
        Optional<String> own = Optional.empty();
        if (e instanceof Cast cast) own = castFault(cast);
        else if (e instanceof Abs abs && abs.child().dataType() instanceof IntegralType) {
            own = Optional.of("abs of a whole number can overflow; use try_cast(... AS decimal(38, 4)) inside");
        } else if (e instanceof RLike like) own = patternFault(like.right());
        else if (e instanceof Like like) own = likeFault(like);
        else if (e instanceof RegExpReplace replace)
            own = patternFault(replace.regexp()).or(() -> literal(replace.rep()));
        else if (e instanceof RegExpExtract extract)
            own = patternFault(extract.regexp()).or(() -> groupFault(extract));
        if (own.isPresent()) return own;
        return CollectionConverters.asJava(e.children()).stream()
                .flatMap(child -> throwing(child).stream())
                .findFirst();
    }

    private static Optional<String> castFault(Cast cast) {
        boolean readsText = cast.child().dataType() instanceof StringType
                && !(cast.dataType() instanceof StringType || cast.dataType() instanceof BinaryType);
        if (!readsText || cast.evalMode().equals(EvalMode.TRY())) return Optional.empty();
        if (cast.foldable()) {
            try {
                cast.eval(InternalRow.empty());
                return Optional.empty();
            } catch (RuntimeException e) {
                // a constant that is no such value
            }
        }
        String type = cast.dataType().sql();
        boolean isShort = cast.child() instanceof Attribute || cast.child() instanceof Literal;
        String text = isShort ? cast.child().sql().replace("`", "") : "...";
        return Optional.of((isShort ? text + " is text and" : "a text") + " is used as " + type
                + ", which fails on a bad value; use try_cast(" + text + " AS " + type + ")");
    }

    private static Optional<String> patternFault(Expression pattern) {
        Optional<String> notWritten = literal(pattern);
        if (notWritten.isPresent()) return notWritten;
        try {
            Pattern.compile(textOf(pattern));
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("'" + textOf(pattern) + "' is not a regular expression: " + e.getDescription());
        }
    }

    private static Optional<String> groupFault(RegExpExtract extract) {
        int groups = Pattern.compile(textOf(extract.regexp())).matcher("").groupCount();
        boolean known = extract.idx().foldable()
                && extract.idx().eval(InternalRow.empty()) instanceof Integer group
                && group >= 0
                && group <= groups;
        return known
                ? Optional.empty()
                : Optional.of("regexp_extract wants group " + extract.idx().sql() + " of '" + textOf(extract.regexp())
                        + "', which has " + groups);
    }

    private static Optional<String> likeFault(Like like) {
        Optional<String> notWritten = literal(like.right());
        if (notWritten.isPresent()) return notWritten;
        String pattern = textOf(like.right());
        return pattern.matches("(?s)([^\\\\]|\\\\[_%\\\\])*")
                ? Optional.empty()
                : Optional.of(
                        "'" + pattern + "' is no pattern for like: a backslash must stand before _, % or a backslash");
    }

    private static Optional<String> literal(Expression pattern) {
        return pattern.foldable() && pattern.eval(InternalRow.empty()) != null
                ? Optional.empty()
                : Optional.of("a pattern and its replacement must be written out, not read from a field");
    }

    private static String textOf(Expression constant) {
        return String.valueOf(constant.eval(InternalRow.empty()));
    }

    private static <T> Seq<T> seq(List<? extends T> items) {
        return scala.collection.immutable.Seq.from(CollectionConverters.asScala(List.<T>copyOf(items)));
    }

    /** Our own functions are unknown here: an expression of the same type over the same arguments stands for each. */
    private static Expression withoutOwnFunctions(Expression e) {
        Expression known = e.mapChildren(MappingTypeCheck::withoutOwnFunctions);
        if (!(known instanceof UnresolvedFunction function) || !OWN.containsKey(nameOf(function))) return known;
        List<Expression> parts = new ArrayList<>(List.of(Literal.create("", DataTypes.StringType)));
        parts.addAll(CollectionConverters.asJava(function.children()));
        Expression text = new ConcatWs(seq(parts));
        return GIVE_TEXT.contains(nameOf(function))
                ? text
                : new Cast(text, DataTypes.TimestampType, scala.Option.empty(), EvalMode.TRY());
    }
}
