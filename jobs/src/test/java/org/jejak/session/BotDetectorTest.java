package org.jejak.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jejak.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BotDetectorTest {
    @TempDir
    private Path folder;

    private Predicate<String> machines(String settings) throws Exception {
        return BotDetector.machines(Settings.read(Files.writeString(folder.resolve("jejak.conf"), settings))
                .bots());
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "machine | Mozilla/5.0 (compatible; Somebot/1.0)",
                "machine | AcmeBot",
                "machine | Mozilla/5.0 (compatible; Acme/1.0; +https://acme.example/about)",
                "machine | acme-fetch ([removed])",
                "machine | python-requests/2.31.0",
                "machine | Python/3.9 aiohttp/3.7.3",
                "machine | curl",
                "machine | Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/100.0 Safari/537.36",
                "machine | Mozilla/5.0 (Windows NT 10.0) Chrome/120.0.0.0 Safari/537.36 Playwright/1.40.0",
                "machine | Mozilla/5.0 (compatible; Google-InspectionTool/1.0)",
                "machine | Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36 SiteScan/3.0",
                // makers, apps and browsers whose names only look alike
                "person | Mozilla/5.0 (Linux; Android 6.0; CUBOT MAX) Chrome/72.0.3626.121 Mobile Safari/537.36",
                "person | Mozilla/5.0 (Linux; Android 10) CamScanner/6.1 Chrome/90.0 Mobile Safari/537.36",
                "person | Mozilla/5.0 (Linux; Android 10; K) Chrome/111.0 Mobile Safari/537.36 (Ecosia android@111.0.5563.116)",
                "person | MyShop/3.2 CFNetwork/1126 Darwin/19.5.0",
                "person | okhttp/3.12.1",
                "machine | Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
            })
    void machinesNameThemselves(String expected, String agent) throws Exception {
        assertEquals(expected.equals("machine"), machines("").test(agent));
    }

    @Test
    void wordsAndPatternsAreSettings() throws Exception {
        Predicate<String> own = machines("jejak.bots { keywords = [Probe], patterns = [\"^shop/\\\\d\"] }");
        assertEquals(true, own.test("our probe"));
        assertEquals(true, own.test("Shop/1"));
        assertEquals(false, own.test("Somebot shop/1"));
    }
}
