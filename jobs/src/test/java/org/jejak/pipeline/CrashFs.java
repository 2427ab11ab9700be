package org.jejak.pipeline;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A local file system that dies just before the n-th Delta commit: from then on every change throws. Or it only stumbles:
 * that commit throws, and all goes on as if nothing had been.
 */
public class CrashFs extends RawLocalFileSystem {
    private static final AtomicInteger COMMITS = new AtomicInteger();
    private static volatile int dieAt = Integer.MAX_VALUE;
    private static volatile boolean dead;
    private static volatile boolean stumbles;

    /** Alive again, and due to die just before the given commit, counted from 1. */
    static void dieBeforeCommit(int number) {
        dead = false;
        stumbles = false;
        COMMITS.set(0);
        dieAt = number;
    }

    /** Alive again, and due to fail once, at the given commit, counted from 1. */
    static void stumbleAtCommit(int number) {
        dieBeforeCommit(number);
        stumbles = true;
    }

    static void live() {
        dieBeforeCommit(Integer.MAX_VALUE);
    }

    static int commits() {
        return COMMITS.get();
    }

    @Override
    public URI getUri() {
        return URI.create("crash:///");
    }

    @Override
    public String getScheme() {
        return "crash";
    }

    @Override
    public void initialize(URI uri, Configuration conf) throws IOException {
        super.initialize(URI.create("crash:///"), conf);
    }

    private static void alive() throws IOException {
        if (dead) throw new IOException("the file system is dead");
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        alive();
        boolean commit =
                to.getParent().getName().equals("_delta_log") && to.getName().matches("\\d{20}\\.json");
        if (commit && COMMITS.incrementAndGet() >= dieAt) {
            if (stumbles) {
                live();
                throw new IOException("the file system stumbles");
            }
            dead = true;
        }
        alive();
        return super.rename(from, to);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        alive();
        return super.delete(path, recursive);
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        alive();
        return super.mkdirs(path);
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) throws IOException {
        alive();
        return super.mkdirs(path, permission);
    }

    @Override
    public FSDataOutputStream create(
            Path path, boolean overwrite, int buffer, short replication, long block, Progressable progress)
            throws IOException {
        alive();
        return super.create(path, overwrite, buffer, replication, block, progress);
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        alive();
        return super.create(path, permission, overwrite, buffer, replication, block, progress);
    }
}
