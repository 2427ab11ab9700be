package org.jejak.experience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jejak.config.ExperienceSettings;
import org.jejak.config.Settings;

/** The settings of the experience as shipped. */
final class ShippedExperience {
    private ShippedExperience() {}

    static ExperienceSettings settings() {
        return with("");
    }

    /** With some lines of settings, such as {@code jejak.experience.index.aggregation = geometric}. */
    static ExperienceSettings with(String lines) {
        try {
            Path file = Files.createTempFile("experience", ".conf");
            Files.writeString(file, lines + "\n");
            try {
                return Settings.read(file).experience();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
