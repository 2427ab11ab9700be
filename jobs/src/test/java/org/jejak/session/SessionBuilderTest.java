package org.jejak.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jejak.channel.ShippedChannels;
import org.jejak.config.IdentitySettings;
import org.jejak.config.Settings;
import org.jejak.table.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionBuilderTest {
    @TempDir
    private Path home;

    private Sessionizer.Rules rules;

    @BeforeEach
    void defaults() throws Exception {
        Path conf = Files.createFile(home.resolve("jejak.conf"));
        Settings settings = Settings.read(conf, Map.of());
        rules = new Sessionizer.Rules(
                settings.session(),
                settings.bots(),
                ShippedChannels.channels(),
                new StageRuleMatcher(settings.journey().stages()),
                settings.journey().conversions(),
                settings.journey().funnels());
    }

    @Test
    void theFirstInteractionThatSaysHowTheVisitorCameDecides() {
        assertEquals("paid_search", channel(page("(direct)", "(none)", null), page("google", "cpc", null)));
        assertEquals("paid_search", channel(page(null, "(not set)", "unheard_of_id"), page("google", "cpc", null)));
        assertEquals("paid_search", channel(page(null, null, "gclid"), page("news", "email", null)));
        assertEquals("email", channel(page("news", "email", null), page("google", "cpc", null)));
        assertEquals("direct", channel(page("(direct)", "(none)", null), page(null, null, null)));
    }

    @Test
    void aPageOfTheSameHostIsNoArrival() {
        assertEquals("referral", channel(arrival("shop.test", "https://www.other.test/a", "other.test")));
        assertEquals("referral", channel(arrival("shop.test", "https://notshop.test/a", "notshop.test")));
        assertEquals("direct", channel(arrival("shop.test", "https://www.shop.test/a", "shop.test")));
        assertEquals(
                "organic_search",
                channel(
                        arrival("shop.test", "https://www.shop.test/a", "shop.test"),
                        arrival("shop.test", "https://www.google.com/", "google.com")));
    }

    private String channel(Row... pages) {
        SessionBuilder session = new SessionBuilder(rules, visit(pages[0]), "first");
        for (Row page : pages) session.add(visit(page));
        Row built = session.build();
        return built.getString(Sessionizer.RESULT.fieldIndex(Sessions.CHANNEL.name()));
    }

    private static SessionEvent visit(Row row) {
        Timestamp at = Timestamp.valueOf("2026-03-30 10:00:00");
        return new SessionEvent(
                row, "stream", "i1", "web", at, SessionEvent.micros(at), Date.valueOf("2026-03-30"), null, null);
    }

    /** A page view of the web with the host of the page, and the referrer with its host as the ingest stage writes them. */
    private static Row arrival(String host, String referrer, String referrerHost) {
        Object[] cells = cells();
        cells[Sessionizer.PAGE_HOST] = host;
        cells[Sessionizer.REFERRER] = referrer;
        cells[Sessionizer.REFERRER_HOST] = referrerHost;
        return RowFactory.create(cells);
    }

    /** A page view of the web with a campaign source, a campaign medium and the name of a click id. */
    private static Row page(String source, String medium, String clickIdType) {
        Object[] cells = cells();
        cells[Sessionizer.CAMPAIGN_SOURCE] = source;
        cells[Sessionizer.CAMPAIGN_MEDIUM] = medium;
        cells[Sessionizer.CLICK_ID_TYPE] = clickIdType;
        return RowFactory.create(cells);
    }

    private static Object[] cells() {
        Object[] cells = new Object[Sessionizer.FIRST_IDENTIFIER + IdentitySettings.TYPES.size()];
        cells[Sessionizer.TYPE] = "page_view";
        cells[Sessionizer.AGENT_IS_BOT] = false;
        return cells;
    }
}
