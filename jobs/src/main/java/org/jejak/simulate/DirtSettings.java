package org.jejak.simulate;

import java.io.Serializable;
import java.util.*;
import java.util.stream.Collectors;
import org.jejak.config.UsageException;

/**
 * How dirty the raw logs are.
 *
 * @param shares a share from 0 to 1 for each kind of dirt, 0 for kinds without one: of the records that can have it; for
 *     {@link DirtKind#REDELIVERED} of files, for {@link DirtKind#CLOCK_SKEW} of people. {@link DirtKind#NEW_FIELD},
 *     {@link DirtKind#TYPE_CHANGE} and {@link DirtKind#BOT} are on (1) or off (0)
 */
public record DirtSettings(Map<DirtKind, Double> shares) implements Serializable {
    public DirtSettings {
        shares = Map.copyOf(shares);
        shares.forEach((kind, share) -> {
            if (!(share >= 0 && share <= 1))
                throw new UsageException("dirt: " + kind.label() + " is " + share + ", but must lie in 0 to 1");
        });
    }

    /** As dirty as logs usually are. */
    public static DirtSettings usual() {
        return new DirtSettings(Arrays.stream(DirtKind.values()).collect(Collectors.toMap(k -> k, k -> k.usualShare)));
    }

    /** Clean logs without machines, for benches and for tests of exact numbers. */
    public static DirtSettings none() {
        return new DirtSettings(Map.of());
    }

    double share(DirtKind kind) {
        return shares.getOrDefault(kind, 0.0);
    }

    /** Whether the kind occurs at all. */
    boolean has(DirtKind kind) {
        return share(kind) > 0;
    }
}
