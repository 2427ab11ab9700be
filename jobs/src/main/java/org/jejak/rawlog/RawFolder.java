package org.jejak.rawlog;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Date;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.*;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jejak.config.SourceSettings;
import org.jejak.config.UsageException;

/** The folder of raw logs: lists the files that a source has delivered. */
public final class RawFolder {
    private static final Pattern DATE =
            Pattern.compile("(?<!\\d)(19[7-9]\\d|20\\d\\d|2100)[-/_]?(\\d{2})[-/_]?(\\d{2})(?!\\d)");

    private final String location;
    private final Path root;
    private final FileSystem files;

    /** @throws UsageException if it is on this machine and Java cannot read the names of files here */
    public RawFolder(String location, Configuration configuration) {
        this.location = location;
        try {
            Path path = new Path(location);
            this.files = path.getFileSystem(configuration);
            if (files.getScheme().equals("file")) checkEncodingOfNames(System.getProperty("sun.jnu.encoding"));
            this.root = files.makeQualified(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Under another encoding Java skips files whose names have other letters than those of English. */
    static void checkEncodingOfNames(String encoding) {
        if (!"UTF-8".equalsIgnoreCase(encoding))
            throw new UsageException("Java reads names of files as " + encoding
                    + " here, so that files with other letters would be left out. Start it with LC_ALL=C.UTF-8 in the environment,"
                    + " as jobs/bin/jejak does.");
    }

    /**
     * Files of a source whose path matches its glob and whose date lies in the range; files without a date in their
     * path are always included. Sorted by date and path. Names that begin with a dot or underscore are ignored.
     */
    public List<RawFile> filesOf(SourceSettings source, Optional<LocalDate> from, LocalDate to) {
        try {
            List<RawFile> result = new ArrayList<>();
            for (FileStatus file : new Glob(files).under(root, source.path())) {
                if (!file.isFile() || file.getPath().getName().matches("[._].*")) continue;
                String relative =
                        root.toUri().relativize(file.getPath().toUri()).getPath();
                Optional<LocalDate> date = dateIn(relative);
                if (date.isPresent()
                        && (date.get().isAfter(to)
                                || from.isPresent() && date.get().isBefore(from.get()))) continue;
                result.add(new RawFile(
                        source.name(),
                        file.getPath().toString(),
                        relative,
                        file.getLen(),
                        file.getModificationTime(),
                        date.map(Date::valueOf).orElse(null)));
            }
            result.sort(Comparator.comparing(RawFile::rank));
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is, as the settings say it. */
    @Override
    public String toString() {
        return location;
    }

    /** Whether the raw folder itself exists. */
    public boolean exists() {
        try {
            return files.exists(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A recorded file as it is in the folder now; empty if it is gone. */
    public Optional<RawFile> asNow(RawFile file) {
        try {
            FileStatus now = files.getFileStatus(Glob.child(root, file.relative()));
            return Optional.of(new RawFile(
                    file.source(),
                    now.getPath().toString(),
                    file.relative(),
                    now.getLen(),
                    now.getModificationTime(),
                    file.deliveredOn()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) { // a hiccup of the storage must not pass for a file that is gone
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The first calendar date in a path, written 2026-11-22, 2026/11/22 or 20261122, of the years 1970 to 2100. Other
     * numbers of eight digits are not taken for dates.
     */
    public static Optional<LocalDate> dateIn(String path) {
        Matcher matcher = DATE.matcher(path);
        while (matcher.find()) {
            try {
                return Optional.of(LocalDate.of(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))));
            } catch (DateTimeException e) {
                // these digits are no date: continue along the path
            }
        }
        return Optional.empty();
    }
}
