package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jejak.config.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights that use Delta's public interface alone give the tables of one full run that uses its private classes. */
@Tag("slow")
class NightsOverPlainDeltaTest {
    @TempDir
    Path folder;

    @Test
    void plainNightsGiveTheTablesOfOneDirectRun() throws Exception {
        SmallWorld world = new SmallWorld(2);
        List<String> all = List.copyOf(world.files().keySet());
        Settings direct = Worlds.install(folder.resolve("direct"), SmallWorld.settings(), Map.of());
        world.write(Path.of(direct.raw()), all);
        Worlds.night(direct, SmallWorld.END);

        Settings plain =
                Worlds.install(folder.resolve("plain"), SmallWorld.settings(), Map.of("jejak.delta.access", "plain"));
        world.write(Path.of(plain.raw()), all.subList(0, all.size() * 3 / 4));
        assertTrue(Worlds.night(plain, SmallWorld.END.minusDays(6)));
        world.write(Path.of(plain.raw()), all);
        assertTrue(Worlds.night(plain, SmallWorld.END));
        NightsEqualFullRunTest.assertEqualTables(Worlds.tables(direct), Worlds.tables(plain));
    }
}
