package org.jejak;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jejak.config.IngestSettings;
import org.jejak.config.SourceSettings;

/** Small sources and limits for tests of reading and ingest. */
public final class TestSources {
    /** 30 days of lateness, 10 minutes into the future, lines of 2,000 bytes, depth 100, 50 fields, ids of 40 characters. */
    public static final IngestSettings LIMITS = new IngestSettings(
            Duration.ofDays(30),
            5,
            Duration.ofMinutes(10),
            2000,
            40,
            2_000,
            100,
            50,
            40,
            "62",
            "",
            List.of(),
            Set.of("", "null", "unknown"));

    private TestSources() {}

    /** A web source of this format. */
    public static SourceSettings source(
            String name, String format, List<String> header, List<String> properties, Map<String, String> mapping) {
        String separator = format.equals("tsv") ? "\t" : ",";
        return new SourceSettings(
                name,
                "web",
                "interactions",
                name + "/*/*",
                format,
                separator,
                null,
                null,
                false,
                0,
                header,
                null,
                "UTC",
                null,
                null,
                false,
                false,
                properties,
                mapping);
    }

    /** The same source with other separators between the columns. */
    public static SourceSettings separatedBy(String separator, SourceSettings s) {
        return like(s, s.kind(), s.target(), separator, s.skipLines(), s.zone());
    }

    /** The same source, with so many lines before its header. */
    public static SourceSettings after(int skipLines, SourceSettings s) {
        return like(s, s.kind(), s.target(), s.separator(), skipLines, s.zone());
    }

    /** The same source with times in another zone where no offset is written. */
    public static SourceSettings inZone(String zone, SourceSettings s) {
        return like(s, s.kind(), s.target(), s.separator(), s.skipLines(), zone);
    }

    /** The same source, of ad spend. */
    public static SourceSettings ofSpend(SourceSettings s) {
        return like(s, "ad", "ad_spend", s.separator(), s.skipLines(), s.zone());
    }

    private static SourceSettings like(
            SourceSettings s, String kind, String target, String separator, int skipLines, String zone) {
        return new SourceSettings(
                s.name(),
                kind,
                target,
                s.path(),
                s.format(),
                separator,
                s.escape(),
                s.comment(),
                s.allowJaggedRows(),
                skipLines,
                s.header(),
                s.linePattern(),
                zone,
                s.maxLateness(),
                s.userIdNamespace(),
                s.namesSessions(),
                s.required(),
                s.properties(),
                s.mapping());
    }

    /** The same source, in another dialect: escape character and comment, or null, and whether last cells may be missing. */
    public static SourceSettings dialect(String escape, String comment, boolean allowJaggedRows, SourceSettings s) {
        return new SourceSettings(
                s.name(),
                s.kind(),
                s.target(),
                s.path(),
                s.format(),
                s.separator(),
                escape,
                comment,
                allowJaggedRows,
                s.skipLines(),
                s.header(),
                s.linePattern(),
                s.zone(),
                s.maxLateness(),
                s.userIdNamespace(),
                s.namesSessions(),
                s.required(),
                s.properties(),
                s.mapping());
    }

    /** A source of text lines. */
    public static SourceSettings lines(String name, String linePattern, Map<String, String> mapping) {
        return new SourceSettings(
                name,
                "web",
                "interactions",
                name + "/*/*",
                "text",
                ",",
                null,
                null,
                false,
                0,
                List.of(),
                linePattern,
                "UTC",
                null,
                null,
                false,
                false,
                List.of(),
                mapping);
    }
}
