package org.jejak.simulate;

import java.time.format.DateTimeFormatter;

/** Receipts of the stores' tills: semicolons, rupiah, Jakarta time without offset, day first. */
final class TillLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm");

    private final Outbox outbox;

    TillLine(Outbox outbox) {
        this.outbox = outbox;
    }

    /** A receipt with its lines as JSON text; loyalty card and phone number are those the buyer gave, if any. */
    void receipt(long at, RandomSource chance, Identifier loyaltyId, Identifier phone, Money total, OrderGoods goods) {
        RecordDraft draft = outbox.draft(OutputFeed.STORE, at);
        int store = chance.below(ProductCatalogue.STORES.size());
        draft.fields(
                "T" + store + '-' + chance.digits(9),
                Timestamps.local(draft.shownTime(), Country.ID.zone, TIME),
                ProductCatalogue.STORES.get(store),
                1 + chance.below(3),
                draft.show(loyaltyId),
                phone == null ? null : national(draft.show(phone)),
                goods.count(),
                draft.shownAmount(total),
                draft.shownCurrency(total),
                goods.asText());
        outbox.send(draft);
    }

    /** As people say it: 0855 1234 5678 for +6285512345678. */
    private static String national(String phone) {
        if (!phone.startsWith("+62") || phone.length() < 11) return phone;
        return "0" + phone.substring(3, 6) + ' ' + phone.substring(6, 10) + ' ' + phone.substring(10);
    }
}
