package org.jejak.pipeline.job;

/** Something that must be there to work on is not: ends a command with 10. */
public final class InputMissingException extends RuntimeException {
    public InputMissingException(String message) {
        super(message);
    }
}
