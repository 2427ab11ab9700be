package org.jejak.config;

import java.time.Duration;
import java.util.*;
import java.util.regex.Pattern;

/**
 * One log to read.
 *
 * @param name name of the source, in every table
 * @param kind what sort of log it is; decides session timeouts and the contact channel
 * @param target interactions, or ad_spend for what platforms charge
 * @param path glob under the raw folder
 * @param format json, csv, tsv, text, w3c or parquet; a name ending in .gz or .zst is unpacked
 * @param separator between the columns of csv
 * @param escape character before a quote, a separator or a line end that is text in csv; null to find out row by row
 * @param comment lines that begin with it are no records; null for none, but in text for # where the pattern does not match
 * @param allowJaggedRows whether rows of csv and tsv may lack their last cells
 * @param skipLines lines before the header or the first record that are no records
 * @param header column names for files without a header line; empty when the first line names them
 * @param linePattern regular expression with named groups for format text, else null
 * @param zone zone of times written without an offset
 * @param maxLateness the source's own limit of lateness; null for that of its kind, see {@link #maxLateness(Duration)}
 * @param userIdNamespace system whose user ids these are, told apart from those of others; null for none
 * @param namesSessions whether every visit has a source_session_id: what has none, and is no view, was sent by a server
 * @param required whether a night without any file of it ends with exit code 10
 * @param properties patterns of field names to keep in the map {@code properties}; others are dropped
 * @param mapping canonical column to Spark SQL expression over the raw fields, preset first, own expressions over it; under
 *     {@link #WHERE} and {@link #DELETED} which records count
 */
public record SourceSettings(
        String name,
        String kind,
        String target,
        String path,
        String format,
        String separator,
        String escape,
        String comment,
        boolean allowJaggedRows,
        int skipLines,
        List<String> header,
        String linePattern,
        String zone,
        Duration maxLateness,
        String userIdNamespace,
        boolean namesSessions,
        boolean required,
        List<String> properties,
        Map<String, String> mapping)
        implements java.io.Serializable {

    /** Kinds of logs. */
    public static final List<String> KINDS = List.of(
            "web", "app", "email", "ad", "store", "support", "chat", "survey", "review", "social", "order", "referral");

    /** Those of them that have visits: pages and screens that people look at. */
    public static final List<String> VISITED = List.of("web", "app");

    /** Key of the condition for records to be taken in; its expression gives true or false. */
    public static final String WHERE = "where";

    /** Key of the condition for records to be left out as deleted; its expression gives true or null. */
    public static final String DELETED = "deleted";

    /** Kinds that are delivered as exports: of all that a shop or a desk holds, also of the years before. */
    private static final Set<String> EXPORTED = Set.of("ad", "store", "support", "survey", "review", "order");

    /** Paths that lead out of the raw folder. */
    private static final Pattern OUTSIDE = Pattern.compile("^/|^[A-Za-z][A-Za-z0-9+.-]*:|(^|[/{,])\\.\\.($|[/},])");

    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?<[a-zA-Z]");

    /**
     * How long after it happened a record may be delivered; empty for any time: an export with a date in its name may hold a
     * history.
     *
     * @param usual the limit of what is sent as it happens
     */
    public Optional<Duration> maxLateness(Duration usual) {
        return maxLateness(kind, maxLateness, usual);
    }

    /** The same for a source of this kind with this limit of its own, or null. */
    public static Optional<Duration> maxLateness(String kind, Duration own, Duration usual) {
        if (own != null) return Optional.of(own);
        return EXPORTED.contains(kind) ? Optional.empty() : Optional.of(usual);
    }

    /** Whether the source keeps a property, by the name that settings of the audience give it: see {@link InteractionFilter#property}. */
    boolean keepsProperty(String name) {
        return InteractionFilter.fieldsOf(name).stream()
                .anyMatch(field -> properties.stream().anyMatch(field::matches));
    }

    /** Records of one kind of file, without a mapping: all that a reader needs to know. */
    public static SourceSettings withoutMapping(String name, String format, String separator) {
        return new SourceSettings(
                name,
                "order",
                "interactions",
                "",
                format,
                separator,
                null,
                null,
                false,
                0,
                List.of(),
                null,
                "UTC",
                null,
                null,
                false,
                false,
                List.of(),
                Map.of());
    }

    /**
     * Reads one source.
     *
     * @param presets what sources may start from, by name
     * @param zone zone of times if the source names none
     * @param deleted condition of deleted records if the source has none
     */
    static SourceSettings read(
            String name, SettingsSection s, Map<String, SettingsSection> presets, String zone, String deleted) {
        Optional<SettingsSection> preset = preset(s, presets);
        String format = s.choice("format", "json", "csv", "tsv", "text", "w3c", "parquet");
        return s.done(new SourceSettings(
                name,
                s.choice("kind", KINDS.toArray(String[]::new)),
                s.has("target") ? s.choice("target", "interactions", "ad_spend") : "interactions",
                path(s),
                format,
                s.has("separator") ? s.separator("separator") : format.equals("tsv") ? "\t" : ",",
                escape(s, format),
                comment(s, format),
                allowJaggedRows(s, format),
                skipLines(s, format),
                header(s, preset, format),
                linePattern(s, preset, format),
                s.has("time-zone") ? s.zone("time-zone").getId() : zone,
                s.has("max-lateness")
                        ? s.duration("max-lateness", Duration.ZERO, IngestSettings.LONGEST_LATENESS)
                        : null,
                userIdNamespace(s),
                namesSessions(s, preset),
                s.has("required") && s.flag("required"),
                s.optionalPatterns("properties"),
                mapping(s, preset, deleted)));
    }

    private static Optional<SettingsSection> preset(SettingsSection s, Map<String, SettingsSection> presets) {
        Optional<String> name = s.optionalText("preset");
        if (name.isPresent() && !presets.containsKey(name.get()))
            s.problem("preset", "no such preset" + SettingsSection.nearest(name.get(), List.copyOf(presets.keySet())));
        return name.map(presets::get);
    }

    private static String path(SettingsSection s) {
        String path = s.text("path");
        if (OUTSIDE.matcher(path).find())
            s.problem("path", "must stay under the raw folder: no .. and no / or address at its beginning");
        return path;
    }

    private static String escape(SettingsSection s, String format) {
        if (s.has("escape") && !format.equals("csv")) s.problem("escape", "only csv has quotes and escape characters");
        return s.has("escape") ? s.escape("escape") : null;
    }

    private static String comment(SettingsSection s, String format) {
        if (s.has("comment") && List.of("json", "parquet").contains(format))
            s.problem("comment", format + " has no comments");
        return s.optionalText("comment").orElse(null);
    }

    private static boolean allowJaggedRows(SettingsSection s, String format) {
        if (s.has("allow-jagged-rows") && !List.of("csv", "tsv").contains(format))
            s.problem("allow-jagged-rows", "only csv and tsv have rows of cells");
        return s.has("allow-jagged-rows") && s.flag("allow-jagged-rows");
    }

    private static int skipLines(SettingsSection s, String format) {
        int skipLines = s.has("skip-lines") ? s.integer("skip-lines", 0, 1_000) : 0;
        if (skipLines > 0 && format.equals("parquet")) s.problem("skip-lines", "parquet has no lines");
        return skipLines;
    }

    private static String userIdNamespace(SettingsSection s) {
        Optional<String> namespace = s.optionalText("user-id-namespace");
        if (namespace.isPresent() && !namespace.get().matches("[a-z][a-z0-9_-]*"))
            s.problem("user-id-namespace", "must be lower-case letters, digits, hyphens and underscores, such as crm");
        return namespace.orElse(null);
    }

    private static boolean namesSessions(SettingsSection s, Optional<SettingsSection> preset) {
        boolean ofPreset = preset.isPresent()
                && preset.get().has("names-sessions")
                && preset.get().flag("names-sessions");
        return s.has("names-sessions") ? s.flag("names-sessions") : ofPreset;
    }

    /** The source's own column names, else those of the preset. A CSV file has a line of its own for that. */
    private static List<String> header(SettingsSection s, Optional<SettingsSection> preset, String format) {
        List<String> ofPreset = preset.map(p -> p.optionalTexts("header")).orElse(List.of());
        if (s.has("header")) return s.texts("header");
        return format.equals("csv") ? List.of() : ofPreset;
    }

    private static String linePattern(SettingsSection s, Optional<SettingsSection> preset, String format) {
        String own = s.optionalPattern("line-pattern");
        String pattern = own != null
                ? own
                : preset.map(p -> p.optionalPattern("line-pattern")).orElse(null);
        if (format.equals("text") && pattern == null && !s.has("line-pattern"))
            s.problem("format", "text needs a line-pattern");
        if (pattern != null && !NAMED_GROUP.matcher(pattern).find())
            s.problem("line-pattern", "must have named groups, such as (?<time>[0-9:]+): they are the fields");
        return pattern;
    }

    /** The preset's expressions, the source's own over them; an empty one or null takes a column out. */
    private static Map<String, String> mapping(SettingsSection s, Optional<SettingsSection> preset, String deleted) {
        Map<String, String> mapping = new LinkedHashMap<>();
        preset.ifPresent(p -> mapping.putAll(p.textMap("mapping")));
        if (isForwarded(s, preset)) preset.ifPresent(p -> mapping.putAll(p.textMap("forwarded-mapping")));
        if (s.has("mapping")) mapping.putAll(s.textMap("mapping"));
        mapping.values().removeIf(e -> e.isBlank() || e.equals("null"));
        for (String condition : List.of(WHERE, DELETED)) {
            if (mapping.remove(condition) != null)
                s.problem("mapping." + condition, "stands beside mapping, not in it");
        }
        s.optionalText(WHERE).ifPresent(c -> mapping.put(WHERE, "case when (" + c + ") then 'true' else 'false' end"));
        mapping.put(DELETED, "case when (" + s.optionalText(DELETED).orElse(deleted) + ") then 'true' end");
        return Map.copyOf(mapping);
    }

    /** Whether the visitor's address is the one that a proxy forwards. */
    private static boolean isForwarded(SettingsSection s, Optional<SettingsSection> preset) {
        if (!s.has("visitor-address")
                || s.choice("visitor-address", "sender", "forwarded").equals("sender")) return false;
        boolean isKnown = preset.isPresent() && preset.get().has("forwarded-mapping");
        if (!isKnown)
            s.problem(
                    "visitor-address",
                    "only for presets with a forwarded-mapping; else map anonymous_seed and ip_address");
        return isKnown;
    }
}
