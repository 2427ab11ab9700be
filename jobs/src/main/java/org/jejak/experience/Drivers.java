package org.jejak.experience;

import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.*;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.jejak.config.ExperienceSettings;
import org.jejak.config.ExperienceSettings.ReplyTarget;
import org.jejak.experience.EpisodeScores.Score;
import org.jejak.statistics.Intervals.Interval;
import org.jejak.table.*;

/**
 * Which properties of a ticket or chat of the last months go with a satisfied, returning and spending customer. Controls
 * (acquisition channel, segment, revenue before) are taken out of outcome and drivers first; what is left is taken apart by
 * {@link DriverModel}. Association, not cause.
 */
public final class Drivers {
    static final List<String> NAMES =
            List.of("timeliness", "completeness", "resolution", "no_repeat", "no_transfer", "human");

    private static final String READING = "association, not cause";

    /** A contact with an outcome, and its drivers in the order of names; null for those that are not known (yet). */
    private record Case(ContactEpisode contact, double outcome, Double[] drivers) {}

    private final ExperienceData data;
    private final ExperienceSettings settings;
    private final EpisodeScores scores;
    private final OrderBook orders;
    private final LocalDate from;

    private Drivers(ExperienceData data, ExperienceSettings settings) {
        this.data = data;
        this.settings = settings;
        this.scores = new EpisodeScores(settings, data.episodes(), data.asOf());
        this.orders = new OrderBook(data);
        this.from = data.since(settings.driversFrom(data.date()));
    }

    /** Rows of {@link AggCxDriver}. */
    public static List<Row> rows(ExperienceData data, ExperienceSettings settings) {
        Drivers drivers = new Drivers(data, settings);
        Map<String, Double> satisfaction = ResponseQuality.satisfaction(data.answers());
        Duration window = settings.impact().window();
        Map<String, Function<ContactEpisode, Double>> outcomes = new LinkedHashMap<>();
        outcomes.put("satisfaction", e -> satisfaction.get(e.id));
        outcomes.put(
                "retained",
                e -> drivers.after(e, window, end -> drivers.orders.count(e.customer, e.openedAt, end) > 0 ? 1 : 0));
        outcomes.put(
                "spend",
                e -> drivers.after(
                        e,
                        window,
                        end -> Math.log1p(Math.max(0, drivers.orders.revenue(e.customer, e.openedAt, end)))));
        List<RowBuilder> rows = new ArrayList<>();
        outcomes.forEach((name, outcome) -> rows.addAll(drivers.rows(name, outcome)));
        rows.addAll(DimensionDrivers.rows(data, settings, drivers.from));
        Date from = Date.valueOf(drivers.from);
        Date to = Date.valueOf(data.date());
        return rows.stream()
                .map(row -> row.set(AggCxDriver.FROM_DATE, from)
                        .set(AggCxDriver.TO_DATE, to)
                        .row())
                .toList();
    }

    /** A figure over the time after a contact; null while that is not over. */
    private Double after(ContactEpisode e, Duration window, Function<Instant, Number> figure) {
        Instant end = e.openedAt.plus(window);
        return end.isAfter(data.asOf()) ? null : figure.apply(end).doubleValue();
    }

    /** Over the contacts of which all drivers are known, but for drivers that are known of too few. */
    private List<RowBuilder> rows(String outcome, Function<ContactEpisode, Double> of) {
        List<Case> cases = new ArrayList<>();
        for (ContactEpisode e : data.episodes()) {
            Double y = e.isDesk() && data.isWithin(e.openedDate, from) ? of.apply(e) : null;
            if (y != null) cases.add(new Case(e, y, drivers(e)));
        }
        long[] known = IntStream.range(0, NAMES.size())
                .mapToLong(d -> cases.stream().filter(c -> c.drivers[d] != null).count())
                .toArray();
        int show = settings.index().show();
        int[] used =
                IntStream.range(0, NAMES.size()).filter(d -> known[d] >= show).toArray();
        List<Case> complete = cases.stream()
                .filter(c -> Arrays.stream(used).allMatch(d -> c.drivers[d] != null))
                .toList();
        List<ContactEpisode> contacts = complete.stream().map(Case::contact).toList();
        List<double[]> values = complete.stream()
                .map(c -> Arrays.stream(used).mapToDouble(d -> c.drivers[d]).toArray())
                .toList();
        DriverModel model = used.length == 0 || complete.size() < show
                ? null
                : DriverModel.of(
                        contacts.stream().map(e -> e.customer).toList(),
                        controls(contacts),
                        values,
                        complete.stream().mapToDouble(Case::outcome).toArray(),
                        settings.index().interval());
        List<RowBuilder> rows = new ArrayList<>();
        for (int d = 0; d < NAMES.size(); d++) {
            int place = Arrays.binarySearch(used, d);
            if (place < 0) {
                rows.add(none(outcome, NAMES.get(d), known[d], "too_few"));
                continue;
            }
            RowBuilder row = row(outcome, NAMES.get(d), place, values, model);
            if (model != null && model.has(place))
                row.set(AggCxDriver.UPLIFT, model.slope(place) * toBest(place, contacts, values));
            rows.add(row);
        }
        return rows;
    }

    private Double[] drivers(ContactEpisode e) {
        Score resolved = scores.resolved(e);
        return new Double[] {
            timeliness(e),
            scores.completeness(e).value(),
            e.isReopened && resolved.isKnown() ? Double.valueOf(0) : resolved.value(),
            e.isRepeat ? 0.0 : 1.0,
            e.isTransferred ? 0.0 : 1.0,
            "agent".equals(e.agentType) ? 1.0 : 0.0
        };
    }

    /** Of the first reply of anybody: a quick bot is quick. What else bots do well or not is the driver human. */
    private Double timeliness(ContactEpisode e) {
        ReplyTarget target = settings.timeliness().get(e.contactChannel);
        if (target == null) return null;
        if (e.firstReplyAt != null) return target.score(target.seconds(e.openedAt, e.firstReplyAt));
        return scores.reply(e) == ReplyRule.Reply.NEVER ? 0.0 : null;
    }

    /** Indicators of acquisition channels and segments, and the logarithm of revenue in the window before. */
    private List<double[]> controls(List<ContactEpisode> contacts) {
        List<String> words = new ArrayList<>(new TreeSet<>(
                contacts.stream().map(e -> "channel " + e.acquisitionChannel).toList()));
        words.addAll(List.of("segment new", "segment repeat"));
        List<double[]> rows = new ArrayList<>();
        for (ContactEpisode e : contacts) {
            double[] row = new double[words.size() + 1];
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                row[i] = word.equals("channel " + e.acquisitionChannel) || word.equals("segment " + e.segment) ? 1 : 0;
            }
            Instant from = e.openedAt.minus(settings.impact().window());
            row[words.size()] = Math.log1p(Math.max(0, orders.revenue(e.customer, from, e.openedAt)));
            rows.add(row);
        }
        return rows;
    }

    /** A driver without an estimate. */
    private static RowBuilder none(String outcome, String name, long n, String reason) {
        return new RowBuilder(AggCxDriver.TABLE)
                .set(AggCxDriver.OUTCOME, outcome)
                .set(AggCxDriver.DRIVER, name)
                .set(AggCxDriver.READING, READING)
                .set(AggCxDriver.N, n)
                .set(AggCxDriver.STATUS, "no_value")
                .set(AggCxDriver.REASON, reason);
    }

    /**
     * The row of one driver.
     *
     * @param driver its place in the model
     * @param values one row per observation, one value per driver
     * @param model null for too few observations
     */
    static RowBuilder row(String outcome, String name, int driver, List<double[]> values, DriverModel model) {
        if (model == null) return none(outcome, name, values.size(), "too_few");
        if (!model.has(driver)) return none(outcome, name, values.size(), "constant");
        double[] performance = performance(values, model);
        double mean = Arrays.stream(performance)
                .filter(p -> !Double.isNaN(p))
                .average()
                .orElse(0);
        Interval effect = model.effectInterval(driver);
        // what makes outcomes worse, or may do so, is not to be mended, however important
        boolean isImportant = model.importance(driver) >= 1.0 / model.count() && effect.low() > 0;
        boolean isStrong = performance[driver] >= mean;
        String quadrant = isImportant ? isStrong ? "keep_up" : "fix_first" : isStrong ? "maintain" : "low_priority";
        double inflation = model.inflation(driver);
        return new RowBuilder(AggCxDriver.TABLE)
                .set(AggCxDriver.OUTCOME, outcome)
                .set(AggCxDriver.DRIVER, name)
                .set(AggCxDriver.READING, READING)
                .set(AggCxDriver.N, (long) values.size())
                .set(AggCxDriver.STATUS, "shown")
                .set(AggCxDriver.DIRECTION, model.effect(driver) >= 0 ? "positive" : "negative")
                .set(AggCxDriver.QUADRANT, quadrant)
                .set(AggCxDriver.EFFECT, model.effect(driver))
                .set(AggCxDriver.EFFECT_LOW, effect.low())
                .set(AggCxDriver.EFFECT_HIGH, effect.high())
                .set(AggCxDriver.IMPORTANCE, model.importance(driver))
                .set(
                        AggCxDriver.IMPORTANCE_LOW,
                        model.importanceInterval(driver).low())
                .set(
                        AggCxDriver.IMPORTANCE_HIGH,
                        model.importanceInterval(driver).high())
                .set(AggCxDriver.R_SQUARED, model.rSquared())
                .set(AggCxDriver.VIF, Double.isInfinite(inflation) ? null : inflation)
                .set(AggCxDriver.PERFORMANCE, 100 * performance[driver]);
    }

    /** Mean of each driver; NaN for those that are constant. */
    private static double[] performance(List<double[]> values, DriverModel model) {
        double[] means = new double[values.get(0).length];
        for (double[] v : values) for (int i = 0; i < means.length; i++) means[i] += v[i] / values.size();
        for (int i = 0; i < means.length; i++) if (!model.has(i)) means[i] = Double.NaN;
        return means;
    }

    /** How far the mean of a driver is below that of the best contact channel with enough contacts; at least 0. */
    private double toBest(int driver, List<ContactEpisode> contacts, List<double[]> values) {
        Map<String, double[]> sums = new TreeMap<>();
        double all = 0;
        for (int i = 0; i < contacts.size(); i++) {
            double[] sum = sums.computeIfAbsent(contacts.get(i).contactChannel, c -> new double[2]);
            sum[0] += values.get(i)[driver];
            sum[1]++;
            all += values.get(i)[driver] / contacts.size();
        }
        double best = all;
        for (double[] sum : sums.values())
            if (sum[1] >= settings.index().show()) best = Math.max(best, sum[0] / sum[1]);
        return best - all;
    }
}
