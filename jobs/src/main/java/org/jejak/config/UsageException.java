package org.jejak.config;

/**
 * The user asked for something that cannot be done as asked: a wrong option, setting or input file. Ends the command with
 * exit code 2 and its message alone, which says what is wrong, the value, and what to do. Every other exception is a fault
 * of the program or the machine and ends with 1.
 */
public class UsageException extends IllegalArgumentException {
    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
