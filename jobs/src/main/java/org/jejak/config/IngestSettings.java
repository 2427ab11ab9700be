package org.jejak.config;

import java.time.Duration;
import java.util.*;

/**
 * How raw records are accepted.
 *
 * @param maxLateness delivery minus occurrence may be this long; later records are rejected as too_late, but for sources with
 *     a limit of their own or none
 * @param maxRejectedPercent a run that rejects more of a source's records says so
 * @param futureTolerance occurrence may lie this far after delivery; beyond it the record is rejected as future_time
 * @param earliestYear years before it are rejected as bad_time
 * @param discoveryDays a night looks at date folders this many days back
 * @param maxLineBytes longer records are rejected as line_too_long
 * @param maxDepth more deeply nested JSON is rejected as too_deep
 * @param maxFields records with more fields are rejected as too_many_fields
 * @param maxIdentifierLength longer identifiers are refused
 * @param callingCode country calling code for phone numbers written with a leading 0, digits only; empty to leave them
 * @param noPages regular expressions of the paths and queries of requests that are no page views; they match a part
 * @param deleted condition over raw fields by which connectors mark rows that were deleted at the source
 * @param nullLike values that sources write for "nothing", lower case
 */
public record IngestSettings(
        Duration maxLateness,
        double maxRejectedPercent,
        Duration futureTolerance,
        int earliestYear,
        int discoveryDays,
        int maxLineBytes,
        int maxDepth,
        int maxFields,
        int maxIdentifierLength,
        String callingCode,
        String deleted,
        List<String> noPages,
        Set<String> nullLike)
        implements java.io.Serializable {

    /** Limits for a local file: as wide as an installation may set them. */
    public static final IngestSettings WIDE = new IngestSettings(
            Duration.ofDays(36_500),
            100,
            Duration.ofDays(36_500),
            1970,
            36_500,
            64_000_000,
            1_000,
            100_000,
            4_000,
            "",
            "",
            List.of(),
            Set.of());

    static final Duration LONGEST_LATENESS = Duration.ofDays(3650);

    static IngestSettings read(SettingsSection s) {
        String callingCode = s.optionalText("calling-code").orElse("");
        if (!callingCode.matches("\\d{0,4}")) s.problem("calling-code", "must be 1 to 4 digits, such as 62");
        return s.done(new IngestSettings(
                s.duration("max-lateness", Duration.ZERO, LONGEST_LATENESS),
                s.decimal("max-rejected-percent", 0, 100),
                s.duration("future-tolerance", Duration.ZERO, Duration.ofDays(2)),
                s.integer("earliest-year", 1970, 2100),
                s.integer("discovery-days", 1, 36_500),
                s.integer("max-line-bytes", 1_000, 64_000_000),
                s.integer("max-depth", 1, 1_000),
                s.integer("max-fields", 1, 100_000),
                s.integer("max-identifier-length", 16, 4_000),
                callingCode,
                s.text("deleted"),
                s.optionalPatterns("no-pages"),
                s.texts("null-like").stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .collect(java.util.stream.Collectors.toUnmodifiableSet())));
    }
}
