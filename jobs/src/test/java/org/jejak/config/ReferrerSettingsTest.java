package org.jejak.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jejak.config.ReferrerSettings.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferrerSettingsTest {
    @TempDir
    private Path folder;

    private static ReferrerSettings read(String text) {
        return ReferrerSettings.of(ConfigFactory.parseString(text));
    }

    @Test
    void anEntryIsAListOfHostsOrABlock() {
        ReferrerSettings settings = read(
                "own-hosts = [www.Shop.example]\nsocial { A = [www.a.example, b.example] }\nsearch { B { hosts = [c.example], terms = [q] } }");
        assertEquals(List.of("shop.example"), settings.ownHosts());
        Entry search = settings.entries().get(0);
        assertEquals(List.of("q"), search.terms());
        assertEquals("organic", search.medium());
        assertEquals("a.example", settings.entries().get(1).source());
    }

    @Test
    void filesComeFirstThenCustomEntriesThenOurs() throws IOException {
        Path file = folder.resolve("Socials.yml");
        Files.writeString(file, "Forum:\n  - forum.example\n");
        ReferrerSettings settings = read("files = [{ kind = social, path = \"" + file
                + "\" }]\ncustom { unknown { C = [c.example] } }\nsearch { A = [a.example] }");
        assertEquals(
                List.of("Forum", "C", "A"),
                settings.entries().stream().map(Entry::name).toList());
    }

    @Test
    void aSiteInAFileKeepsTheSourceThatOurListsGiveIt() throws IOException {
        Path file = folder.resolve("SearchEngines.yml");
        Files.writeString(file, "Google:\n  - google.com\n");
        ReferrerSettings settings = read("files = [{ kind = search, path = \"" + file
                + "\" }]\nsearch { Google { hosts = [google.com], source = google } }");
        assertEquals("google", settings.entries().get(0).source());
    }

    @Test
    void matomoSearchEnginesHaveOneEntryPerUrlGroup() throws IOException {
        Path file = folder.resolve("SearchEngines.yml");
        Files.writeString(file, """
                Engine:
                  -
                    urls: [ 'engine.{}', 'android-app//com.engine/https/engine.com' ]
                    params: [ q, '/s\\/([^\\/]+)/' ]
                    charsets: [ euc-jp ]
                    backlink: 'search?q={k}'
                  -
                    urls: [ images.engine.com ]
                """);
        List<Entry> entries = MatomoReferrerFile.read(file, ReferrerKind.SEARCH);
        assertEquals(2, entries.size());
        assertEquals(List.of("engine.{}", "com.engine"), entries.get(0).hosts());
        assertEquals(List.of("q", "/s\\/([^\\/]+)/"), entries.get(0).terms());
        assertEquals(List.of("euc-jp"), entries.get(0).charsets());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "search { A = [] };                                              jejak.referrers.search.A = []: \"A\": hosts is empty",
                "search { A = [\"https://a.example\"] };                         hosts = \"https://a.example\" is no host; write host, host/path",
                "search { A = [localhost] };                                     hosts = \"localhost\" is no host",
                "search { A = [\"*.a.example\"] };                               hosts = \"*.a.example\" is no host",
                "search { A = [\"a{}.example\"] };                               hosts = \"a{}.example\" is no host",
                "search { A = [\"{}.a.{}\"] };                                   hosts = \"{}.a.{}\" is no host",
                "search { A = 1 };                                               search.A = 1: must be a list of hosts",
                "search { A { host = [a.example] } };                            jejak.referrers.search.A.host: unknown key",
                "search { A { hosts = [a.example], terms = [\"/(/\"] } };        terms = \"(\" is not a regular expression",
                "search { A { hosts = [a.example], charsets = [utf-9] } };       charsets = \"utf-9\" is unknown to Java",
                "serach { A = [a.example] };                                     jejak.referrers.serach: unknown key",
                "files = [{ kind = search, path = \"/no/such.yml\" }];           path = \"/no/such.yml\" cannot be read",
                "own-hosts = [\"https://a.example\"];                            own-hosts = \"https://a.example\" is no host",
            })
    void badSettingsAreRefusedWithKeyValueAndWhatIsAllowed(String text, String message) {
        String found =
                assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage();
        assertTrue(found.contains(message), found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "- a;           the file must map names to hosts",
                "A: b;          \"A\" must hold a list",
                "A: [;          is not YAML",
            })
    void aFileOfAnotherShapeIsRefused(String text, String message) throws IOException {
        Path file = folder.resolve("list.yml");
        Files.writeString(file, text);
        String found = assertThrows(
                        IllegalArgumentException.class, () -> MatomoReferrerFile.read(file, ReferrerKind.SOCIAL))
                .getMessage();
        assertTrue(found.contains(message), found);
    }
}
