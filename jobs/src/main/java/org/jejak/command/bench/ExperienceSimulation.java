package org.jejak.command.bench;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.ContactEpisode;
import org.jejak.experience.Drivers;
import org.jejak.experience.ExperienceData;
import org.jejak.experience.ExperienceData.Order;
import org.jejak.experience.Impact;
import org.jejak.experience.SurveyAnswer;
import org.jejak.table.*;

/**
 * Small worlds of customers whose truth is known: what makes them satisfied, and what a bad experience costs. Each seed is
 * another world, with another true driver and another true effect. Repeat customers have bad experiences more often and
 * buy more, so that a plain comparison would be wrong.
 */
final class ExperienceSimulation {
    private static final RowReader DRIVER_ROWS = new RowReader(AggCxDriver.TABLE.fields());
    private static final RowReader IMPACT_ROWS = new RowReader(AggCxImpact.TABLE.fields());

    /** Possible drivers of satisfaction; one of them is the true one. */
    private static final List<String> DRIVERS = List.of("timeliness", "completeness", "resolution");

    private static final Instant END = Instant.parse("2026-07-01T00:00:00Z");
    private static final int DAYS = 540;
    private static final int WINDOW = 90;
    private static final double MEAN_ORDER = 50;

    /**
     * What the analysis found of a world.
     *
     * @param isDriverFirst whether the true driver was the most important
     * @param hasEstimate whether the effect was estimated at all
     * @param holdsTruth whether the interval of the effect holds the true one
     * @param truth true effect per customer
     * @param value estimated effect; NaN without one
     */
    record Result(boolean isDriverFirst, boolean hasEstimate, boolean holdsTruth, double truth, double value) {}

    private final Random chance;
    private final String driver;
    private final double lost;
    private final List<ContactEpisode> episodes = new ArrayList<>();
    private final List<SurveyAnswer> answers = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final Map<String, Long> population = new TreeMap<>();
    private double truth;
    private int bad;

    private ExperienceSimulation(long seed, int customers) {
        chance = new Random(seed);
        driver = DRIVERS.get(chance.nextInt(DRIVERS.size()));
        lost = 0.2 + 0.4 * chance.nextDouble();
        for (int i = 0; i < customers; i++) live(String.format(Locale.ROOT, "c%06d", i));
    }

    /** Simulates the world of a seed, analyses it and compares the results with the truth. */
    static Result run(long seed, int customers, ExperienceSettings settings) {
        ExperienceSimulation world = new ExperienceSimulation(seed, customers);
        ExperienceData data = world.data();
        String first = Drivers.rows(data, settings).stream()
                .filter(r -> DRIVER_ROWS.get(r, AggCxDriver.OUTCOME).equals("satisfaction")
                        && DRIVER_ROWS.get(r, AggCxDriver.IMPORTANCE) != null)
                .max(Comparator.comparingDouble(r -> DRIVER_ROWS.<Double>get(r, AggCxDriver.IMPORTANCE)))
                .map(r -> DRIVER_ROWS.<String>get(r, AggCxDriver.DRIVER))
                .orElse("");
        Row effect = Impact.rows(data, settings).stream()
                .filter(r -> IMPACT_ROWS.get(r, AggCxImpact.MEASURE).equals("effect_per_customer"))
                .findFirst()
                .orElseThrow();
        double truth = world.truth / world.bad;
        Double value = IMPACT_ROWS.get(effect, AggCxImpact.VALUE);
        boolean isThere = value != null;
        boolean holds = isThere
                && IMPACT_ROWS.<Double>get(effect, AggCxImpact.VALUE_LOW) <= truth
                && truth <= IMPACT_ROWS.<Double>get(effect, AggCxImpact.VALUE_HIGH);
        return new Result(first.equals(world.driver), isThere, holds, truth, isThere ? value : Double.NaN);
    }

    private ExperienceData data() {
        return new ExperienceData(
                episodes, answers, orders, population, Set.of(), date(END).minusDays(1), END);
    }

    /** A customer with a rate of orders of their own, one contact, and fewer orders after it if it was bad. */
    private void live(String customer) {
        Instant start = END.minus(Duration.ofDays(DAYS));
        double perDay = gamma(2) / 80;
        double at = 200 + 240 * chance.nextDouble();
        List<Double> days = new ArrayList<>();
        for (double day = 0; (day += -Math.log(1 - chance.nextDouble()) / perDay) < DAYS; ) days.add(day);
        long before = days.stream().filter(d -> d < at).count();
        boolean isBad = chance.nextDouble() < (before >= 2 ? 0.4 : 0.2);
        String channel = List.of("email", "social", "direct").get(chance.nextInt(3));
        contact(customer, channel, start.plusMillis((long) (at * 86_400_000)), before, isBad);
        if (isBad) {
            bad++;
            truth -= lost * perDay * WINDOW * MEAN_ORDER;
        }
        int number = 0;
        for (double day : days) {
            boolean isSpoilt = isBad && day > at && day <= at + WINDOW && chance.nextDouble() < lost;
            double amount = MEAN_ORDER * gamma(6) / 6;
            if (isSpoilt) continue;
            Instant when = start.plusMillis((long) (day * 86_400_000));
            orders.add(new Order(customer + number, customer, channel, amount, ++number, false, date(when), when));
        }
    }

    /** A ticket, and mostly an answer about it that follows its drivers, the true one most. */
    private void contact(String customer, String channel, Instant at, long before, boolean isBad) {
        double hours = 4 * Math.exp(1.2 * chance.nextGaussian());
        long asked = 1 + chance.nextInt(3);
        long answered = 0;
        for (int i = 0; i < asked; i++) answered += chance.nextDouble() < 0.75 ? 1 : 0;
        boolean isResolved = chance.nextDouble() < 0.8;
        Instant reply = at.plusSeconds((long) (3600 * hours));
        String segment = before == 0 ? "prospect" : before == 1 ? "new" : "repeat";
        Row episode = new RowBuilder(FactContacts.TABLE)
                .set(FactContacts.CONTACT_ID, "t" + customer)
                .set(FactContacts.CUSTOMER_ID, customer)
                .set(FactContacts.CONTACT_KIND, "ticket")
                .set(FactContacts.CONTACT_CHANNEL, "email")
                .set(FactContacts.TOPIC, "delivery")
                .set(FactContacts.AGENT_TYPE, "agent")
                .set(FactContacts.STAGE, "support")
                .set(FactContacts.SEGMENT, segment)
                .set(FactContacts.ASKED_COUNT, asked)
                .set(FactContacts.ANSWERED_COUNT, answered)
                .set(FactContacts.FAILURE_COUNT, 0L)
                .set(FactContacts.IS_REOPENED, false)
                .set(FactContacts.IS_HANDED_OVER, false)
                .set(FactContacts.IS_TRANSFERRED, chance.nextDouble() < 0.2)
                .set(FactContacts.IS_REPEAT, false)
                .set(FactContacts.OPENED_DATE, Date.valueOf(date(at)))
                .set(FactContacts.OPENED_AT, Timestamp.from(at))
                .set(FactContacts.FIRST_REPLY_AT, Timestamp.from(reply))
                .set(FactContacts.FIRST_HUMAN_REPLY_AT, Timestamp.from(reply))
                .set(FactContacts.RESOLVED_AT, isResolved ? Timestamp.from(reply.plusSeconds(3600)) : null)
                .row();
        episodes.add(ContactEpisode.read(episode, channel, isBad));
        if (chance.nextDouble() > 0.4) return;
        double slow = Math.max(0, Math.min(1, Math.log(hours / 4) / Math.log(12)));
        double share = 0.95
                - weight("timeliness") * slow
                - weight("completeness") * (1 - answered / (double) asked)
                - weight("resolution") * (isResolved ? 0 : 1)
                + 0.12 * chance.nextGaussian();
        answer(customer, channel, segment, Math.round(4 * Math.max(0, Math.min(1, share))) / 4.0, at);
    }

    /** An answer about the ticket of a customer, four days after it. */
    private void answer(String customer, String channel, String segment, double stars, Instant at) {
        Instant said = at.plus(Duration.ofDays(4));
        Row answer = new RowBuilder(FactSurveyAnswers.TABLE)
                .set(FactSurveyAnswers.ANSWER_ID, "a" + customer)
                .set(FactSurveyAnswers.CUSTOMER_ID, customer)
                .set(FactSurveyAnswers.CONTACT_ID, "t" + customer)
                .set(FactSurveyAnswers.SUBMISSION_ID, "s" + customer)
                .set(FactSurveyAnswers.QUESTION, "csat")
                .set(FactSurveyAnswers.CONTACT_CHANNEL, "email")
                .set(FactSurveyAnswers.STAGE, "support")
                .set(FactSurveyAnswers.SEGMENT, segment)
                .set(FactSurveyAnswers.SCORE_SHARE, stars)
                .set(FactSurveyAnswers.ANSWERED_DATE, Date.valueOf(date(said)))
                .set(FactSurveyAnswers.ANSWERED_AT, Timestamp.from(said))
                .row();
        answers.add(SurveyAnswer.read(answer, channel, channel));
        population.merge(channel, 1L, Long::sum);
    }

    /** Weight of a driver, scaled by the spread of its values, so that the true one explains about four times as much. */
    private double weight(String name) {
        double perSpread = name.equals(driver) ? 0.14 : 0.07;
        double spread = switch (name) {
            case "timeliness" -> 0.27;
            case "completeness" -> 0.33;
            default -> 0.40;
        };
        return perSpread / spread;
    }

    private double gamma(int shape) {
        double sum = 0;
        for (int i = 0; i < shape; i++) sum -= Math.log(1 - chance.nextDouble());
        return sum;
    }

    private static LocalDate date(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
