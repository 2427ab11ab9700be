package org.jejak.command.warehouse;

import java.time.LocalDate;
import java.util.*;
import org.apache.hadoop.conf.Configuration;
import org.jejak.config.Settings;
import org.jejak.config.SourceSettings;
import org.jejak.rawlog.RawFile;
import org.jejak.rawlog.RawFolder;

/** Lists the files that a run would read, without starting Spark or changing anything. */
final class DryRun {
    private DryRun() {}

    static int print(Settings settings, Optional<LocalDate> from, LocalDate to) {
        RawFolder folder = new RawFolder(settings.raw(), new Configuration());
        System.out.println("Delivered " + from.map(f -> "from " + f + " ").orElse("") + "up to " + to + " under "
                + settings.raw() + " (files already taken in are skipped by the run itself):");
        for (SourceSettings source : settings.sources()) {
            List<RawFile> files = folder.filesOf(source, from, to);
            long bytes = files.stream().mapToLong(RawFile::bytes).sum();
            System.out.printf(Locale.ROOT, "  %-20s %,6d files %,14d bytes%n", source.name(), files.size(), bytes);
        }
        return 0;
    }
}
