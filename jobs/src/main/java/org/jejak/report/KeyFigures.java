package org.jejak.report;

import static org.apache.spark.sql.functions.*;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jejak.table.*;

/** The numbers of the first page: the CX index, and the last 30 days against the 30 days before. */
final class KeyFigures {
    private static final int DAYS = 30;

    private KeyFigures() {}

    static List<KeyFigure> of(Source source, IndexCells cx, Messages words) {
        LocalDate end = source.date();
        List<Row> days = source.rows(
                AggChannelDaily.TABLE,
                rows -> rows.filter(AggChannelDaily.BUSINESS_DATE.col().leq(lit(Date.valueOf(end))))
                        .groupBy(AggChannelDaily.BUSINESS_DATE.col())
                        .agg(
                                total(AggChannelDaily.REVENUE_AMOUNT),
                                total(AggChannelDaily.ORDER_COUNT),
                                total(AggChannelDaily.NEW_CUSTOMER_COUNT),
                                total(AggChannelDaily.SESSION_COUNT),
                                total(AggChannelDaily.SPEND_AMOUNT)));
        Sums sums = new Sums(days, end, words);
        return List.of(
                index(cx, words),
                sums.figure("revenue", AggChannelDaily.REVENUE_AMOUNT, true),
                sums.figure("orders", AggChannelDaily.ORDER_COUNT, false),
                sums.figure("newVisitors", AggChannelDaily.NEW_CUSTOMER_COUNT, false),
                sums.figure("sessions", AggChannelDaily.SESSION_COUNT, false),
                sums.figure("spend", AggChannelDaily.SPEND_AMOUNT, true));
    }

    private static org.apache.spark.sql.Column total(Field field) {
        return sum(col(field.name())).as(field.name());
    }

    private static KeyFigure index(IndexCells cx, Messages words) {
        String label = words.text("key.cx");
        Row row = cx.overall().orElse(null);
        if (row == null) return new KeyFigure(label, Messages.NONE, words.text("key.cx.none"), "");
        Double value = Cells.number(row, AggCxIndex.VALUE);
        if (value == null)
            return new KeyFigure(label, Messages.NONE, words.name("reason", Cells.text(row, AggCxIndex.REASON)), "");
        String band = Cells.text(row, AggCxIndex.BAND);
        return new KeyFigure(
                label,
                words.number(value, 1),
                words.text(
                        band == null ? "key.cx.detail" : "key.cx.band",
                        words.between(
                                Cells.number(row, AggCxIndex.VALUE_LOW), Cells.number(row, AggCxIndex.VALUE_HIGH), 1),
                        band == null ? "" : IndexCells.band(band, words)),
                "");
    }

    /** Sums of the last days and of those before, from all days. */
    private record Sums(List<Row> days, LocalDate end, Messages words) {
        KeyFigure figure(String key, Field field, boolean isMoney) {
            String label = words.text("key." + key);
            if (days.isEmpty()) return new KeyFigure(label, Messages.NONE, words.text("key.noData"), "");
            LocalDate split = end.minusDays(DAYS);
            LocalDate start = split.minusDays(DAYS);
            double now = 0;
            double before = 0;
            boolean hasBefore = false;
            for (Row day : days) {
                LocalDate date = Cells.date(day, AggChannelDaily.BUSINESS_DATE);
                if (date.isAfter(split)) now += Cells.amount(day, field);
                else if (date.isAfter(start)) before += Cells.amount(day, field);
                // a history that begins within the days before would make everything look like growth
                hasBefore |= !date.isAfter(start.plusDays(1));
            }
            String value = isMoney ? words.currency(words.brief(now)) : words.brief(now);
            if (!hasBefore || before == 0) return new KeyFigure(label, value, words.text("key.noComparison"), "");
            double change = now / before - 1;
            if (Math.abs(change) < 0.005) return new KeyFigure(label, value, words.text("key.noChange"), "");
            boolean isMore = change > 0;
            String text = words.text(isMore ? "key.more" : "key.less", words.percent(Math.abs(change), 0));
            return new KeyFigure(label, value, text, isMore ? "up" : "down");
        }
    }
}
