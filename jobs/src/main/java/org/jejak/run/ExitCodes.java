package org.jejak.run;

import org.jejak.config.SettingsException;

/** Exit codes: 0 done, 1 fault, 2 usage or settings, 10 input missing, 11 quality gate, 12 another run holds the lock. */
final class ExitCodes {
    static final int FAULT = 1;
    static final int USAGE = 2;
    static final int INPUT_MISSING = 10;
    static final int QUALITY_GATE = 11;
    static final int LOCKED = 12;

    private ExitCodes() {}

    static int of(Throwable e) {
        if (e instanceof SettingsException || e instanceof IllegalArgumentException) return USAGE;
        if (e instanceof IngestJob.InputMissing) return INPUT_MISSING;
        if (e instanceof org.jejak.io.Warehouse.KeyViolation || e instanceof QualityGate.Blocked) return QUALITY_GATE;
        if (e instanceof Lock.Held) return LOCKED;
        return FAULT;
    }
}
