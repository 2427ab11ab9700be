package org.jejak.rawlog;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system without a process for each file. Where Hadoop's native library is not installed, it runs
 * {@code chmod} for each file it creates and {@code readlink} for each it renames: two thousand processes in a small
 * night. Java can do both itself.
 */
public final class LocalFiles extends LocalFileSystem {
    /** Called by Hadoop. */
    public LocalFiles() {
        super(new Raw());
    }

    /** Spark's settings that make it use this. */
    public static Map<String, String> settings() {
        return Map.of(
                "spark.hadoop.fs.file.impl",
                LocalFiles.class.getName(),
                "spark.hadoop.fs.AbstractFileSystem.file.impl",
                Context.class.getName(),
                // Hadoop gives files its own mode, whatever that of the process is: what is kept of people is for the
                // owner
                "spark.hadoop.fs.permissions.umask-mode",
                "077");
    }

    /** Hadoop's own method reads a name with a colon as an address. */
    @Override
    public Path getChecksumFile(Path file) {
        return Glob.child(file.getParent(), "." + file.getName() + ".crc");
    }

    /** The files themselves; the class around it keeps their checksums. */
    private static final class Raw extends RawLocalFileSystem {
        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            String symbols = permission.toString().replace('t', 'x').replace('T', '-');
            Files.setPosixFilePermissions(
                    pathToFile(path).toPath(), PosixFilePermissions.fromString(symbols.substring(0, 9)));
        }

        @Override
        public FileStatus getFileLinkStatus(Path path) throws IOException {
            return Files.isSymbolicLink(pathToFile(path).toPath())
                    ? super.getFileLinkStatus(path)
                    : getFileStatus(path);
        }
    }

    private static final class RawContext extends DelegateToFileSystem {
        RawContext(Configuration settings) throws IOException, URISyntaxException {
            super(FsConstants.LOCAL_FS_URI, new Raw(), settings, FsConstants.LOCAL_FS_URI.getScheme(), false);
        }

        @Override
        public int getUriDefaultPort() {
            return -1;
        }

        @Override
        public boolean isValidName(String name) {
            return true; // as Hadoop's own does: whatever the operating system allows
        }
    }

    /** The same for Hadoop's newer interface, through which Delta renames. */
    public static final class Context extends ChecksumFs {
        /** Called by Hadoop. */
        public Context(URI uri, Configuration settings) throws IOException, URISyntaxException {
            super(new RawContext(settings));
        }
    }
}
