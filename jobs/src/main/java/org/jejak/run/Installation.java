package org.jejak.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jejak.config.Problem;
import org.jejak.config.Settings;
import org.jejak.config.SettingsException;
import org.jejak.config.SourceSettings;
import org.jejak.ingest.Mapping;
import org.jejak.ingest.Pseudonyms;
import picocli.CommandLine.Option;

/** The options that say which installation a command works on, and the settings they lead to. */
final class Installation {
    /** Environment variable with the key for hashing personal identifiers. */
    static final String KEY_VARIABLE = "JEJAK_SECRET_HASH_KEY";

    /** Key of the demo, known to everybody: for invented people only. */
    static final String DEMO_KEY = "jejak-demo-key-known-to-everybody-not-for-real-people";

    @Option(
            names = {"-c", "--conf"},
            paramLabel = "FILE|FOLDER",
            description = "Settings: a .conf file, or a folder with jejak.conf. Default: ${DEFAULT-VALUE}.",
            defaultValue = "conf")
    Path conf;

    @Option(
            names = {"-D", "--set"},
            paramLabel = "KEY=VALUE",
            description = "Sets one key over the file, for example jejak.warehouse=/data/w.")
    Map<String, String> overrides = new HashMap<>();

    /** The checked settings, mappings included. */
    Settings settings() {
        Settings settings = Settings.read(conf, overrides);
        List<Problem> problems = new ArrayList<>();
        for (SourceSettings source : settings.sources()) {
            Mapping.faults(source)
                    .forEach((column, message) -> problems.add(new Problem(
                            Settings.placeOfMapping(conf, overrides, source.name(), column),
                            "jejak.sources." + source.name() + ".mapping." + column,
                            source.mapping().get(column),
                            message)));
        }
        if (!problems.isEmpty()) throw new SettingsException(problems);
        return settings;
    }

    /** The hashing key from the environment. */
    String hashKey() {
        String key = System.getenv(KEY_VARIABLE);
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException("the environment variable " + KEY_VARIABLE
                    + " is not set; it holds the key for hashing e-mail addresses and phone numbers, at least "
                    + Pseudonyms.LEAST_KEY_BYTES + " bytes. Make one with: openssl rand -hex 32");
        }
        if (key.equals(DEMO_KEY)) {
            throw new IllegalArgumentException(
                    "the demo's hashing key is known to everybody; set " + KEY_VARIABLE + " to one of your own");
        }
        return key;
    }
}
