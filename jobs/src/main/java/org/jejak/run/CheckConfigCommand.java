package org.jejak.run;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jejak.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads and checks the settings, and nothing else. */
@Command(
        name = "check-config",
        mixinStandardHelpOptions = true,
        description = "Checks the settings, mappings included, and lists every problem.")
final class CheckConfigCommand implements Callable<Integer> {
    @Mixin
    private Installation installation = new Installation();

    @Override
    public Integer call() {
        Settings settings = installation.settings();
        System.out.printf(
                Locale.ROOT,
                "The settings are in order: %d sources, %d channel rules, %d referrer entries, %d stage rules.%n  raw       %s%n  warehouse %s%n",
                settings.sources().size(),
                settings.channels().rules().size(),
                settings.referrers().entries().size(),
                settings.journey().stages().size(),
                settings.raw(),
                settings.warehouse());
        return 0;
    }
}
