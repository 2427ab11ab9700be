package org.jejak.simulate;

/** What all people share: settings, horizon, stories, rates. Built once per task. */
final class World {
    /** Streams of randomness, one per purpose. */
    static final long LIFE = 1, HOUSEHOLD = 2, DIRT = 3, BACKGROUND = 4, KIOSK = 5, FILE = 6;
    /** Streams that came later: what they draw leaves the lives of people as they were. */
    static final long GOODS = 7, BASKETS = 8, DIRT_OF_BASKETS = 9, TOPICS = 10;
    /** What members do besides buying, simulated after their lives. */
    static final long HABITS = 11, READING = 12, CONSENTS = 13, CLASSES = 14, INVITATIONS = 15, LATE_WITHDRAWALS = 16;

    static final long DIRT_OF_MEMBERS = 17;

    final SimulationSettings settings;
    final Stories stories;
    final CurrencyRates rates;
    final FileIndex files;
    final long start;
    final long end;
    final int kiosks;

    World(SimulationSettings settings) {
        this.settings = settings;
        stories = Stories.in(settings);
        rates = new CurrencyRates(settings);
        files = new FileIndex(settings);
        start = settings.start().toEpochDay() * Timestamps.DAY;
        end = start + settings.days() * Timestamps.DAY;
        kiosks = (int) Math.max(1, settings.customers() / 4000);
    }

    RandomSource chance(long stream, long id) {
        return new RandomSource(settings.seed(), stream, id);
    }

    boolean hasNewField(long millis) {
        return settings.dirt().has(DirtKind.NEW_FIELD) && Timestamps.day(millis) >= stories.newFieldFrom();
    }

    boolean hasTypeChange(long millis) {
        return settings.dirt().has(DirtKind.TYPE_CHANGE) && Timestamps.day(millis) >= stories.typeChangeFrom();
    }

    Money money(double usd, String currency, long millis) {
        return Money.of(usd, currency, rates.toBase(currency, Timestamps.day(millis)));
    }
}
