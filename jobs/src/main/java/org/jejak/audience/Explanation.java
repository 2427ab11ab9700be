package org.jejak.audience;

import java.time.LocalDate;
import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jejak.config.*;
import org.jejak.table.FactConsent;
import org.jejak.table.FactCustomerScore;
import org.jejak.table.FactCustomerTag;

/**
 * Why a customer is in a segment or not, holds a tag or not, agreed to a purpose or not: in words, from what the last night wrote.
 * Where the settings have changed since, it says so.
 */
public final class Explanation {
    private static final String CHANGED = "the settings have changed since the last night; ";

    private final AudienceSettings audience;
    private final StoredFacts facts;

    /**
     * One thing about the customer.
     *
     * @param kind segment, tag, score or consent
     * @param name its name; of a tag with a value each as in tables
     * @param holds whether it holds: in the segment, tag held, scored, agreed
     * @param why what makes it so; what fails first if it does not hold
     */
    public record Finding(String kind, String name, boolean holds, String why) {}

    private Explanation(AudienceSettings audience, StoredFacts facts) {
        this.audience = audience;
        this.facts = facts;
    }

    /** Everything that the settings define, in the order segments, tags, scores, consents, each by name. */
    public static List<Finding> of(AudienceSettings audience, StoredFacts facts) {
        Explanation explanation = new Explanation(audience, facts);
        return Stream.of(
                        audience.segments().values().stream().map(explanation::segment),
                        audience.tags().values().stream().flatMap(explanation::tags),
                        audience.scores().keySet().stream().map(explanation::score),
                        audience.consents().values().stream().map(explanation::consent))
                .flatMap(findings -> findings)
                .toList();
    }

    private Finding segment(SegmentSettings segment) {
        Optional<String> failure = ConditionCheck.firstFailure(segment.conditions(), facts.today());
        boolean isIn = facts.today().isIn(segment.name());
        String why = failure.orElseGet(() -> ConditionCheck.reasons(segment.conditions(), facts.today()));
        return new Finding("segment", segment.name(), isIn, isIn == failure.isEmpty() ? why : CHANGED + why);
    }

    private Stream<Finding> tags(TagSettings tag) {
        List<String> held = facts.held(tag);
        if (held.isEmpty()) return Stream.of(new Finding("tag", tag.name(), false, whyNot(tag)));
        return held.stream().map(name -> new Finding("tag", name, true, held(facts.tag(name))));
    }

    private static String held(Row tag) {
        return "from " + StoredFacts.day(tag, FactCustomerTag.SINCE_DATE) + " to "
                + StoredFacts.day(tag, FactCustomerTag.UNTIL_DATE) + ", by "
                + ConditionCheck.count(tag.getAs(FactCustomerTag.EVENT_COUNT.name()), "event");
    }

    private String whyNot(TagSettings tag) {
        if (facts.isObjected()) return "consent " + ConsentSettings.PROFILING + " is withdrawn";
        if (tag.sensitive() && !facts.today().consent(tag.purpose()).holds())
            return "consent " + tag.purpose() + " is "
                    + facts.today().consent(tag.purpose()).words();
        LocalDate until = lastDayHeld(tag);
        if (until == null) return tooFew(tag);
        return until.isBefore(facts.date()) ? "held until " + until : CHANGED + "held until " + until;
    }

    /** The last day on which the customer held a tag, of one with a value each any of them; null if it was never earned. */
    private LocalDate lastDayHeld(TagSettings tag) {
        int until = Math.toIntExact(facts.date().toEpochDay());
        List<ActivityHistory.Day> days = facts.today().history().between(tag.of(), Integer.MIN_VALUE, until);
        for (int i = days.size() - 1; i >= 0; i--) {
            ActivityHistory.Day last = days.get(i);
            boolean counts = tag.value() == null || tag.value().equals(last.value());
            if (counts && isEarned(tag, last))
                return LocalDate.ofEpochDay(last.day()).plusDays(tag.keep().toDays() - 1);
        }
        return null;
    }

    private boolean isEarned(TagSettings tag, ActivityHistory.Day day) {
        if (tag.eachValue() && !day.hasValue()) return false;
        String value = tag.eachValue() ? day.value() : tag.value();
        return facts.today().history().count(tag.of(), value, days(tag), day.day()) >= tag.atLeast();
    }

    private String tooFew(TagSettings tag) {
        String what = tag.of() + (tag.value() == null ? "" : " " + tag.value());
        String asked = " (asked: at least " + tag.atLeast() + (tag.eachValue() ? " of one value)" : ")");
        return what + " happened " + ConditionCheck.times(facts.today().did(tag.of(), tag.value(), tag.within()))
                + " within " + days(tag) + " days" + asked + ", and was never enough before";
    }

    private static int days(TagSettings tag) {
        return Math.toIntExact(tag.within().toDays());
    }

    private Finding score(String name) {
        Row score = facts.score(name);
        if (score == null) return new Finding("score", name, false, "not of those who are scored");
        List<String> words = new ArrayList<>();
        Double points = facts.today().points(name);
        if (points != null) words.add(ConditionCheck.number(points) + " points");
        if (facts.today().band(name) != null) words.add("band " + facts.today().band(name));
        Double value = score.getAs(FactCustomerScore.VALUE.name());
        if (value != null) words.add("probability " + ConditionCheck.number(value));
        String reason = StoredFacts.text(score, FactCustomerScore.REASON);
        if (reason != null) words.add("no probability: " + reason);
        String factors = StoredFacts.text(score, FactCustomerScore.TOP_FACTORS);
        if (factors != null) words.add(factors);
        return new Finding("score", name, points != null || value != null, String.join("; ", words));
    }

    private Finding consent(ConsentSettings consent) {
        ConsentStanding standing = facts.today().consent(consent.name());
        Row row = facts.consent(consent.name());
        String why = standing.words();
        if (standing.isKnown()) {
            why += " on " + facts.businessDay(row, FactConsent.SINCE_AT) + " by interaction "
                    + StoredFacts.text(row, FactConsent.EVIDENCE_ID);
            LocalDate active = facts.businessDay(row, FactConsent.LAST_ACTIVE_AT);
            if (consent.lapsesAfter() != null && active != null) why += "; last active on " + active;
        }
        return new Finding("consent", consent.name(), standing.holds(), why);
    }
}
