package org.jejak.pipeline.job;

/** Something that must be there to work on is not: ends a command with 10. */
public final class InputMissingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InputMissingException(String message) {
        super(message);
    }
}
