package org.jejak.simulate;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What the ad platforms log about a person: impressions, and the click that a paid visit begins with. */
final class Adverts {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

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
        if (campaign == null || arrival.clickId().isBing()) return;
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
                draft.fields(chance.digits(14), berlin(draft), campaign.id, campaign.label, "group-" + campaign.term);
                outbox.send(draft.fields(draft.show(device.cookie())));
            }
            case SOCIAL -> {
                RecordDraft draft = outbox.draft(OutputFeed.META_IMPRESSIONS, at);
                draft.fields(epochSeconds(draft), chance.digits(14), campaign.label, campaign.id);
                outbox.send(draft.fields(campaign.source + "_feed", draft.show(device.cookie())));
            }
            default -> {
                RecordDraft draft = outbox.draft(OutputFeed.DISPLAY_IMPRESSIONS, at);
                draft.fields(jakarta(draft), "di" + chance.digits(12), campaign.id, campaign.label);
                draft.fields(chance.oneOf(ProductCatalogue.DISPLAY_SITES), "banner-300x250");
                outbox.send(draft.fields(draft.show(device.cookie()), chance.happens(0.6) ? "1" : "0"));
            }
        }
    }

    private void googleClick(long at, Device device, Arrival arrival) {
        RecordDraft draft = outbox.draft(OutputFeed.GOOGLE_CLICKS, at);
        Campaign campaign = arrival.campaign();
        draft.fields(arrival.clickId().value(), berlin(draft), campaign.id, campaign.label, "group-" + campaign.term);
        draft.fields(campaign.term, device.agent().category());
        outbox.send(draft.fields(chance.happens(0.7) ? draft.show(device.cookie()) : null));
    }

    private void metaClick(long at, Device device, Arrival arrival) {
        RecordDraft draft = outbox.draft(OutputFeed.META_CLICKS, at);
        Campaign campaign = arrival.campaign();
        draft.fields(
                epochSeconds(draft),
                campaign.label,
                campaign.id,
                "adset-" + arrival.tags().content());
        draft.fields(
                campaign.id + "-1", campaign.source + "_feed", arrival.clickId().value());
        outbox.send(draft.fields(draft.show(device.cookie())));
    }

    private void displayClick(long at, Device device, Arrival arrival) {
        RecordDraft draft = outbox.draft(OutputFeed.DISPLAY_CLICKS, at);
        Campaign campaign = arrival.campaign();
        draft.fields(jakarta(draft), arrival.clickId().value(), campaign.id, campaign.label);
        draft.fields(chance.oneOf(ProductCatalogue.DISPLAY_SITES), "banner-300x250");
        outbox.send(draft.fields(draft.show(device.cookie())));
    }

    /** The Google account's clock shows Berlin time, without saying so. */
    private static String berlin(RecordDraft draft) {
        return Timestamps.local(draft.shownTime(), Country.DE.zone, LOCAL);
    }

    private static Long epochSeconds(RecordDraft draft) {
        long shown = draft.shownTime();
        return shown == 0 ? null : (Long) (shown / 1000);
    }

    private static String jakarta(RecordDraft draft) {
        long shown = draft.shownTime();
        boolean other = shown != 0 && draft.suffers(DirtKind.OTHER_OFFSET);
        return Timestamps.withOffset(shown, other ? ZoneOffset.ofHours(-5) : Country.ID.zone);
    }
}
