package org.jejak.command.file;

import java.time.Duration;
import java.util.*;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jejak.config.*;
import picocli.CommandLine.Option;

/** A lead score over a local file of events, as options of a command. Events have their names as activities. */
final class ScoreOptions {
    /** Events that are features unless they are named: the most frequent ones. */
    static final int MOST_FEATURES = 20;

    private static final String SCORE = "lead";
    private static final Pattern POINTS = Pattern.compile("(.+)=(-?\\d+(?:\\.\\d+)?)(?:/(\\d{1,4}))?(once)?");
    private static final int LONGEST = 3650;
    private static final int LONGEST_HORIZON = 365;

    @Option(
            names = "--outcome",
            required = true,
            paramLabel = "EVENT",
            description = "The event whose probability is told, such as order.")
    private String outcome;

    @Option(
            names = "--horizon",
            paramLabel = "DAYS",
            description = "In how many days it has to come, 1 to 365. Default: ${DEFAULT-VALUE}.",
            defaultValue = "30")
    private int horizon;

    @Option(
            names = "--points",
            paramLabel = "RULE",
            split = ",",
            description = "Points by hand: EVENT=POINTS, such as form=30; with /DAYS they halve in so many days, as in"
                    + " visit=5/14; with once only the latest event counts, as in form=30/28once. Points are 0 to"
                    + " 100 in all.")
    private List<String> points = List.of();

    @Option(
            names = "--features",
            paramLabel = "EVENT",
            split = ",",
            description = "Events whose number may tell the outcome. Default: all but the outcome, the " + MOST_FEATURES
                    + " most frequent.")
    private List<String> features;

    @Option(
            names = "--within",
            paramLabel = "DAYS",
            description = "They are counted in so many days, 1 to 3650. Default: ${DEFAULT-VALUE}.",
            defaultValue = "28")
    private int within;

    @Option(
            names = "--again",
            description = "Also scores customers who had the outcome before. Default: only those who had not.")
    private boolean again;

    /** @throws UsageException if an option is wrong */
    void check() {
        if (horizon < 1 || horizon > LONGEST_HORIZON)
            throw new UsageException("--horizon " + horizon + " must be 1 to " + LONGEST_HORIZON + " days");
        if (within < 1 || within > LONGEST)
            throw new UsageException("--within " + within + " must be 1 to " + LONGEST + " days");
        rules();
    }

    /** The event whose probability is told. */
    String outcome() {
        return outcome;
    }

    /** Events that the options name. */
    Set<String> named() {
        Set<String> named = new TreeSet<>(Set.of(outcome));
        rules().forEach(rule -> named.add(rule.did()));
        if (features != null) named.addAll(features);
        return named;
    }

    /**
     * The settings of the one score.
     *
     * @param frequent events of the file, the most frequent first
     */
    AudienceSettings settings(List<String> frequent) {
        Map<String, TraitSettings> traits = new TreeMap<>();
        for (String event : features(frequent)) {
            String name = event + "_" + within + "d";
            traits.put(name, new TraitSettings(name, null, event, Measure.COUNT, Duration.ofDays(within), false));
        }
        ScoreSettings score = new ScoreSettings(
                SCORE,
                again ? Conditions.NONE : new Conditions(List.of(), List.of(), List.of(had())),
                outcome,
                Duration.ofDays(horizon),
                List.copyOf(traits.keySet()),
                rules(),
                0,
                100,
                List.of());
        return new AudienceSettings(Map.of(), traits, Map.of(), Map.of(), Map.of(SCORE, score), Map.of(), null);
    }

    private List<String> features(List<String> frequent) {
        if (features != null) return features;
        return frequent.stream()
                .filter(event -> !event.equals(outcome))
                .limit(MOST_FEATURES)
                .toList();
    }

    private Condition had() {
        return new Condition(Condition.Kind.DID, outcome, null, null, 1.0, null, List.of(), List.of(), List.of(), null);
    }

    private List<PointRule> rules() {
        return points.stream().map(ScoreOptions::rule).toList();
    }

    private static PointRule rule(String text) {
        Matcher rule = POINTS.matcher(text.strip());
        if (!rule.matches())
            throw new UsageException(
                    "--points " + text + " must be EVENT=POINTS, such as form=30, visit=5/14 or form=30/28once");
        Duration halfLife = rule.group(3) == null ? null : Duration.ofDays(Long.parseLong(rule.group(3)));
        if (halfLife != null && halfLife.isZero())
            throw new UsageException("--points " + text + ": points must take a day at least to halve");
        boolean once = rule.group(4) != null;
        return new PointRule(rule.group(1), null, Double.parseDouble(rule.group(2)), halfLife, null, once, null);
    }
}
