package org.jejak.experience;

import java.time.Duration;
import java.time.Instant;
import java.util.*;
import java.util.function.LongToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jejak.config.CxIndexSettings;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.ExperienceData.Order;
import org.jejak.statistics.Intervals;
import org.jejak.statistics.Intervals.Interval;
import org.jejak.statistics.PoissonBootstrap;
import org.jejak.table.CxCell;

/**
 * Sales at risk: P(bad) x (P(stop | bad) + P(reduce | bad) x mean cut) x revenue of the last year. P(bad) is the share of that
 * revenue that comes from customers with a bad contact in the year: they buy more than others, since who buys more has more
 * contacts. The other factors are of customers who bought in the window before a contact, where the window after is over.
 *
 * <p>That is gross: customers who never had a bad contact stop or buy less too. The excess takes off what these lose: P(bad) x
 * (lost after bad - lost of the others) x revenue. Both describe: the two kinds of customers may differ in more than that.
 *
 * <p>Told of bad contacts of any kind, and of each kind against the same customers without any bad contact.
 */
final class SalesAtRisk {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final String BAD = "bad";
    private static final String NOT_BAD = "not_bad";
    private static final String EXCESS = "bad - not_bad";
    private static final List<String> KINDS = List.of(CxCell.ALL, "ticket", "chat", "complaint", "checkout");

    private final ExperienceData data;
    private final ExperienceSettings settings;
    private final CxIndexSettings.Interval how;
    private final OrderBook orders;
    private final ImpactRows rows;
    private final List<Buyer> buyers;
    private final double revenue;
    private final List<Spending> afterOthers;

    /** A customer (by id and hash) who bought in the last year, and for how much. */
    private record Buyer(String id, long hash, double revenue) {}

    /** Revenue of a customer (by hash) in the windows before and after a contact. */
    private record Spending(double before, double after, long hash) {}

    /**
     * What a kind of bad contact is judged by.
     *
     * @param isTreated of each buyer, whether there was a bad contact in the last year
     * @param after of those who bought before their first bad contact
     */
    private record Kind(boolean[] isTreated, List<Spending> after) {}

    /** Shares that stop and that reduce, and the mean cut of those who reduce; NaN without any. */
    private record Factors(double stop, double reduce, double cut) {
        double lost() {
            return stop + (reduce > 0 ? reduce * cut : 0);
        }
    }

    /** The figures of one kind, of all customers or of customers drawn again. */
    private record Figures(double badRevenue, Factors bad, Factors others) {
        double atRisk() {
            return badRevenue * bad.lost();
        }

        double excess() {
            return badRevenue * (bad.lost() - others.lost());
        }
    }

    /** @param data contacts of identified customers, and the orders of all: what is at risk is a share of all revenue */
    SalesAtRisk(ExperienceData data, ExperienceSettings settings, OrderBook orders, ImpactRows rows) {
        this.data = data;
        this.settings = settings;
        this.how = settings.index().interval();
        this.orders = orders;
        this.rows = rows;
        this.buyers = buyers();
        this.revenue = buyers.stream().mapToDouble(Buyer::revenue).sum();
        this.afterOthers = afterOthers();
    }

    /** Adds the figures of bad contacts of any kind, and of each kind. */
    void add() {
        List<Kind> kinds = KINDS.stream().map(this::kind).toList();
        List<Figures> found = figures(kinds, customer -> 1);
        PoissonBootstrap bootstrap = new PoissonBootstrap(how.replicates(), how.seed());
        List<List<Figures>> draws = new ArrayList<>();
        for (int r = 0; r < how.replicates(); r++) {
            int replicate = r;
            draws.add(figures(kinds, customer -> bootstrap.weight(customer, replicate)));
        }
        factors(rows, NOT_BAD, afterOthers, found.get(0).others);
        for (int k = 0; k < kinds.size(); k++) {
            int place = k;
            List<Figures> own = draws.stream().map(d -> d.get(place)).toList();
            add(rows.ofKind(KINDS.get(k)), kinds.get(k), found.get(k), own);
        }
    }

    private void add(ImpactRows to, Kind kind, Figures found, List<Figures> draws) {
        long known = buyers.stream().filter(b -> data.isIdentified(b.id)).count();
        long treated = 0;
        for (boolean isTreated : kind.isTreated) treated += isTreated ? 1 : 0;
        double share = treated / (double) known;
        to.add("bad_share", CxCell.ALL, "descriptive", "share", share, wilson(share, known), null, known);
        share(to, "bad_revenue_share", CxCell.ALL, estimate(found, draws, Figures::badRevenue, 0), known);
        factors(to, BAD, kind.after, found.bad);
        int n = kind.after.size();
        atRisk(to, "sales_at_risk", CxCell.ALL, estimate(found, draws, Figures::atRisk, 0), n);

        int least = Math.min(n, afterOthers.size());
        Estimate stop = estimate(found, draws, f -> f.bad.stop - f.others.stop, -1);
        share(to, "excess_stop_share", EXCESS, stop, least);
        Estimate reduce = estimate(found, draws, f -> f.bad.reduce - f.others.reduce, -1);
        share(to, "excess_reduce_share", EXCESS, reduce, least);
        atRisk(to, "excess_sales_at_risk", EXCESS, estimate(found, draws, Figures::excess, -1), least);
    }

    /** A share with its interval; of a difference also the chance of one as far from none. */
    private record Estimate(double value, Interval interval, Double p) {}

    /** @param least 0 for shares, -1 for differences of shares, which are tested */
    private Estimate estimate(Figures found, List<Figures> draws, ToDoubleFunction<Figures> of, double least) {
        double value = of.applyAsDouble(found);
        double error = PoissonBootstrap.spread(draws.stream()
                .mapToDouble(of)
                .map(drawn -> Double.isNaN(drawn) ? value : drawn)
                .toArray());
        Interval interval = Intervals.normal(value, error, how.level()).within(least, 1);
        return new Estimate(value, interval, least < 0 ? Intervals.pValue(value, error) : null);
    }

    private static void share(ImpactRows to, String measure, String cohort, Estimate e, long n) {
        to.add(measure, cohort, "descriptive", "share", e.value, e.interval, e.p, n);
    }

    /** A share of the revenue, and as much money. */
    private void atRisk(ImpactRows to, String measure, String cohort, Estimate e, long n) {
        share(to, measure + "_share", cohort, e, n);
        Interval amount = new Interval(e.interval.low() * revenue, e.interval.high() * revenue);
        to.add(measure, cohort, "descriptive", "currency", e.value * revenue, amount, e.p, n);
    }

    private void factors(ImpactRows to, String cohort, List<Spending> spending, Factors f) {
        int n = spending.size();
        to.add("stop_share", cohort, "descriptive", "share", f.stop, wilson(f.stop, n), null, n);
        to.add("reduce_share", cohort, "descriptive", "share", f.reduce, wilson(f.reduce, n), null, n);
        to.add("mean_cut", cohort, "descriptive", "share", f.cut, null, null, Math.round(f.reduce * n));
    }

    private Interval wilson(double share, long n) {
        return n == 0 || Double.isNaN(share) ? null : Intervals.wilson(share, n, how.level());
    }

    /** The figures of each kind, each customer by its weight. */
    private List<Figures> figures(List<Kind> kinds, LongToDoubleFunction weight) {
        double[] weighted = buyers.stream()
                .mapToDouble(b -> weight.applyAsDouble(b.hash) * b.revenue)
                .toArray();
        double all = Arrays.stream(weighted).sum();
        Factors others = factors(afterOthers, weight);
        List<Figures> figures = new ArrayList<>();
        for (Kind kind : kinds) {
            double bad = 0;
            for (int i = 0; i < weighted.length; i++) if (kind.isTreated[i]) bad += weighted[i];
            figures.add(new Figures(all > 0 ? bad / all : Double.NaN, factors(kind.after, weight), others));
        }
        return figures;
    }

    private static Factors factors(List<Spending> spending, LongToDoubleFunction weight) {
        double total = 0;
        double stop = 0;
        double reduce = 0;
        double cut = 0;
        for (Spending s : spending) {
            double w = weight.applyAsDouble(s.hash);
            total += w;
            if (s.after == 0) stop += w;
            else if (s.after < s.before) {
                reduce += w;
                cut += w * (1 - s.after / s.before);
            }
        }
        return new Factors(stop / total, reduce / total, cut / reduce);
    }

    /** Who bought in the last year, by customer. */
    private List<Buyer> buyers() {
        Map<String, Double> net = new TreeMap<>();
        for (Order o : data.orders()) if (isOfYear(o.at())) net.merge(o.customer(), o.netRevenue(), Double::sum);
        List<Buyer> all = new ArrayList<>();
        net.forEach((customer, own) -> all.add(new Buyer(customer, PoissonBootstrap.hash(customer), own)));
        return all;
    }

    private boolean isOfYear(Instant at) {
        return at.isAfter(data.asOf().minus(YEAR));
    }

    private Kind kind(String name) {
        Set<String> treated = new HashSet<>();
        Set<String> done = new HashSet<>();
        List<Spending> after = new ArrayList<>();
        for (ContactEpisode e : data.episodes()) {
            if (!e.isNegative || !name.equals(CxCell.ALL) && !name.equals(e.kind)) continue;
            if (isOfYear(e.openedAt)) treated.add(e.customer);
            if (done.add(e.customer)) addSpending(after, e);
        }
        boolean[] isTreated = new boolean[buyers.size()];
        for (int i = 0; i < isTreated.length; i++) isTreated[i] = treated.contains(buyers.get(i).id);
        return new Kind(isTreated, after);
    }

    /** Of those who never had a bad contact: at the first contact that something was bought before. */
    private List<Spending> afterOthers() {
        Set<String> done = data.episodes().stream()
                .filter(e -> e.isNegative)
                .map(e -> e.customer)
                .collect(Collectors.toSet());
        List<Spending> all = new ArrayList<>();
        for (ContactEpisode e : data.episodes())
            if (!done.contains(e.customer) && addSpending(all, e)) done.add(e.customer);
        return all;
    }

    private boolean addSpending(List<Spending> all, ContactEpisode e) {
        Duration window = settings.impact().window();
        Instant at = e.openedAt;
        double before = orders.revenue(e.customer, at.minus(window), at);
        if (before <= 0 || at.plus(window).isAfter(data.asOf())) return false;
        double after = Math.max(0, orders.revenue(e.customer, at, at.plus(window)));
        return all.add(new Spending(before, after, PoissonBootstrap.hash(e.customer)));
    }
}
