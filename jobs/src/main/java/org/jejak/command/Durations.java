package org.jejak.command;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.jejak.config.UsageException;

/** Lengths of time as options write them. */
public final class Durations {
    private Durations() {}

    /**
     * Reads a number with a unit, such as 30d, 12 hours or 90m.
     *
     * @throws UsageException if it is none, or not longer than nothing
     */
    public static Duration of(String option, String text) {
        String time = text.strip().replaceFirst("(?i)^(\\d+(?:\\.\\d+)?)\\s*w(?:eeks?)?$", "$1 weeks");
        try {
            if (!time.matches("\\d+(\\.\\d+)?\\s*[a-zA-Z]+")) throw new NumberFormatException();
            double weeks = time.endsWith("weeks") ? Double.parseDouble(time.replace("weeks", "")) : 0;
            Duration duration = weeks > 0
                    ? Duration.ofSeconds(Math.round(weeks * 604_800))
                    : ConfigFactory.parseString("d = \"" + time + "\"").getDuration("d");
            if (!duration.isZero() && !duration.isNegative()) return duration;
        } catch (ConfigException | NumberFormatException | ArithmeticException e) {
            // said below
        }
        throw new UsageException(
                option + " " + text + " must be a time with its unit, longer than nothing, such as 30d, 12h or 90m");
    }
}
