package org.jejak.rawlog;

import java.io.Serializable;
import java.sql.Date;

/**
 * One raw file as it was found in the raw folder.
 *
 * @param source name of the source
 * @param location full URI
 * @param relative path under the raw folder, as written to tables
 * @param bytes size on disk
 * @param modifiedAtMillis time of its last change, in milliseconds since 1970
 * @param deliveredOn date in its path, or null
 */
public record RawFile(
        String source, String location, String relative, long bytes, long modifiedAtMillis, Date deliveredOn)
        implements Serializable {

    /** Text to sort by in the order of delivery: by date, files without one first, then by path. */
    public String rank() {
        return rank(deliveredOn, relative);
    }

    /** The same for a file of which only date and path are known. */
    public static String rank(Date deliveredOn, String path) {
        return (deliveredOn == null ? "0000-00-00" : deliveredOn.toString()) + "|" + path;
    }
}
