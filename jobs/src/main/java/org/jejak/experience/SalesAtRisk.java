package org.jejak.experience;

import java.time.Duration;
import java.time.Instant;
import java.util.*;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Collectors;
import org.jejak.config.CxIndexSettings;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.ExperienceData.Order;
import org.jejak.statistics.Intervals;
import org.jejak.statistics.Intervals.Interval;
import org.jejak.statistics.PoissonBootstrap;

/**
 * Sales at risk: P(bad) x (P(stop | bad) + P(reduce | bad) x mean cut) x revenue of the last year. P(bad) is the share of that
 * revenue that comes from customers with a bad contact in the year: they buy more than others, since who buys more has more
 * contacts. The other factors are of customers who bought in the window before a contact, where the window after is over.
 * Descriptive: some would have stopped anyway, which cohort not_bad shows.
 */
final class SalesAtRisk {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final String ALL = "(all)";

    private final ExperienceData data;
    private final CxIndexSettings.Interval how;
    private final Duration window;
    private final OrderBook orders;
    private final List<ContactEpisode> firstNegative;

    /** A customer (by hash) who bought in the last year, for how much, and whether there was a bad contact in it. */
    private record Buyer(long customer, double revenue, boolean hadBad) {}

    /** Revenue of a customer (by hash) in the windows before and after a contact. */
    private record Spending(double before, double after, long customer) {}

    /** Shares that stop and that reduce, and the mean cut of those who reduce; NaN without any. */
    private record Factors(double stop, double reduce, double cut) {
        double lost() {
            return stop + (reduce > 0 ? reduce * cut : 0);
        }
    }

    /** @param firstNegative the first bad contact of each customer who had one */
    SalesAtRisk(
            ExperienceData data, ExperienceSettings settings, OrderBook orders, List<ContactEpisode> firstNegative) {
        this.data = data;
        this.how = settings.index().interval();
        this.window = settings.impact().window();
        this.orders = orders;
        this.firstNegative = firstNegative;
    }

    void add(ImpactRows rows) {
        List<Buyer> buyers = buyers();
        int n = buyers.size();
        double treated = buyers.stream().filter(Buyer::hadBad).count() / (double) n;
        rows.add("bad_share", ALL, "descriptive", "share", treated, wilson(treated, n), null, n);
        double share = badRevenueShare(buyers, c -> 1);
        Interval shareInterval = drawn(share, weight -> badRevenueShare(buyers, weight));
        rows.add("bad_revenue_share", ALL, "descriptive", "share", share, shareInterval, null, n);

        List<Spending> afterBad = afterBad();
        double atRisk = share * factors(rows, "bad", afterBad).lost();
        factors(rows, "not_bad", afterOthers());
        Interval risk = drawn(
                atRisk,
                weight -> badRevenueShare(buyers, weight)
                        * factors(afterBad, weight).lost());
        double revenue = buyers.stream().mapToDouble(Buyer::revenue).sum();
        Interval amount = new Interval(risk.low() * revenue, risk.high() * revenue);
        int asked = afterBad.size();
        rows.add("sales_at_risk_share", ALL, "descriptive", "share", atRisk, risk, null, asked);
        rows.add("sales_at_risk", ALL, "descriptive", "currency", atRisk * revenue, amount, null, asked);
    }

    /** Who bought in the last year, by customer. */
    private List<Buyer> buyers() {
        Instant from = data.asOf().minus(YEAR);
        Set<String> treated = data.episodes().stream()
                .filter(e -> e.isNegative && e.openedAt.isAfter(from))
                .map(e -> e.customer)
                .collect(Collectors.toSet());
        Map<String, Double> revenue = new TreeMap<>();
        for (Order o : data.orders())
            if (o.at().isAfter(from)) revenue.merge(o.customer(), o.netRevenue(), Double::sum);
        List<Buyer> buyers = new ArrayList<>();
        revenue.forEach((c, net) -> buyers.add(new Buyer(PoissonBootstrap.hash(c), net, treated.contains(c))));
        return buyers;
    }

    /** Each customer by its weight; NaN without revenue. */
    private static double badRevenueShare(List<Buyer> buyers, LongToDoubleFunction weight) {
        double bad = 0;
        double all = 0;
        for (Buyer b : buyers) {
            double revenue = weight.applyAsDouble(b.customer) * b.revenue;
            all += revenue;
            if (b.hadBad) bad += revenue;
        }
        return all > 0 ? bad / all : Double.NaN;
    }

    /** Of those who bought before their first bad contact. */
    private List<Spending> afterBad() {
        List<Spending> all = new ArrayList<>();
        firstNegative.forEach(e -> addSpending(all, e));
        return all;
    }

    /** Of those who never had a bad contact: at the first contact that something was bought before. */
    private List<Spending> afterOthers() {
        Set<String> done = firstNegative.stream().map(e -> e.customer).collect(Collectors.toCollection(HashSet::new));
        List<Spending> all = new ArrayList<>();
        for (ContactEpisode e : data.episodes())
            if (!done.contains(e.customer) && addSpending(all, e)) done.add(e.customer);
        return all;
    }

    private boolean addSpending(List<Spending> all, ContactEpisode e) {
        Instant at = e.openedAt;
        double before = orders.revenue(e.customer, at.minus(window), at);
        if (before <= 0 || at.plus(window).isAfter(data.asOf())) return false;
        double after = Math.max(0, orders.revenue(e.customer, at, at.plus(window)));
        return all.add(new Spending(before, after, PoissonBootstrap.hash(e.customer)));
    }

    private Factors factors(ImpactRows rows, String cohort, List<Spending> spending) {
        Factors f = factors(spending, c -> 1);
        int n = spending.size();
        rows.add("stop_share", cohort, "descriptive", "share", f.stop, wilson(f.stop, n), null, n);
        rows.add("reduce_share", cohort, "descriptive", "share", f.reduce, wilson(f.reduce, n), null, n);
        rows.add("mean_cut", cohort, "descriptive", "share", f.cut, null, null, Math.round(f.reduce * n));
        return f;
    }

    /** Each customer by its weight. */
    private static Factors factors(List<Spending> spending, LongToDoubleFunction weight) {
        double total = 0;
        double stop = 0;
        double reduce = 0;
        double cut = 0;
        for (Spending s : spending) {
            double w = weight.applyAsDouble(s.customer);
            total += w;
            if (s.after == 0) stop += w;
            else if (s.after < s.before) {
                reduce += w;
                cut += w * (1 - s.after / s.before);
            }
        }
        return new Factors(stop / total, reduce / total, cut / reduce);
    }

    /** A share computed again with the weights of each draw. */
    private interface OfWeights {
        double of(LongToDoubleFunction weight);
    }

    /** The interval of a share over resampled customers. */
    private Interval drawn(double share, OfWeights again) {
        PoissonBootstrap bootstrap = new PoissonBootstrap(how.replicates(), how.seed());
        double[] values = new double[how.replicates()];
        for (int r = 0; r < values.length; r++) {
            int replicate = r;
            double value = again.of(customer -> bootstrap.weight(customer, replicate));
            values[r] = Double.isNaN(value) ? share : value;
        }
        return Intervals.normal(share, PoissonBootstrap.spread(values), how.level())
                .within(0, 1);
    }

    private Interval wilson(double share, int n) {
        return n == 0 || Double.isNaN(share) ? null : Intervals.wilson(share, n, how.level());
    }
}
