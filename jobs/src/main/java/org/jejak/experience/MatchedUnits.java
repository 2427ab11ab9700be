package org.jejak.experience;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.*;
import org.jejak.config.ExperienceSettings;
import org.jejak.statistics.PoissonBootstrap;

/**
 * The customers that {@link MatchedEffect} compares, each at one contact.
 *
 * <p>Treated are customers at their first negative contact. Controls are customers at a contact that was not negative, in a month
 * up to which they never had a negative one; once a month. Only contacts count whose window after is over. What happens later to
 * a control does not matter: choosing by it would favour those who stay.
 *
 * <p>Traits to match by, from the most important on: kind of contact (checkout or not), month, segment, band of revenue before,
 * band of tenure, acquisition channel, stage.
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

    /** The first negative contact of each customer, and of the others the first contact of each month. */
    private List<ContactEpisode> chosen() {
        Map<String, LocalDate> firstNegative = new HashMap<>();
        for (ContactEpisode e : data.episodes()) if (e.isNegative) firstNegative.putIfAbsent(e.customer, month(e));
        Set<String> taken = new HashSet<>();
        List<ContactEpisode> chosen = new ArrayList<>();
        for (ContactEpisode e : data.episodes()) {
            if (e.openedAt.plus(window).isAfter(data.asOf())) continue;
            LocalDate negative = firstNegative.get(e.customer);
            // in the month of the first negative contact, or after it, nobody is a control
            if (!e.isNegative && negative != null && !month(e).isBefore(negative)) continue;
            if (taken.add(e.customer + "|" + (e.isNegative ? "negative" : month(e)))) chosen.add(e);
        }
        return chosen;
    }

    /** A unit with its traits, revenue in two windows before and one after, and what balance is checked on. */
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

    /** Revenue in the window before a contact. */
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

    /** 0 without revenue, else 1 for the lowest band and so on. */
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
