package org.jejak.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.*;
import java.util.stream.Stream;

/**
 * All settings of an installation, checked. Read once, at the start; {@code reference.conf} explains them.
 *
 * @param home folder that relative paths in the settings start from: the one that holds {@code conf/}
 * @param raw folder of the raw logs, a path or a URI
 * @param warehouse folder of the Delta tables, a path or a URI
 * @param ratesFile CSV of currency, valid_from, rate_to_base; absent when all amounts are in the base currency
 * @param zone business zone: what a day is
 * @param baseCurrency ISO 4217 code that amounts are compared in
 * @param delta how the tables are kept
 * @param parallelJobs jobs that may run at the same time
 * @param keepVersions how long {@code maintain} keeps versions of tables that were replaced
 * @param hash SHA-256 of the effective settings, hex
 */
public record Settings(
        Path home,
        String raw,
        String warehouse,
        DeltaSettings delta,
        Optional<String> ratesFile,
        ZoneId zone,
        String baseCurrency,
        int parallelJobs,
        IngestSettings ingest,
        IdentitySettings identity,
        SessionSettings session,
        BotSettings bots,
        ChannelSettings channels,
        ReferrerSettings referrers,
        JourneySettings journey,
        ReportSettings report,
        AttributionSettings attribution,
        RetentionSettings retention,
        ExperienceSettings experience,
        ValueSettings value,
        AudienceSettings audience,
        List<SourceSettings> sources,
        Duration keepVersions,
        String hash) {

    /** How long after it happened a record of a source may be delivered; empty for any time, also for a source that is gone. */
    public Optional<Duration> maxLateness(String source) {
        return sources.stream()
                .filter(s -> s.name().equals(source))
                .findFirst()
                .flatMap(s -> s.maxLateness(ingest.maxLateness()));
    }

    /**
     * Properties that the audience asks for and no source keeps, sorted: whatever depends on them stays empty. They are a misspelt
     * name, or miss a line {@code properties} of a source.
     */
    public List<String> propertiesThatNoSourceKeeps() {
        return audience.properties().stream()
                .filter(name -> sources.stream().noneMatch(source -> source.keepsProperty(name)))
                .toList();
    }

    /**
     * Reads a settings file, or the file {@code jejak.conf} of a folder, over the defaults of {@code reference.conf}.
     *
     * @throws SettingsException with every problem found
     */
    public static Settings read(Path fileOrFolder) {
        return read(fileOrFolder, Map.of());
    }

    /** As {@link #read(Path)}, with some keys set from outside, for example {@code jejak.warehouse}. */
    public static Settings read(Path fileOrFolder, Map<String, String> overrides) {
        Path file = Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve("jejak.conf") : fileOrFolder;
        List<Problem> problems = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            throw new SettingsException(List.of(new Problem(
                    file.toString(),
                    "--conf",
                    null,
                    "no such file; give a folder that holds jejak.conf, or a .conf file")));
        }
        Config config;
        try {
            config = load(file, overrides);
        } catch (ConfigException e) {
            String where = e.origin() == null ? file.toString() : e.origin().description();
            throw new SettingsException(List.of(new Problem(where, "jejak", null, e.getMessage())));
        }
        Path home = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
        if (home.endsWith("conf") && home.getParent() != null) home = home.getParent();
        for (String key : config.root().keySet()) {
            if (!key.equals("jejak")) {
                problems.add(new Problem(
                        String.valueOf(config.root().get(key).origin().description()),
                        key,
                        null,
                        "unknown key; all settings are under jejak"));
            }
        }
        return read(config, home, problems);
    }

    /**
     * The settings that jejak comes with and some keys set from outside, for tools that work without an installation.
     *
     * @throws SettingsException with every problem found
     */
    public static Settings defaults(Map<String, String> overrides) {
        return read(load(ConfigFactory.empty(), overrides), Path.of("").toAbsolutePath(), new ArrayList<>());
    }

    private static Settings read(Config config, Path home, List<Problem> problems) {
        SettingsSection section = new SettingsSection(config.getConfig("jejak").root(), "jejak", problems);
        Settings settings = read(section, home, hashOf(config));
        if (!problems.isEmpty()) throw new SettingsException(problems);
        return settings;
    }

    private static Config load(Path file, Map<String, String> overrides) {
        return load(
                ConfigFactory.parseFile(
                        file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false)),
                overrides);
    }

    private static Config load(Config own, Map<String, String> overrides) {
        return ConfigFactory.parseMap(overrides, "command line")
                .withFallback(own)
                .withFallback(ConfigFactory.parseResources("stages.conf"))
                .withFallback(ConfigFactory.parseResources("channels.conf"))
                .withFallback(ConfigFactory.parseResources("referrers.conf"))
                .withFallback(ConfigFactory.parseResources("bots.conf"))
                .withFallback(ConfigFactory.parseResources("reference.conf"))
                .resolve();
    }

    /**
     * File and line of a column's mapping of a source: its own, or that of its preset; the file alone if neither has it.
     */
    public static String placeOfMapping(
            Path fileOrFolder, Map<String, String> overrides, String source, String column) {
        Path file = Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve("jejak.conf") : fileOrFolder;
        Config config = load(file, overrides).getConfig("jejak");
        String own = "sources." + ConfigUtil.joinPath(source) + ".";
        String preset = own + "preset";
        return Stream.of(
                        own + "mapping." + column,
                        config.hasPath(preset) ? "presets." + config.getString(preset) + ".mapping." + column : "-")
                .filter(config::hasPath)
                .findFirst()
                .map(path -> SettingsSection.where(config.getValue(path).origin()))
                .orElse(file.toString());
    }

    private static Settings read(SettingsSection s, Path home, String hash) {
        ZoneId zone = s.zone("time-zone");
        Map<String, SettingsSection> presets = s.sections("presets");
        IngestSettings ingest = IngestSettings.read(s.section("ingest"));
        List<SourceSettings> sources = s.sections("sources").entrySet().stream()
                .map(e -> SourceSettings.read(e.getKey(), e.getValue(), presets, zone.getId(), ingest.deleted()))
                .toList();
        for (SettingsSection preset : presets.values()) {
            List.of("mapping", "forwarded-mapping", "header", "line-pattern", "names-sessions")
                    .forEach(preset::has);
            preset.done();
        }
        String currency = s.text("base-currency");
        if (!currency.matches("[A-Z]{3}")) s.problem("base-currency", "must be three capital letters, such as EUR");
        return s.done(new Settings(
                home,
                location(home, s.text("raw")),
                location(home, s.text("warehouse")),
                DeltaSettings.read(s.section("delta")),
                s.optionalText("rates-file").map(f -> location(home, f)),
                zone,
                currency,
                s.integer("parallel-jobs", 1, 64),
                ingest,
                IdentitySettings.read(s.section("identity"), sources),
                SessionSettings.read(s.section("session"), sources),
                BotSettings.read(s.section("bots")),
                ChannelSettings.read(s.section("channels")),
                ReferrerSettings.read(s.section("referrers"), home),
                JourneySettings.read(s.section("journey"), visitKinds(s)),
                ReportSettings.read(s.section("report"), home),
                AttributionSettings.read(s.section("attribution")),
                RetentionSettings.read(s.section("retention")),
                ExperienceSettings.read(s.section("experience"), zone),
                ValueSettings.read(s.section("value")),
                AudienceSettings.read(s.section("audience")),
                sources,
                keepVersions(s.section("maintain")),
                hash));
    }

    private static List<String> visitKinds(SettingsSection s) {
        List<String> kinds = s.texts("visit-kinds");
        for (String kind : kinds) {
            if (!SourceSettings.KINDS.contains(kind))
                s.problem("visit-kinds", kind + " is no kind of source; must be of " + SourceSettings.KINDS);
        }
        return kinds;
    }

    private static Duration keepVersions(SettingsSection s) {
        Duration retention = s.duration("retention", Duration.ofDays(7), Duration.ofDays(3650));
        return s.done(retention);
    }

    /** A path relative to the installation, an absolute path, or a URI such as s3a://bucket/folder, kept as it is. */
    private static String location(Path home, String text) {
        return text.matches("[a-z][a-z0-9+.-]+:.*")
                ? text
                : home.resolve(text).normalize().toString();
    }

    private static String hashOf(Config config) {
        String text = config.root().withOnlyKey("jejak").render(ConfigRenderOptions.concise());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
