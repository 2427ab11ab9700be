package org.jejak.config;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.*;

/**
 * How the customer experience is measured.
 *
 * @param contacts how records become contact episodes
 * @param questions survey questions that mean something here; others are kept and shown, but count for nothing
 * @param timeliness contact channel to how fast a reply has to be
 * @param index how the CX index is put together
 * @param driverMonths drivers are looked for in the contacts of as many calendar months, the running one included
 * @param impact how the effect of a bad experience is estimated
 * @param alerts when something counts as unusual
 */
public record ExperienceSettings(
        Contacts contacts,
        List<Question> questions,
        Map<String, ReplyTarget> timeliness,
        CxIndexSettings index,
        int driverMonths,
        Impact impact,
        Alerts alerts)
        implements java.io.Serializable {

    /**
     * How records become contact episodes.
     *
     * @param repeatWindow a contact on the same topic within this time after another repeats it
     * @param resolveWithin an unresolved contact older than this counts as not resolved
     * @param checkoutWindow an order this long after the start of a checkout completes it; later starts begin another
     * @param startEvents event names that start a checkout, lower case
     * @param failureEvents event names of failures during a checkout, lower case
     * @param complaintAtMost a mention whose tone is at most this, 0 to 1, is a complaint
     * @param mostExtra as many extra contacts and switches of channel give effort the score 0
     * @param properties what is looked for in the column properties of interactions: our name to the source's
     */
    public record Contacts(
            Duration repeatWindow,
            Duration resolveWithin,
            Duration checkoutWindow,
            List<String> startEvents,
            List<String> failureEvents,
            double complaintAtMost,
            int mostExtra,
            Map<String, String> properties)
            implements java.io.Serializable {
        /** Names of the properties that can be set. */
        static final List<String> PROPERTIES = List.of(
                "opened-at",
                "first-reply-at",
                "human-reply-at",
                "resolved-at",
                "reopened",
                "handed-over",
                "transferred",
                "messages",
                "questions-asked",
                "questions-answered",
                "survey",
                "submission",
                "about");

        static Contacts read(SettingsSection s) {
            SettingsSection names = s.section("properties");
            Map<String, String> properties = new LinkedHashMap<>();
            PROPERTIES.forEach(p -> properties.put(p, names.text(p)));
            names.done();
            return s.done(new Contacts(
                    s.duration("repeat-window", Duration.ofHours(1), Duration.ofDays(90)),
                    s.duration("resolve-within", Duration.ofHours(1), Duration.ofDays(365)),
                    s.duration("checkout-window", Duration.ofMinutes(1), Duration.ofDays(30)),
                    lower(s.texts("checkout-start-events")),
                    lower(s.texts("checkout-failure-events")),
                    s.decimal("complaint-at-most", 0, 1),
                    s.integer("most-extra-contacts", 1, 100),
                    properties));
        }

        private static List<String> lower(List<String> words) {
            return words.stream().map(w -> w.toLowerCase(Locale.ROOT)).toList();
        }
    }

    /**
     * A survey question.
     *
     * @param name as the source calls it, lower case
     * @param dimension dimension of the index it speaks for; null for none
     * @param reversed whether a high score is a bad answer
     */
    public record Question(String name, String dimension, boolean reversed) implements java.io.Serializable {
        static Question read(SettingsSection s) {
            return s.done(new Question(
                    s.text("name").toLowerCase(Locale.ROOT),
                    s.has("dimension")
                            ? s.choice("dimension", CxIndexSettings.DIMENSIONS.toArray(String[]::new))
                            : null,
                    s.has("reversed") && s.flag("reversed")));
        }
    }

    /**
     * How fast a reply has to be.
     *
     * @param target a reply up to this counts in full
     * @param limit a reply from this on counts nothing; in between the logarithm of time decides
     * @param hours when time counts; null for always
     */
    public record ReplyTarget(Duration target, Duration limit, BusinessHours hours) implements java.io.Serializable {
        static ReplyTarget read(SettingsSection s, ZoneId zone) {
            ReplyTarget reply = new ReplyTarget(
                    s.duration("target", Duration.ofSeconds(1), Duration.ofDays(365)),
                    s.duration("limit", Duration.ofSeconds(1), Duration.ofDays(365)),
                    s.has("hours") ? hours(s, s.text("hours"), zone) : null);
            if (reply.limit.compareTo(reply.target) <= 0) s.problem("limit", "must be longer than target");
            return s.done(reply);
        }

        private static BusinessHours hours(SettingsSection s, String text, ZoneId zone) {
            Optional<BusinessHours> hours = BusinessHours.of(text, zone);
            if (hours.isEmpty()) s.problem("hours", "'" + text + "' must read like " + BusinessHours.FORM);
            return hours.orElse(null);
        }

        /** Seconds that count from one moment to a later one. */
        public double seconds(Instant from, Instant to) {
            Duration time = hours == null ? Duration.between(from, to) : hours.between(from, to);
            return time.getSeconds() + time.getNano() / 1e9;
        }

        /** What was opened up to this moment has waited for the limit at the end. */
        public Instant overdue(Instant end) {
            return hours == null ? end.minus(limit) : hours.before(end, limit);
        }

        /** 1 within the target, 0 from the limit on, else (ln limit - ln t) / (ln limit - ln target). */
        public double score(double seconds) {
            if (seconds <= target.toSeconds()) return 1;
            if (seconds >= limit.toSeconds()) return 0;
            double end = Math.log(limit.toSeconds());
            return (end - Math.log(seconds)) / (end - Math.log(target.toSeconds()));
        }
    }

    /**
     * How the effect of a bad experience is estimated.
     *
     * @param bad Spark SQL predicate over a contact: when it was a bad experience
     * @param window revenue is compared this long before and after
     * @param recoveredWithin a bad experience resolved within this time is recovered
     * @param margin share of revenue that is profit
     * @param revenueBands customers are matched within as many bands of earlier revenue
     * @param leastAlike number of traits, from the first, in which customers must agree to be compared
     * @param mostImbalance largest standardised mean difference of the matched that still gives an estimate
     * @param leastMatched smallest share of the badly treated with a match that still gives an estimate
     * @param placeboLevel confidence level of the interval that must hold 0 where nothing can have happened yet
     */
    public record Impact(
            String bad,
            Duration window,
            Duration recoveredWithin,
            double margin,
            int revenueBands,
            int leastAlike,
            double mostImbalance,
            double leastMatched,
            double placeboLevel)
            implements java.io.Serializable {
        static Impact read(SettingsSection s) {
            return s.done(new Impact(
                    s.text("bad"),
                    s.duration("window", Duration.ofDays(7), Duration.ofDays(730)),
                    s.duration("recovered-within", Duration.ofHours(1), Duration.ofDays(365)),
                    s.decimal("margin", 0.001, 1),
                    s.integer("revenue-bands", 1, 10),
                    s.integer("least-alike", 1, 7),
                    s.decimal("most-imbalance", 0.01, 1),
                    s.decimal("least-matched", 0, 1),
                    s.decimal("placebo-level", 0.5, 0.9999)));
        }
    }

    /**
     * When something counts as unusual.
     *
     * @param baseline what is usual is taken from this long before
     * @param pValue rarer than this by chance
     * @param leastLift at least as many times what was expected
     * @param leastCount at least as many events
     */
    public record Alerts(Duration baseline, double pValue, double leastLift, int leastCount)
            implements java.io.Serializable {
        static Alerts read(SettingsSection s) {
            return s.done(new Alerts(
                    s.duration("baseline", Duration.ofDays(14), Duration.ofDays(730)),
                    s.decimal("p-value", 1e-12, 0.1),
                    s.decimal("least-lift", 1, 100),
                    s.integer("least-count", 1, 1_000_000)));
        }
    }

    /** The first date of the contacts in which drivers are looked for. */
    public LocalDate driversFrom(LocalDate date) {
        return date.withDayOfMonth(1).minusMonths(driverMonths - 1L);
    }

    static ExperienceSettings read(SettingsSection s, ZoneId zone) {
        List<Question> questions =
                s.list("questions").stream().map(Question::read).toList();
        Set<String> names = new HashSet<>();
        for (Question q : questions) if (!names.add(q.name())) s.problem("questions", "two are named " + q.name());
        Map<String, ReplyTarget> timeliness = new LinkedHashMap<>();
        s.sections("timeliness").forEach((channel, target) -> timeliness.put(channel, ReplyTarget.read(target, zone)));
        SettingsSection drivers = s.section("drivers");
        int driverMonths = drivers.integer("months", 1, 120);
        drivers.done();
        return s.done(new ExperienceSettings(
                Contacts.read(s.section("contacts")),
                questions,
                timeliness,
                CxIndexSettings.read(s.section("index")),
                driverMonths,
                Impact.read(s.section("impact")),
                Alerts.read(s.section("alerts"))));
    }
}
