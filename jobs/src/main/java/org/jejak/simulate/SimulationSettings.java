package org.jejak.simulate;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Map;
import org.jejak.config.UsageException;

/**
 * What to simulate.
 *
 * @param customers people, 1 to 100,000,000; those who come once and never say who they are included
 * @param days length of the horizon, 1 to 3,660 days; stories are placed by shares of it
 * @param seed everything random follows from it
 * @param start first day, UTC
 * @param dirt how dirty the logs are
 * @param cadences deliveries by source folder (such as {@code web}) that differ from the usual ones
 */
public record SimulationSettings(
        long customers, int days, long seed, LocalDate start, DirtSettings dirt, Map<String, Cadence> cadences)
        implements Serializable {

    /** The first day unless another is asked for. */
    public static final LocalDate DEFAULT_START = LocalDate.of(2025, 7, 1);

    public SimulationSettings {
        if (customers < 1 || customers > 100_000_000)
            throw new UsageException("customers is " + customers + ", but must lie in 1 to 100,000,000");
        if (days < 1 || days > 3660) throw new UsageException("days is " + days + ", but must lie in 1 to 3,660");
        if (start.getYear() < 2000 || start.getYear() > 2100)
            throw new UsageException("start is " + start + ", but must lie in the years 2000 to 2100");
        for (String source : cadences.keySet())
            if (OutputFeed.sources().noneMatch(source::equals))
                throw new UsageException("cadences: unknown source " + source + "; known: "
                        + String.join(", ", OutputFeed.sources().toList()));
        cadences = Map.copyOf(cadences);
    }

    /** The usual world: starts on 2025-07-01, with the usual dirt and deliveries. */
    public SimulationSettings(long customers, int days, long seed) {
        this(customers, days, seed, DEFAULT_START, DirtSettings.usual(), Map.of());
    }
}
