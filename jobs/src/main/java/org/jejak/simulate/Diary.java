package org.jejak.simulate;

import java.util.*;

/** What is remembered of a life, for what is simulated after it: visits, contacts, when an account was made, lists. 0 is never. */
final class Diary {
    /** A visit of the shop or the app. Own is one that no message brought about. */
    record Visit(long at, long endedAt, Device device, boolean loggedIn, boolean isOwn) {}

    /** A call for help. 0 for one that was never resolved. */
    private record Contact(long openedAt, long resolvedAt) {}

    final List<Visit> visits = new ArrayList<>();
    private final List<Contact> contacts = new ArrayList<>();

    long signedUpAt;
    Device signedUpOn;
    Device joinedListOn;
    long unsubscribedAt;
    /** First use of the app. */
    long appFrom;
    /** First record that says whether the person agrees to advertisements. */
    long adsFrom;

    void visited(long at, long endedAt, Device device, boolean loggedIn, boolean isOwn) {
        visits.add(new Visit(at, endedAt, device, loggedIn, isOwn));
        if (device.isApp()) appFrom = first(appFrom, at);
    }

    void asked(long openedAt, long resolvedAt) {
        contacts.add(new Contact(openedAt, resolvedAt));
    }

    /** Some record says at that moment whether the person agrees to advertisements. */
    void saidAds(long at) {
        adsFrom = first(adsFrom, at);
    }

    boolean hasOpenContact(long at) {
        return contacts.stream().anyMatch(c -> c.openedAt < at && (c.resolvedAt == 0 || c.resolvedAt > at));
    }

    private static long first(long before, long at) {
        return before == 0 ? at : Math.min(before, at);
    }
}
