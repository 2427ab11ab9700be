package org.jejak.pipeline;

import org.jejak.config.UsageException;
import org.jejak.pipeline.job.InputMissingException;

/** Exit codes: 0 done, 1 fault, 2 usage or settings, 10 input missing, 11 quality gate, 12 another run holds the lock. */
public final class ExitCodes {
    static final int FAULT = 1;
    static final int USAGE = 2;
    public static final int INPUT_MISSING = 10;
    public static final int QUALITY_GATE = 11;
    static final int LOCKED = 12;

    private ExitCodes() {}

    public static int of(Throwable e) {
        if (e instanceof UsageException) return USAGE;
        if (e instanceof InputMissingException) return INPUT_MISSING;
        if (e instanceof org.jejak.warehouse.Warehouse.KeyViolation || e instanceof QualityGate.Blocked)
            return QUALITY_GATE;
        if (e instanceof RunLock.Held) return LOCKED;
        return FAULT;
    }
}
