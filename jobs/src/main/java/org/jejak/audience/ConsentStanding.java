package org.jejak.audience;

import java.time.LocalDate;
import org.jejak.config.ConsentSettings;
import org.jejak.table.FactConsent;

/** How a consent stands at a date. */
public enum ConsentStanding {
    /** It was granted and still counts. */
    GRANTED(true, true, "granted"),
    /** It needs no grant, and there was neither a grant nor a withdrawal. */
    NOT_WITHDRAWN(true, false, "not withdrawn"),
    /** It was granted, but for too long the customer has done nothing. */
    LAPSED(false, true, "granted, but lapsed"),
    /** It was withdrawn. */
    WITHDRAWN(false, true, "withdrawn"),
    /** It has to be granted, which never happened. */
    NEVER_GRANTED(false, false, "never granted");

    private final boolean holds;
    private final boolean isKnown;
    private final String words;

    ConsentStanding(boolean holds, boolean isKnown, String words) {
        this.holds = holds;
        this.isKnown = isKnown;
        this.words = words;
    }

    /**
     * How a consent stands.
     *
     * @param state of fact_consent; null or unknown if there was neither grant nor withdrawal
     * @param since business date of the grant or withdrawal; null with neither
     * @param lastActive business date on which the customer last did something; null if never
     * @param date date at which it is asked; it lapses on the day after so many days without activity
     */
    public static ConsentStanding of(
            ConsentSettings consent, String state, LocalDate since, LocalDate lastActive, LocalDate date) {
        if (FactConsent.WITHDRAWN.equals(state)) return WITHDRAWN;
        if (!FactConsent.GRANTED.equals(state)) return consent.optIn() ? NEVER_GRANTED : NOT_WITHDRAWN;
        if (consent.lapsesAfter() == null) return GRANTED;
        LocalDate active = lastActive == null || lastActive.isBefore(since) ? since : lastActive;
        return date.toEpochDay() - active.toEpochDay() > consent.lapsesAfter().toDays() ? LAPSED : GRANTED;
    }

    /** Whether the customer agrees. */
    public boolean holds() {
        return holds;
    }

    /** Whether it was ever granted or withdrawn. */
    public boolean isKnown() {
        return isKnown;
    }

    /** For people, such as {@code granted, but lapsed}. */
    public String words() {
        return words;
    }
}
