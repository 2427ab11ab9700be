package org.jejak.simulate;

/** What all people share: settings, horizon, stories, rates. Built once per task. */
final class World {
    /** Streams of randomness, one per purpose. */
    static final long LIFE = 1, HOUSEHOLD = 2, DIRT = 3, BACKGROUND = 4, KIOSK = 5, FILE = 6;

    final SimulationSettings settings;
    final Stories stories;
    final Rates rates;
    final FileIndex files;
    final long start;
    final long end;
    final int kiosks;

    World(SimulationSettings settings) {
        this.settings = settings;
        stories = Stories.in(settings);
        rates = new Rates(settings);
        files = new FileIndex(settings);
        start = settings.start().toEpochDay() * Stamps.DAY;
        end = start + settings.days() * Stamps.DAY;
        kiosks = (int) Math.max(1, settings.customers() / 4000);
    }

    Chance chance(long stream, long id) {
        return new Chance(settings.seed(), stream, id);
    }

    boolean hasNewField(long millis) {
        return settings.dirt().schemaDrift() && Stamps.day(millis) >= stories.newFieldFrom();
    }

    boolean hasTypeChange(long millis) {
        return settings.dirt().schemaDrift() && Stamps.day(millis) >= stories.typeChangeFrom();
    }

    Money money(double usd, String currency, long millis) {
        return Money.of(usd, currency, rates.toBase(currency, Stamps.day(millis)));
    }
}
