package org.jejak.simulate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.*;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.*;

/**
 * Streams sorted lines into their files, one open at a time, and reports a row per file: path, records, blank lines,
 * and the count of each kind of dirt. The lines of a file that comes again count as redelivered only. A file gets its name when it is whole.
 */
final class RawWriter {
    private static final byte[] NEWLINE = {'\n'};

    private final World world;
    private final Path root;
    private final List<Row> reports = new ArrayList<>();

    private int file = -1;
    private OutputStream out;
    private long records;
    private long[] dirt;

    RawWriter(World world, Path root) {
        this.world = world;
        this.root = root;
    }

    Iterator<Row> write(Iterator<Row> lines) throws IOException {
        while (lines.hasNext()) {
            Row line = lines.next();
            if (line.getInt(0) != file) {
                finish();
                begin(line.getInt(0));
            }
            byte[] bytes = line.getAs(2);
            out.write(bytes);
            out.write(NEWLINE);
            records += bytes.length == 0 ? 0 : 1;
            count(line.getInt(3));
        }
        finish();
        return reports.iterator();
    }

    private void count(int bits) {
        for (int left = bits; left != 0; left &= left - 1) dirt[Integer.numberOfTrailingZeros(left)]++;
    }

    private void begin(int next) throws IOException {
        file = next;
        records = 0;
        dirt = new long[DirtKind.values().length];
        OutputFeed feed = world.files.feed(file);
        Path target = target();
        Files.createDirectories(target.getParent());
        OutputStream plain = Files.newOutputStream(temporary(target));
        out = new BufferedOutputStream(
                feed.fileName.endsWith(".gz") ? new GZIPOutputStream(plain, 1 << 16) : plain, 1 << 16);
        String header = feed.header(world.hasNewField(world.files.day(file) * Timestamps.DAY));
        if (header != null) {
            out.write(header.getBytes(StandardCharsets.UTF_8));
            out.write(NEWLINE);
        }
    }

    private void finish() throws IOException {
        if (file < 0) return;
        out.close();
        Path target = target();
        Files.move(temporary(target), target, StandardCopyOption.ATOMIC_MOVE);
        report(target, dirt);
        redeliver(target);
        file = -1;
    }

    /** Some files come again, days later, under another name but with the same bytes. */
    private void redeliver(Path target) throws IOException {
        OutputFeed feed = world.files.feed(file);
        RandomSource chance = world.chance(World.FILE, file);
        long day = world.files.day(file) + 1 + chance.below(5);
        if (!feed.isLog()
                || !chance.happens(world.settings.dirt().share(DirtKind.REDELIVERED))
                || !world.files.hasDay(day)) {
            return;
        }
        String name = feed.fileName.replaceFirst("\\.", "-resent-" + LocalDate.ofEpochDay(world.files.day(file)) + ".");
        Path copy = root.resolve(world.files.folder(feed, day)).resolve(name);
        Files.createDirectories(copy.getParent());
        Files.copy(target, copy, StandardCopyOption.REPLACE_EXISTING);
        long[] again = new long[dirt.length];
        again[DirtKind.REDELIVERED.ordinal()] = records;
        report(copy, again);
    }

    private void report(Path path, long[] counts) {
        String relative = root.relativize(path).toString().replace('\\', '/');
        reports.add(RowFactory.create(relative, records, dirt[DirtKind.BLANK_LINE.ordinal()], counts));
    }

    private Path target() {
        OutputFeed feed = world.files.feed(file);
        return root.resolve(world.files.folder(feed, world.files.day(file))).resolve(feed.fileName);
    }

    private static Path temporary(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".tmp");
    }
}
