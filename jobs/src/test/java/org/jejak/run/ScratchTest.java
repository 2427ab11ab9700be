package org.jejak.run;

import java.nio.file.Path;
import java.util.*;
import org.jejak.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    @TempDir
    Path folder;

    @Test
    void x() throws Exception {
        SmallWorld world = new SmallWorld(1);
        Settings s = Worlds.install(folder.resolve("n"), SmallWorld.settings(), Map.of());
        List<String> names = new ArrayList<>(world.files().keySet());
        Collections.shuffle(names, new Random(1));
        int n = 6;
        for (int i = 0; i < n; i++) {
            world.write(Path.of(s.raw()), names.subList(names.size() * i / n, names.size() * (i + 1) / n));
            long t = System.nanoTime();
            Worlds.night(s, SmallWorld.END);
            System.out.println("NIGHT " + i + " " + (System.nanoTime() - t) / 1e9);
            if (i == n - 2) System.out.println("MARK " + System.currentTimeMillis());
        }
    }
}
