package org.jejak.command;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jejak.config.UsageException;

/** Lengths of time as options write them. */
public final class Durations {
    private static final Pattern WITH_UNIT = Pattern.compile("\\d+(\\.\\d+)?\\s*[a-zA-Z]+");
    private static final Pattern WEEKS = Pattern.compile("(?i)(\\d+(?:\\.\\d+)?)\\s*w(?:eeks?)?");

    private Durations() {}

    /** A length of time as {@link #of} reads it, in the largest unit that it is a whole number of: 30d, 36h, 90m or 45s. */
    public static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) return seconds / 86_400 + "d";
        if (seconds % 3_600 == 0) return seconds / 3_600 + "h";
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /**
     * Reads a number with a unit, such as 2w, 30d, 12 hours or 90m.
     *
     * @throws UsageException if it is none, or not longer than nothing
     */
    public static Duration of(String option, String text) {
        Matcher weeks = WEEKS.matcher(text.strip());
        String time =
                weeks.matches() ? new BigDecimal(weeks.group(1)).multiply(BigDecimal.valueOf(7)) + "d" : text.strip();
        try {
            if (WITH_UNIT.matcher(time).matches()) {
                Duration duration =
                        ConfigFactory.parseString("d = \"" + time + "\"").getDuration("d");
                if (!duration.isZero()) return duration;
            }
        } catch (ConfigException | ArithmeticException e) {
            // an unknown unit, or too long: said below
        }
        throw new UsageException(
                option + " " + text + " must be a time with its unit, longer than nothing, such as 30d, 12h or 90m");
    }
}
