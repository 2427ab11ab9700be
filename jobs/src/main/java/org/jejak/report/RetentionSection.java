package org.jejak.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jejak.report.Block.Figure;
import org.jejak.report.Block.Listing;
import org.jejak.report.Block.Message;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.HeatMap;
import org.jejak.report.chart.LineChart;
import org.jejak.table.AggRetentionCohort;
import org.jejak.table.AggRevenueMovement;

/** Who comes back: monthly cohorts of first orders, all of them together with what a model expects, and revenue kept. */
final class RetentionSection {
    private static final int COHORTS = 12;
    private static final int MONTHS = 6;
    private static final String ALL = "all";

    private RetentionSection() {}

    static Section of(Source source, Messages words) {
        List<Row> rows = source.rows(
                AggRetentionCohort.TABLE,
                table -> table.filter(AggRetentionCohort.COHORT_BASIS
                        .col()
                        .equalTo("order")
                        .and(AggRetentionCohort.GRANULARITY.col().equalTo("month"))
                        .and(AggRetentionCohort.WINDOW_KIND.col().equalTo("calendar"))
                        .and(AggRetentionCohort.DIMENSION.col().equalTo(ALL))));
        List<Block> blocks = new ArrayList<>();
        String finding = "";
        if (rows.isEmpty()) blocks.add(new Message(words.text("retention.none")));
        else {
            cohorts(source, rows, words, blocks);
            finding = together(rows, words, blocks);
        }
        movements(source, words, blocks);
        return new Section(
                "retention", words.text("retention.title"), finding, blocks, List.of(words.text("retention.note")));
    }

    private static boolean isObserved(Row row) {
        return !Cells.flag(row, AggRetentionCohort.IS_PROJECTED);
    }

    private static void cohorts(Source source, List<Row> rows, Messages words, List<Block> blocks) {
        Map<LocalDate, Map<Integer, Row>> cohorts = new TreeMap<>();
        for (Row row : rows) {
            LocalDate cohort = Cells.date(row, AggRetentionCohort.COHORT_DATE);
            if (cohort == null || !isObserved(row) || cohort.isAfter(source.date())) continue;
            cohorts.computeIfAbsent(cohort, c -> new TreeMap<>())
                    .put((int) Cells.amount(row, AggRetentionCohort.PERIOD), row);
        }
        cohorts.values().removeIf(line -> line.keySet().stream().noneMatch(k -> k >= 1));
        List<LocalDate> shown = cohorts.keySet().stream()
                .skip(Math.max(0, cohorts.size() - COHORTS))
                .toList();
        if (shown.isEmpty()) {
            blocks.add(new Message(words.text("retention.short")));
            return;
        }
        int periods = Math.min(
                COHORTS,
                shown.stream()
                        .flatMap(c -> cohorts.get(c).keySet().stream())
                        .max(Comparator.naturalOrder())
                        .orElse(1));
        List<String> headings =
                new ArrayList<>(List.of(words.text("retention.cohort"), "#" + words.text("word.customers")));
        List<String> columns = new ArrayList<>();
        for (int k = 1; k <= periods; k++) {
            columns.add(String.valueOf(k));
            headings.add("#" + k);
        }
        TableBuilder table = TableBuilder.with(headings.toArray(String[]::new));
        List<List<HeatMap.Cell>> cells = new ArrayList<>();
        double most = 0;
        for (LocalDate cohort : shown) {
            Map<Integer, Row> line = cohorts.get(cohort);
            List<HeatMap.Cell> drawn = new ArrayList<>();
            Row first = line.get(0);
            List<String> texts = new ArrayList<>(List.of(
                    words.month(cohort),
                    words.count(first == null ? null : Cells.number(first, AggRetentionCohort.CUSTOMER_COUNT))));
            for (int k = 1; k <= periods; k++) {
                Row row = line.get(k);
                Double rate = row == null ? null : Cells.number(row, AggRetentionCohort.RETENTION_RATE);
                boolean whole = row != null && Cells.flag(row, AggRetentionCohort.IS_COMPLETE);
                if (rate != null && whole) most = Math.max(most, rate);
                // a month that is not over looks worse than it will be: no colour
                drawn.add(
                        rate == null
                                ? HeatMap.Cell.NOTHING
                                : new HeatMap.Cell(whole ? rate : null, words.number(rate * 100, 0)));
                texts.add(rate == null ? "" : words.percent(rate, 1) + (whole ? "" : "*"));
            }
            cells.add(drawn);
            table.row(texts);
        }
        blocks.add(new Figure(
                "retention-cohorts",
                words.text("retention.cohorts"),
                words.text("retention.cohorts.note"),
                words.text(
                        "retention.cohorts.alt", words.month(shown.get(0)), words.month(shown.get(shown.size() - 1))),
                new HeatMap(
                        columns,
                        shown.stream().map(words::month).toList(),
                        cells,
                        0,
                        most,
                        words.text("retention.axis")),
                70 + 30 * shown.size(),
                false,
                table.table()));
    }

    private static String together(List<Row> rows, Messages words, List<Block> blocks) {
        List<Row> all = rows.stream()
                .filter(r -> ALL.equals(Cells.text(r, AggRetentionCohort.COHORT)))
                .sorted(Comparator.comparing(r -> Cells.number(r, AggRetentionCohort.PERIOD)))
                .toList();
        List<Row> observed = all.stream()
                .filter(r -> isObserved(r)
                        && Cells.flag(r, AggRetentionCohort.IS_COMPLETE)
                        && Cells.amount(r, AggRetentionCohort.PERIOD) >= 1
                        && Cells.number(r, AggRetentionCohort.RETENTION_RATE) != null)
                .toList();
        if (observed.isEmpty()) return "";
        List<Row> expected = all.stream()
                .filter(r -> "sbg".equals(Cells.text(r, AggRetentionCohort.SERIES))
                        && Cells.amount(r, AggRetentionCohort.PERIOD) >= 1
                        && Cells.number(r, AggRetentionCohort.RETENTION_OR_AFTER_RATE) != null)
                .limit(24)
                .toList();
        int longest = (int) Math.max(
                Cells.amount(observed.get(observed.size() - 1), AggRetentionCohort.PERIOD),
                expected.isEmpty() ? 0 : Cells.amount(expected.get(expected.size() - 1), AggRetentionCohort.PERIOD));
        List<Double> in = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        List<Double> model = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        TableBuilder table = TableBuilder.with(
                "#" + words.text("retention.period"),
                "#" + words.text("retention.on"),
                "#" + words.text("retention.after"),
                "#" + words.text("retention.sbg"));
        for (int k = 1; k <= longest; k++) {
            labels.add(String.valueOf(k));
            in.add(rate(observed, k, true));
            after.add(rate(observed, k, false));
            model.add(rate(expected, k, false));
            table.row(
                    labels.get(k - 1),
                    words.percent(in.get(k - 1), 1),
                    words.percent(after.get(k - 1), 1),
                    words.percent(model.get(k - 1), 1));
        }
        List<LineChart.Line> lines = new ArrayList<>(List.of(
                LineChart.Line.of(words.text("retention.on"), in),
                LineChart.Line.of(words.text("retention.after"), after)));
        if (!expected.isEmpty())
            lines.add(LineChart.Line.of(words.text("retention.sbg"), model).asForecast());
        blocks.add(new Figure(
                "retention-all",
                words.text("retention.all"),
                words.text("retention.all.note"),
                words.text("retention.all.alt"),
                new LineChart(
                        labels,
                        lines,
                        Axis.of(words.text("retention.all.axis"), v -> words.percent(v, 0))
                                .inStepsOf(0.01),
                        words.text("retention.period")),
                300,
                false,
                table.table()));
        Double first = rate(observed, 1, true);
        Double third = rate(observed, 3, true);
        return third == null
                ? words.text("retention.finding.one", words.percent(first, 0))
                : words.text("retention.finding", words.percent(first, 0), words.percent(third, 0));
    }

    private static Double rate(List<Row> rows, int period, boolean on) {
        return rows.stream()
                .filter(r -> (int) Cells.amount(r, AggRetentionCohort.PERIOD) == period)
                .findFirst()
                .map(r -> Cells.number(
                        r, on ? AggRetentionCohort.RETENTION_RATE : AggRetentionCohort.RETENTION_OR_AFTER_RATE))
                .orElse(null);
    }

    private static void movements(Source source, Messages words, List<Block> blocks) {
        List<Row> months = source
                .rows(
                        AggRevenueMovement.TABLE,
                        table -> table.filter(AggRevenueMovement.GRANULARITY
                                .col()
                                .equalTo("month")
                                .and(AggRevenueMovement.DIMENSION.col().equalTo(ALL))
                                .and(AggRevenueMovement.IS_COMPLETE.col())))
                .stream()
                .filter(r -> !Cells.date(r, AggRevenueMovement.PERIOD_DATE).isAfter(source.date()))
                .sorted(Comparator.comparing(r -> Cells.date(r, AggRevenueMovement.PERIOD_DATE)))
                .toList();
        if (months.isEmpty()) return;
        TableBuilder table = TableBuilder.with(
                words.text("word.month"),
                "#" + words.text("movement.revenue"),
                "#" + words.text("movement.new"),
                "#" + words.text("movement.reactivated"),
                "#" + words.text("movement.expansion"),
                "#" + words.text("movement.contraction"),
                "#" + words.text("movement.churned"),
                "#" + words.text("movement.nrr"),
                "#" + words.text("movement.grr"));
        for (Row row : months.subList(Math.max(0, months.size() - MONTHS), months.size())) {
            table.row(
                    words.month(Cells.date(row, AggRevenueMovement.PERIOD_DATE)),
                    words.amount(Cells.number(row, AggRevenueMovement.REVENUE_AMOUNT)),
                    words.amount(Cells.number(row, AggRevenueMovement.NEW_REVENUE_AMOUNT)),
                    words.amount(Cells.number(row, AggRevenueMovement.REACTIVATED_REVENUE_AMOUNT)),
                    words.amount(Cells.number(row, AggRevenueMovement.EXPANSION_AMOUNT)),
                    words.amount(-Cells.amount(row, AggRevenueMovement.CONTRACTION_AMOUNT)),
                    words.amount(-Cells.amount(row, AggRevenueMovement.CHURNED_REVENUE_AMOUNT)),
                    words.percent(Cells.number(row, AggRevenueMovement.NRR_RATE), 0),
                    words.percent(Cells.number(row, AggRevenueMovement.GRR_RATE), 0));
        }
        blocks.add(new Listing(
                "retention-movement", words.text("movement.title"), words.text("movement.note"), table.table()));
    }
}
