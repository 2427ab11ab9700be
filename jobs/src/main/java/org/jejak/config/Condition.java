package org.jejak.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.*;

/**
 * One condition on a customer. A condition on a missing value is false, whatever it compares with; only {@code known = false}
 * is then true.
 *
 * @param kind what it asks about
 * @param name the trait, tag, segment, score, consent or activity
 * @param value for did: value of the activity that counts; for a tag with a value each: the value; null for any
 * @param within for did: whole days, the date itself included; null for all of the history
 * @param atLeast for did: events; for a trait its number; for a score its points; null for no such limit
 * @param atMost the other limit, included as well; null for no such limit
 * @param is for a trait: texts one of which it has to be; empty for no such condition
 * @param isNot for a trait: texts none of which it may be; empty for no such condition
 * @param band for a score: bands one of which it has to be in; empty for no such condition
 * @param known for a trait or score whether it has a value, for a consent whether it was ever granted or withdrawn; null if it
 *     is not asked
 */
public record Condition(
        Kind kind,
        String name,
        String value,
        Duration within,
        Double atLeast,
        Double atMost,
        List<String> is,
        List<String> isNot,
        List<String> band,
        Boolean known)
        implements Serializable {
    private static final List<String> OPERATORS =
            List.of("value", "within", "at-least", "at-most", "is", "is-not", "band", "known");

    /** What a condition asks about. */
    public enum Kind {
        /** A trait, by its value. */
        TRAIT("trait"),
        /** A tag: whether it is held. */
        TAG("tag"),
        /** Another segment: whether the customer is in it. */
        SEGMENT("segment"),
        /** A score, by its band or points. */
        SCORE("score"),
        /** A consent: whether it holds, granted and not lapsed, or not withdrawn. */
        CONSENT("consent"),
        /** An activity, by the number of its events; at least one if nothing is said. */
        DID("did");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** The key in settings, and the word for it. */
        public String word() {
            return key;
        }
    }

    /** Reads one condition; empty if it is not said what it asks about. Names have to be known. */
    static Optional<Condition> read(SettingsSection s, AudienceNames names) {
        List<Kind> kinds =
                Arrays.stream(Kind.values()).filter(k -> s.has(k.key)).toList();
        if (kinds.size() != 1) {
            s.problem("must have one of trait, tag, segment, score, consent and did");
            return Optional.empty();
        }
        Condition condition = read(kinds.get(0), s, names);
        return Optional.of(s.done(condition));
    }

    /** As {@link #read}; refuses what is known for today only. */
    static Optional<Condition> readOfThePast(SettingsSection s, AudienceNames names) {
        Optional<Condition> condition = read(s, names);
        condition
                .filter(c -> !c.isOfThePast(names))
                .ifPresent(c -> s.problem(
                        c.kind.key, "is known for today only: use did, or a trait that is a measure of an activity"));
        return condition;
    }

    private boolean isOfThePast(AudienceNames names) {
        TraitSettings trait = names.traits().get(name);
        return kind == Kind.DID || kind == Kind.TRAIT && (trait == null || !trait.isKnownForTodayOnly());
    }

    private static Condition read(Kind kind, SettingsSection s, AudienceNames names) {
        String text = s.text(kind.key);
        String name = kind == Kind.TAG ? names.tagOf(text) : text;
        boolean isKnown = names.isKnown(s, kind, name);
        Condition condition = new Condition(
                kind,
                name,
                kind == Kind.TAG ? names.valueOf(text) : s.optionalText("value").orElse(null),
                s.has("within") ? AudienceNames.days(s, "within") : null,
                s.has("at-least") ? (Double) limit(s, "at-least", kind) : null,
                s.has("at-most") ? (Double) limit(s, "at-most", kind) : null,
                s.optionalTexts("is"),
                s.optionalTexts("is-not"),
                s.optionalTexts("band"),
                s.has("known") ? (Boolean) s.flag("known") : null);
        if (isKnown) condition.check(s, names);
        return condition;
    }

    private static double limit(SettingsSection s, String key, Kind kind) {
        return kind == Kind.DID ? s.integer(key, 0, 1_000_000) : s.decimal(key, -1e15, 1e15);
    }

    private void check(SettingsSection s, AudienceNames names) {
        switch (kind) {
            case TRAIT -> checkTrait(s, names.traits().get(name).kind());
            case TAG -> {
                refuse(s, Set.of(), "a tag is held or not: nothing else is asked");
                names.checkTagValue(s, name, value);
            }
            case SEGMENT -> refuse(s, Set.of(), "a customer is in a segment or not: nothing else is asked");
            case SCORE -> checkScore(s, names.scores().get(name));
            case CONSENT -> refuse(s, Set.of("known"), "a consent holds or not: use known or nothing");
            case DID -> {
                refuse(
                        s,
                        Set.of("value", "within", "at-least", "at-most"),
                        "did: use value, within, at-least or at-most");
                if (value != null) names.needsValue(s, "value", name);
                if (value != null) names.refuseSensitive(s, "value", name, value);
            }
        }
        if (atLeast != null && atMost != null && atLeast > atMost) s.problem("at-most", "must not be below at-least");
    }

    private void checkTrait(SettingsSection s, TraitKind type) {
        Set<String> allowed = switch (type) {
            case NUMBER -> Set.of("at-least", "at-most", "known");
            case TEXT -> Set.of("is", "is-not", "known");
            case DATE -> Set.of("known");
        };
        boolean isRefused = refuse(s, allowed, type.faultOf(name));
        if (!isRefused && allowed.stream().noneMatch(s::has)) s.problem(Kind.TRAIT.key, type.faultOf(name));
    }

    private void checkScore(SettingsSection s, ScoreSettings score) {
        Set<String> allowed = Set.of("band", "at-least", "at-most", "known");
        String words = name + " is a score: use band, at-least, at-most or known";
        boolean isRefused = refuse(s, allowed, words);
        if (!isRefused && allowed.stream().noneMatch(s::has)) s.problem(Kind.SCORE.key, words);
        List<String> bands =
                score.bands().stream().map(ScoreSettings.Band::name).toList();
        for (String word : band)
            if (!bands.contains(word))
                s.problem("band", word + " is no band of " + name + AudienceNames.near(word, bands));
    }

    /** Whether a key was there that is not allowed; a problem at each of them. */
    private static boolean refuse(SettingsSection s, Set<String> allowed, String message) {
        List<String> refused = OPERATORS.stream()
                .filter(key -> s.has(key) && !allowed.contains(key))
                .toList();
        refused.forEach(key -> s.problem(key, message));
        return !refused.isEmpty();
    }
}
