package org.jejak.config;

import java.time.Duration;
import java.util.*;

/**
 * What counts as a conversion of one type.
 *
 * @param name name of the type, in every table
 * @param types interaction types that count
 * @param events event names that count, letter case ignored; empty counts all
 * @param lookBack touchpoints this long before the conversion may have earned it
 * @param endsJourney whether a journey ends with it
 */
public record ConversionType(
        String name, List<String> types, List<String> events, Duration lookBack, boolean endsJourney)
        implements java.io.Serializable {
    /** The first conversion type of reference.conf, the order, for tools that read a local file. */
    public static ConversionType usual() {
        return SettingsSection.usual(
                "jejak.journey", s -> ConversionType.read(s.list("conversions").get(0)));
    }

    static ConversionType read(SettingsSection s) {
        ConversionType type = new ConversionType(
                s.text("name"),
                s.optionalTexts("types"),
                s.optionalTexts("events").stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .toList(),
                s.duration("look-back", Duration.ZERO, Duration.ofDays(730)),
                s.flag("ends-journey"));
        if (type.types.isEmpty() && type.events.isEmpty()) s.problem("types", "types or events must say what counts");
        if (type.name.equals("refund")) s.problem("name", "'refund' is reserved for refunds");
        return s.done(type);
    }
}
