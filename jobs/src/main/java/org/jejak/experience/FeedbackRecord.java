package org.jejak.experience;

import java.time.Instant;
import java.util.Map;

/**
 * One record that contact episodes and survey answers are made of: an interaction, an order or a stage visit of a customer.
 *
 * @param what which kind of thing
 * @param id the interaction, order or session it is; unique within its kind
 * @param at when
 * @param type interaction type, or the stage of a stage visit
 * @param event event name, lower case
 * @param ticketId ticket or chat it belongs to
 * @param topic topic of a contact or mention, or question of a survey
 * @param agentType agent or bot
 * @param platform channel of a ticket; of a checkout the kind of source that saw it, such as web or app
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

    /** Kinds of record; at the same moment, records count in this order. */
    enum What {
        TICKET,
        CHAT,
        ANSWER,
        CHECKOUT_START,
        CHECKOUT_FAILURE,
        ORDER,
        STAGE_VISIT
    }
}
