package org.jejak.simulate;

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

    void placed(long at, String orderId, Money total, int items, String salesChannel) {
        RecordDraft draft = outbox.draft(OutputFeed.ORDERS, at);
        JsonLine json = begin(draft, "placed", orderId, at);
        json.put("phone", draft.show(chance.happens(0.35) ? person.phone : null));
        json.put(
                "loyalty_id",
                draft.show(chance.happens(person.country == Country.ID ? 0.5 : 0.1) ? person.loyaltyId : null));
        amount(draft, "total", total);
        json.put("currency", draft.shownCurrency(total.currency()));
        json.number("margin", total.share(0.38).text());
        json.array("items");
        Money left = total;
        for (int i = items; i > 0; i--) {
            Money price = i == 1 ? left : left.share(1.0 / i);
            left = left.minus(price);
            json.open()
                    .put("product_id", chance.oneOf(ProductCatalogue.PRODUCTS).id())
                    .put("quantity", 1);
            json.number("price", price.text()).close();
        }
        json.closeArray()
                .put("sales_channel", salesChannel)
                .put("ship_to", person.country.name())
                .close();
        outbox.send(draft);
    }

    void refunded(long at, long placedAt, String orderId, Money amount) {
        RecordDraft draft = outbox.draft(OutputFeed.ORDERS, at);
        JsonLine json = begin(draft, "refunded", orderId, placedAt);
        json.put("refund_id", orderId + "-R1");
        amount(draft, "refund_amount", amount);
        json.put("currency", draft.shownCurrency(amount.currency())).close();
        outbox.send(draft);
    }

    private JsonLine begin(RecordDraft draft, String event, String orderId, long placedAt) {
        JsonLine json = draft.json.open();
        json.put("event_id", orderId + "-" + event).put("event", event).put("order_id", orderId);
        json.put("user_id", draft.show(person.hasAccount ? person.userId : null));
        json.put("email", draft.show(person.email));
        long shown = draft.shownTime();
        return json.time("event_at", shown).time("placed_at", shown == 0 ? 0 : placedAt);
    }

    private static void amount(RecordDraft draft, String key, Money money) {
        String text = draft.shownAmount(money.text());
        if (draft.has(DirtKind.BAD_AMOUNT)) {
            draft.json.put(key, text);
        } else {
            draft.json.number(key, text);
        }
    }
}
