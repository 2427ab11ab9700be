package org.jejak.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.jejak.pipeline.QualityRule.count;
import static org.jejak.pipeline.QualityRule.countIf;
import static org.jejak.pipeline.QualityRule.equal;
import static org.jejak.pipeline.QualityRule.sum;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.*;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.*;
import org.jejak.attribution.AttributionModel;
import org.jejak.attribution.AttributionModels;
import org.jejak.config.ModelSettings;
import org.jejak.config.Settings;
import org.jejak.pipeline.QualityRule.Figure;
import org.jejak.table.*;
import org.jejak.warehouse.Warehouse;

/**
 * Checks the tables of a run against each other before they are published: what must add up. All figures are computed
 * together in one small Spark job. The results go to {@link QualityResults}; a failed rule that blocks ends the run with the
 * exit code of the quality gate, so that readers keep to the last publication.
 */
final class QualityGate {
    /** The tables contradict each other; nothing was published. */
    static final class Blocked extends RuntimeException {
        Blocked(List<String> failures) {
            super("the quality gate keeps this run from being published: " + String.join("; ", failures)
                    + ". The last publication stays valid; see ops.quality_results, then run again or with --rebuild.");
        }
    }

    private static final String ORDERS =
            when(is(FactConversions.CONVERSION_TYPE, "'order'"), FactConversions.REVENUE_AMOUNT.name());
    private static final String OF_PEOPLE = "NOT " + FactSessions.IS_BOT.name();

    /** What must hold whatever the settings are; to add a rule, add a line. */
    // spotless:off
    private static final List<QualityRule> RULES = List.of(
        equal("records_add_up", "Records that are neither accepted, nor duplicate, nor rejected, nor left out.",
            sum(IngestedFiles.TABLE, IngestedFiles.READ_COUNT), sum(IngestedFiles.TABLE, plus(IngestedFiles.ACCEPTED_COUNT, IngestedFiles.DUPLICATE_COUNT, IngestedFiles.REJECTED_COUNT, IngestedFiles.LEFT_OUT_COUNT))),
        equal("interactions_in_sessions", "Interactions in no session, or in two.",
            sum(Sessions.TABLE, Sessions.INTERACTION_COUNT), count(Interactions.TABLE)),
        equal("sessions_have_customers", "Sessions without a customer, or with two.",
            sum(FactSessions.TABLE, FactSessions.INTERACTION_COUNT), sum(Sessions.TABLE, Sessions.INTERACTION_COUNT)),
        equal("sessions_in_journeys", "Sessions of people in no journey, or in two.",
            sum(FactJourneys.TABLE, FactJourneys.SESSION_COUNT), countIf(FactSessions.TABLE, OF_PEOPLE)),
        equal("touchpoints_in_journeys", "Touchpoints that journeys count differently.",
            sum(FactJourneys.TABLE, FactJourneys.TOUCH_COUNT), count(FactTouchpoints.TABLE)),
        equal("conversions_in_journeys", "Conversions that journeys count differently.",
            sum(FactJourneys.TABLE, FactJourneys.CONVERSION_COUNT), count(FactConversions.TABLE)),
        equal("revenue_of_journeys", "Revenue that journeys and conversions tell differently, in the base currency.",
            sum(FactJourneys.TABLE, FactJourneys.REVENUE_AMOUNT), sum(FactConversions.TABLE, ORDERS)),
        equal("revenue_of_customers", "Revenue that customers and conversions tell differently, in the base currency.",
            sum(DimCustomer.TABLE, DimCustomer.REVENUE_AMOUNT), sum(FactConversions.TABLE, ORDERS)),
        equal("revenue_of_channels", "Revenue that channels and conversions tell differently, in the base currency.",
            sum(AggChannelDaily.TABLE, AggChannelDaily.REVENUE_AMOUNT), sum(FactConversions.TABLE, ORDERS)),
        equal("sessions_of_channels", "Sessions of people that channels count differently.",
            sum(AggChannelDaily.TABLE, AggChannelDaily.SESSION_COUNT), countIf(FactSessions.TABLE, OF_PEOPLE)),
        equal("journeys_of_customers", "Journeys that customers count differently.",
            sum(DimCustomer.TABLE, DimCustomer.JOURNEY_COUNT), count(FactJourneys.TABLE)),
        equal("journeys_at_first_step", "Journeys that the step-by-step flow of channels leaves out, or counts twice.",
            sum(AggJourneyStep.TABLE, when(is(AggJourneyStep.PATH_KIND, "'channel'") + " AND " + is(AggJourneyStep.STEP, 1), AggJourneyStep.JOURNEY_COUNT.name())), count(FactJourneys.TABLE)),
        equal("stays_in_transitions", "Stays in stages that the transitions leave out, or count twice.",
            sum(AggStageTransition.TABLE, AggStageTransition.STAY_COUNT), count(FactStageHistory.TABLE)),
        equal("customers_in_funnels", "Customers in funnels that the funnels leave out, or count twice.",
            sum(AggFunnel.TABLE, when(is(AggFunnel.DIMENSION, "'all'") + " AND " + is(AggFunnel.STEP, 1), AggFunnel.ENTERED_COUNT.name())), countIf(FactFunnelSteps.TABLE, is(FactFunnelSteps.STEP, 1))),
        equal("credits_in_days", "Credits of touchpoints that the sums by day leave out, or count twice, in conversions of all models.",
            sum(AggAttribution.TABLE, exact(AggAttribution.CONVERSION_COUNT)), sum(FactAttribution.TABLE, exact(FactAttribution.CREDIT))),
        equal("credited_revenue_in_days", "Revenue of touchpoints that the sums by day tell differently, in the base currency, of all models.",
            sum(AggAttribution.TABLE, AggAttribution.REVENUE_AMOUNT), sum(FactAttribution.TABLE, FactAttribution.REVENUE_AMOUNT)));
    // spotless:on

    private QualityGate() {}

    private static String when(String condition, String value) {
        return "CASE WHEN " + condition + " THEN " + value + " END";
    }

    private static String is(Field field, Object literal) {
        return field.name() + " = " + literal;
    }

    private static String plus(Field... fields) {
        return Stream.of(fields).map(Field::name).collect(Collectors.joining(" + "));
    }

    /** Shares, as decimals with all the digits that they have, so that their sum does not depend on the order of rows. */
    private static String exact(Field shares) {
        return "CAST(" + shares.name() + " AS DECIMAL(28, 12))";
    }

    /** All that must hold: {@link #RULES}, and that each attribution model gives out each conversion and its revenue once. */
    static List<QualityRule> rules(Settings settings) {
        Stream<QualityRule> ofModels =
                AttributionModels.named(settings.attribution().models(), ModelSettings.USUAL).stream()
                        .map(AttributionModel::name)
                        .flatMap(QualityGate::ofModel);
        return Stream.concat(RULES.stream(), ofModels).toList();
    }

    private static Stream<QualityRule> ofModel(String model) {
        return Stream.of(
                equal(
                        "conversions_by_" + model,
                        "Conversions that the model gives to nobody, or twice.",
                        sum(AggAttribution.TABLE, exact(AggAttribution.CONVERSION_COUNT))
                                .of(AggAttribution.MODEL, model),
                        count(FactConversions.TABLE)),
                equal(
                        "revenue_by_" + model,
                        "Revenue of conversions that the model gives to nobody, or twice, in the base currency.",
                        sum(AggAttribution.TABLE, AggAttribution.REVENUE_AMOUNT).of(AggAttribution.MODEL, model),
                        sum(FactConversions.TABLE, FactConversions.REVENUE_AMOUNT)));
    }

    /**
     * Checks everything and writes the results down.
     *
     * @param warn says what keeps nothing from being published but should be looked at
     * @throws Blocked if a rule failed that blocks
     */
    static void check(Settings settings, Warehouse warehouse, String runId, Consumer<String> warn) {
        List<Row> sizes = sizesOfNight(warehouse, runId);
        List<QualityRule> rules = new ArrayList<>(rules(settings));
        if (!sizes.isEmpty()) rules.add(sizesOfSegments(runId));
        Map<Figure, BigDecimal> figures = figures(warehouse, rules);
        RowBuilder row = new RowBuilder(QualityResults.TABLE);
        List<Row> rows = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (QualityRule rule : rules) {
            BigDecimal left = figures.get(rule.left());
            BigDecimal right = figures.get(rule.right());
            BigDecimal difference = QualityRule.difference(left, right);
            boolean passed = difference.signum() == 0;
            if (!passed && rule.blocks())
                failures.add(rule.name() + ": " + shown(rule.left(), left) + ", but " + shown(rule.right(), right));
            rows.add(row.set(QualityResults.RUN_ID, runId)
                    .set(QualityResults.RULE, rule.name())
                    .set(QualityResults.TABLE_NAME, rule.left().table().fullName())
                    .set(QualityResults.SEVERITY, rule.blocks() ? "block" : "warn")
                    .set(QualityResults.OUTCOME, passed ? "passed" : "failed")
                    .set(QualityResults.MEANING, rule.meaning())
                    .set(QualityResults.OBSERVED, difference.doubleValue())
                    .set(QualityResults.THRESHOLD, 0.0)
                    .row());
        }
        rows.addAll(rejects(settings, warehouse, runId, warn));
        rows.addAll(emptySegments(sizes, runId, warn));
        warehouse.appendNew(QualityResults.TABLE, rows);
        if (!failures.isEmpty()) throw new Blocked(failures);
    }

    private static String dateOf(String runId) {
        return runId.substring(0, runId.indexOf('/'));
    }

    /** What this run recorded of segments; nothing if its date was published before, for then the record stays as it was. */
    private static List<Row> sizesOfNight(Warehouse warehouse, String runId) {
        Date date = Date.valueOf(dateOf(runId));
        boolean wasPublished = warehouse.rows(Publications.TABLE).stream()
                .anyMatch(p -> date.equals(p.getAs(Publications.LOGICAL_DATE.name())));
        if (wasPublished) return List.of();
        return warehouse.rows(AggSegmentDaily.TABLE).stream()
                .filter(r -> date.equals(r.getAs(AggSegmentDaily.LOGICAL_DATE.name())))
                .toList();
    }

    private static QualityRule sizesOfSegments(String runId) {
        String ofNight = when(
                is(AggSegmentDaily.LOGICAL_DATE, "DATE'" + dateOf(runId) + "'"), AggSegmentDaily.MEMBER_COUNT.name());
        return equal(
                "sizes_of_segments",
                "Members of segments that the record of the night leaves out, or counts twice.",
                sum(AggSegmentDaily.TABLE, ofNight),
                count(FactSegmentMember.TABLE));
    }

    /** Segments without anybody: mostly a name of a value or an event that is not the one in the data. */
    private static List<Row> emptySegments(List<Row> sizes, String runId, Consumer<String> warn) {
        RowBuilder row = new RowBuilder(QualityResults.TABLE);
        List<Row> rows = new ArrayList<>();
        for (Row size : sizes) {
            String segment = size.getAs(AggSegmentDaily.SEGMENT.name());
            boolean isEmpty = size.<Long>getAs(AggSegmentDaily.MEMBER_COUNT.name()) == 0;
            if (isEmpty)
                warn.accept(
                        "  warning: nobody is in segment " + segment
                                + "; see its conditions in jejak.audience.segments, and `jejak explain` for a customer who should be.");
            rows.add(row.set(QualityResults.RUN_ID, runId)
                    .set(QualityResults.RULE, "somebody_in_segment_" + segment)
                    .set(QualityResults.TABLE_NAME, AggSegmentDaily.TABLE.fullName())
                    .set(QualityResults.SEVERITY, "warn")
                    .set(QualityResults.OUTCOME, isEmpty ? "failed" : "passed")
                    .set(QualityResults.MEANING, "Segments of this name with nobody in them.")
                    .set(QualityResults.OBSERVED, isEmpty ? 1.0 : 0.0)
                    .set(QualityResults.THRESHOLD, 0.0)
                    .row());
        }
        return rows;
    }

    /** Whether the run rejected more of a source's records than usual: a mistake in a mapping or a limit, not in records. */
    private static List<Row> rejects(Settings settings, Warehouse warehouse, String runId, Consumer<String> warn) {
        double percent = settings.ingest().maxRejectedPercent();
        Map<String, List<Row>> sources =
                warehouse.rows(IngestedFiles.TABLE, IngestedFiles.RUN_ID, List.of(runId)).stream()
                        .collect(Collectors.groupingBy(
                                file -> file.getAs(IngestedFiles.SOURCE_NAME.name()),
                                TreeMap::new,
                                Collectors.toList()));
        RowBuilder row = new RowBuilder(QualityResults.TABLE);
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, List<Row>> source : sources.entrySet()) {
            String name = source.getKey();
            List<Row> files = source.getValue();
            long read = total(files, IngestedFiles.READ_COUNT);
            long rejected = total(files, IngestedFiles.REJECTED_COUNT);
            double most = read * percent / 100;
            if (rejected > most)
                warn.accept(String.format(
                        Locale.ROOT,
                        "  warning: %s: %,d of %,d records rejected: %s. See silver.rejects and jobs/docs/rejects.md.",
                        name,
                        rejected,
                        read,
                        reasons(warehouse, name, files)));
            rows.add(row.set(QualityResults.RUN_ID, runId)
                    .set(QualityResults.RULE, "rejected_of_" + name)
                    .set(QualityResults.TABLE_NAME, Rejects.TABLE.fullName())
                    .set(QualityResults.SEVERITY, "warn")
                    .set(QualityResults.OUTCOME, rejected > most ? "failed" : "passed")
                    .set(QualityResults.MEANING, "Records of " + name + " that were rejected.")
                    .set(QualityResults.OBSERVED, (double) rejected)
                    .set(QualityResults.THRESHOLD, most)
                    .row());
        }
        return rows;
    }

    private static long total(List<Row> files, Field count) {
        return files.stream().mapToLong(file -> file.<Long>getAs(count.name())).sum();
    }

    /** Reasons of the rejects in some files of a source with their counts, the commonest first. */
    private static String reasons(Warehouse warehouse, String source, List<Row> files) {
        return warehouse
                .read(Rejects.TABLE)
                .filter(Rejects.SOURCE_NAME.col().equalTo(source))
                .filter(Rejects.SOURCE_FILE
                        .col()
                        .isin(files.stream()
                                .map(file -> file.getAs(IngestedFiles.SOURCE_FILE.name()))
                                .toArray()))
                .groupBy(Rejects.REASON.col())
                .count()
                .orderBy(col("count").desc(), Rejects.REASON.col())
                .collectAsList()
                .stream()
                .map(r -> r.getString(0) + " " + r.getLong(1))
                .collect(Collectors.joining(", "));
    }

    /** All figures that the rules need: each table is read once, all in one job. */
    private static Map<Figure, BigDecimal> figures(Warehouse warehouse, List<QualityRule> rules) {
        Map<Table, List<Figure>> byTable = rules.stream()
                .flatMap(r -> Stream.of(r.left(), r.right()))
                .distinct()
                .collect(Collectors.groupingBy(Figure::table, LinkedHashMap::new, Collectors.toList()));
        Dataset<Row> all = byTable.entrySet().stream()
                .map(e -> aggregates(warehouse.read(e.getKey()), e.getKey(), e.getValue()))
                .reduce(Dataset::unionByName)
                .orElseThrow();
        Map<Figure, BigDecimal> values = new HashMap<>();
        byTable.values().forEach(figures -> figures.forEach(figure -> values.put(figure, BigDecimal.ZERO)));
        for (Row row : all.collectAsList()) {
            List<Figure> figures = byTable.entrySet().stream()
                    .filter(e -> e.getKey().fullName().equals(row.getString(0)))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
            List<String> aggregates = aggregates(figures);
            List<BigDecimal> numbers = row.getList(2);
            for (Figure figure : figures) {
                boolean counts = figure.of()
                        .map(of -> of.value().equals(row.getString(1)))
                        .orElse(true);
                if (counts) values.merge(figure, numbers.get(aggregates.indexOf(figure.aggregate())), BigDecimal::add);
            }
        }
        return values;
    }

    private static List<String> aggregates(List<Figure> figures) {
        return figures.stream().map(Figure::aggregate).distinct().toList();
    }

    /**
     * A row for each value that figures are told apart by, one row if they are not. Exact in any order: money has four decimals,
     * shares have twelve.
     */
    private static Dataset<Row> aggregates(Dataset<Row> rows, Table table, List<Figure> figures) {
        String values = aggregates(figures).stream()
                .map(f -> "CAST(coalesce(CAST(" + f + " AS DECIMAL(38, 12)), 0BD) AS DECIMAL(38, 12))")
                .collect(Collectors.joining(", "));
        String value = figures.stream()
                .flatMap(f -> f.of().stream())
                .map(of -> of.column().name())
                .findFirst()
                .orElse("''");
        return rows.groupBy(expr(value).as("of_value"))
                .agg(expr("array(" + values + ")").as("figures"))
                .select(lit(table.fullName()).as("checked_table"), col("of_value"), col("figures"));
    }

    private static String shown(Figure figure, BigDecimal value) {
        return figure + " is " + value.stripTrailingZeros().toPlainString();
    }
}
