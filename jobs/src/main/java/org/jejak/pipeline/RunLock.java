package org.jejak.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.*;

/**
 * Only one run may write to a warehouse. On a local disk Delta does not protect two processes from each other, so this does:
 * a lock of the operating system, which dies with its process and is seen from all containers on the machine, and a file
 * that says who holds it: process id, host and start. A file that was left behind is taken over only if its holder ran on
 * this host and is provably dead: no such process, or one that started at another time.
 */
public final class RunLock implements AutoCloseable {
    /** Somebody else holds the lock. */
    static final class Held extends RuntimeException {
        Held(String message) {
            super(message);
        }
    }

    private static final String UNKNOWN = "unknown";

    /** Warehouses that this process holds: closing a second channel on the same file would give up the first one's lock. */
    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final Path file;
    private final String claim;
    private final Path guard;
    private final FileChannel channel;

    private RunLock(Path file, String claim, Path guard, FileChannel channel) {
        this.file = file;
        this.claim = claim;
        this.guard = guard;
        this.channel = channel;
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
            synchronized (HELD_HERE) {
                Path guard = warehouse.toRealPath().resolve("_jejak.lock.guard");
                if (HELD_HERE.contains(guard)) throw running(file);
                FileChannel channel = FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                RunLock taken = null;
                try {
                    if (channel.tryLock() == null) throw running(file);
                    taken = new RunLock(file, claimed(file), guard, channel);
                    HELD_HERE.add(guard);
                    return taken;
                } finally {
                    if (taken == null) channel.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    /** Writes who holds the lock, in place of one who is dead. The lock of the system is held. */
    private static String claimed(Path file) throws IOException {
        if (Files.exists(file)) refuseIfMaybeAlive(file, Files.readString(file));
        String claim = me();
        Path own = Files.createTempFile(file.getParent(), "_jejak", ".claim");
        try {
            Files.writeString(own, claim, StandardCharsets.UTF_8);
            Files.move(own, file, StandardCopyOption.ATOMIC_MOVE); // nobody reads a half-written claim
        } finally {
            Files.deleteIfExists(own);
        }
        return claim;
    }

    private static Held running(Path file) {
        String who;
        try {
            who = who(holder(Files.readString(file)));
        } catch (IOException e) {
            who = "a run that says nothing about itself yet";
        }
        return new Held("the warehouse is locked by " + who + ", which is running; wait for it");
    }

    private static Map<String, String> holder(String claim) {
        Map<String, String> holder = new TreeMap<>();
        claim.lines().filter(l -> l.contains("=")).forEach(l -> holder.put(l.split("=", 2)[0], l.split("=", 2)[1]));
        return holder;
    }

    private static String who(Map<String, String> holder) {
        return "pid " + holder.get("pid") + " on " + holder.get("host") + ", started " + holder.get("started");
    }

    private static void refuseIfMaybeAlive(Path file, String content) {
        Map<String, String> holder = holder(content);
        String clear = "; if you are sure that it is dead, remove " + file;
        if (!holder.getOrDefault("pid", "").matches("\\d{1,18}") || !holder.containsKey("host")) {
            throw new Held("the warehouse is locked by a run that left no readable claim" + clear);
        }
        String who = who(holder);
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

    /** Releases the lock; leaves the claim alone if it is somebody else's by now. May be called again. */
    @Override
    public void close() {
        synchronized (HELD_HERE) {
            if (!channel.isOpen()) return;
            try (channel) {
                if (Files.readString(file).equals(claim)) Files.delete(file);
            } catch (NoSuchFileException e) {
                // removed by hand
            } catch (IOException e) {
                throw new UncheckedIOException("cannot release the lock " + file, e);
            } finally {
                HELD_HERE.remove(guard);
            }
        }
    }
}
