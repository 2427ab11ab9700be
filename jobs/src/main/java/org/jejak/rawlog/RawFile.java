package org.jejak.rawlog;

import java.io.Serializable;
import java.sql.Date;

/**
 * One raw file as found.
 *
 * @param source name of the source
 * @param location full URI
 * @param relative path under the raw folder, as written to tables
 * @param bytes size on disk
 * @param modifiedAtMillis time stamp on disk
 * @param deliveredOn date in its path, or null
 */
public record RawFile(
        String source, String location, String relative, long bytes, long modifiedAtMillis, Date deliveredOn)
        implements Serializable {

    /** Order of delivery: by date, files without one first, then by path. */
    public String rank() {
        return rank(deliveredOn, relative);
    }

    /** The same of a file that is only known by its date and path. */
    public static String rank(Date deliveredOn, String path) {
        return (deliveredOn == null ? "0000-00-00" : deliveredOn.toString()) + "|" + path;
    }
}
