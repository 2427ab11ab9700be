package org.jejak.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One log to read.
 *
 * @param name name of the source, in every table
 * @param kind what sort of log it is; decides session timeouts and the contact channel
 * @param target interactions, or ad_spend for what platforms charge
 * @param path glob under the raw folder
 * @param format json, csv, tsv, text or parquet; a name ending in .gz or .zst is unpacked
 * @param separator between the columns of csv
 * @param skipLines lines before the header or the first record that are no records
 * @param header column names for files without a header line; empty when the first line names them
 * @param linePattern regular expression with named groups for format text, else null
 * @param zone zone of times written without an offset
 * @param required whether a night without any file of it ends with exit code 10
 * @param properties patterns of field names to keep in the map {@code properties}; others are dropped
 * @param mapping canonical column to Spark SQL expression over the raw fields, preset first, own expressions over it
 */
public record SourceSettings(
        String name,
        String kind,
        String target,
        String path,
        String format,
        String separator,
        int skipLines,
        List<String> header,
        String linePattern,
        String zone,
        boolean required,
        List<String> properties,
        Map<String, String> mapping)
        implements java.io.Serializable {

    /** Kinds of logs. */
    public static final List<String> KINDS = List.of(
            "web", "app", "email", "ad", "store", "support", "chat", "survey", "review", "social", "order", "referral");

    /** Paths that lead out of the raw folder. */
    private static final Pattern OUTSIDE = Pattern.compile("^/|^[A-Za-z][A-Za-z0-9+.-]*:|(^|[/{,])\\.\\.($|[/},])");

    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?<[a-zA-Z]");

    static Optional<SourceSettings> read(
            String name, SettingsSection s, Map<String, SettingsSection> presets, String zone) {
        String kind = s.choice("kind", KINDS.toArray(String[]::new));
        String target = s.has("target") ? s.choice("target", "interactions", "ad_spend") : "interactions";
        String path = s.text("path");
        if (OUTSIDE.matcher(path).find())
            s.problem("path", "must stay under the raw folder: no .. and no / or address at its beginning");
        Map<String, String> mapping = new LinkedHashMap<>();
        List<String> header = new ArrayList<>();
        Optional<String> preset = s.optionalText("preset");
        String linePattern = s.optionalPattern("line-pattern");
        if (preset.isPresent()) {
            SettingsSection p = presets.get(preset.get());
            if (p == null) {
                s.problem(
                        "preset",
                        "no such preset" + SettingsSection.nearest(preset.get(), List.copyOf(presets.keySet())));
            } else {
                mapping.putAll(p.textMap("mapping"));
                header.addAll(p.optionalTexts("header"));
                if (linePattern == null) linePattern = p.optionalPattern("line-pattern");
            }
        }
        String format = s.choice("format", "json", "csv", "tsv", "text", "parquet");
        if (format.equals("text") && linePattern == null && !s.has("line-pattern"))
            s.problem("format", "text needs a line-pattern");
        if (linePattern != null && !NAMED_GROUP.matcher(linePattern).find())
            s.problem("line-pattern", "must have named groups, such as (?<time>[0-9:]+): they are the fields");
        int skipLines = s.has("skip-lines") ? s.integer("skip-lines", 0, 1_000) : 0;
        if (skipLines > 0 && format.equals("parquet")) s.problem("skip-lines", "parquet has no lines");
        if (s.has("header")) {
            header.clear();
            header.addAll(s.texts("header"));
        } else if (format.equals("csv")) {
            header.clear();
        }
        if (s.has("mapping")) mapping.putAll(s.textMap("mapping"));
        mapping.values().removeIf(e -> e.isBlank() || e.equals("null"));
        SourceSettings settings = new SourceSettings(
                name,
                kind,
                target,
                path,
                format,
                s.has("separator") ? s.separator("separator") : format.equals("tsv") ? "\t" : ",",
                skipLines,
                List.copyOf(header),
                linePattern,
                s.has("time-zone") ? s.zone("time-zone").getId() : zone,
                s.has("required") && s.flag("required"),
                s.optionalPatterns("properties"),
                Map.copyOf(mapping));
        s.done();
        return Optional.of(settings);
    }
}
