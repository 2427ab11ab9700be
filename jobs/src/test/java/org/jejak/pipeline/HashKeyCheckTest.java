package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.jejak.ingest.Pseudonymizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashKeyCheckTest {
    private static final String KEY = "a key of thirty-two bytes, or so";

    @TempDir
    private Path warehouse;

    private void check(String key) {
        new HashKeyCheck(warehouse.toString(), new Configuration()).check(new Pseudonymizer(key, ""));
    }

    @Test
    void theKeyOfTheFirstRunIsExpectedEverAfter() throws Exception {
        check(KEY);
        check(KEY);
        Exception e = assertThrows(IllegalArgumentException.class, () -> check(KEY + "!"));
        assertEquals(ExitCodes.USAGE, ExitCodes.of(e));
        assertTrue(e.getMessage().contains("JEJAK_SECRET_HASH_KEY is not the one that the warehouse"), e.getMessage());
        assertFalse(e.getMessage().contains(KEY));
        assertFalse(Files.readString(warehouse.resolve("_hash_key_check")).contains(KEY));
        check(KEY);
    }

    @Test
    void aNoteThatAPowerCutSpoiltIsWrittenAgain() throws Exception {
        check(KEY);
        Files.delete(warehouse.resolve("._hash_key_check.crc"));
        Files.writeString(warehouse.resolve("_hash_key_check"), "0123\0\0");
        check(KEY);
        assertThrows(IllegalArgumentException.class, () -> check(KEY + "!"));
    }
}
