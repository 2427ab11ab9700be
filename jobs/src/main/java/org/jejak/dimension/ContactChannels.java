package org.jejak.dimension;

import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.table.*;

/** The contact channel dimension: the channels that jejak knows, and what answers of customers are about besides. */
public final class ContactChannels {
    /** Code, name and description, in the order of reports. */
    private static final List<List<String>> KNOWN = List.of(
            List.of("web", "Web", "Visits of the web site."),
            List.of("app", "App", "Visits in the app."),
            List.of("email", "Email", "E-mails of both sides: campaigns, and tickets that came by e-mail."),
            List.of("phone", "Phone", "Calls to support."),
            List.of("chat", "Chat", "Chats with a human or a bot."),
            List.of("store", "Store", "Purchases and returns in a store."),
            List.of("social", "Social", "What people say of the brand on social networks."),
            List.of("review", "Reviews", "Reviews that customers wrote."),
            List.of("survey", "Surveys", "Answers to surveys."),
            List.of("referral", "Referral", "Customers who bring friends."),
            List.of("ad", "Ad", "Ads shown or clicked, as the ad platform reports them."),
            List.of("order_system", "Order system", "What servers report: orders, refunds and payments."),
            List.of("push", "Push", "Messages in the app or browser, sent by the brand."),
            List.of("sms", "SMS", "Text messages to a phone."),
            List.of("whatsapp", "WhatsApp", "Messages over WhatsApp."),
            List.of("(none)", "No contact channel", "An answer that says not what it is about."));

    private ContactChannels() {}

    /**
     * Rows of {@link DimContactChannel}: the known channels, and after them, in the order of the alphabet, those that only an
     * answer names, under the name that it gives.
     *
     * @param answers rows of {@link FactSurveyAnswers}
     */
    public static List<Row> rows(Dataset<Row> answers) {
        List<Row> rows = new ArrayList<>();
        for (List<String> known : KNOWN) rows.add(row(known.get(0), known.get(1), known.get(2), rows.size() + 1L));
        Set<String> codes = new TreeSet<>();
        answers.select(FactSurveyAnswers.CONTACT_CHANNEL.col())
                .distinct()
                .collectAsList()
                .forEach(r -> codes.add(r.getString(0)));
        KNOWN.forEach(known -> codes.remove(known.get(0)));
        for (String code : codes) rows.add(row(code, code, "Named by an answer.", rows.size() + 1L));
        return rows;
    }

    private static Row row(String code, String name, String description, long order) {
        return new RowBuilder(DimContactChannel.TABLE)
                .set(DimContactChannel.CONTACT_CHANNEL, code)
                .set(DimContactChannel.CONTACT_CHANNEL_NAME, name)
                .set(DimContactChannel.DESCRIPTION, description)
                .set(DimContactChannel.SORT_ORDER, order)
                .row();
    }
}
