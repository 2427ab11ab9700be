package org.jejak.config;

import java.util.Locale;

/**
 * How tables are kept; see {@code jejak.delta} in {@code reference.conf}.
 *
 * @param access how they are read and written
 * @param deletionVectors whether tables that are restated by rows are created so that rows can be marked as gone
 */
public record DeltaSettings(DeltaAccess access, boolean deletionVectors) {
    /** As {@code reference.conf} has it. */
    public static final DeltaSettings USUAL = new DeltaSettings(DeltaAccess.DIRECT, true);

    static DeltaSettings read(SettingsSection s) {
        String access = s.choice("access", "direct", "plain");
        boolean vectors = s.flag("deletion-vectors");
        s.done();
        return new DeltaSettings(DeltaAccess.valueOf(access.toUpperCase(Locale.ROOT)), vectors);
    }
}
