package org.jejak.experience;

import java.time.Duration;
import java.time.Instant;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.config.CxIndexSettings;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.ExperienceData.Order;
import org.jejak.statistics.Intervals.Interval;
import org.jejak.statistics.KaplanMeier;
import org.jejak.statistics.LogRank;
import org.jejak.statistics.PoissonBootstrap;
import org.jejak.table.AggCxImpact;

/** What a bad experience costs, of identified customers: sales at risk, how many come back, the matched estimate; and what a point of the index is worth. */
public final class Impact {
    private static final List<Integer> REPURCHASE_DAYS = List.of(30, 90, 180);

    /** A customer's decisive contact: the first bad one, or the first of those who never had one. */
    private record Case(ContactEpisode episode, boolean isNegative, boolean isRecovered) {
        String customer() {
            return episode.customer;
        }
    }

    private final ExperienceData data;
    private final ExperienceSettings settings;
    private final CxIndexSettings.Interval how;
    private final Duration window;
    private final OrderBook orders;
    private final ImpactRows rows;
    private final List<Case> cases;

    private Impact(ExperienceData data, ExperienceSettings settings) {
        this.data = data;
        this.settings = settings;
        this.how = settings.index().interval();
        this.window = settings.impact().window();
        this.orders = new OrderBook(data);
        this.rows = new ImpactRows(settings.index().show());
        this.cases = cases();
    }

    /** Rows of {@link AggCxImpact}. */
    public static List<Row> rows(ExperienceData data, ExperienceSettings settings) {
        ExperienceData identified = data.identified();
        Impact impact = new Impact(identified, settings);
        new SalesAtRisk(identified, settings, impact.orders, impact.rows).add();
        impact.repurchase();
        impact.matched();
        new IndexPointValue(identified, settings, impact.orders).add(impact.rows);
        return impact.rows.rows();
    }

    private List<Case> cases() {
        Map<String, ContactEpisode> decisive = new LinkedHashMap<>();
        for (ContactEpisode e : data.episodes()) {
            ContactEpisode known = decisive.putIfAbsent(e.customer, e);
            if (known != null && !known.isNegative && e.isNegative) decisive.put(e.customer, e);
        }
        List<Case> all = new ArrayList<>();
        Duration recovery = settings.impact().recoveredWithin();
        for (ContactEpisode e : decisive.values()) {
            boolean isRecovered = e.resolvedAt != null && !e.resolvedAt.isAfter(e.openedAt.plus(recovery));
            all.add(new Case(e, e.isNegative, isRecovered));
        }
        return all;
    }

    /**
     * Time to the next order, from the end of the time to recover on: so that nobody is counted as recovered for having
     * come back.
     */
    private void repurchase() {
        List<Case> seen =
                cases.stream().filter(c -> start(c).isBefore(data.asOf())).toList();
        double[] days = new double[seen.size()];
        boolean[] ended = new boolean[days.length];
        for (int i = 0; i < days.length; i++) {
            Double next = orders.daysToNext(seen.get(i).customer(), start(seen.get(i)));
            double open = OrderBook.days(start(seen.get(i)), data.asOf());
            ended[i] = next != null && next <= open;
            days[i] = ended[i] ? next : open;
        }
        int[] recovery = group(seen, c -> !c.isNegative ? -1 : c.isRecovered ? 0 : 1);
        int[] badness = group(seen, c -> c.isNegative ? 0 : 1);
        curve("bad", days, ended, badness, 0);
        curve("not_bad", days, ended, badness, 1);
        curve("recovered", days, ended, recovery, 0);
        curve("not_recovered", days, ended, recovery, 1);
        test("bad - not_bad", days, ended, badness);
        test("recovered - not_recovered", days, ended, recovery);
    }

    private Instant start(Case c) {
        return c.episode.openedAt.plus(settings.impact().recoveredWithin());
    }

    private static int[] group(List<Case> cases, java.util.function.ToIntFunction<Case> of) {
        return cases.stream().mapToInt(of).toArray();
    }

    private void curve(String cohort, double[] days, boolean[] ended, int[] groups, int group) {
        int[] mine = places(groups, g -> g == group);
        KaplanMeier curve = KaplanMeier.of(pick(days, mine), pick(ended, mine));
        for (int day : REPURCHASE_DAYS) {
            KaplanMeier.Share open = curve.survival(day, how.level());
            Interval interval = new Interval(1 - open.high(), 1 - open.low());
            String reason =
                    mine.length < settings.index().show() ? "too_few" : curve.reaches(day) ? null : "not_observed";
            rows.add(
                    "repurchase_" + day,
                    cohort,
                    "kaplan_meier",
                    "share",
                    reason,
                    1 - open.value(),
                    interval,
                    null,
                    mine.length);
        }
    }

    private void test(String cohorts, double[] days, boolean[] ended, int[] groups) {
        int[] mine = places(groups, g -> g >= 0);
        int[] own = Arrays.stream(mine).map(i -> groups[i]).toArray();
        LogRank test = LogRank.of(pick(days, mine), pick(ended, mine), own);
        long least = Math.min(
                Arrays.stream(own).filter(g -> g == 0).count(),
                Arrays.stream(own).filter(g -> g == 1).count());
        rows.add("log_rank", cohorts, "log_rank", "chi_square", test.chiSquare(), null, test.pValue(), least);
    }

    private static int[] places(int[] groups, java.util.function.IntPredicate wanted) {
        return java.util.stream.IntStream.range(0, groups.length)
                .filter(i -> wanted.test(groups[i]))
                .toArray();
    }

    private static double[] pick(double[] values, int[] places) {
        return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
    }

    private static boolean[] pick(boolean[] values, int[] places) {
        boolean[] picked = new boolean[places.length];
        for (int i = 0; i < places.length; i++) picked[i] = values[places[i]];
        return picked;
    }

    private void matched() {
        List<MatchedEffect.Unit> units = new MatchedUnits(data, settings, orders).units();
        ExperienceSettings.Impact impact = settings.impact();
        MatchedEffect found = MatchedEffect.of(
                units,
                impact.leastAlike(),
                new PoissonBootstrap(how.replicates(), how.seed()),
                how.level(),
                impact.placeboLevel());
        String reason = found.reason(settings.index().show(), impact.leastMatched(), impact.mostImbalance());
        int n = found.treated();
        double effect = found.effect();
        Interval i = found.interval();
        String cohorts = "bad - not_bad";
        rows.add("effect_per_customer", cohorts, "matched_did", "currency", reason, effect, i, null, n);
        Interval total = new Interval(n * i.low(), n * i.high());
        rows.add("effect_total", cohorts, "matched_did", "currency", reason, n * effect, total, null, n);
        double revenue = data.orders().stream().mapToDouble(Order::netRevenue).sum();
        boolean hasRevenue = revenue > 0;
        Interval share = hasRevenue ? new Interval(total.low() / revenue, total.high() / revenue) : null;
        String shareReason = reason == null && !hasRevenue ? "no_variation" : reason;
        rows.add("effect_share", cohorts, "matched_did", "share", shareReason, n * effect / revenue, share, null, n);
        rows.add("placebo", cohorts, "matched_did", "currency", found.placebo(), found.placeboInterval(), null, n);
        rows.add(
                "worst_balance",
                cohorts,
                "matched_did",
                "standardised_difference",
                found.worstBalance(),
                null,
                null,
                n);
        rows.add("matched_share", cohorts, "matched_did", "share", found.matchedShare(), null, null, n);
    }
}
