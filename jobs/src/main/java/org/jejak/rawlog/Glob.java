package org.jejak.rawlog;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.*;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;

/**
 * Finds files by a glob in Hadoop's syntax: {@code * ? [a-z] {a,b}}, and a backslash before a character that means
 * itself. Hadoop's own search fails if any name in a folder has a colon, as in {@code events-2026-11-22T10:00.json}.
 */
final class Glob {
    /** What Java reads for bytes that are no letter in UTF-8. */
    private static final char NO_LETTER = '\uFFFD';

    private final FileSystem files;

    Glob(FileSystem files) {
        this.files = files;
    }

    /** Files and folders under the root that match, each once, in no particular order. */
    List<FileStatus> under(Path root, String pattern) throws IOException {
        Map<Path, FileStatus> found = new LinkedHashMap<>();
        for (String expanded : GlobExpander.expand(pattern)) {
            List<String> names = Arrays.stream(expanded.split("/"))
                    .filter(name -> !name.isEmpty())
                    .toList();
            search(root, names, found);
        }
        return new ArrayList<>(found.values());
    }

    private void search(Path folder, List<String> names, Map<Path, FileStatus> found) throws IOException {
        List<String> rest = names.subList(1, names.size());
        GlobFilter filter = new GlobFilter(names.get(0));
        if (!filter.hasPattern()) {
            Path named = child(folder, names.get(0).replaceAll("\\\\(.)", "$1"));
            if (rest.isEmpty()) add(named, found);
            else search(named, rest, found);
            return;
        }
        for (FileStatus entry : list(folder)) {
            if (!filter.accept(entry.getPath())) continue;
            if (rest.isEmpty()) found.put(entry.getPath(), entry);
            else if (entry.isDirectory()) search(entry.getPath(), rest, found);
        }
    }

    private void add(Path named, Map<Path, FileStatus> found) throws IOException {
        try {
            found.put(named, files.getFileStatus(named));
        } catch (FileNotFoundException e) {
            // not delivered yet
        }
    }

    /** The entries of a folder; empty if it is a file or does not exist. */
    private List<FileStatus> list(Path folder) throws IOException {
        try {
            List<FileStatus> entries = new ArrayList<>();
            for (FileStatus entry : files.listStatus(folder))
                if (folder.equals(entry.getPath().getParent())) entries.add(entry); // a file is listed as itself
            entries.addAll(unopenable(folder, entries));
            return entries;
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    /** Files of this machine whose names are not in UTF-8: Java cannot open them, and Hadoop leaves them out without a word. */
    private List<FileStatus> unopenable(Path folder, List<FileStatus> opened) {
        String[] names = files.getScheme().equals("file")
                ? new File(folder.toUri().getPath()).list((parent, name) -> name.indexOf(NO_LETTER) >= 0)
                : null;
        if (names == null) return List.of();
        return Arrays.stream(names)
                .distinct()
                .filter(name -> opened.stream()
                        .noneMatch(entry -> entry.getPath().getName().equals(name)))
                .map(name -> new FileStatus(0, false, 1, 0, 0, child(folder, name)))
                .toList();
    }

    /** A path inside a folder, whatever characters its name has. Hadoop would read a name with a colon as an address. */
    static Path child(Path folder, String name) {
        String inside = folder.toUri().getPath();
        return new Path(
                folder.toUri().getScheme(),
                folder.toUri().getAuthority(),
                inside.endsWith("/") ? inside + name : inside + "/" + name);
    }
}
