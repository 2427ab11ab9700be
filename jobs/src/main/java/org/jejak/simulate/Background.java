package org.jejak.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** What a day brings apart from people: spend reports, crawlers, the scraper, walk-in buyers, other people's talk. */
final class Background {
    private static final double WALK_INS_PER_1000 = 1.5;
    private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private final World world;
    private final Outbox outbox;

    Background(World world, Outbox outbox) {
        this.world = world;
        this.outbox = outbox;
    }

    void day(long day) {
        long midnight = world.start + day * Timestamps.DAY;
        RandomSource chance = world.chance(World.BACKGROUND, day);
        outbox.turnTo(null, world.chance(World.DIRT, Long.MIN_VALUE + day));
        spend(midnight, chance);
        walkIns(midnight, chance);
        if (world.settings.dirt().has(DirtKind.BOT)) {
            crawl(midnight, chance);
            scrape(midnight, day, chance);
        }
    }

    /** The day's spend as first reported, and once more as restated in the delivery after that. */
    private void spend(long midnight, RandomSource chance) {
        double thousands = world.settings.customers() / 1000.0;
        for (Campaign campaign : Campaign.values()) {
            if (campaign.onlyHarvests() && !world.stories.harvest().contains(midnight)) continue;
            double noise = chance.around(1, 0.15);
            long clicks = Math.round(campaign.dailyClicks * thousands * noise + chance.unit());
            long impressions = clicks + Math.round(campaign.dailyImpressions * thousands * noise);
            double cost = clicks * campaign.costPerClick * chance.around(1, 0.08);
            long restatement = world.files.cadence(OutputFeed.GOOGLE_SPEND).deliveryDay(Timestamps.day(midnight)) + 1;
            spendRow(midnight, midnight + 20 * Timestamps.HOUR, campaign, impressions, clicks, cost);
            double restated = cost * chance.between(0.94, 1.03);
            spendRow(
                    midnight,
                    restatement * Timestamps.DAY + 5 * Timestamps.HOUR,
                    campaign,
                    impressions + 2,
                    clicks,
                    restated);
        }
    }

    private void spendRow(
            long midnight, long reportedAt, Campaign campaign, long impressions, long clicks, double cost) {
        LocalDate day = LocalDate.ofEpochDay(Timestamps.day(midnight));
        BigDecimal money = BigDecimal.valueOf(Math.round(cost * 100), 2);
        RecordDraft draft = switch (campaign.channel) {
            case PAID_SEARCH ->
                outbox.draft(OutputFeed.GOOGLE_SPEND, midnight)
                        .fields(day, campaign.id, campaign.label, impressions, clicks)
                        .fields(money.movePointRight(6).toPlainString(), "EUR");
            case SOCIAL ->
                outbox.draft(OutputFeed.META_SPEND, midnight)
                        .fields(campaign.label, campaign.id, day, money, "USD", impressions, clicks);
            default ->
                outbox.draft(OutputFeed.DISPLAY_SPEND, midnight)
                        .fields(DAY_FIRST.format(day), campaign.label, campaign.id)
                        .fields(money.toString().replace('.', ','), "EUR", impressions, clicks);
        };
        draft.receivedAt = reportedAt;
        outbox.send(draft);
    }

    /** Store buyers who show neither card nor phone. */
    private void walkIns(long midnight, RandomSource chance) {
        TillLine till = new TillLine(outbox);
        RandomSource shelf = world.chance(World.GOODS, -1 - Timestamps.day(midnight));
        int buyers = chance.poisson(WALK_INS_PER_1000 * world.settings.customers() / 1000.0);
        for (int i = 0; i < buyers; i++) {
            long at = midnight + (long) (chance.between(2, 14) * Timestamps.HOUR);
            double usd = chance.gamma(3, 0.12);
            Money total = world.money(usd, "IDR", at);
            till.receipt(at, chance, null, null, total, OrderGoods.of(1 + chance.poisson(0.5), usd, total, shelf));
        }
    }

    private void crawl(long midnight, RandomSource chance) {
        AccessLine access = new AccessLine(outbox);
        int requests = (int) Math.min(40_000, 12 + world.settings.customers() / 200);
        for (int i = 0; i < requests; i++) {
            int which = chance.below(UserAgents.CRAWLERS.size());
            boolean missing = chance.happens(0.12);
            String path = missing
                    ? "/wp-login.php"
                    : chance.happens(0.15) ? "/robots.txt" : chance.oneOf(ProductCatalogue.GUIDES);
            long at = midnight + (long) (chance.unit() * Timestamps.DAY);
            String ip = "100.127." + which + "." + (1 + chance.below(20));
            int status = missing ? 404 : 200;
            access.crawl(at, ip, UserAgents.CRAWLERS.get(which), path, status, 600 + chance.below(9000));
        }
    }

    /** One cookie reads the whole shop in seconds, every tenth night, with the agent of a usual browser. */
    private void scrape(long midnight, long day, RandomSource chance) {
        if (day % 10 != 3) return;
        String cookie = new RandomSource(world.settings.seed(), World.BACKGROUND, -1).uuid();
        long at = midnight + 3 * Timestamps.HOUR;
        for (int round = 0; round < 4; round++) {
            for (ProductCatalogue.Product product : ProductCatalogue.PRODUCTS) {
                at += 180 + chance.below(120);
                outbox.send(scraped(at, product, cookie, chance));
            }
        }
    }

    private RecordDraft scraped(long at, ProductCatalogue.Product product, String cookie, RandomSource chance) {
        RecordDraft draft = outbox.draft(OutputFeed.WEB, at);
        draft.mark(DirtKind.BOT);
        ObjectNode json = draft.json
                .put("type", "page")
                .put("messageId", chance.uuid())
                .put("anonymousId", cookie)
                .putNull("userId")
                .put("originalTimestamp", Timestamps.utc(at))
                .put("sentAt", Timestamps.utc(draft.receivedAt - 40))
                .put("receivedAt", Timestamps.utc(draft.receivedAt))
                .put("timestamp", Timestamps.utc(at + 40));
        ObjectNode context = json.putObject("context");
        context.putObject("page")
                .put("url", ProductCatalogue.SHOP + product.path())
                .put("path", product.path())
                .put("referrer", "")
                .put("title", product.name());
        context.put("userAgent", UserAgents.DESKTOP.get(4).text())
                .put("ip", "100.126.7.7")
                .put("locale", "en-US");
        json.put("name", product.name()).putObject("properties");
        return draft;
    }
}
