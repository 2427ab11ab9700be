package org.jejak.command.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildProcessTest {
    @Test
    void aCommandIsCompiledAsTheScriptWould() throws IOException {
        String script = Files.readString(Path.of("bin/jejak")).replaceAll("\\\\?\\s+", " ");
        String shortOnes = String.join(" | ", ChildProcess.SHORT) + ") compiling=("
                + String.join(" ", ChildProcess.SHORT_COMPILING) + ") ;;";
        String others = "*) compiling=(" + String.join(" ", ChildProcess.LONG_COMPILING) + ") ;;";
        assertTrue(script.contains(shortOnes), shortOnes);
        assertTrue(script.contains(others), others);
    }

    @Test
    void aCommandHasTheOptionsOfThisProcessButItsOwnHeapAndCompilers() {
        List<String> own = List.of("-Xmx1g", "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC");
        assertEquals(
                List.of("-XX:+UseParallelGC", "-Duser.timezone=UTC", "-XX:TieredStopAtLevel=1", "-Xmx4g"),
                ChildProcess.options(own, "4g", "demo"));
        assertEquals(
                List.of(
                        "-XX:+UseParallelGC",
                        "-Duser.timezone=UTC",
                        "-XX:Tier4InvocationThreshold=100000",
                        "-XX:Tier4MinInvocationThreshold=12000",
                        "-XX:Tier4CompileThreshold=300000",
                        "-XX:Tier4BackEdgeThreshold=800000",
                        "-Xmx2g"),
                ChildProcess.options(own, "2g", "backfill"));
    }
}
