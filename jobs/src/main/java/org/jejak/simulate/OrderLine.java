package org.jejak.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The order system's JSON lines: an order placed, and its refund as a second event. */
final class OrderLine {
    private final Outbox outbox;
    private final Person person;
    private final RandomSource chance;

    OrderLine(Outbox outbox, Person person) {
        this.outbox = outbox;
        this.person = person;
        chance = person.chance;
    }

    void placed(long at, String orderId, Money total, OrderGoods goods, String salesChannel) {
        RecordDraft draft = begin("placed", orderId, at, at);
        ObjectNode json = draft.json;
        json.put("phone", draft.show(chance.happens(0.35) ? person.phone : null));
        boolean hasCard = chance.happens(person.country == Country.ID ? 0.5 : 0.1);
        json.put("loyalty_id", draft.show(hasCard ? person.loyaltyId : null));
        draft.putAmount(json, "total", total, false);
        json.put("currency", draft.shownCurrency(total));
        json.put("margin", total.share(0.38).amount());
        goods.write(json.putArray("items"));
        chance.skip(goods.count()); // products were drawn here once
        json.put("sales_channel", salesChannel).put("ship_to", person.country.name());
        outbox.send(draft);
    }

    void refunded(long at, long placedAt, String orderId, Money amount) {
        RecordDraft draft = begin("refunded", orderId, at, placedAt);
        draft.json.put("refund_id", orderId + "-R1");
        draft.putAmount(draft.json, "refund_amount", amount, false);
        draft.json.put("currency", draft.shownCurrency(amount));
        outbox.send(draft);
    }

    private RecordDraft begin(String event, String orderId, long at, long placedAt) {
        RecordDraft draft = outbox.draft(OutputFeed.ORDERS, at);
        ObjectNode json = draft.json;
        json.put("event_id", orderId + "-" + event).put("event", event).put("order_id", orderId);
        json.put("user_id", draft.show(person.hasAccount ? person.userId : null));
        json.put("email", draft.show(person.email));
        long shown = draft.shownTime();
        json.put("event_at", Timestamps.utc(shown)).put("placed_at", Timestamps.utc(shown == 0 ? 0 : placedAt));
        return draft;
    }
}
