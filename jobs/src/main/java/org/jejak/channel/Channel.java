package org.jejak.channel;

import java.io.Serializable;

/**
 * The acquisition channel of a touch.
 *
 * @param channel one of {@link org.jejak.config.ChannelSettings#CHANNELS}
 * @param channelGroup the finer group, such as {@code Paid Social}
 * @param isPaid whether touches of the group are bought
 * @param source in lower case; {@code (not set)} when unknown, {@code (direct)} for direct
 * @param medium in lower case; {@code (not set)} when unknown, {@code (none)} for direct
 * @param campaign the campaign's name, else its id, as written; null when neither is known
 */
public record Channel(
        String channel, String channelGroup, boolean isPaid, String source, String medium, String campaign)
        implements Serializable {}
