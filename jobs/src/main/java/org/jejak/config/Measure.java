package org.jejak.config;

import java.util.Locale;

/** What a trait measures over the events of an activity in a window of days. */
public enum Measure {
    /** Events; 0 without one. */
    COUNT(TraitKind.NUMBER, Needs.NOTHING),
    /** Days with an event; 0 without one. */
    DAYS(TraitKind.NUMBER, Needs.NOTHING),
    /** Sum of the amounts in the base currency; 0 without an event. */
    SUM(TraitKind.NUMBER, Needs.AMOUNT),
    /** Sum of the amounts over the number of events; no value without an event. */
    MEAN(TraitKind.NUMBER, Needs.AMOUNT),
    /** Value of the first event, at a tie the first in the alphabet; no value without an event. */
    FIRST(TraitKind.TEXT, Needs.VALUE),
    /** Value of the last event, at a tie the first in the alphabet; no value without an event. */
    LAST(TraitKind.TEXT, Needs.VALUE),
    /** Value of the most events, at a tie the latest, then the first in the alphabet; no value without an event. */
    MOST_FREQUENT(TraitKind.TEXT, Needs.VALUE),
    /** Different values; 0 without an event. */
    DISTINCT(TraitKind.NUMBER, Needs.VALUE),
    /** Days from the first event to the date; no value without an event. */
    DAYS_SINCE_FIRST(TraitKind.NUMBER, Needs.NOTHING),
    /** Days from the last event to the date; no value without an event. */
    DAYS_SINCE_LAST(TraitKind.NUMBER, Needs.NOTHING);

    private enum Needs {
        NOTHING,
        AMOUNT,
        VALUE
    }

    private final TraitKind kind;
    private final Needs needs;

    Measure(TraitKind kind, Needs needs) {
        this.kind = kind;
        this.needs = needs;
    }

    /** What comes out. */
    public TraitKind kind() {
        return kind;
    }

    /** As it is written in settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the activity lacks for this measure, in words; null if nothing. */
    String lackOf(ActivitySettings activity) {
        return switch (needs) {
            case NOTHING -> null;
            case AMOUNT -> activity.amount() == null ? lack(activity, "amount = revenue") : null;
            case VALUE -> activity.value() == null ? lack(activity, "a value") : null;
        };
    }

    private String lack(ActivitySettings activity, String what) {
        return word() + " needs an activity with " + what + ", which " + activity.name() + " has not";
    }
}
