package org.jejak.simulate;

/** What the ad platforms log about a person: impressions, and the click that a paid visit begins with. */
final class Adverts {
    private final World world;
    private final Outbox outbox;
    private final Person person;
    private final RandomSource chance;

    Adverts(World world, Outbox outbox, Person person) {
        this.world = world;
        this.outbox = outbox;
        this.person = person;
        chance = person.chance;
    }

    /** The click, seconds before the visit, after some impressions. Bing's own log is not delivered. */
    void click(long at, Device device, Arrival arrival) {
        Campaign campaign = arrival.campaign();
        if (campaign == null || "msclkid".equals(arrival.clickIdName())) {
            return;
        }
        for (int i = chance.poisson(1.2); i > 0; i--) {
            impression(at - (long) chance.exponential(2 * Timestamps.DAY), device, campaign);
        }
        long clickedAt = at - 2000;
        impression(clickedAt - 20_000, device, campaign);
        switch (campaign.channel) {
            case PAID_SEARCH -> googleClick(clickedAt, device, arrival);
            case SOCIAL -> metaClick(clickedAt, device, arrival);
            default -> displayClick(clickedAt, device, arrival);
        }
    }

    /** Advertisements seen and passed by, all the time between two moments. */
    void passBy(long from, long to) {
        double meanGap = 22.0 * Timestamps.DAY;
        for (double at = from + chance.exponential(meanGap); at < to; at += chance.exponential(meanGap)) {
            Campaign campaign = Campaign.of(chance.happens(0.7) ? TouchChannel.DISPLAY : TouchChannel.SOCIAL, chance);
            impression((long) at, person.browser(), campaign);
        }
    }

    void impression(long at, Device device, Campaign campaign) {
        switch (campaign.channel) {
            case PAID_SEARCH -> {
                RecordDraft draft = outbox.draft(OutputFeed.GOOGLE_IMPRESSIONS, at);
                CsvLine line = draft.csv().field(chance.digits(14));
                googleTime(draft, line);
                line.field(campaign.id).field(campaign.label).field("group-" + campaign.term);
                outbox.send(finish(draft, line, draft.show(device.cookie())));
            }
            case SOCIAL -> {
                RecordDraft draft = outbox.draft(OutputFeed.META_IMPRESSIONS, at);
                CsvLine line = draft.csv();
                epochSeconds(draft, line)
                        .field(chance.digits(14))
                        .field(campaign.label)
                        .field(campaign.id);
                line.field(campaign.source + "_feed");
                outbox.send(finish(draft, line, draft.show(device.cookie())));
            }
            default -> {
                RecordDraft draft = outbox.draft(OutputFeed.DISPLAY_IMPRESSIONS, at);
                CsvLine line = draft.csv();
                withOffset(draft, line)
                        .field("di" + chance.digits(12))
                        .field(campaign.id)
                        .field(campaign.label);
                line.field(chance.oneOf(ProductCatalogue.DISPLAY_SITES)).field("banner-300x250");
                line.field(draft.show(device.cookie()));
                outbox.send(finish(draft, line, chance.happens(0.6) ? "1" : "0"));
            }
        }
    }

    private void googleClick(long at, Device device, Arrival arrival) {
        RecordDraft draft = outbox.draft(OutputFeed.GOOGLE_CLICKS, at);
        CsvLine line = draft.csv().field(arrival.clickId());
        googleTime(draft, line);
        Campaign campaign = arrival.campaign();
        line.field(campaign.id)
                .field(campaign.label)
                .field("group-" + campaign.term)
                .field(campaign.term);
        line.field(device.agent().category());
        outbox.send(finish(draft, line, chance.happens(0.7) ? draft.show(device.cookie()) : null));
    }

    private void metaClick(long at, Device device, Arrival arrival) {
        RecordDraft draft = outbox.draft(OutputFeed.META_CLICKS, at);
        Campaign campaign = arrival.campaign();
        CsvLine line = epochSeconds(draft, draft.csv()).field(campaign.label).field(campaign.id);
        line.field("adset-" + arrival.content()).field(campaign.id + "-1").field(campaign.source + "_feed");
        line.field(arrival.clickId());
        outbox.send(finish(draft, line, draft.show(device.cookie())));
    }

    private void displayClick(long at, Device device, Arrival arrival) {
        RecordDraft draft = outbox.draft(OutputFeed.DISPLAY_CLICKS, at);
        Campaign campaign = arrival.campaign();
        CsvLine line = withOffset(draft, draft.csv()).field(arrival.clickId());
        line.field(campaign.id).field(campaign.label).field(chance.oneOf(ProductCatalogue.DISPLAY_SITES));
        outbox.send(finish(draft, line.field("banner-300x250"), draft.show(device.cookie())));
    }

    private static RecordDraft finish(RecordDraft draft, CsvLine line, String last) {
        line.field(last);
        return draft;
    }

    /** The Google account's clock shows Berlin time, without saying so. */
    private void googleTime(RecordDraft draft, CsvLine line) {
        long shown = draft.shownTime();
        StringBuilder text = line.next();
        if (shown != 0) {
            Timestamps.local(text, shown, Timestamps.offsetMinutes(Country.DE.zone, shown), ' ');
        }
    }

    private CsvLine epochSeconds(RecordDraft draft, CsvLine line) {
        long shown = draft.shownTime();
        return shown == 0 ? line.field(null) : line.field(shown / 1000);
    }

    private CsvLine withOffset(RecordDraft draft, CsvLine line) {
        long shown = draft.shownTime();
        StringBuilder text = line.next();
        if (shown != 0) {
            boolean other = draft.suffers(DirtKind.OTHER_OFFSET);
            Timestamps.offset(text, shown, other ? -300 : Timestamps.offsetMinutes(Country.ID.zone, shown));
        }
        return line;
    }
}
