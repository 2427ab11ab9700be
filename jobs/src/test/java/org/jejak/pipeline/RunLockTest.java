package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    private Path folder;

    private Path warehouse;
    private Path file;

    @BeforeEach
    void place() {
        warehouse = folder.resolve("ware house");
        file = warehouse.resolve("_jejak.lock");
    }

    private static String host() throws IOException {
        return InetAddress.getLocalHost().getHostName();
    }

    private static long deadPid() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    private void claimed(long pid, String host, String started) throws IOException {
        Files.createDirectories(warehouse);
        Files.writeString(file, "pid=" + pid + "\nhost=" + host + "\nstarted=" + started + "\n");
    }

    private String refusal() {
        return assertThrows(RunLock.Held.class, () -> RunLock.take(warehouse).close())
                .getMessage();
    }

    @Test
    void aWarehouseOnTheLocalDiskIsLockedHoweverItIsNamed() {
        for (String name : List.of(warehouse.toString(), "file:" + warehouse, "file://" + warehouse)) {
            RunLock held = RunLock.take(name).orElseThrow();
            try (held) {
                assertTrue(refusal().contains("which is running"), name);
            }
        }
        assertTrue(RunLock.take("s3a://bucket/warehouse").isEmpty());
    }

    @Test
    void aSecondTakeIsRefusedAndToldWhoHoldsItAndWhatToDo() throws IOException {
        try (RunLock held = RunLock.take(warehouse)) {
            String message = refusal();
            long pid = ProcessHandle.current().pid();
            String started =
                    ProcessHandle.current().info().startInstant().orElseThrow().toString();
            assertTrue(
                    message.contains("locked by pid " + pid + " on " + host() + ", started " + started
                            + ", which is running; wait for it"),
                    message);
            assertTrue(Files.exists(file), held.toString());
        }
    }

    @Test
    void aReleasedLockCanBeTakenAgain() {
        RunLock.take(warehouse).close();
        assertFalse(Files.exists(file));
        RunLock.take(warehouse).close();
    }

    @Test
    void nothingIsLeftBehindButTheFileThatIsLocked() throws IOException {
        RunLock.take(warehouse).close();
        try (var files = Files.list(warehouse)) {
            assertEquals(List.of(warehouse.resolve("_jejak.lock.guard")), files.toList());
        }
    }

    /** In another container with the same host name the holder's process id is unknown, or somebody else's. */
    @Test
    void aRunningProcessHoldsTheLockWhateverItsClaimSays() throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        warehouse.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = holder.inputReader()) {
            assertEquals("held", said.readLine());
            claimed(deadPid(), host(), "2026-01-01T00:00:00Z");
            assertTrue(refusal().contains("which is running; wait for it"));
            Files.delete(file);
            assertTrue(refusal().contains("which is running; wait for it"), "removing the claim lets nobody in");
            holder.destroyForcibly().waitFor();
            RunLock.take(warehouse).close();
        } finally {
            holder.destroyForcibly();
        }
    }

    /** Takes the lock of a warehouse and keeps it until it is killed. */
    static final class Holder {
        public static void main(String[] args) throws InterruptedException {
            RunLock held = RunLock.take(Path.of(args[0]));
            System.out.println("held");
            Thread.sleep(600_000);
            held.close();
        }
    }

    @Test
    void theLockOfADeadProcessIsTakenOver() throws Exception {
        claimed(deadPid(), host(), "2026-01-01T00:00:00Z");
        try (RunLock held = RunLock.take(warehouse)) {
            assertTrue(
                    Files.readString(file)
                            .startsWith("pid=" + ProcessHandle.current().pid() + "\n"),
                    held.toString());
        }
        assertFalse(Files.exists(file));
    }

    @Test
    void theLockOfAProcessWhoseNumberIsUsedAgainIsTakenOver() throws IOException {
        claimed(ProcessHandle.current().pid(), host(), "2001-01-01T00:00:00Z");
        RunLock.take(warehouse).close();
    }

    @Test
    void aRunningProcessOfUnknownStartIsLeftAlone() throws IOException {
        claimed(ProcessHandle.current().pid(), host(), "unknown");
        assertTrue(refusal().contains("which is running"));
    }

    @Test
    void theLockOfAnotherHostIsLeftAlone() throws Exception {
        claimed(deadPid(), "elsewhere", "2026-01-01T00:00:00Z");
        String message = refusal();
        assertTrue(message.contains("on elsewhere, started 2026-01-01T00:00:00Z, which cannot be looked at"), message);
        assertTrue(message.endsWith("remove " + file), message);
        assertTrue(Files.exists(file));
    }

    @Test
    void anUnreadableClaimIsLeftAlone() throws IOException {
        for (String claim : List.of("", "x", "pid=abc\nhost=" + host() + "\n", "pid=1\n")) {
            Files.createDirectories(warehouse);
            Files.writeString(file, claim);
            String message = refusal();
            assertTrue(message.contains("left no readable claim"), message);
            assertTrue(message.endsWith("remove " + file), message);
        }
    }

    @Test
    void releasingLeavesTheClaimOfAnotherAlone() throws IOException {
        RunLock removedByHand = RunLock.take(warehouse);
        Files.delete(file);
        removedByHand.close();
        RunLock second = RunLock.take(warehouse);
        removedByHand.close();
        assertTrue(Files.exists(file));
        second.close();
        assertFalse(Files.exists(file));
    }

    @Test
    void ofTwoWhoTakeAtOnceExactlyOneWins() throws Exception {
        long dead = deadPid();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int trial = 0; trial < 200; trial++) {
                if (trial % 2 == 1) claimed(dead, host(), "2026-01-01T00:00:00Z");
                CyclicBarrier together = new CyclicBarrier(2);
                Callable<RunLock> taker = () -> {
                    together.await();
                    try {
                        return RunLock.take(warehouse);
                    } catch (RunLock.Held e) {
                        return null;
                    }
                };
                List<RunLock> won = new ArrayList<>();
                for (Future<RunLock> result : threads.invokeAll(List.of(taker, taker))) {
                    if (result.get() != null) won.add(result.get());
                }
                assertEquals(1, won.size(), "trial " + trial);
                won.get(0).close();
            }
        } finally {
            threads.shutdown();
        }
    }
}
