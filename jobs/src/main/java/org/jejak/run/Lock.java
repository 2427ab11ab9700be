package org.jejak.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Only one run may write to a warehouse. On a local disk Delta does not protect two processes from each other, so this
 * file does: created atomically, with the holder's process id, host and start. It is taken over only if the holder ran
 * on this host and is provably dead: no such process, or one that started at another time.
 */
final class Lock implements AutoCloseable {
    /** Somebody else holds the lock. */
    static final class Held extends RuntimeException {
        Held(String message) {
            super(message);
        }
    }

    private final Path file;

    private Lock(Path file) {
        this.file = file;
    }

    /** @throws Held if another run holds it, or may hold it */
    static Lock take(Path warehouse) {
        Path file = warehouse.resolve("_jejak.lock");
        try {
            Files.createDirectories(warehouse);
            for (int attempt = 0; attempt < 3; attempt++) {
                Path own = Files.createTempFile(warehouse, "_jejak", ".claim");
                Files.writeString(own, me(), StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
                try {
                    Files.createLink(file, own); // whole content or no file: nobody reads a half-written claim
                    return new Lock(file);
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

    private static void takeAwayIfDead(Path file) throws IOException {
        String content;
        try {
            content = Files.readString(file);
        } catch (java.nio.file.NoSuchFileException e) {
            return;
        }
        Map<String, String> holder = new TreeMap<>();
        content.lines().filter(l -> l.contains("=")).forEach(l -> holder.put(l.split("=", 2)[0], l.split("=", 2)[1]));
        String who = "pid " + holder.get("pid") + " on " + holder.get("host") + ", started " + holder.get("started");
        String clear = "; if you are sure that it is dead, remove " + file;
        if (!host().equals(holder.get("host")) || holder.get("pid") == null) {
            throw new Held("the warehouse is locked by " + who + ", which cannot be looked at from here" + clear);
        }
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(holder.get("pid")));
        boolean alive = process.filter(ProcessHandle::isAlive)
                .map(p -> p.info().startInstant().map(Instant::toString).orElse("unknown"))
                .filter(started -> started.equals(holder.get("started")) || started.equals("unknown"))
                .isPresent();
        if (alive) throw new Held("the warehouse is locked by " + who + ", which is running; wait for it" + clear);
        // moved, not removed, so that of two who find it dead only one takes it away
        Path aside =
                file.resolveSibling("_jejak.dead-" + ProcessHandle.current().pid());
        try {
            Files.move(file, aside);
            if (!Files.readString(aside).equals(content)) {
                Files.createLink(file, aside);
            }
            Files.deleteIfExists(aside);
        } catch (java.nio.file.NoSuchFileException e) {
            // somebody else was faster
        }
    }

    private static String me() {
        ProcessHandle self = ProcessHandle.current();
        String started = self.info().startInstant().map(Instant::toString).orElse("unknown");
        return "pid=" + self.pid() + "\nhost=" + host() + "\nstarted=" + started + "\n";
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the lock " + file, e);
        }
    }
}
