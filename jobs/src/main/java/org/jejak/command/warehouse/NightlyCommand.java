package org.jejak.command.warehouse;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code nightly}: one run of the whole pipeline for one date. */
@Command(
        name = "nightly",
        mixinStandardHelpOptions = true,
        description = "Takes in what was delivered up to a date and restates what it touches.")
public final class NightlyCommand implements Callable<Integer> {
    @Mixin
    private NightlyOptions nights = new NightlyOptions();

    @Option(names = "--date", required = true, description = "Logical date, yyyy-MM-dd. Never taken from the clock.")
    private LocalDate date;

    @Override
    public Integer call() throws IOException {
        return nights.run("nightly", Optional.empty(), date);
    }
}
