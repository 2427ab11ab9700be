package org.jejak.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.table.AggAttribution;
import org.jejak.table.AggBudgetAdvice;
import org.jejak.table.AggChannelDaily;
import org.jejak.table.AggChannelPerformance;
import org.jejak.table.AggChannelValue;
import org.jejak.table.AggCxAlert;
import org.jejak.table.AggCxDriver;
import org.jejak.table.AggCxImpact;
import org.jejak.table.AggCxIndex;
import org.jejak.table.AggCxMetric;
import org.jejak.table.AggFunnel;
import org.jejak.table.AggResponseQuality;
import org.jejak.table.AggRetentionCohort;
import org.jejak.table.AggRevenueForecast;
import org.jejak.table.AggRevenueMovement;
import org.jejak.table.AggScoreModel;
import org.jejak.table.AggScoreValidation;
import org.jejak.table.AggSegmentDaily;
import org.jejak.table.AggStageTransition;
import org.jejak.table.CxCell;
import org.jejak.table.FactConsent;
import org.jejak.table.FactContacts;
import org.jejak.table.FactConversions;
import org.jejak.table.FactCustomerValue;
import org.jejak.table.FactJourneys;
import org.jejak.table.FactSessions;
import org.jejak.table.Field;
import org.jejak.table.IngestedFiles;
import org.jejak.table.QualityResults;
import org.jejak.table.Rejects;
import org.jejak.table.Table;

/**
 * A publication made up for tests: every table that the report reads, small, without chance, with hidden cells, gaps and
 * long names. Not what the models would give, only in their shape.
 */
final class ReportWorld {
    static final LocalDate DATE = LocalDate.of(2026, 6, 30);
    static final String RUN = "2026-06-30/4";

    private final Map<Table, List<Row>> tables = new LinkedHashMap<>();
    private final LocalDate date;
    private Settings settings = settings(Map.of());

    /** The settings of jejak with some of the report's. */
    private static Settings settings(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "jejak.raw", "raw",
                "jejak.warehouse", "warehouse",
                "jejak.time-zone", "Asia/Jakarta",
                "jejak.base-currency", "USD",
                "jejak.report.brand", "Lumbung & Sons"));
        all.putAll(more);
        return Settings.defaults(all);
    }

    /** The same under other settings. */
    ReportWorld with(Map<String, String> more) {
        settings = settings(more);
        return this;
    }

    ReportWorld() {
        this(DATE);
    }

    ReportWorld(LocalDate date) {
        this.date = date;
        daily();
        cx();
        metrics();
        replies();
        drivers();
        impact();
        journeys();
        attribution();
        advice();
        retention();
        value();
        quality();
        checkouts();
        audience();
    }

    /** The same without a table. */
    ReportWorld without(Table table) {
        tables.remove(table);
        return this;
    }

    /** The same with all tables there and empty. */
    ReportWorld emptied() {
        tables.replaceAll((table, rows) -> List.of());
        return this;
    }

    /** The same with only some rows of a table. */
    ReportWorld keeping(Table table, java.util.function.Predicate<Row> which) {
        tables.put(table, tables.get(table).stream().filter(which).toList());
        return this;
    }

    /** The same as if nothing filled a column. */
    ReportWorld lacking(Table table, Field field) {
        tables.computeIfPresent(
                table,
                (t, rows) -> rows.stream()
                        .map(r -> (Row) new org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema(
                                t.fields().stream()
                                        .map(f -> f.equals(field) ? null : r.getAs(f.name()))
                                        .toArray(),
                                t.toStructType()))
                        .toList());
        return this;
    }

    /** The same as if the date were the first day of all: only rows whose dates are of its month, and days only of the day. */
    ReportWorld firstDay() {
        tables.replaceAll((table, rows) ->
                rows.stream().filter(r -> isOfFirstDay(table, r)).toList());
        return this;
    }

    private boolean isOfFirstDay(Table table, Row row) {
        return table.fields().stream()
                .filter(f -> f.type().typeName().equals("date") && row.getAs(f.name()) != null)
                .map(f -> ((Date) row.getAs(f.name())).toLocalDate())
                .allMatch(d -> d.equals(date)
                        || d.isAfter(date)
                        || d.equals(month(0)) && !table.equals(AggChannelDaily.TABLE));
    }

    /** The same, but rows of too few hold figures, as no table would let them. */
    ReportWorld revealing() {
        tables.replaceAll(
                (table, rows) -> rows.stream().map(r -> revealed(table, r)).toList());
        return this;
    }

    private static Row revealed(Table table, Row row) {
        if (table.fields().stream().noneMatch(f -> f.name().equals("status")) || !"too_few".equals(row.getAs("status")))
            return row;
        Object[] values = table.fields().stream()
                .map(f -> f.type().typeName().equals("double") && f.nullable() ? (Object) .4321 : row.getAs(f.name()))
                .toArray();
        return new org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema(values, table.toStructType());
    }

    /** How many rows are of too few. */
    long hidden() {
        return tables.values().stream()
                .flatMap(List::stream)
                .filter(r -> r.schema().getFieldIndex("status").isDefined() && "too_few".equals(r.getAs("status")))
                .count();
    }

    Source source() {
        Map<String, Long> versions = new TreeMap<>();
        tables.keySet().stream().filter(t -> t.schema().equals("gold")).forEach(t -> versions.put(t.fullName(), 7L));
        return new Source(
                date,
                settings,
                RUN,
                "0.1.0",
                "0123456789abcdef",
                versions,
                table -> Optional.ofNullable(tables.get(table))
                        .map(rows -> TestSpark.session().createDataFrame(rows, table.toStructType())));
    }

    /** Adds a row: fields and values in turn; a field left out gets a plain value if it must have one. */
    private void add(Table table, Object... fieldsAndValues) {
        Map<Field, Object> values = new HashMap<>();
        for (int i = 0; i < fieldsAndValues.length; i += 2)
            values.put((Field) fieldsAndValues[i], fieldsAndValues[i + 1]);
        Object[] row = table.fields().stream().map(f -> value(f, values.get(f))).toArray();
        tables.computeIfAbsent(table, t -> new ArrayList<>())
                .add(new org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema(row, table.toStructType()));
    }

    private Object value(Field field, Object given) {
        if (given == null && field.nullable()) return null;
        String type = field.type().typeName();
        if (type.startsWith("decimal")) {
            return BigDecimal.valueOf(given == null ? 0 : ((Number) given).doubleValue())
                    .setScale(4, RoundingMode.HALF_UP);
        }
        return switch (type) {
            case "string" -> given == null ? "(x)" : given;
            case "long" -> given == null ? (Object) 0L : (Object) ((Number) given).longValue();
            case "double" -> given == null ? (Object) 0.0 : (Object) ((Number) given).doubleValue();
            case "boolean" -> given != null ? (Boolean) given : field.name().equals("is_identified");
            case "date" -> Date.valueOf(given == null ? date : (LocalDate) given);
            default -> given == null ? new Timestamp(0) : given;
        };
    }

    private boolean isBehaviourOnly(String type, String cell, LocalDate month) {
        return type.equals("month")
                ? month.isBefore(month(10))
                : type.startsWith("stage_channel") && cell.equals(Names.STAGES.get(0) + " / " + Names.CHANNELS.get(0));
    }

    private LocalDate month(int back) {
        return date.withDayOfMonth(1).minusMonths(back);
    }

    private void daily() {
        for (int day = 0; day < 420; day++) {
            for (int c = 0; c < 7; c++) {
                add(
                        AggChannelDaily.TABLE,
                        AggChannelDaily.CHANNEL,
                        Names.CHANNELS.get(c),
                        AggChannelDaily.CAMPAIGN_ID,
                        "(none)",
                        AggChannelDaily.REVENUE_AMOUNT,
                        100 + 10 * c - day % 91 + (day < 28 ? 20 : 0),
                        AggChannelDaily.SPEND_AMOUNT,
                        c == 3 || c == 6 ? 20.5 : 0,
                        AggChannelDaily.SESSION_COUNT,
                        60 + c,
                        AggChannelDaily.VISIT_COUNT,
                        40 + (day * 7 + c) % 5,
                        AggChannelDaily.NEW_CUSTOMER_COUNT,
                        2,
                        AggChannelDaily.ORDER_COUNT,
                        day < 28 ? 3 : 4,
                        AggChannelDaily.BUSINESS_DATE,
                        date.minusDays(day));
            }
        }
        for (int s = 0; s < 4; s++) {
            for (int c = 0; c < 7; c++) {
                for (int i = 0; i < 1 + (s * 7 + c) % 5; i++) {
                    add(
                            FactSessions.TABLE,
                            FactSessions.STAGE,
                            Names.STAGES.get(s),
                            FactSessions.CHANNEL,
                            Names.CHANNELS.get(c),
                            FactSessions.SESSION_ID,
                            s + "/" + c + "/" + i,
                            FactSessions.IS_VISIT,
                            true,
                            FactSessions.STARTED_DATE,
                            date.minusDays(i));
                }
            }
        }
    }

    private void index(
            String type,
            String cell,
            String channel,
            String stage,
            LocalDate month,
            String dimension,
            String part,
            double value,
            double nEff,
            Double change) {
        boolean few = nEff < 30;
        add(
                AggCxIndex.TABLE,
                AggCxIndex.INDEX_VERSION,
                "2",
                CxCell.CELL_TYPE,
                type,
                CxCell.CELL,
                cell,
                CxCell.CHANNEL,
                channel,
                CxCell.CONTACT_CHANNEL,
                "(all)",
                CxCell.STAGE,
                stage,
                CxCell.SEGMENT,
                "(all)",
                CxCell.MONTH,
                month,
                CxCell.FROM_DATE,
                month == null ? null : month.minusMonths(type.contains("12") ? 11 : type.contains("3") ? 2 : 0),
                CxCell.TO_DATE,
                month == null ? null : month.plusMonths(1).minusDays(1),
                AggCxIndex.DIMENSION,
                dimension,
                AggCxIndex.PART,
                part,
                AggCxIndex.AGGREGATION,
                "arithmetic",
                AggCxIndex.BASIS,
                few ? null : isBehaviourOnly(type, cell, month) ? "behaviour_only" : "mixed",
                AggCxIndex.STATUS,
                few ? "too_few" : nEff < 100 ? "shown" : "comparable",
                AggCxIndex.REASON,
                few ? "too_few" : null,
                AggCxIndex.BAND,
                nEff < 100 ? null : value > 73 ? "ok-good" : "ok",
                AggCxIndex.VALUE,
                few ? null : value,
                AggCxIndex.VALUE_LOW,
                few ? null : value - 40 / Math.sqrt(nEff),
                AggCxIndex.VALUE_HIGH,
                few ? null : value + 40 / Math.sqrt(nEff),
                AggCxIndex.N_EFF,
                nEff,
                AggCxIndex.N,
                nEff * 1.2,
                AggCxIndex.CHANGE,
                change,
                AggCxIndex.CHANGE_LOW,
                change == null ? null : change - 1.2,
                AggCxIndex.CHANGE_HIGH,
                change == null ? null : change + 1.2,
                AggCxIndex.IS_CHANGE_SIGNIFICANT,
                change == null ? null : Math.abs(change) > 1.2,
                AggCxIndex.IS_CURRENT,
                true);
    }

    private void cx() {
        add(
                AggCxIndex.TABLE,
                AggCxIndex.INDEX_VERSION,
                "10",
                CxCell.CELL_TYPE,
                "all",
                AggCxIndex.DIMENSION,
                "index",
                AggCxIndex.PART,
                "mixed",
                AggCxIndex.STATUS,
                "comparable",
                AggCxIndex.VALUE,
                12.3,
                AggCxIndex.IS_CURRENT,
                false);
        index("all", "(all)", "(all)", "(all)", null, "index", "mixed", 71.24, 400, null);
        double[] perception = {72, 66, 58};
        double[] behaviour = {81, 70, 88};
        String[] dimensions = {"effectiveness", "ease", "emotion"};
        for (int i = 0; i < 3; i++) {
            for (String part : List.of("perception", "behaviour")) {
                boolean isSaid = part.equals("perception");
                index(
                        "rolling_3_months",
                        "now",
                        "(all)",
                        "(all)",
                        month(0),
                        dimensions[i],
                        part,
                        isSaid ? perception[i] : behaviour[i],
                        isSaid ? 220 : 900,
                        null);
            }
        }
        for (int back = 0; back < 14; back++) {
            LocalDate month = month(back);
            String name = month.toString().substring(0, 7);
            index(
                    "month",
                    name,
                    "(all)",
                    "(all)",
                    month,
                    "index",
                    "mixed",
                    71 + 3 * Math.sin(back),
                    back == 9 ? 20 : 150,
                    back == 3 ? -5.1 : back == 2 ? 4.2 : back == 0 ? 1.4 : 0.3);
            index(
                    "rolling_3_months",
                    name,
                    "(all)",
                    "(all)",
                    month,
                    "index",
                    "mixed",
                    back == 0 ? 71.24 : 70 + back / 10.0,
                    400,
                    back == 0 ? 2.3 : 0.3);
        }
        index("channel_month", "email / now", "email", "(all)", month(0), "index", "mixed", 64.2, 120, -4.1);
        index("channel_month", "direct / now", "direct", "(all)", month(0), "ease", "mixed", 74.2, 120, 2.6);
        for (int s = 0; s < 4; s++) {
            for (int c = 0; c < 7; c++) {
                String cell = Names.STAGES.get(s) + " / " + Names.CHANNELS.get(c);
                index(
                        "stage_channel_rolling_12_months",
                        cell,
                        Names.CHANNELS.get(c),
                        Names.STAGES.get(s),
                        month(0),
                        "index",
                        "mixed",
                        58 + 5 * s + 2.5 * ((c * 3 + s) % 7),
                        s == 3 && c > 3 ? 12 : 80 + 20 * c,
                        null);
            }
        }
        add(
                AggCxAlert.TABLE,
                AggCxAlert.ALERT_ID,
                "a",
                AggCxAlert.ALERT_TYPE,
                "outage",
                AggCxAlert.SUBJECT,
                "checkout",
                AggCxAlert.MESSAGE,
                "Checkouts failed.",
                AggCxAlert.UNIT,
                "share",
                AggCxAlert.OBSERVED,
                0.31,
                AggCxAlert.EXPECTED,
                0.02,
                AggCxAlert.FIRST_DATE,
                date.minusDays(9),
                AggCxAlert.LAST_DATE,
                date.minusDays(8));
    }

    private void metrics() {
        Object[][] scores = {{"nps", "net_points", 25.0, 7.5}, {"csat", "share", .71, .03}, {"ces", "scale", 5.4, .2}};
        for (Object[] score : scores) {
            for (int back = 0; back < 12; back++) {
                double value = (Double) score[2] + (Double) score[3] * Math.sin(back) / 3;
                add(
                        AggCxMetric.TABLE,
                        CxCell.CELL_TYPE,
                        "rolling_3_months",
                        CxCell.CELL,
                        month(back).toString(),
                        CxCell.MONTH,
                        month(back),
                        AggCxMetric.METRIC,
                        score[0],
                        AggCxMetric.METRIC_KIND,
                        "score",
                        AggCxMetric.UNIT,
                        score[1],
                        AggCxMetric.STATUS,
                        "comparable",
                        AggCxMetric.VALUE,
                        value,
                        AggCxMetric.VALUE_LOW,
                        value - (Double) score[3],
                        AggCxMetric.VALUE_HIGH,
                        value + (Double) score[3],
                        AggCxMetric.N,
                        400);
            }
        }
    }

    private void reply(String channel, LocalDate month, double within, boolean few) {
        add(
                AggResponseQuality.TABLE,
                AggResponseQuality.CONTACT_CHANNEL,
                channel,
                AggResponseQuality.TOPIC,
                "(all)",
                AggResponseQuality.PERIOD,
                month == null ? "(all)" : month.toString().substring(0, 7),
                AggResponseQuality.STATUS,
                few ? "too_few" : "comparable",
                AggResponseQuality.MEDIAN_REPLY_MINUTES,
                few ? null : 30 / within,
                AggResponseQuality.P90_REPLY_MINUTES,
                few ? null : 700 / within,
                AggResponseQuality.WITHIN_TARGET_SHARE,
                few ? null : within,
                AggResponseQuality.WITHIN_TARGET_LOW,
                few ? null : within - .06,
                AggResponseQuality.WITHIN_TARGET_HIGH,
                few ? null : within + .04,
                AggResponseQuality.COMPLETENESS,
                few ? null : Math.min(1, within + .1),
                AggResponseQuality.FIRST_CONTACT_RESOLUTION,
                few ? null : within - .1,
                AggResponseQuality.SATISFACTION_IN_TARGET,
                few ? null : .8,
                AggResponseQuality.SATISFACTION_BEYOND_TARGET,
                few ? null : .55,
                AggResponseQuality.CONTACT_COUNT,
                few ? 12 : 480,
                AggResponseQuality.NEVER_ANSWERED_COUNT,
                9,
                AggResponseQuality.MONTH,
                month);
    }

    private void replies() {
        double[] within = {.82, .9, .64};
        String[] channels = {"chat", "phone", "email"};
        reply("(all)", null, .77, false);
        for (int c = 0; c < 3; c++) {
            reply(channels[c], null, within[c], false);
            for (int back = 0; back < 12; back++)
                reply(channels[c], month(back), within[c] + .05 * Math.cos(back + c), back == 11);
        }
    }

    private void drivers() {
        Object[][] drivers = {
            {"timeliness", .34, 61.0, "fix_first"},
            {"completeness", .27, 83.0, "keep_up"},
            {"resolution", .21, 76.0, "keep_up"},
            {"no_repeat", .1, 71.5, "low_priority"},
            {"no_transfer", .05, 91.0, "maintain"},
            {"human", .03, 93.0, "maintain"}
        };
        for (String outcome : List.of("satisfaction", "retained")) {
            for (Object[] driver : drivers) {
                boolean none = outcome.equals("retained") && driver[0].equals("human");
                add(
                        AggCxDriver.TABLE,
                        AggCxDriver.OUTCOME,
                        outcome,
                        AggCxDriver.FROM_DATE,
                        date.minusYears(1).plusDays(1),
                        AggCxDriver.TO_DATE,
                        date,
                        AggCxDriver.DRIVER,
                        driver[0],
                        AggCxDriver.QUADRANT,
                        none ? null : driver[3],
                        AggCxDriver.STATUS,
                        none ? "no_value" : "shown",
                        AggCxDriver.REASON,
                        none ? "constant" : null,
                        AggCxDriver.EFFECT,
                        none ? null : (Double) driver[1] / 2,
                        AggCxDriver.IMPORTANCE,
                        none ? null : driver[1],
                        AggCxDriver.IMPORTANCE_LOW,
                        none ? null : (Double) driver[1] * .8,
                        AggCxDriver.IMPORTANCE_HIGH,
                        none ? null : (Double) driver[1] * 1.2,
                        AggCxDriver.R_SQUARED,
                        .31,
                        AggCxDriver.PERFORMANCE,
                        none ? null : driver[2],
                        AggCxDriver.UPLIFT,
                        none ? null : .012,
                        AggCxDriver.N,
                        812);
            }
        }
    }

    private void impactRow(String measure, String cohort, String unit, Double value, Double half, String reason) {
        impactRow(measure, cohort, "(all)", unit, value, half, reason);
    }

    private void impactRow(
            String measure, String cohort, String kind, String unit, Double value, Double half, String reason) {
        add(
                AggCxImpact.TABLE,
                AggCxImpact.MEASURE,
                measure,
                AggCxImpact.COHORT,
                cohort,
                AggCxImpact.CONTACT_KIND,
                kind,
                AggCxImpact.METHOD,
                "descriptive",
                AggCxImpact.UNIT,
                unit,
                AggCxImpact.STATUS,
                reason == null ? "shown" : "no_estimate",
                AggCxImpact.REASON,
                reason,
                AggCxImpact.VALUE,
                value,
                AggCxImpact.VALUE_LOW,
                value == null || half == null ? null : value - half,
                AggCxImpact.VALUE_HIGH,
                value == null || half == null ? null : value + half,
                AggCxImpact.N,
                640);
    }

    private void impact() {
        impactRow("bad_share", "(all)", "share", .12, .01, null);
        impactRow("stop_share", "bad", "share", .31, .04, null);
        impactRow("reduce_share", "bad", "share", .22, .04, null);
        impactRow("mean_cut", "bad", "share", .4, .06, null);
        impactRow("sales_at_risk_share", "(all)", "share", .048, .009, null);
        impactRow("sales_at_risk", "(all)", "currency", 14_210.0, 2_600.0, null);
        impactRow("excess_sales_at_risk_share", "bad - not_bad", "share", .034, .009, null);
        impactRow("excess_sales_at_risk", "bad - not_bad", "currency", 10_120.0, 2_600.0, null);
        impactRow("excess_sales_at_risk", "bad - not_bad", "complaint", "currency", 6_400.0, 2_100.0, null);
        impactRow("excess_sales_at_risk", "bad - not_bad", "ticket", "currency", 2_900.0, 3_100.0, null);
        impactRow("effect_per_customer", "bad - not_bad", "currency", -8.4, 3.1, null);
        impactRow("effect_total", "bad - not_bad", "currency", null, null, "placebo_failed");
        String[] cohorts = {"not_bad", "recovered", "not_recovered"};
        for (int c = 0; c < 3; c++) {
            for (int m = 1; m <= 3; m++) {
                impactRow(
                        "repurchase_" + List.of(30, 90, 180).get(m - 1),
                        cohorts[c],
                        "share",
                        .2 * m - .04 * c,
                        .03,
                        null);
            }
        }
    }

    private void journeys() {
        for (int i = 0; i < 40; i++) {
            add(
                    FactJourneys.TABLE,
                    FactJourneys.STATE,
                    i % 4 == 0 ? "converted" : "lapsed",
                    FactJourneys.CHANNEL_PATH,
                    i % 8 < 4 ? "social > email > direct > display > direct" : "direct",
                    FactJourneys.REVENUE_AMOUNT,
                    i % 4 == 0 ? 50 + i : 0,
                    FactJourneys.STARTED_DATE,
                    date.minusDays(i));
        }
        for (int from = 0; from < 4; from++) {
            for (int to = 0; to < 4; to++) {
                add(
                        AggStageTransition.TABLE,
                        AggStageTransition.SOURCE_STAGE,
                        Names.STAGES.get(from),
                        AggStageTransition.TARGET_STAGE,
                        from == to ? "(current)" : Names.STAGES.get(to),
                        AggStageTransition.DIRECTION,
                        from == to ? "current" : from < to ? "forward" : "back",
                        AggStageTransition.STAY_COUNT,
                        900 / (1 + Math.abs(from - to)) - (to < from ? 250 : 0),
                        AggStageTransition.MONTH,
                        month(1));
            }
        }
        String[] steps = {"visit", "Product viewed", "Basket", "order"};
        for (int i = 0; i < 4; i++) {
            add(
                    AggFunnel.TABLE,
                    AggFunnel.FUNNEL_NAME,
                    "purchase",
                    AggFunnel.MODE,
                    "ordered",
                    AggFunnel.STEP_NAME,
                    steps[i],
                    AggFunnel.DIMENSION,
                    "all",
                    AggFunnel.DIMENSION_VALUE,
                    "all",
                    AggFunnel.CHANNEL,
                    "direct",
                    AggFunnel.STEP,
                    i + 1,
                    AggFunnel.STEP_COUNT,
                    4,
                    AggFunnel.ENTERED_COUNT,
                    1204,
                    AggFunnel.REACHED_COUNT,
                    1204 / (1 + i * i),
                    AggFunnel.OPEN_COUNT,
                    40,
                    AggFunnel.MONTH,
                    month(0));
        }
    }

    private void attribution() {
        List<String> models = List.of(
                "first", "last", "last_non_direct", "linear", "time_decay", "position_based", "markov", "shapley");
        for (int m = 0; m < models.size(); m++) {
            for (int c = 0; c < 8; c++) {
                String channel = c == 7 ? "(unattributed)" : Names.CHANNELS.get(c);
                double credit = c == 7 ? 12 : 40 + 12 * ((c * 2 + m) % 6);
                add(
                        AggAttribution.TABLE,
                        AggAttribution.CHANNEL,
                        channel,
                        AggAttribution.CAMPAIGN_ID,
                        "(none)",
                        AggAttribution.MODEL,
                        models.get(m),
                        AggAttribution.CONVERSION_TYPE,
                        "order",
                        AggAttribution.CONVERSION_COUNT,
                        credit,
                        AggAttribution.REVENUE_AMOUNT,
                        credit * 41,
                        AggAttribution.BUSINESS_DATE,
                        date,
                        AggAttribution.MONTH,
                        month(0));
                for (int back = 0; back < 3; back++) performance(models.get(m), c, channel, credit, back);
            }
        }
    }

    private void performance(String model, int c, String channel, double credit, int back) {
        boolean isBought = c == 3 || c == 4 || c == 6;
        for (boolean isPaid : isBought ? new boolean[] {true, false} : new boolean[] {false}) {
            add(
                    AggChannelPerformance.TABLE,
                    AggChannelPerformance.CHANNEL,
                    channel,
                    AggChannelPerformance.IS_PAID,
                    isPaid,
                    AggChannelPerformance.MODEL,
                    model,
                    AggChannelPerformance.SPEND_AMOUNT,
                    isPaid ? 900.0 + 100 * c : 0,
                    AggChannelPerformance.REVENUE_AMOUNT,
                    credit * (isPaid ? 20 : 21),
                    AggChannelPerformance.CONVERSION_COUNT,
                    credit / 2,
                    AggChannelPerformance.NEW_CUSTOMER_CONVERSION_COUNT,
                    credit / 6,
                    AggChannelPerformance.MONTH,
                    month(back));
        }
    }

    private void advice() {
        Object[][] rows = {
            {"paid_search", 1200.0, 1560.0, 410.0, null},
            {"social", 1300.0, 990.0, -120.0, null},
            {"display", 1500.0, 1450.0, null, "no_effect_seen"},
            {"(total)", 4000.0, 4000.0, 290.0, null}
        };
        for (Object[] row : rows) {
            add(
                    AggBudgetAdvice.TABLE,
                    AggBudgetAdvice.OBJECTIVE,
                    "revenue",
                    AggBudgetAdvice.CHANNEL,
                    row[0],
                    AggBudgetAdvice.MODEL,
                    "markov",
                    AggBudgetAdvice.CURRENT_SPEND_AMOUNT,
                    row[1],
                    AggBudgetAdvice.ADVISED_SPEND_AMOUNT,
                    row[2],
                    AggBudgetAdvice.GAIN,
                    row[3],
                    AggBudgetAdvice.GAIN_LOW,
                    row[3] == null ? null : (Double) row[3] - 200,
                    AggBudgetAdvice.GAIN_HIGH,
                    row[3] == null ? null : (Double) row[3] + 200,
                    AggBudgetAdvice.HAS_ADVICE,
                    row[4] == null,
                    AggBudgetAdvice.REASON,
                    row[4]);
        }
    }

    private void audience() {
        segment("hot_leads", 41, 3, 2);
        segment("slipping", 310, 12, 7);
        segment("a_segment_with_a_name_that_is_rather_long_for_an_axis", 0, 0, 0);
        for (String score : List.of("lead", "workshop")) {
            for (String model : List.of("points", "logistic")) {
                add(
                        AggScoreModel.TABLE,
                        AggScoreModel.SCORE,
                        score,
                        AggScoreModel.MODEL,
                        model,
                        AggScoreModel.PARAMETER,
                        "(model)",
                        AggScoreModel.IS_CHOSEN,
                        model.equals("logistic"));
                tested(score, model, "all", 1, .05, .055, .08, .74);
                tested(score, model, "tenth", 1, .19, .21, null, null);
                for (int bin = 1; bin <= 5; bin++)
                    tested(score, model, "reliability", bin, .02 * bin * bin, .021 * bin * bin, null, null);
            }
        }
        for (String purpose : List.of("newsletter", "profiling")) {
            for (int ago = 0; ago < 14; ago++) {
                consent(purpose + ago, purpose, FactConsent.GRANTED, month(ago));
                if (ago % 3 == 0) consent(purpose + "back" + ago, purpose, FactConsent.WITHDRAWN, month(ago));
            }
            consent(purpose + "never", purpose, FactConsent.UNKNOWN, null);
        }
    }

    private void segment(String name, int members, int entered, int left) {
        add(
                AggSegmentDaily.TABLE,
                AggSegmentDaily.SEGMENT,
                name,
                AggSegmentDaily.MEMBER_COUNT,
                members,
                AggSegmentDaily.ENTERED_COUNT,
                entered,
                AggSegmentDaily.LEFT_COUNT,
                left,
                AggSegmentDaily.LOGICAL_DATE,
                date);
    }

    private void tested(
            String score,
            String model,
            String aspect,
            int bin,
            double expected,
            double actual,
            Double skill,
            Double auc) {
        add(
                AggScoreValidation.TABLE,
                AggScoreValidation.SCORE,
                score,
                AggScoreValidation.MODEL,
                model,
                AggScoreValidation.ASPECT,
                aspect,
                AggScoreValidation.BUCKET,
                String.valueOf(bin),
                AggScoreValidation.BUCKET_NUMBER,
                bin,
                AggScoreValidation.CUSTOMER_COUNT,
                200,
                AggScoreValidation.EXPECTED,
                expected,
                AggScoreValidation.ACTUAL,
                actual,
                AggScoreValidation.ACTUAL_LOW,
                actual * .7,
                AggScoreValidation.ACTUAL_HIGH,
                actual * 1.4,
                AggScoreValidation.BRIER_SKILL,
                skill,
                AggScoreValidation.AUC,
                auc,
                AggScoreValidation.ORIGIN_DATE,
                date.minusDays(28));
    }

    private void consent(String customer, String purpose, String state, LocalDate since) {
        add(
                FactConsent.TABLE,
                FactConsent.CUSTOMER_ID,
                customer,
                FactConsent.PURPOSE,
                purpose,
                FactConsent.STATE,
                state,
                FactConsent.SINCE_AT,
                since == null ? null : Timestamp.valueOf(since.atTime(9, 0)));
    }

    private void cohort(String cohort, LocalDate first, String series, int period, double rate, boolean complete) {
        add(
                AggRetentionCohort.TABLE,
                AggRetentionCohort.COHORT_BASIS,
                "order",
                AggRetentionCohort.GRANULARITY,
                "month",
                AggRetentionCohort.WINDOW_KIND,
                "calendar",
                AggRetentionCohort.DIMENSION,
                "all",
                AggRetentionCohort.DIMENSION_VALUE,
                "all",
                AggRetentionCohort.COHORT,
                cohort,
                AggRetentionCohort.SERIES,
                series,
                AggRetentionCohort.PERIOD_NUMBER,
                period,
                AggRetentionCohort.CUSTOMER_COUNT,
                240,
                AggRetentionCohort.RETENTION_RATE,
                series.equals("observed") ? rate : null,
                AggRetentionCohort.RETENTION_OR_AFTER_RATE,
                Math.min(1, rate * 1.8),
                AggRetentionCohort.IS_COMPLETE,
                complete,
                AggRetentionCohort.IS_PROJECTED,
                !series.equals("observed"),
                AggRetentionCohort.COHORT_DATE,
                first);
    }

    private void retention() {
        for (int back = 13; back >= 0; back--) {
            for (int k = 0; k <= back; k++) {
                cohort(
                        month(back).toString().substring(0, 7),
                        month(back),
                        "observed",
                        k,
                        k == 0 ? 1 : .3 / Math.sqrt(k) + .01 * ((back + k) % 4),
                        k < back);
            }
        }
        for (int k = 0; k <= 12; k++) cohort("all", null, "observed", k, k == 0 ? 1 : .3 / Math.sqrt(k), true);
        for (int k = 13; k <= 20; k++) cohort("all", null, "sbg", k, .3 / Math.sqrt(k), true);
        for (int back = 0; back < 8; back++) {
            add(
                    AggRevenueMovement.TABLE,
                    AggRevenueMovement.GRANULARITY,
                    "month",
                    AggRevenueMovement.DIMENSION,
                    "all",
                    AggRevenueMovement.DIMENSION_VALUE,
                    "all",
                    AggRevenueMovement.REVENUE_AMOUNT,
                    25_000 - 300 * back,
                    AggRevenueMovement.NEW_REVENUE_AMOUNT,
                    9_000,
                    AggRevenueMovement.REACTIVATED_REVENUE_AMOUNT,
                    3_000,
                    AggRevenueMovement.EXPANSION_AMOUNT,
                    2_500,
                    AggRevenueMovement.CONTRACTION_AMOUNT,
                    2_100,
                    AggRevenueMovement.CHURNED_REVENUE_AMOUNT,
                    11_900,
                    AggRevenueMovement.NRR_RATE,
                    .52,
                    AggRevenueMovement.GRR_RATE,
                    .41,
                    AggRevenueMovement.IS_COMPLETE,
                    true,
                    AggRevenueMovement.PERIOD_DATE,
                    month(back));
        }
    }

    private void value() {
        List<String> segments = List.of(
                "Champions",
                "Loyal Customers",
                "Potential Loyalists",
                "Promising",
                "About To Sleep",
                "At Risk",
                "Hibernating",
                "Lost");
        for (int s = 0; s < segments.size(); s++) {
            for (int i = 0; i <= s; i++) {
                add(
                        FactCustomerValue.TABLE,
                        FactCustomerValue.RFM_SEGMENT,
                        segments.get(s),
                        FactCustomerValue.CLV_LOW_AMOUNT,
                        500.0 / (1 + s * s),
                        FactCustomerValue.CLV_HIGH_AMOUNT,
                        900.0 / (1 + s * s),
                        FactCustomerValue.PURCHASE_COUNT,
                        9 - s,
                        FactCustomerValue.REVENUE_AMOUNT,
                        2_000 / (1 + s),
                        FactCustomerValue.CLV_AMOUNT,
                        700.0 / (1 + s * s));
            }
        }
        for (int i = 0; i < 40; i++) {
            add(
                    FactCustomerValue.TABLE,
                    FactCustomerValue.RFM_SEGMENT,
                    "(none)",
                    FactCustomerValue.IS_IDENTIFIED,
                    false,
                    FactCustomerValue.PURCHASE_COUNT,
                    1,
                    FactCustomerValue.REVENUE_AMOUNT,
                    25);
        }
        for (int m = 1; m <= 12; m++) {
            for (String population : List.of("existing", "new")) {
                double revenue = population.equals("existing") ? 18_000 * Math.pow(.93, m) : 2_000.0 * m;
                add(
                        AggRevenueForecast.TABLE,
                        AggRevenueForecast.POPULATION,
                        population,
                        AggRevenueForecast.AS_OF_DATE,
                        date,
                        AggRevenueForecast.MODEL,
                        "pareto_nbd",
                        AggRevenueForecast.MONTH_NUMBER,
                        m,
                        AggRevenueForecast.EXPECTED_REVENUE_AMOUNT,
                        revenue,
                        AggRevenueForecast.REVENUE_LOW_AMOUNT,
                        revenue * .9,
                        AggRevenueForecast.REVENUE_HIGH_AMOUNT,
                        revenue * 1.1,
                        AggRevenueForecast.FROM_DATE,
                        date.plusDays(1).plusMonths(m - 1));
            }
        }
        for (int c = 0; c < 7; c++) {
            boolean paid = c == 3 || c == 6;
            add(
                    AggChannelValue.TABLE,
                    AggChannelValue.ACQUISITION_CHANNEL,
                    Names.CHANNELS.get(c),
                    AggChannelValue.IS_PAID,
                    paid,
                    AggChannelValue.CUSTOMER_COUNT,
                    100 + c,
                    AggChannelValue.ACQUISITION_COST_AMOUNT,
                    paid ? 9.5 : 0,
                    AggChannelValue.MEAN_HISTORIC_VALUE_AMOUNT,
                    41.25,
                    AggChannelValue.MEAN_RESIDUAL_VALUE_AMOUNT,
                    22.5,
                    AggChannelValue.VALUE_TO_COST_RATIO,
                    paid ? 6.7 : null,
                    AggChannelValue.PAYBACK_MONTHS,
                    paid ? 1 : 0);
        }
    }

    private void quality() {
        for (int day = 0; day < 30; day++) {
            for (String name : List.of("web", "orders", "survey")) {
                if (name.equals("survey") && day < 10) continue;
                int read = 100 + 7 * (day % 7);
                add(
                        IngestedFiles.TABLE,
                        IngestedFiles.SOURCE_NAME,
                        name,
                        IngestedFiles.SOURCE_FILE,
                        name + "/" + day,
                        IngestedFiles.CHECKSUM,
                        name + day,
                        IngestedFiles.STATE,
                        "read",
                        IngestedFiles.RUN_ID,
                        day == 0 ? RUN : date.minusDays(1) + "/3",
                        IngestedFiles.READ_COUNT,
                        read,
                        IngestedFiles.ACCEPTED_COUNT,
                        read - 5,
                        IngestedFiles.DUPLICATE_COUNT,
                        3,
                        IngestedFiles.REJECTED_COUNT,
                        2,
                        IngestedFiles.DELIVERED_DATE,
                        date.minusDays(day));
            }
        }
        // a later run, which this report must not know of
        add(
                IngestedFiles.TABLE,
                IngestedFiles.SOURCE_NAME,
                "web",
                IngestedFiles.RUN_ID,
                date.plusDays(1) + "/5",
                IngestedFiles.READ_COUNT,
                777_777,
                IngestedFiles.ACCEPTED_COUNT,
                777_777,
                IngestedFiles.DELIVERED_DATE,
                date);
        for (String reason : List.of("unparseable", "unparseable", "too_late", "missing_identifier")) {
            add(Rejects.TABLE, Rejects.REASON, reason, Rejects.DELIVERED_DATE, date.minusDays(2));
        }
        for (String outcome : List.of("passed", "failed")) {
            add(
                    QualityResults.TABLE,
                    QualityResults.RUN_ID,
                    RUN,
                    QualityResults.RULE,
                    outcome + "_rule",
                    QualityResults.TABLE_NAME,
                    "gold.fact_sessions",
                    QualityResults.SEVERITY,
                    "warn",
                    QualityResults.OUTCOME,
                    outcome,
                    QualityResults.MEANING,
                    "sessions <without> a customer",
                    QualityResults.OBSERVED,
                    outcome.equals("failed") ? 3 : 0);
        }
    }

    /** 20 checkouts failed, of which 4 ended with an order; of 400 others 380 did. Every order is of 50. */
    private void checkouts() {
        for (int i = 0; i < 420; i++) {
            boolean isFailed = i < 20;
            boolean hasOrder = isFailed ? i < 4 : i < 400;
            add(
                    FactContacts.TABLE,
                    FactContacts.CONTACT_KIND,
                    "checkout",
                    FactContacts.FAILURE_COUNT,
                    isFailed ? 1 : 0,
                    FactContacts.RESOLVED_AT,
                    hasOrder ? new Timestamp(0) : null,
                    FactContacts.OPENED_DATE,
                    date.minusDays(i % 300));
        }
        for (int i = 0; i < 6; i++) {
            add(
                    FactConversions.TABLE,
                    FactConversions.CONVERSION_TYPE,
                    "order",
                    FactConversions.SESSION_ID,
                    "0/" + i + "/0",
                    FactConversions.REVENUE_AMOUNT,
                    50,
                    FactConversions.CONVERTED_DATE,
                    date.minusDays(i));
        }
    }
}
