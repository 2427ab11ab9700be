package org.jejak.report;

import static org.apache.spark.sql.functions.*;

import java.time.LocalDate;
import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jejak.report.Tile.Month;
import org.jejak.report.Tile.Remark;
import org.jejak.report.chart.Sparkline;
import org.jejak.table.*;

/** The five figures of the first page: the CX index of three months, and revenue, visits, orders and spend of 28 days. */
final class Tiles {
    private static final String ORDER = "order";

    private final Source source;
    private final Messages words;
    private final Map<String, Double> targets;

    Tiles(Source source, Messages words) {
        this.source = source;
        this.words = words;
        this.targets = source.settings().report().targets();
    }

    List<Tile> of(IndexCells cx, Map<Field, DailyTotals> days) {
        return List.of(
                index(cx),
                sum("revenue", days.get(AggChannelDaily.REVENUE_AMOUNT), words.text("key.revenue.detail")),
                sum("visits", days.get(AggChannelDaily.VISIT_COUNT), ""),
                sum("orders", days.get(AggChannelDaily.ORDER_COUNT), conversion()),
                sum("spend", days.get(AggChannelDaily.SPEND_AMOUNT), ""));
    }

    private Tile index(IndexCells cx) {
        Row row = cx.headline().orElse(null);
        LocalDate end = row == null ? source.date() : Cells.date(row, CxCell.MONTH);
        String title =
                words.text("key.cx-index", words.months(end.withDayOfMonth(1).minusMonths(2), end));
        Double value = row == null ? null : Cells.number(row, AggCxIndex.VALUE);
        if (value == null) {
            String why = row == null
                    ? words.text("key.cx-index.none")
                    : words.name("reason", Cells.text(row, AggCxIndex.REASON));
            return Tile.without("cx-index", title, "points", why);
        }
        Double low = Cells.number(row, AggCxIndex.VALUE_LOW);
        Double high = Cells.number(row, AggCxIndex.VALUE_HIGH);
        String band = Cells.text(row, AggCxIndex.BAND);
        String detail = words.text("key.cx-index.detail", words.number((high - low) / 2, 1));
        if (band != null) detail = IndexCells.band(band, words) + "; " + detail;
        List<Change> changes = Stream.of(cx.change(row), cx.yearAgo(row))
                .flatMap(Optional::stream)
                .toList();
        List<Remark> remarks = new ArrayList<>();
        String before = words.months(end.minusMonths(5), end.minusMonths(3));
        for (Change change : changes) {
            String difference = words.signed(change.difference(), 1);
            String than = change.than().equals("before") ? before : words.text("key.yearAgo");
            remarks.add(remark("cx-index", change, words.text("key.cx-index.change", difference, than)));
        }
        if (changes.isEmpty()) remarks.add(new Remark(words.text("key.cx-index.noChange"), "", ""));
        return tile(
                "cx-index",
                title,
                value,
                low,
                high,
                "points",
                words.number(value, 1),
                detail,
                changes,
                remarks,
                cx.rolling(source.yearMonths()));
    }

    private Tile sum(String key, DailyTotals days, String detail) {
        String title = words.text("key." + key, words.text("key.days", words.dayInFull(source.date())));
        String unit = key.equals("revenue") || key.equals("spend") ? "currency" : "count";
        if (days.isEmpty()) return Tile.without(key, title, unit, words.text("key.noData"));
        List<Change> changes = Stream.of(days.before(), days.yearAgo())
                .flatMap(Optional::stream)
                .toList();
        List<Remark> remarks = new ArrayList<>();
        for (Change change : changes) {
            String than = words.text(change.than().equals("before") ? "key.before" : "key.yearAgo");
            String percent = words.signedPercent(change.share(), 0);
            remarks.add(remark(key, change, words.text("key.change", percent, than)));
        }
        if (changes.isEmpty()) remarks.add(new Remark(words.text("key.noComparison"), "", ""));
        List<Month> months = source.yearMonths().stream()
                .map(m -> new Month(m, days.month(m)))
                .toList();
        return tile(
                key, title, days.sum(), null, null, unit, shown(unit, days.sum()), detail, changes, remarks, months);
    }

    /** Whether more is better; of spend neither is. */
    private Remark remark(String key, Change change, String text) {
        String arrow = change.difference() > 0 ? "up" : change.difference() < 0 ? "down" : "";
        boolean hasMeaning = change.isMoreThanChance() && !key.equals("spend");
        String tone = !hasMeaning ? "" : change.difference() > 0 ? "good" : "bad";
        String chance = words.text(change.isMoreThanChance() ? "key.moreThanChance" : "key.chance");
        return new Remark(text + ", " + chance, arrow, tone);
    }

    private Tile tile(
            String key,
            String title,
            double value,
            Double low,
            Double high,
            String unit,
            String shown,
            String detail,
            List<Change> changes,
            List<Remark> remarks,
            List<Month> months) {
        Double target = targets.get(key);
        String targetText = target == null
                ? ""
                : words.text(
                        value >= target == !key.equals("spend") || value == target
                                ? "key.target.met"
                                : "key.target.missed",
                        unit.equals("points") ? words.number(target, 0) : shown(unit, target));
        List<Double> values = months.stream().map(Month::value).toList();
        List<Month> known = months.stream().filter(m -> m.value() != null).toList();
        String line = known.isEmpty()
                ? ""
                : Sparkline.svg(
                        values,
                        words.text(
                                "key.line",
                                words.month(known.get(0).month()),
                                words.month(known.get(known.size() - 1).month()),
                                shown(unit, known.get(0).value()),
                                shown(unit, known.get(known.size() - 1).value())));
        return new Tile(
                key, title, value, low, high, unit, shown, detail, changes, remarks, target, targetText, months, line);
    }

    private String shown(String unit, double value) {
        return switch (unit) {
            case "currency" -> words.briefMoney(value);
            case "points" -> words.number(value, 1);
            default -> words.brief(value);
        };
    }

    /** The share of the visits of these days in which somebody ordered; empty without visits. */
    private String conversion() {
        List<Row> visits = source.rows(FactSessions.TABLE, sessions -> {
            var own = sessions.filter(source.inLastDays(FactSessions.STARTED_DATE, DailyTotals.LENGTH))
                    .filter(FactSessions.IS_VISIT.col())
                    .select(FactSessions.SESSION_ID.col());
            var orders = source.tables()
                    .apply(FactConversions.TABLE)
                    .map(all -> all.filter(FactConversions.CONVERSION_TYPE.col().equalTo(ORDER))
                            .select(FactConversions.SESSION_ID.col().as("ordered"))
                            .distinct());
            if (orders.isEmpty())
                return own.limit(0)
                        .agg(count(lit(1)).as("visits"), count(lit(1)).as("orders"));
            return own.join(orders.get(), FactSessions.SESSION_ID.col().equalTo(col("ordered")), "left")
                    .agg(count(lit(1)).as("visits"), count(col("ordered")).as("orders"));
        });
        double all = visits.isEmpty() ? 0 : Cells.number(visits.get(0), "visits");
        return all == 0
                ? ""
                : words.text("key.conversion", words.percent(Cells.number(visits.get(0), "orders") / all, 1));
    }
}
