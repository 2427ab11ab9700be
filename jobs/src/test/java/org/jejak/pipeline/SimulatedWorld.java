package org.jejak.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jejak.TestSpark;
import org.jejak.command.OutputFiles;
import org.jejak.config.Settings;
import org.jejak.simulate.SimulationSettings;
import org.jejak.simulate.Simulator;
import org.jejak.warehouse.Warehouse;

/** The sample installation over three simulated months of 400 people: one full run, made once for all tests that read it. */
public final class SimulatedWorld {
    private static Path folder;
    private static Settings settings;

    private SimulatedWorld() {}

    /** Its settings. Tests read its tables and do not write to them. */
    public static synchronized Settings settings() {
        if (settings == null) {
            try {
                folder = Files.createTempDirectory("jejak-simulated");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> OutputFiles.remove(folder)));
                Simulator.simulate(TestSpark.session(), new SimulationSettings(400, 90, 11), folder.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Settings made = read(Map.of());
            Worlds.night(made, LocalDate.of(2025, 10, 1));
            settings = made;
        }
        return settings;
    }

    /** Its settings with some keys set otherwise, for example another warehouse. */
    public static Settings settingsWith(Map<String, String> overrides) {
        settings();
        return read(overrides);
    }

    private static Settings read(Map<String, String> overrides) {
        Path conf = Path.of("../conf");
        Map<String, String> keys = new HashMap<>(Map.of(
                "jejak.raw", folder.resolve("raw").toString(),
                "jejak.warehouse", folder.resolve("warehouse").toString(),
                "jejak.report.folder", folder.resolve("reports").toString(),
                "jejak.rates-file", folder.resolve("raw/rates.csv").toString()));
        keys.putAll(overrides);
        return Settings.read(Files.exists(conf) ? conf : Path.of("conf"), keys);
    }

    /** The folder that holds the raw logs, the truth and the warehouse. */
    public static Path folder() {
        settings();
        return folder;
    }

    public static Warehouse warehouse() {
        return new Warehouse(TestSpark.session(), settings().warehouse());
    }
}
