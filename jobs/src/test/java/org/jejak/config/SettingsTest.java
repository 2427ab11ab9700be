package org.jejak.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Path SAMPLE = Path.of("..", "conf");

    @TempDir
    private Path home;

    private Path file;

    @BeforeEach
    void place() throws IOException {
        file = Files.createDirectories(home.resolve("conf")).resolve("jejak.conf");
    }

    private Settings read(String... lines) throws IOException {
        Files.writeString(file, String.join("\n", lines));
        return Settings.read(home.resolve("conf"));
    }

    /** The problems, without the folder in front. */
    private List<String> problems(String... lines) throws IOException {
        Files.writeString(file, String.join("\n", lines));
        SettingsException e = assertThrows(SettingsException.class, () -> Settings.read(home.resolve("conf")));
        return e.problems().stream()
                .map(p -> p.toString().replace(file.toString(), "jejak.conf"))
                .toList();
    }

    @Test
    void theSampleInstallationIsInOrder() {
        Settings settings = Settings.read(SAMPLE);
        assertEquals(ZoneId.of("Asia/Jakarta"), settings.zone());
        assertEquals("62", settings.ingest().callingCode());
        assertEquals(List.of("lumbung.example"), settings.referrers().ownHosts());
        assertTrue(settings.sources().size() > 15, settings.sources().size() + " sources");
        assertEquals(SAMPLE.toAbsolutePath().normalize().getParent(), settings.home());
    }

    @Test
    void anEmptyFileGivesTheDefaultsAndEveryKeyOfThemIsKnown() throws IOException {
        Settings settings = read("");
        assertEquals(Duration.ofDays(30), settings.ingest().maxLateness());
        assertEquals(Duration.ofMinutes(5), settings.session().timeouts().get("app"));
        assertEquals("USD", settings.baseCurrency());
        assertEquals(Optional.empty(), settings.ratesFile());
        assertEquals(List.of(), settings.sources());
    }

    @Test
    void allProblemsAreReportedTogetherWithFileLineKeyValueAndWhatIsAllowed() throws IOException {
        assertEquals(
                List.of(
                        "jejak.conf:4: jejak.ingest.max-lateness = \"4000 days\": must be between 0 seconds and 3650 days",
                        "jejak.conf:5: jejak.ingest.max-latenes: unknown key; did you mean 'max-lateness'?",
                        "jejak.conf:3: jejak.parallel-jobs = 0: must be a whole number between 1 and 64",
                        "jejak.conf:6: jejak.session.max-length = \"soon\": must be a duration with its unit, such as 30 minutes, between 1 minutes and 7 days",
                        "jejak.conf:7: jejak.sesion: unknown key; did you mean 'session'?"),
                problems(
                        "# settings",
                        "jejak {",
                        "parallel-jobs = 0",
                        "ingest.max-lateness = 4000 days",
                        "ingest.max-latenes = 30 days",
                        "session.max-length = soon",
                        "sesion.max-length = 1 hour",
                        "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "time-zone = Mars;                    jejak.time-zone = \"Mars\": must be a zone of the tz database, such as Europe/Berlin or UTC",
                "base-currency = euro;                jejak.base-currency = \"euro\": must be three capital letters, such as EUR",
                "raw = \"\";                          jejak.raw = \"\": must not be empty",
                "raw = null;                          jejak.raw: missing",
                "raw = [a];                           jejak.raw = [\"a\"]: wrong kind of value: raw has type LIST rather than STRING",
                "visit-kinds = [web, shop];           jejak.visit-kinds = [\"web\",\"shop\"]: shop is no kind of source; must be of [web, app",
                "parallel-jobs = many;                jejak.parallel-jobs = \"many\": must be a whole number between 1 and 64",
                "parallel-jobs = 1.5;                 jejak.parallel-jobs = 1.5: must be a whole number between 1 and 64",
                "parallel-jobs = 99999999999999999999; jejak.parallel-jobs = \"99999999999999999999\": must be a whole number between 1 and 64",
                "session.split-at-midnight = maybe;   jejak.session.split-at-midnight = \"maybe\": wrong kind of value: split-at-midnight has type STRING rather than BOOLEAN",
                "ingest.max-lateness = 30;            jejak.ingest.max-lateness = 30: must be a duration with its unit, such as 30 minutes, between 0 seconds and 3650 days",
                "ingest.max-lateness = 30 moons;      jejak.ingest.max-lateness = \"30 moons\": must be a duration in seconds, minutes, hours or days, such as 30 minutes, between 0 seconds and 3650 days",
                "ingest.max-lateness = -1 days;       jejak.ingest.max-lateness = \"-1 days\": must be between 0 seconds and 3650 days",
                "ingest.max-lateness = 99999999999999 days; jejak.ingest.max-lateness = \"99999999999999 days\": must be ",
                "ingest.calling-code = \"+62\";       jejak.ingest.calling-code = \"+62\": must be 1 to 4 digits, such as 62",
                "ingest = 5;                          jejak.ingest = 5: wrong kind of value: ingest has type NUMBER rather than OBJECT",
                "identity.limits.user_id.emial_hash = 3; jejak.identity.limits.user_id.emial_hash: unknown key; did you mean 'email_hash'?",
                "session.timeouts.webb = 1 hour;      jejak.session.timeouts.webb: unknown key; did you mean 'web'?",
                "session.timeouts.web = 0 seconds;    jejak.session.timeouts.web = \"0 seconds\": must be between 1 seconds and 1 days",
                "journey.conversions = [];            jejak.journey.conversions = []: at least one conversion type is needed",
                "journey.conversions = [order];       jejak.journey.conversions[0] = \"order\": must be an object { ... }",
                "journey.conversions = [{ name = a, look-back = 1 day, ends-journey = true }]; jejak.journey.conversions[0].types: types or events must say what counts",
                "journey.stages = [{ name = a, stage = late }]; jejak.journey.stages[0].stage = \"late\": must be one of reach, nurture, convert, support",
                "journey.stages = [{ name = a, stage = reach, after = sale }]; rule a: after = sale is no conversion type",
                "journey.stages = [{ name = a, stage = reach, paths = [\"(\"] }]; jejak.journey.stages[0].paths = [\"(\"]: is not a regular expression: Unclosed group",
                "presets.segment.maping.user_id = id; jejak.presets.segment.maping: unknown key; did you mean 'mapping'?",
                "channels.rules = 5;                  jejak.channels.rules = 5: wrong kind of value: rules has type NUMBER rather than LIST",
                "channels.rules = [{ group = A }];    jejak.channels.rules[0].channel: missing",
                "channels.rules = [{ group = A, channel = mail }]; jejak.channels.rules[0].channel = \"mail\": must be one of direct",
                "channels = 5;                        jejak.channels = 5: wrong kind of value: channels has type NUMBER rather than OBJECT",
                "referrers.serach.A = [a.example];    jejak.referrers.serach: unknown key",
            })
    void aBadValueIsReportedWithWhatIsAllowed(String line, String expected) throws IOException {
        List<String> problems = problems("jejak {", line, "}");
        String place = expected.contains(": missing") ? "" : "jejak.conf:2: ";
        assertTrue(problems.stream().anyMatch(p -> p.contains(place) && p.contains(expected)), problems::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "kind = webb;                   jejak.sources.shop.kind = \"webb\": must be one of web, app, email, ad, store, support, chat, survey, review, social, order, referral; did you mean 'web'?",
                "format = xml;                  jejak.sources.shop.format = \"xml\": must be one of json, csv, tsv, text, w3c, parquet",
                "format = text;                 jejak.sources.shop.format = \"text\": text needs a line-pattern",
                "preset = segmnt;               jejak.sources.shop.preset = \"segmnt\": no such preset; did you mean 'segment'?",
                "target = spend;                jejak.sources.shop.target = \"spend\": must be one of interactions, ad_spend",
                "line-pattern = [\"(?<a\"];     jejak.sources.shop.line-pattern = [\"(?<a\"]: is not a regular expression: ",
                "line-pattern = \".*\";        jejak.sources.shop.line-pattern = \".*\": must have named groups, such as (?<time>",
                "line-pattern = [\"(?<a>.)\", \"(?<b>.)\"]; jejak.sources.shop.line-pattern = [\"(?<a>.)\",\"(?<b>.)\"]: must be one regular expression",
                "skip-lines = -1;               jejak.sources.shop.skip-lines = -1: must be a whole number between 0 and 1000",
                "properties = [\"*\"];          jejak.sources.shop.properties = [\"*\"]: is not a regular expression: Dangling meta character '*'",
                "separator = \", \";            jejak.sources.shop.separator = \", \": must be one character, such as",
                "escape = \"\\\\\";              jejak.sources.shop.escape = \"\\\\\": only csv has quotes",
                "comment = \"#\";               jejak.sources.shop.comment = \"#\": json has no comments",
                "allow-jagged-rows = true;      jejak.sources.shop.allow-jagged-rows = true: only csv and tsv",
                "where = \"x\", mapping.where = \"y\"; jejak.sources.shop.mapping.where: stands beside mapping, not in it",
                "time-zone = Mars;              jejak.sources.shop.time-zone = \"Mars\": must be a zone",
                "requierd = true;               jejak.sources.shop.requierd: unknown key; did you mean 'required'?",
                "path = \" \";                  jejak.sources.shop.path = \" \": must not be empty",
                "path = null;                   jejak.sources.shop.path: missing",
                "path = \"../secret/*\";         jejak.sources.shop.path = \"../secret/*\": must stay under the raw folder",
                "path = \"a/{b,..}/*\";         jejak.sources.shop.path = \"a/{b,..}/*\": must stay under the raw folder",
                "path = \"/etc/*\";             jejak.sources.shop.path = \"/etc/*\": must stay under the raw folder",
                "path = \"file:/etc/*\";        jejak.sources.shop.path = \"file:/etc/*\": must stay under the raw folder",
            })
    void aBadSourceIsReportedWithWhatIsAllowed(String line, String expected) throws IOException {
        List<String> problems =
                problems("jejak.sources.shop {", "kind = web", "path = \"shop/*\"", "format = json", line, "}");
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains(expected), problems::toString);
    }

    @Test
    void severalSourcesAndTheChannelRulesAreCheckedInOneGo() throws IOException {
        List<String> problems = problems(
                "jejak.sources { a { kind = x, path = p, format = json }, b { kind = web, path = p, format = y } }",
                "jejak.channels.rule = []",
                "jejak.referrers.serach = {}");
        assertEquals(4, problems.size(), problems::toString);
    }

    @Test
    void aSourceIsAnObjectAndNullTakesItOut() throws IOException {
        List<String> problems = problems("jejak.sources { a = 5, b = null }");
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(
                problems.get(0).endsWith("jejak.conf:1: jejak.sources.a = 5: must be an object { ... }"),
                problems::toString);
        String preset = "kind = web, path = p, format = json, preset = segment";
        assertEquals(
                List.of("b"),
                read("jejak.sources { a { " + preset + " }, b { " + preset + " } }", "jejak.sources.a = null")
                        .sources()
                        .stream()
                        .map(SourceSettings::name)
                        .toList());
    }

    @Test
    void keysOutsideOfJejakAreUnknown() throws IOException {
        assertTrue(problems("jejka.raw = a").get(0).contains("jejka: unknown key; all settings are under jejak"));
    }

    @Test
    void whatIsNoHoconIsReportedWithItsLine() throws IOException {
        List<String> problems = problems("jejak {", "raw = \"a", "}");
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).contains(": 2"), problems::toString);
        assertTrue(problems("raw = ${no.such.key}").get(0).contains("no.such.key"));
    }

    @Test
    void aMissingFileSaysWhatToGive() {
        String message = assertThrows(SettingsException.class, () -> Settings.read(home.resolve("none.conf")))
                .getMessage();
        assertEquals(
                "1 problem in the settings:\n  " + home.resolve("none.conf")
                        + ": --conf: no such file; give a folder that holds jejak.conf, or a .conf file",
                message);
    }

    @Test
    void relativePathsStartAtTheFolderThatHoldsConf() throws IOException {
        Files.writeString(home.resolve("Forums.yml"), "Forum:\n  - forum.example\n");
        Settings settings = read(
                "jejak { raw = \"my logs\", warehouse = \"/abs/w\", rates-file = \"../rates.csv\"",
                "referrers.files = [{ kind = social, path = \"Forums.yml\" }] }");
        assertEquals(home.resolve("my logs").toString(), settings.raw());
        assertEquals("/abs/w", settings.warehouse());
        assertEquals(
                home.resolveSibling("rates.csv").toString(),
                settings.ratesFile().orElseThrow());
        assertEquals("Forum", settings.referrers().entries().get(0).name());
    }

    @Test
    void withoutAFolderConfRelativePathsStartBesideTheFile() throws IOException {
        Path other = home.resolve("other.conf");
        Files.writeString(other, "jejak.raw = logs");
        assertEquals(home.resolve("logs").toString(), Settings.read(other).raw());
    }

    @Test
    void addressesOfOtherStoresAreKeptAsTheyAre() throws IOException {
        assertEquals(
                "s3a://bucket/raw", read("jejak.raw = \"s3a://bucket/raw\"").raw());
    }

    @Test
    void keysFromOutsideWinOverTheFile() throws IOException {
        Files.writeString(file, "jejak { raw = a, parallel-jobs = 2 }");
        Settings settings =
                Settings.read(file, Map.of("jejak.parallel-jobs", "3", "jejak.session.max-length", "2 hours"));
        assertEquals(3, settings.parallelJobs());
        assertEquals(Duration.ofHours(2), settings.session().maxLength());
        assertEquals(home.resolve("a").toString(), settings.raw());
    }

    @Test
    void badKeysFromOutsideAreReportedAsSuch() throws IOException {
        Files.writeString(file, "");
        String message = assertThrows(
                        SettingsException.class, () -> Settings.read(file, Map.of("jejak.paralel-jobs", "3")))
                .getMessage();
        assertTrue(
                message.contains("command line: jejak.paralel-jobs: unknown key; did you mean 'parallel-jobs'?"),
                message);
    }

    @Test
    void theHashChangesWithASettingAndNotWithItsSpelling() throws IOException {
        String hash = read("jejak.parallel-jobs = 2").hash();
        assertEquals(hash, read("# the same", "jejak { parallel-jobs = 2 }").hash());
        assertNotEquals(hash, read("jejak.parallel-jobs = 3").hash());
    }

    @Test
    void ownMappingsWinOverThePresetAndAnEmptyOneTakesAColumnOut() throws IOException {
        SourceSettings source = read(
                        "jejak.sources.web { kind = web, path = p, format = json, preset = segment, separator = \"\\t\"",
                        "mapping { user_id = \"id\", email = \"\", phone = null } }")
                .sources()
                .get(0);
        assertEquals("id", source.mapping().get("user_id"));
        assertEquals("context.sessionId", source.mapping().get("source_session_id"));
        assertTrue(!source.mapping().containsKey("email") && !source.mapping().containsKey("phone"));
        assertEquals("\t", source.separator());
    }

    @Test
    void propertiesThatNoSourceKeepsAreNamed() throws IOException {
        String source = "sources.shop { kind = web, format = json, path = \"shop/*\", preset = segment, properties = [";
        String audience =
                "audience { activities.a { events = [a], properties { list = [x] }, value = properties.topic }, "
                        + "consents.c { opt = out, withdrawals = [{ properties { \"context.state\" = [off] } }] } }";
        assertEquals(
                List.of("context.state", "topic"),
                read("jejak {", source + "\"list\"] }", audience, "}").propertiesThatNoSourceKeeps());
        assertEquals(
                List.of(),
                read("jejak {", source + "\"properties.*\", \"context.*\"] }", audience, "}")
                        .propertiesThatNoSourceKeeps());
        assertEquals(List.of(), read("").propertiesThatNoSourceKeeps());
    }
}
