package org.jejak.simulate;

/** Receipts of the stores' tills: semicolons, rupiah, Jakarta time without offset, day first. */
final class TillLine {
    private final Outbox outbox;

    TillLine(Outbox outbox) {
        this.outbox = outbox;
    }

    /** A receipt; loyalty card and phone number are those the buyer gave, if any. */
    void receipt(long at, RandomSource chance, Identifier loyaltyId, Identifier phone, Money total, int items) {
        RecordDraft draft = outbox.draft(OutputFeed.STORE, at);
        int store = chance.below(ProductCatalogue.STORES.size());
        CsvLine line = draft.csv().field("T" + store + '-' + chance.digits(9));
        StringBuilder text = line.next();
        long shown = draft.shownTime();
        if (shown != 0) {
            long local = shown + 7 * Timestamps.HOUR;
            Timestamps.dayFirst(text, Timestamps.day(local), '/').append(' ');
            Timestamps.clock(text, local, false);
            text.setLength(text.length() - 3); // no seconds
        }
        line.field(ProductCatalogue.STORES.get(store))
                .field(1 + chance.below(3))
                .field(draft.show(loyaltyId));
        line.field(phone == null ? null : national(draft.show(phone))).field(items);
        line.field(draft.shownAmount(total.text())).field(draft.shownCurrency(total.currency()));
        outbox.send(draft);
    }

    /** As people say it: 0855 1234 5678 for +6285512345678. */
    private static String national(String phone) {
        if (!phone.startsWith("+62") || phone.length() < 11) {
            return phone;
        }
        return "0" + phone.substring(3, 6) + ' ' + phone.substring(6, 10) + ' ' + phone.substring(10);
    }
}
