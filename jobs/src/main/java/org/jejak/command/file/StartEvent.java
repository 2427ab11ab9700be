package org.jejak.command.file;

import org.jejak.config.UsageException;
import picocli.CommandLine.Option;

/** Another event than the first purchase that puts customers of a file into their cohorts. */
final class StartEvent {
    @Option(
            names = "--start",
            paramLabel = "COLUMN",
            description =
                    "When the customer began, such as the day of signing up: the cohort, for the report cohorts. The earliest of "
                            + "the customer's rows counts; a row without --date is no purchase. Default: the first purchase.")
    private String column;

    @Option(
            names = "--event",
            paramLabel = "COLUMN",
            description = "What was done, with --start-event and --return-event.")
    private String event;

    @Option(
            names = "--start-event",
            paramLabel = "NAME",
            description = "Value of --event that puts customers into cohorts, such as view; the first counts.")
    private String startEvent;

    @Option(
            names = "--return-event",
            paramLabel = "NAME",
            description = "Value of --event that is a purchase, such as buy. Other events do not matter.")
    private String returnEvent;

    /** Whether cohorts are not by the first purchase. */
    boolean isGiven() {
        return column != null || event != null;
    }

    /** Column of the day of the start; null if events say it. */
    String column() {
        return column;
    }

    /** Column of the events; null if a column says the start. */
    String event() {
        return event;
    }

    /** The event that is a start. */
    String startEvent() {
        return startEvent;
    }

    /** The event that is a purchase. */
    String returnEvent() {
        return returnEvent;
    }

    /** @throws UsageException if the options do not go together */
    void check() {
        boolean events = event != null && startEvent != null && returnEvent != null;
        boolean none = event == null && startEvent == null && returnEvent == null;
        if (!events && !none)
            throw new UsageException("--event COLUMN, --start-event NAME and --return-event NAME go together");
        if (events && column != null)
            throw new UsageException("give --start or --event, not both: each says when a customer began");
    }
}
