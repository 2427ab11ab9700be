package org.jejak.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;

/**
 * A segment of customers by recency and frequency score.
 *
 * @param name name in the tables
 * @param recency recency scores, 1 (long ago) to 5 (just now)
 * @param frequency frequency scores, 1 to 5
 * @param atRisk whether revenue of customers who move here is at risk
 */
public record RfmSegment(String name, Range recency, Range frequency, boolean atRisk) implements java.io.Serializable {
    /** Segment of customers without a purchase. */
    public static final String PROSPECTS = "Prospects";

    /** Names that mean something else in the tables: customers without a purchase, segments by orders, bots and receipts. */
    private static final Set<String> TAKEN = Set.of(PROSPECTS, "prospect", "new", "repeat", "(none)");

    /** Scores are 1 to this. */
    public static final int SCORES = 5;

    /** Scores from one to another, both included. */
    public record Range(int from, int to) implements java.io.Serializable {
        boolean holds(int score) {
            return score >= from && score <= to;
        }
    }

    /** Those of reference.conf, for commands on a local file. */
    public static List<RfmSegment> usual() {
        return SettingsSection.usual(
                "jejak.value.rfm",
                s -> s.list("segments").stream().map(RfmSegment::read).toList());
    }

    /**
     * Those of a file of settings, for commands on a local file.
     *
     * @throws SettingsException if it has none, or cells of the grid are not in exactly one of them
     */
    public static List<RfmSegment> read(Path file) {
        if (!Files.isRegularFile(file)) throw new UsageException(file + ": no such file");
        Config given = ConfigFactory.parseFile(file.toFile());
        String path = "jejak.value.rfm";
        if (!given.hasPath(path + ".segments")) throw new UsageException(file + " has no " + path + ".segments");
        return SettingsSection.read(given.getConfig(path), path, s -> {
            List<RfmSegment> segments =
                    s.list("segments").stream().map(RfmSegment::read).toList();
            faults(segments).forEach(fault -> s.problem("segments", fault));
            return segments;
        });
    }

    static RfmSegment read(SettingsSection s) {
        RfmSegment segment =
                new RfmSegment(s.text("name"), range(s, "recency"), range(s, "frequency"), s.flag("at-risk"));
        return s.done(segment);
    }

    private static Range range(SettingsSection s, String key) {
        String text = s.text(key).trim();
        if (!text.matches("[1-5](-[1-5])?")) {
            s.problem(key, "must be a score from 1 to 5, or two such as \"2-3\"");
            return new Range(1, 1);
        }
        Range range = new Range(text.charAt(0) - '0', text.charAt(text.length() - 1) - '0');
        if (range.from > range.to) s.problem(key, "the smaller score comes first");
        return range;
    }

    /** Whether a customer with these scores is in the segment. */
    public boolean holds(int recencyScore, int frequencyScore) {
        return recency.holds(recencyScore) && frequency.holds(frequencyScore);
    }

    /** Names that are taken, and cells of the 5x5 grid that are in no segment or in more than one, in words; empty if all is well. */
    static List<String> faults(List<RfmSegment> segments) {
        List<String> faults = new ArrayList<>();
        for (RfmSegment segment : segments) {
            if (TAKEN.contains(segment.name)) faults.add("the name " + segment.name + " is taken; choose another one");
        }
        for (int r = 1; r <= SCORES; r++) {
            for (int f = 1; f <= SCORES; f++) {
                int recency = r;
                int frequency = f;
                List<String> names = segments.stream()
                        .filter(s -> s.holds(recency, frequency))
                        .map(RfmSegment::name)
                        .toList();
                if (names.size() != 1)
                    faults.add("recency " + r + " frequency " + f + " is in "
                            + (names.isEmpty() ? "no segment" : String.join(" and ", names)));
            }
        }
        return faults;
    }
}
