package org.jejak.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.*;

/**
 * Only one run may write to a warehouse. On a local disk Delta does not protect two processes from each other, so this
 * file does: created atomically, with the holder's process id, host and start. It is taken over only if the holder ran
 * on this host and is provably dead: no such process, or one that started at another time.
 */
public final class RunLock implements AutoCloseable {
    /** Somebody else holds the lock. */
    static final class Held extends RuntimeException {
        Held(String message) {
            super(message);
        }
    }

    private static final String UNKNOWN = "unknown";

    private final Path file;
    private final String claim;

    private RunLock(Path file, String claim) {
        this.file = file;
        this.claim = claim;
    }

    /**
     * Takes the lock of a warehouse on a local disk, named by a path or a {@code file:} address; nothing for one elsewhere,
     * where the scheduler has to keep two runs apart.
     *
     * @throws Held if another run holds it, or may hold it
     */
    public static Optional<RunLock> take(String warehouse) {
        if (warehouse.startsWith("file:"))
            return Optional.of(take(
                    Path.of(new org.apache.hadoop.fs.Path(warehouse).toUri().getPath())));
        return warehouse.matches("[a-z][a-z0-9+.-]+:.*") ? Optional.empty() : Optional.of(take(Path.of(warehouse)));
    }

    /** @throws Held if another run holds it, or may hold it */
    public static RunLock take(Path warehouse) {
        Path file = warehouse.resolve("_jejak.lock");
        try {
            Files.createDirectories(warehouse);
            for (int attempt = 0; attempt < 3; attempt++) {
                String claim = me();
                Path own = Files.createTempFile(warehouse, "_jejak", ".claim");
                Files.writeString(own, claim, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
                try {
                    Files.createLink(file, own); // whole content or no file: nobody reads a half-written claim
                    return new RunLock(file, claim);
                } catch (FileAlreadyExistsException e) {
                    takeAwayIfDead(file);
                } finally {
                    Files.deleteIfExists(own);
                }
            }
            throw new Held("another run took the lock " + file + " at the same moment; try again");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    /**
     * Removes the claim of a dead holder. Only one at a time may do so, in this process and on this host: two who both
     * find the same holder dead could otherwise remove the claim that the faster of them made since.
     */
    @SuppressWarnings("try") // the file lock is only held, not used
    private static synchronized void takeAwayIfDead(Path file) throws IOException {
        Path guard = file.resolveSibling("_jejak.lock.guard");
        try (FileChannel channel = FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock oneAtATime = channel.lock()) {
            String content = Files.readString(file);
            refuseIfMaybeAlive(file, content);
            Files.delete(file);
        } catch (NoSuchFileException e) {
            // released in the meantime
        }
    }

    private static void refuseIfMaybeAlive(Path file, String content) {
        Map<String, String> holder = new TreeMap<>();
        content.lines().filter(l -> l.contains("=")).forEach(l -> holder.put(l.split("=", 2)[0], l.split("=", 2)[1]));
        String clear = "; if you are sure that it is dead, remove " + file;
        if (!holder.getOrDefault("pid", "").matches("\\d{1,18}") || !holder.containsKey("host")) {
            throw new Held("the warehouse is locked by a run that left no readable claim" + clear);
        }
        String who = "pid " + holder.get("pid") + " on " + holder.get("host") + ", started " + holder.get("started");
        if (!host().equals(holder.get("host")) || host().equals(UNKNOWN)) {
            throw new Held("the warehouse is locked by " + who + ", which cannot be looked at from here" + clear);
        }
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(holder.get("pid")));
        boolean alive = process.filter(ProcessHandle::isAlive)
                .map(p -> p.info().startInstant().map(Instant::toString).orElse(UNKNOWN))
                .filter(started -> started.equals(holder.get("started"))
                        || started.equals(UNKNOWN)
                        || UNKNOWN.equals(holder.get("started")))
                .isPresent();
        if (alive) throw new Held("the warehouse is locked by " + who + ", which is running; wait for it" + clear);
    }

    private static String me() {
        ProcessHandle self = ProcessHandle.current();
        String started = self.info().startInstant().map(Instant::toString).orElse(UNKNOWN);
        return "pid=" + self.pid() + "\nhost=" + host() + "\nstarted=" + started + "\nclaim=" + UUID.randomUUID()
                + "\n";
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return UNKNOWN;
        }
    }

    /** Releases the lock; leaves the claim alone if it is somebody else's by now. */
    @Override
    public void close() {
        try {
            if (Files.readString(file).equals(claim)) Files.delete(file);
        } catch (NoSuchFileException e) {
            // removed by hand
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the lock " + file, e);
        }
    }
}
