package org.jejak.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jejak.channel.ShippedChannels;
import org.jejak.config.Settings;
import org.jejak.table.Field;
import org.jejak.table.Interactions;
import org.jejak.table.RowReader;
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
        SessionBuilder session = new SessionBuilder(rules, new SessionEvent(pages[0]), "first");
        for (Row page : pages) session.add(new SessionEvent(page));
        return new RowReader(Sessions.TABLE.fields()).get(session.build(), Sessions.CHANNEL);
    }

    /** A page view of the web with the host of the page, and the referrer with its host as the ingest stage writes them. */
    private static Row arrival(String host, String referrer, String referrerHost) {
        return pageView(Map.of(
                Interactions.PAGE_HOST, host,
                Interactions.REFERRER_URL, referrer,
                Interactions.REFERRER_HOST, referrerHost));
    }

    /** A page view of the web with a campaign source, a campaign medium and the name of a click id; null for none. */
    private static Row page(String source, String medium, String clickIdType) {
        Map<Field, Object> values = new HashMap<>();
        values.put(Interactions.CAMPAIGN_SOURCE, source);
        values.put(Interactions.CAMPAIGN_MEDIUM, medium);
        values.put(Interactions.CLICK_ID_TYPE, clickIdType);
        return pageView(values);
    }

    private static Row pageView(Map<Field, Object> more) {
        Map<Field, Object> values = new HashMap<>(more);
        values.put(Sessions.STREAM_ID, "stream");
        values.put(Interactions.INTERACTION_ID, "i1");
        values.put(Interactions.SOURCE_KIND, "web");
        values.put(Interactions.INTERACTION_TYPE, "page_view");
        values.put(Interactions.OCCURRED_AT, Timestamp.valueOf("2026-03-30 10:00:00"));
        values.put(Interactions.BUSINESS_DATE, Date.valueOf("2026-03-30"));
        values.put(SessionEvent.AGENT_IS_BOT, false);
        return RowFactory.create(SessionEvent.COLUMNS.stream().map(values::get).toArray());
    }
}
