package org.jejak.command.warehouse;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.jejak.command.InstallationOptions;
import org.jejak.config.Settings;
import org.jejak.pipeline.SafeMessages;
import org.jejak.rawlog.RawFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code check-config}: reads and checks the settings, and nothing else. */
@Command(
        name = "check-config",
        mixinStandardHelpOptions = true,
        description = "Checks the settings, mappings included, and lists every problem.")
public final class CheckConfigCommand implements Callable<Integer> {
    @Mixin
    private InstallationOptions installation = new InstallationOptions();

    @Override
    public Integer call() {
        Settings settings = installation.settings();
        System.out.printf(
                Locale.ROOT,
                "The settings are in order: %d sources, %d channel rules, %d referrer entries, %d stage rules, %d"
                        + " tags, %d segments.%n  raw       %s%n  warehouse %s%n",
                settings.sources().size(),
                settings.channels().rules().size(),
                settings.referrers().entries().size(),
                settings.journey().stages().size(),
                settings.audience().tags().size(),
                settings.audience().segments().size(),
                settings.raw() + found(settings),
                settings.warehouse());
        for (String property : settings.propertiesThatNoSourceKeeps())
            System.out.println("  remark    jejak.audience asks for the property " + property
                    + ", which no source keeps: what depends on it stays empty (sources.X.properties)");
        return 0;
    }

    /** A remark if the raw folder is missing or cannot be read; else empty. */
    private static String found(Settings settings) {
        try {
            return new RawFolder(settings.raw(), new Configuration()).exists() ? "" : " (does not exist)";
        } catch (RuntimeException e) { // a file system whose classes are only there under spark-submit
            return " (not looked at: " + SafeMessages.message(e) + ")";
        }
    }
}
