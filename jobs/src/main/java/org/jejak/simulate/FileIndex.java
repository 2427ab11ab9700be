package org.jejak.simulate;

import java.time.LocalDate;
import java.util.*;

/** Numbers the files of a simulation: one per feed and day, truth files at day 0. */
final class FileIndex {
    private final long firstDay;
    private final int days;
    private final Map<OutputFeed, Cadence> cadences = new EnumMap<>(OutputFeed.class);

    FileIndex(SimulationSettings settings) {
        firstDay = settings.start().toEpochDay();
        days = settings.days();
        for (OutputFeed feed : OutputFeed.values()) {
            cadences.put(feed, settings.cadences().getOrDefault(feed.source, feed.usualCadence));
        }
    }

    /** The file for a record received on that day, or -1 if it would come after the horizon. The last delivery may be short. */
    int file(OutputFeed feed, long receivedDay) {
        if (feed.isTruth()) return feed.ordinal() * days;
        long offset = receivedDay - firstDay;
        if (offset < 0 || offset >= days) return -1;
        long delivery = cadences.get(feed).deliveryDay(receivedDay) - firstDay;
        return feed.ordinal() * days + (int) Math.min(delivery, days - 1);
    }

    Cadence cadence(OutputFeed feed) {
        return cadences.get(feed);
    }

    OutputFeed feed(int file) {
        return OutputFeed.values()[file / days];
    }

    long day(int file) {
        return firstDay + file % days;
    }

    boolean hasDay(long day) {
        return day < firstDay + days;
    }

    /** Path below the output folder. */
    String folder(OutputFeed feed, long day) {
        return feed.isTruth() ? "truth" : "raw/" + feed.source + '/' + LocalDate.ofEpochDay(day);
    }
}
