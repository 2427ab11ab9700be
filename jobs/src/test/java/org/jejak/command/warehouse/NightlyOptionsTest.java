package org.jejak.command.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.pipeline.ExitCodes;
import org.jejak.pipeline.job.InputMissingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightlyOptionsTest {
    @TempDir
    private Path home;

    @Test
    void aRawFolderThatIsNotThereEndsTheNight() throws IOException {
        Files.writeString(home.resolve("jejak.conf"), "jejak.raw = mounted");
        Settings settings = Settings.read(home.resolve("jejak.conf"), Map.of());
        Configuration configuration = TestSpark.session().sessionState().newHadoopConf();
        InputMissingException missing = assertThrows(
                InputMissingException.class, () -> NightlyOptions.requireRawFolder(settings, configuration));
        assertTrue(missing.getMessage().startsWith("the raw folder " + settings.raw() + " does not exist"));
        assertEquals(ExitCodes.INPUT_MISSING, ExitCodes.of(missing));
        Files.createDirectories(home.resolve("mounted"));
        NightlyOptions.requireRawFolder(settings, configuration);
    }
}
