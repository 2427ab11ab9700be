package org.jejak.experience;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jejak.config.ExperienceSettings;
import org.jejak.statistics.PoissonBootstrap;

/**
 * Who is compared with whom. Treated: customers at their first bad contact. Controls: customers at a contact that was not
 * bad, in a month up to which they never had a bad one, once a month. Only contacts whose window after is over. Traits, from
 * the most important on: kind of contact (checkout or not), month, segment, band of revenue before, band of tenure,
 * acquisition channel, stage. What happens later to a control does not matter: choosing by it would favour those who stay.
 */
final class MatchedUnits {
    private final ExperienceData data;
    private final ExperienceSettings settings;
    private final OrderBook orders;
    private final Duration window;

    MatchedUnits(ExperienceData data, ExperienceSettings settings, OrderBook orders) {
        this.data = data;
        this.settings = settings;
        this.orders = orders;
        this.window = settings.impact().window();
    }

    /** All units, in the order of the contacts. */
    List<MatchedEffect.Unit> units() {
        List<ContactEpisode> chosen = chosen();
        double[] before = chosen.stream().mapToDouble(this::before).toArray();
        double[] bands = bands(before);
        List<MatchedEffect.Unit> units = new ArrayList<>();
        for (int i = 0; i < before.length; i++) units.add(unit(chosen.get(i), before[i], bands));
        return units;
    }

    private List<ContactEpisode> chosen() {
        Map<String, LocalDate> firstNegative = new HashMap<>();
        for (ContactEpisode e : data.episodes()) if (e.isNegative) firstNegative.putIfAbsent(e.customer, month(e));
        Set<String> taken = new HashSet<>();
        List<ContactEpisode> chosen = new ArrayList<>();
        for (ContactEpisode e : data.episodes()) {
            if (e.openedAt.plus(window).isAfter(data.asOf())) continue;
            LocalDate bad = firstNegative.get(e.customer);
            boolean isControl = !e.isNegative && (bad == null || month(e).isBefore(bad));
            if (!e.isNegative && !isControl) continue;
            if (taken.add(e.customer + "|" + (e.isNegative ? "bad" : month(e)))) chosen.add(e);
        }
        return chosen;
    }

    private MatchedEffect.Unit unit(ContactEpisode e, double before, double[] bands) {
        Instant at = e.openedAt;
        double tenure = orders.tenureDays(e.customer, at);
        double earlier = orders.revenue(e.customer, at.minus(window.multipliedBy(2)), at.minus(window));
        double bought = orders.count(e.customer, at.minus(window), at);
        List<String> traits = List.of(
                e.isCheckout() ? "checkout" : "other",
                month(e).toString(),
                e.segment,
                String.valueOf(band(before, bands)),
                tenure == 0 ? "none" : tenure <= 30 ? "30" : tenure <= 180 ? "180" : "more",
                e.acquisitionChannel,
                e.stage);
        return new MatchedEffect.Unit(
                PoissonBootstrap.hash(e.customer),
                e.isNegative,
                traits,
                earlier,
                before,
                orders.revenue(e.customer, at, at.plus(window)),
                new double[] {before, bought, Math.log1p(tenure)});
    }

    private double before(ContactEpisode e) {
        return orders.revenue(e.customer, e.openedAt.minus(window), e.openedAt);
    }

    /** Upper ends of the bands, equally many customers with revenue in each. */
    private double[] bands(double[] before) {
        double[] positive = Arrays.stream(before).filter(r -> r > 0).sorted().toArray();
        double[] ends = new double[positive.length == 0 ? 0 : settings.impact().revenueBands() - 1];
        for (int i = 0; i < ends.length; i++)
            ends[i] = positive[(int) ((long) positive.length * (i + 1) / (ends.length + 1))];
        return ends;
    }

    private static int band(double revenue, double[] ends) {
        if (revenue <= 0) return 0;
        int band = 1;
        for (double end : ends) if (revenue >= end) band++;
        return band;
    }

    private static LocalDate month(ContactEpisode e) {
        return e.openedDate.withDayOfMonth(1);
    }
}
