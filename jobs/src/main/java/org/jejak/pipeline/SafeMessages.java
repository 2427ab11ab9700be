package org.jejak.pipeline;

import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;

/**
 * Error texts without personal data. Spark's messages quote the value they stumbled over, so of its errors only the name
 * of the condition is shown; everything else loses whatever looks like an address, a phone number (with a plus or a zero in front) or a hash.
 */
public final class SafeMessages {
    private static final Pattern PERSONAL = Pattern.compile("[^\\s'\"]+@[^\\s'\"]+|\\b[0-9a-f]{32,}\\b"
            + "|(?<![\\w.+])(?:\\+|0)\\d(?:[ ()./-]{0,2}\\d){6,13}(?![\\w.])");

    private SafeMessages() {}

    public static String message(Throwable e) {
        Throwable root = e;
        for (Throwable t = e; t != null && t != t.getCause(); t = t.getCause()) {
            if (t instanceof SparkThrowable spark && spark.getCondition() != null) {
                return "Spark: " + spark.getCondition();
            }
            root = t;
        }
        String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        if (root.getClass().getName().startsWith("java.") && root.getMessage() != null) {
            text = root.getClass().getSimpleName() + ": " + text;
        }
        return PERSONAL.matcher(text).replaceAll("[removed]");
    }
}
