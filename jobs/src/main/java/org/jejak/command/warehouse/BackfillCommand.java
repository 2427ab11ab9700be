package org.jejak.command.warehouse;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jejak.config.UsageException;
import org.jejak.pipeline.Deliveries;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code backfill}: a range of deliveries in one run, with the same tables as night after night, much sooner. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description = {
            "Takes in a range of delivery dates in one run; gives the same tables as a night for each date.",
            "With --missing or --failed only those dates of the range, oldest first, neighbours in one run. A night looks back over "
                    + "jejak.ingest.discovery-days, so that a missed night is made up for by the next one and is not missing.",
            ""
        })
public final class BackfillCommand implements Callable<Integer> {
    /** Which dates of the range; all without any of them. */
    private static final class Which {
        @Option(names = "--all", description = "All dates of the range. This is the default.")
        private boolean all;

        @Option(names = "--missing", description = "Only dates that no run has looked at.")
        private boolean missing;

        @Option(names = "--failed", description = "Only dates of which the last run that looked at them failed.")
        private boolean failed;
    }

    @Mixin
    private NightlyOptions nights = new NightlyOptions();

    @Option(names = "--from", required = true, description = "First delivery date, yyyy-MM-dd.")
    private LocalDate from;

    @Option(names = "--to", required = true, description = "Last delivery date, and the logical date.")
    private LocalDate to;

    @ArgGroup
    private Which which = new Which();

    @Override
    public Integer call() throws IOException {
        if (from.isAfter(to)) throw new UsageException("--from " + from + " is after --to " + to);
        if (which.missing) return nights.runEach("backfill", runs -> Deliveries.missing(runs, from, to));
        if (which.failed) return nights.runEach("backfill", runs -> Deliveries.failed(runs, from, to));
        return nights.run("backfill", Optional.of(from), to);
    }
}
