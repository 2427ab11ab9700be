package org.jejak.experience;

import java.time.Instant;
import java.util.Map;

/**
 * One thing that a customer's contacts and answers are told from.
 *
 * @param what which kind of thing
 * @param id the interaction, order or session it is; unique within its kind
 * @param at when
 * @param type interaction type, or the stage of a stay
 * @param event event name, lower case
 * @param ticketId ticket or chat it belongs to
 * @param topic topic of a contact or question of a survey
 * @param agentType agent or bot
 * @param platform channel of a ticket
 * @param rating rating as given
 * @param scale scale of the rating
 * @param properties further fields
 */
record FeedbackRecord(
        What what,
        String id,
        Instant at,
        String type,
        String event,
        String ticketId,
        String topic,
        String agentType,
        String platform,
        Double rating,
        String scale,
        Map<String, String> properties) {

    /** What a record can be. */
    enum What {
        TICKET,
        CHAT,
        OPINION,
        CHECKOUT_START,
        CHECKOUT_FAILURE,
        ORDER,
        STAY
    }
}
