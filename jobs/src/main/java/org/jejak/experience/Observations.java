package org.jejak.experience;

import java.time.LocalDate;
import java.util.*;
import org.jejak.config.CxIndexSettings;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.EpisodeScores.Score;
import org.jejak.experience.ExperienceData.Order;
import org.jejak.experience.Observation.Place;
import org.jejak.statistics.PoissonBootstrap;

/** Turns contacts, answers and orders into observations of metrics. */
final class Observations {
    private final ExperienceSettings settings;
    private final ExperienceData data;
    private final EpisodeScores scores;
    private final Map<String, Metric> behaviours;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<LocalDate, String> months = new HashMap<>();
    private final List<Observation> all = new ArrayList<>();

    private Observations(ExperienceData data, ExperienceSettings settings) {
        this.settings = settings;
        this.data = data;
        this.scores = new EpisodeScores(settings, data.episodes(), data.asOf());
        this.behaviours = Metric.behaviours(settings.index());
        TreeSet<String> customers = new TreeSet<>();
        data.episodes().forEach(e -> customers.add(e.customer));
        data.answers().forEach(a -> customers.add(a.customer));
        data.orders().forEach(o -> customers.add(o.customer()));
        for (String customer : customers) numbers.put(customer, numbers.size());
    }

    /**
     * What was observed.
     *
     * @param observations by customer, and of a customer and metric by time
     * @param hashes hash of each customer's id, by number, to draw customers again
     */
    record Observed(List<Observation> observations, long[] hashes) {}

    /** All observations. */
    static Observed of(ExperienceData data, ExperienceSettings settings) {
        Observations made = new Observations(data, settings);
        data.episodes().forEach(made::addEpisode);
        made.goals().forEach(made::addGoal);
        Map<String, Double> weights = weights(data, settings.index());
        data.answers().forEach(a -> made.addAnswer(a, weights.get(a.stratum)));
        data.orders().forEach(made::addOrder);
        made.all.sort(Comparator.comparingInt(Observation::customer));
        long[] hashes = new long[made.numbers.size()];
        made.numbers.forEach((customer, number) -> hashes[number] = PoissonBootstrap.hash(customer));
        return new Observed(made.all, hashes);
    }

    private void addEpisode(ContactEpisode e) {
        Place place = place(e);
        add(e, place, "goal_completion", scores.goalCompletion(e));
        add(e, place, "error_free", scores.errorFree(e));
        add(e, place, "first_contact_resolution", scores.firstContactResolution(e));
        add(e, place, "completeness", scores.completeness(e));
        add(e, place, "timeliness", scores.timeliness(e));
        add(e, place, "complaint_free", Score.of(!e.kind.equals("complaint")));
    }

    private Place place(ContactEpisode e) {
        return new Place(e.acquisitionChannel, e.contactChannel, e.stage, e.segment, month(e.openedDate), e.openedDate);
    }

    /** Contacts of one customer on one topic that follow each other within the repeat window are one goal. */
    private List<List<ContactEpisode>> goals() {
        List<List<ContactEpisode>> goals = new ArrayList<>();
        Map<String, List<ContactEpisode>> open = new HashMap<>();
        for (ContactEpisode e : data.episodes()) {
            if (!e.isDesk()) continue;
            String key = e.customer + "|" + e.topic;
            if (!e.isRepeat || !open.containsKey(key)) {
                open.put(key, new ArrayList<>());
                goals.add(open.get(key));
            }
            open.get(key).add(e);
        }
        return goals;
    }

    private void addGoal(List<ContactEpisode> goal) {
        ContactEpisode first = goal.get(0);
        add(first, place(first), "effort", scores.effort(goal));
    }

    private void add(ContactEpisode e, Place place, String metric, Score score) {
        if (!score.isKnown() && !score.isPending()) return;
        double value = score.isKnown() ? score.value() : 0;
        add(e.customer, behaviours.get(metric), value, 1, score.isPending(), null, place);
    }

    private void addAnswer(SurveyAnswer a, double weight) {
        add(a, Metric.question(a.question, a.dimension), a.share, weight);
        switch (a.question) {
            case "nps" -> add(a, Metric.NPS, SurveyCuts.NPS.net(a), weight);
            case "csat" -> add(a, Metric.CSAT, SurveyCuts.CSAT.net(a), weight);
            case "ces" -> add(a, Metric.CES, 1 + 6 * a.share, weight);
            case "stars", "sentiment" -> add(a, behaviours.get("sentiment"), a.share, 1);
            default -> {}
        }
        if (a.dimension != null) {
            add(a, Metric.FORRESTER, SurveyCuts.FORRESTER.net(a), weight);
            add(a, Metric.TEMKIN, SurveyCuts.TEMKIN.net(a), weight);
        }
    }

    private void add(SurveyAnswer a, Metric metric, double value, double weight) {
        String once = metric.kind().equals("behaviour") ? null : a.question;
        Place place = new Place(a.acquisitionChannel, a.contactChannel, a.stage, a.segment, month(a.date), a.date);
        add(a.customer, metric, value, weight, false, once, place);
    }

    private void addOrder(Order o) {
        String segment = CustomerFeedback.segment(o.sequence() - 1);
        Place place = new Place(o.acquisitionChannel(), "(none)", "convert", segment, month(o.date()), o.date());
        add(o.customer(), behaviours.get("refund_free"), o.isRefunded() ? 0 : 1, 1, false, null, place);
    }

    private void add(
            String customer, Metric metric, double value, double weight, boolean isPending, String once, Place place) {
        all.add(new Observation(numbers.get(customer), metric, value, weight, isPending, once, place));
    }

    private String month(LocalDate date) {
        return months.computeIfAbsent(date, d -> d.toString().substring(0, 7));
    }

    /**
     * Post-stratification weights by stratum of those who answered a question of the index: the stratum's share of all who
     * interacted over its share of those who answered, kept within limits. Strata of which nobody answered cannot be made up
     * for by others and are left out, so that weights are 1 in the mean before they are kept within limits.
     */
    static Map<String, Double> weights(ExperienceData data, CxIndexSettings settings) {
        Map<String, TreeSet<String>> asked = new TreeMap<>();
        Map<String, Double> weights = new TreeMap<>();
        for (SurveyAnswer a : data.answers()) {
            weights.put(a.stratum, 1.0);
            if (a.dimension != null)
                asked.computeIfAbsent(a.stratum, s -> new TreeSet<>()).add(a.customer);
        }
        double people = asked.keySet().stream()
                .mapToLong(stratum -> data.population().getOrDefault(stratum, 0L))
                .sum();
        double answering = asked.values().stream().mapToInt(TreeSet::size).sum();
        asked.forEach((stratum, customers) -> {
            double share = data.population().getOrDefault(stratum, 0L) / people;
            double weight = share / (customers.size() / answering);
            weights.put(stratum, Math.max(settings.leastWeight(), Math.min(settings.mostWeight(), weight)));
        });
        return weights;
    }
}
