package org.jejak.config;

import java.io.Serializable;
import java.util.*;
import java.util.function.BiFunction;

/**
 * Who customers are: what they do, and which traits, tags, consents, scores and segments follow from it. All empty if an
 * installation says nothing. Maps are by name, sorted.
 *
 * @param activities what customers do
 * @param traits figures, texts and dates about each customer
 * @param tags what customers earn by doing and keep for a while
 * @param consents what customers agree to, by purpose
 * @param scores lead scores
 * @param segments customers of whom conditions hold
 * @param contact when customers may be written to
 */
public record AudienceSettings(
        Map<String, ActivitySettings> activities,
        Map<String, TraitSettings> traits,
        Map<String, TagSettings> tags,
        Map<String, ConsentSettings> consents,
        Map<String, ScoreSettings> scores,
        Map<String, SegmentSettings> segments,
        ContactSettings contact)
        implements Serializable {

    /** Whether nothing is defined: then the tables of the audience stay empty. */
    public boolean isEmpty() {
        return activities.isEmpty()
                && traits.isEmpty()
                && tags.isEmpty()
                && consents.isEmpty()
                && scores.isEmpty()
                && segments.isEmpty();
    }

    /** The segments in an order in which each one comes after those that it asks about; otherwise by name. */
    public List<SegmentSettings> segmentsInOrder() {
        Map<String, SegmentSettings> ordered = new LinkedHashMap<>();
        segments.values().forEach(segment -> addAfterOthers(segment, ordered));
        return List.copyOf(ordered.values());
    }

    private void addAfterOthers(SegmentSettings segment, Map<String, SegmentSettings> ordered) {
        if (ordered.containsKey(segment.name())) return;
        for (String other : others(segment)) addAfterOthers(segments.get(other), ordered);
        ordered.put(segment.name(), segment);
    }

    /** The properties that the filters and values of activities and consents ask for, sorted. */
    public SortedSet<String> properties() {
        SortedSet<String> names = new TreeSet<>();
        for (ActivitySettings activity : activities.values()) {
            names.addAll(activity.filter().properties().keySet());
            if (activity.property() != null) names.add(activity.property());
        }
        for (ConsentSettings consent : consents.values()) {
            consent.grants().forEach(filter -> names.addAll(filter.properties().keySet()));
            consent.withdrawals()
                    .forEach(filter -> names.addAll(filter.properties().keySet()));
        }
        return names;
    }

    static AudienceSettings read(SettingsSection s) {
        AudienceNames names = AudienceNames.nothing();
        fill(names.activities(), s, "activities", ActivitySettings::read);
        fill(names.traits(), s, "traits", (name, trait) -> TraitSettings.read(name, trait, names));
        fill(names.consents(), s, "consents", ConsentSettings::read);
        fill(names.tags(), s, "tags", (name, tag) -> TagSettings.read(name, tag, names));
        fill(names.scores(), s, "scores", (name, score) -> ScoreSettings.read(name, score, names));
        Map<String, SegmentSettings> segments = new TreeMap<>();
        names.segments().addAll(s.section("segments").keys());
        fill(segments, s, "segments", (name, segment) -> SegmentSettings.read(name, segment, names));
        for (List<String> circle : circles(segments))
            s.section("segments").problem(circle.get(0), "must not go in circles: " + String.join(", ", circle));
        return s.done(new AudienceSettings(
                Collections.unmodifiableMap(names.activities()),
                Collections.unmodifiableMap(names.traits()),
                Collections.unmodifiableMap(names.tags()),
                Collections.unmodifiableMap(names.consents()),
                Collections.unmodifiableMap(names.scores()),
                Collections.unmodifiableMap(segments),
                ContactSettings.read(s.section("contact"))));
    }

    private static <T> void fill(
            Map<String, T> read, SettingsSection s, String key, BiFunction<String, SettingsSection, T> reader) {
        s.sections(key).forEach((name, section) -> read.put(name, reader.apply(name, section)));
    }

    /** Segments that ask about themselves over others: from the first name of a circle in the alphabet back to it. */
    private static List<List<String>> circles(Map<String, SegmentSettings> segments) {
        return segments.keySet().stream()
                .map(name -> wayBack(List.of(name), segments, new HashSet<>()))
                .filter(way -> !way.isEmpty())
                .toList();
    }

    /** A way on from its last segment back to its first one, over names after that; empty if there is none. */
    private static List<String> wayBack(List<String> way, Map<String, SegmentSettings> segments, Set<String> seen) {
        String first = way.get(0);
        for (String next : others(segments.get(way.get(way.size() - 1)))) {
            List<String> longer = new ArrayList<>(way);
            longer.add(next);
            if (next.equals(first)) return longer;
            boolean leadsOn = segments.containsKey(next) && next.compareTo(first) > 0 && seen.add(next);
            List<String> back = leadsOn ? wayBack(longer, segments, seen) : List.of();
            if (!back.isEmpty()) return back;
        }
        return List.of();
    }

    private static List<String> others(SegmentSettings segment) {
        return segment.conditions().stream()
                .filter(c -> c.kind() == Condition.Kind.SEGMENT)
                .map(Condition::name)
                .distinct()
                .sorted()
                .toList();
    }
}
