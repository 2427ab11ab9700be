package org.jejak.command;

import java.nio.file.Path;
import java.util.*;
import org.jejak.config.Problem;
import org.jejak.config.Settings;
import org.jejak.config.SettingsException;
import org.jejak.config.SourceSettings;
import org.jejak.config.UsageException;
import org.jejak.ingest.Mapping;
import org.jejak.ingest.Pseudonymizer;
import org.jejak.pipeline.HashKeyCheck;
import picocli.CommandLine.Option;

/** The options that say which installation a command works on, and the settings they lead to. */
public final class InstallationOptions {
    /** Key of the demo, known to everybody: for invented people only. */
    public static final String DEMO_KEY = "jejak-demo-key-known-to-everybody-not-for-real-people";

    @Option(
            names = {"-c", "--conf"},
            paramLabel = "FILE|FOLDER",
            description = "Settings: a .conf file, or a folder with jejak.conf. Default: ${DEFAULT-VALUE}.",
            defaultValue = "conf")
    public Path conf;

    @Option(
            names = {"-D", "--set"},
            paramLabel = "KEY=VALUE",
            description = "Sets one key over the file, for example jejak.warehouse=/data/w.")
    public Map<String, String> overrides = new HashMap<>();

    /** The checked settings, mappings included. */
    public Settings settings() {
        Settings settings = Settings.read(conf, overrides);
        List<Problem> problems = new ArrayList<>();
        for (SourceSettings source : settings.sources()) {
            Mapping.faults(source)
                    .forEach((column, message) -> problems.add(new Problem(
                            Settings.placeOfMapping(conf, overrides, source.name(), column),
                            "jejak.sources." + source.name() + (Mapping.isCondition(column) ? "." : ".mapping.")
                                    + column,
                            source.mapping().get(column),
                            message)));
        }
        if (!problems.isEmpty()) throw new SettingsException(problems);
        return settings;
    }

    /** The hashing key from the environment. */
    public String hashKey() {
        String key = System.getenv(HashKeyCheck.KEY_VARIABLE);
        if (key == null || key.isBlank()) {
            throw new UsageException("the environment variable " + HashKeyCheck.KEY_VARIABLE
                    + " is not set; it holds the key for hashing e-mail addresses and phone numbers, at least "
                    + Pseudonymizer.LEAST_KEY_BYTES + " bytes. Make one with: openssl rand -hex 32");
        }
        if (key.equals(DEMO_KEY)) {
            throw new UsageException("the demo's hashing key is known to everybody; set " + HashKeyCheck.KEY_VARIABLE
                    + " to one of your own");
        }
        return key;
    }
}
