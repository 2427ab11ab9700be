package org.jejak.identity;

import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.config.IdentitySettings;
import org.jejak.table.IdentityConflicts;
import org.jejak.table.RowBuilder;

/** How many identifiers one identifier is connected to, and the limits that this breaks. */
final class Neighbours {
    private final IdentitySettings settings;
    /** By type, then by the system that gave them: accounts of several systems are counted for each, others all together. */
    private final Map<String, long[]> counts = new TreeMap<>();

    Neighbours(IdentitySettings settings) {
        this.settings = settings;
    }

    /** Counts one that was not counted yet. */
    void add(String type, Long system) {
        counts.computeIfAbsent(type, t -> new long[settings.systems()])[system == null ? 0 : system.intValue()]++;
    }

    /** The limits that an identifier with these neighbours breaks, one row each, in the shape of {@link IdentityConflicts}. */
    List<Row> conflictsOf(String type, String value) {
        Map<String, Long> limits = settings.limits().getOrDefault(type, Map.of());
        RowBuilder row = new RowBuilder(IdentityConflicts.TABLE);
        List<Row> broken = new ArrayList<>();
        counts.forEach((connected, bySystem) -> {
            long count = Arrays.stream(bySystem).max().orElseThrow();
            Long limit = limits.get(connected);
            if (limit != null && count > limit)
                broken.add(row.set(IdentityConflicts.IDENTIFIER_TYPE, type)
                        .set(IdentityConflicts.IDENTIFIER_VALUE, value)
                        .set(IdentityConflicts.CONNECTED_TYPE, connected)
                        .set(IdentityConflicts.CONNECTED_COUNT, count)
                        .set(IdentityConflicts.LIMIT_COUNT, limit)
                        .row());
        });
        return broken;
    }
}
