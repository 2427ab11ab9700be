package org.jejak.report;

import static org.apache.spark.sql.functions.*;

import java.util.*;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jejak.config.RfmSegment;
import org.jejak.config.Settings;
import org.jejak.statistics.Intervals;
import org.jejak.statistics.Intervals.Interval;
import org.jejak.table.*;

/** What could be done, ranked by the money of a year that is at stake. Whatever may be nothing, by its interval, is left out. */
final class Actions {
    private static final int MOST = 3;
    private static final int YEAR = 365;
    private static final int MONTHS_OF_YEAR = 12;
    private static final String CHECKOUT = "checkout";

    private final Source source;
    private final Messages words;
    private final Settings settings;

    Actions(Source source, Messages words) {
        this.source = source;
        this.words = words;
        this.settings = source.settings();
    }

    /** The three with the largest amounts; equal ones by their kind. */
    List<Action> largest(PaidSpend paid) {
        Optional<Row> costliest = costliest();
        // failed checkouts are among the bad contacts: what they cost is said once
        boolean isSaid =
                costliest.filter(Cells.is(AggCxImpact.CONTACT_KIND, CHECKOUT)).isPresent();
        return Stream.of(
                        costliest.map(this::contacts),
                        isSaid ? Optional.<Action>empty() : checkouts(),
                        spend(paid),
                        budget(),
                        customers())
                .flatMap(Optional::stream)
                .filter(a -> a.low() > 0)
                .sorted(Comparator.comparing(Action::amount).reversed().thenComparing(Action::key))
                .limit(MOST)
                .toList();
    }

    private Action action(
            String key, String title, String text, double amount, Interval interval, String kind, String section) {
        return new Action(
                key,
                title,
                text,
                words.briefMoney(amount),
                amount,
                interval.low(),
                interval.high(),
                words.text(kind, words.betweenBrief(interval.low(), interval.high()), words.percent(level(), 0)),
                settings.report().owners().getOrDefault(key, ""),
                section);
    }

    private double level() {
        return settings.experience().index().interval().level();
    }

    /** The kind of contact that costs most beyond what is usual; all kinds together where none can be told alone. */
    private Optional<Row> costliest() {
        List<Row> rows = source.rows(AggCxImpact.TABLE).stream()
                .filter(Cells.is(AggCxImpact.MEASURE, "excess_sales_at_risk"))
                .filter(r ->
                        Cells.number(r, AggCxImpact.VALUE) != null && Cells.number(r, AggCxImpact.VALUE_LOW) != null)
                .sorted(Comparator.comparing((Row r) -> -Cells.number(r, AggCxImpact.VALUE))
                        .thenComparing(Cells.text(AggCxImpact.CONTACT_KIND)))
                .toList();
        return rows.stream()
                .filter(Cells.is(AggCxImpact.CONTACT_KIND, CxCell.ALL).negate())
                .filter(r -> Cells.number(r, AggCxImpact.VALUE_LOW) > 0)
                .findFirst()
                .or(() -> rows.stream()
                        .filter(Cells.is(AggCxImpact.CONTACT_KIND, CxCell.ALL))
                        .findFirst());
    }

    private Action contacts(Row costliest) {
        String kind = Cells.text(costliest, AggCxImpact.CONTACT_KIND);
        return action(
                "contacts",
                words.name("action.contacts", kind),
                words.text("action.contacts.text", words.name("badContact", kind)),
                Cells.number(costliest, AggCxImpact.VALUE),
                new Interval(
                        Cells.number(costliest, AggCxImpact.VALUE_LOW),
                        Cells.number(costliest, AggCxImpact.VALUE_HIGH)),
                "action.interval",
                "impact");
    }

    /** Orders that failures kept from being made: how much less often a failed checkout ends in one, times a mean order. */
    private Optional<Action> checkouts() {
        List<Row> rows = source.rows(
                FactContacts.TABLE,
                contacts -> contacts.filter(FactContacts.CONTACT_KIND.col().equalTo(CHECKOUT))
                        .filter(source.inLastDays(FactContacts.OPENED_DATE, YEAR))
                        .groupBy(FactContacts.FAILURE_COUNT.col().gt(0).as("failed"))
                        .agg(
                                count(lit(1)).as("checkouts"),
                                count(FactContacts.RESOLVED_AT.col()).as("orders")));
        Optional<Row> failed =
                rows.stream().filter(r -> (Boolean) r.getAs("failed")).findFirst();
        Optional<Row> fine =
                rows.stream().filter(r -> !(Boolean) r.getAs("failed")).findFirst();
        if (failed.isEmpty() || fine.isEmpty()) return Optional.empty();
        double n = Cells.number(failed.get(), "checkouts");
        double usualN = Cells.number(fine.get(), "checkouts");
        double share = Cells.number(failed.get(), "orders") / n;
        double usual = Cells.number(fine.get(), "orders") / usualN;
        double order = meanOrder();
        Interval own = Intervals.wilson(share, n, level());
        Interval others = Intervals.wilson(usual, usualN, level());
        double lost = usual - share;
        // Newcombe's interval of the difference of two shares
        double low = lost - Math.hypot(usual - others.low(), own.high() - share);
        double high = lost + Math.hypot(others.high() - usual, share - own.low());
        return Optional.of(action(
                "checkouts",
                words.text("action.checkouts"),
                words.text(
                        "action.checkouts.text",
                        words.count(n),
                        words.count(n + usualN),
                        words.percent(share, 0),
                        words.percent(usual, 0),
                        words.money(order)),
                n * lost * order,
                new Interval(n * low * order, n * high * order),
                "action.interval",
                "journeys"));
    }

    /** Revenue per order of the year; 0 without orders. */
    private double meanOrder() {
        return source
                .rows(
                        FactConversions.TABLE,
                        all -> all.filter(FactConversions.CONVERSION_TYPE.col().equalTo("order"))
                                .filter(source.inLastDays(FactConversions.CONVERTED_DATE, YEAR))
                                .agg(avg(FactConversions.REVENUE_AMOUNT.col()).as("mean")))
                .stream()
                .map(Cells.number("mean"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(0.0);
    }

    /** Paid channels that brought less than they cost; the interval goes from the kindest model to the harshest. */
    private Optional<Action> spend(PaidSpend paid) {
        double margin = settings.value().margin();
        List<String> losing = paid.losing(margin);
        if (losing.isEmpty()) return Optional.empty();
        double spend = paid.spend(losing);
        double revenue = paid.revenue(losing);
        List<Double> losses = paid.losses(losing, margin);
        return Optional.of(action(
                "spend",
                words.text("action.spend"),
                words.text(
                        "action.spend.text",
                        losing.stream().map(c -> words.name("channel", c)).collect(Collectors.joining(", ")),
                        words.briefMoney(spend),
                        words.briefMoney(revenue * margin),
                        words.name("model", paid.model())),
                spend - revenue * margin,
                new Interval(Collections.min(losses), Collections.max(losses)),
                "action.models",
                "channels"));
    }

    /** What the advised split is expected to bring more in a year. */
    private Optional<Action> budget() {
        return source.rows(AggBudgetAdvice.TABLE).stream()
                .filter(Cells.is(AggBudgetAdvice.OBJECTIVE, "revenue"))
                .filter(Cells.is(AggBudgetAdvice.CHANNEL, "(total)"))
                .filter(r -> Cells.flag(r, AggBudgetAdvice.HAS_ADVICE)
                        && Cells.number(r, AggBudgetAdvice.GAIN) != null
                        && Cells.number(r, AggBudgetAdvice.GAIN_LOW) != null)
                .findFirst()
                .map(r -> action(
                        "budget",
                        words.text("action.budget"),
                        words.text("action.budget.text"),
                        MONTHS_OF_YEAR * Cells.number(r, AggBudgetAdvice.GAIN),
                        new Interval(
                                MONTHS_OF_YEAR * Cells.number(r, AggBudgetAdvice.GAIN_LOW),
                                MONTHS_OF_YEAR * Cells.number(r, AggBudgetAdvice.GAIN_HIGH)),
                        "action.interval90",
                        "channels"));
    }

    /** What identified customers of segments at risk are still expected to bring. */
    private Optional<Action> customers() {
        List<String> atRisk = settings.value().segments().stream()
                .filter(RfmSegment::atRisk)
                .map(RfmSegment::name)
                .distinct()
                .toList();
        List<Row> rows = source.rows(
                FactCustomerValue.TABLE,
                all -> all.filter(FactCustomerValue.IS_IDENTIFIED.col())
                        .filter(FactCustomerValue.RFM_SEGMENT.col().isin(atRisk.toArray()))
                        .filter(FactCustomerValue.CLV_AMOUNT.col().isNotNull())
                        .agg(
                                count(lit(1)).as("customers"),
                                sum(FactCustomerValue.REVENUE_AMOUNT.col()).as("revenue"),
                                sum(FactCustomerValue.CLV_AMOUNT.col()).as("clv"),
                                sum(FactCustomerValue.CLV_LOW_AMOUNT.col()).as("low"),
                                sum(FactCustomerValue.CLV_HIGH_AMOUNT.col()).as("high")));
        return rows.stream()
                .filter(r -> Cells.number(r, "low") != null)
                .findFirst()
                .map(r -> action(
                        "customers",
                        words.text("action.customers"),
                        words.text(
                                "action.customers.text",
                                words.count(Cells.number(r, "customers")),
                                words.briefMoney(Cells.number(r, "revenue")),
                                words.count((double) settings.value().horizon().toDays())),
                        Cells.number(r, "clv"),
                        new Interval(Cells.number(r, "low"), Cells.number(r, "high")),
                        "action.interval",
                        "value"));
    }
}
