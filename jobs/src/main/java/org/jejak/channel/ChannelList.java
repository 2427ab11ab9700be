package org.jejak.channel;

import java.util.List;
import org.apache.spark.sql.Row;
import org.jejak.config.ChannelSettings.Rule;
import org.jejak.table.*;

/** The channel dimension: the seven acquisition channels, and the rows that make breakdowns add up. */
public final class ChannelList {
    private record Entry(String code, String name, String description, boolean isAcquisition) {}

    /** In the order of reports. */
    private static final List<Entry> CHANNELS = List.of(
            new Entry("direct", "Direct", "No known source: typed in, bookmarked, or untagged.", true),
            new Entry(
                    "referral",
                    "Referral",
                    "Links on other sites, AI assistants included, and customers who bring friends.",
                    true),
            new Entry("organic_search", "Organic search", "Unpaid results of search engines.", true),
            new Entry("paid_search", "Paid search", "Paid results of search engines.", true),
            new Entry(
                    "social",
                    "Social",
                    "Social networks, paid and unpaid; is_paid of a touchpoint tells them apart.",
                    true),
            new Entry("email", "Email", "Campaigns by e-mail.", true),
            new Entry("display", "Display", "Banners and other display advertising.", true),
            new Entry("other", "Other", "Known source that fits none of the seven.", false),
            new Entry(
                    "(none)",
                    "No acquisition",
                    "Contacts that bring nobody in: support, stores, surveys, the order system.",
                    false),
            new Entry(
                    "(unattributed)", "Unattributed", "Conversions without any touchpoint in their look-back.", false));

    private ChannelList() {}

    /**
     * Rows of {@link DimChannel}.
     *
     * @param rules which groups a channel has, and which of them are paid
     */
    public static List<Row> channels(List<Rule> rules) {
        return CHANNELS.stream().map(c -> row(c, rules)).toList();
    }

    private static Row row(Entry channel, List<Rule> rules) {
        return new RowBuilder(DimChannel.TABLE)
                .set(DimChannel.CHANNEL, channel.code)
                .set(DimChannel.CHANNEL_NAME, channel.name)
                .set(DimChannel.DESCRIPTION, channel.description)
                .set(DimChannel.PAID_GROUPS, paidGroups(channel.code, rules))
                .set(DimChannel.SORT_ORDER, CHANNELS.indexOf(channel) + 1L)
                .set(DimChannel.IS_ACQUISITION, channel.isAcquisition)
                .row();
    }

    private static String paidGroups(String channel, List<Rule> rules) {
        List<Rule> own = rules.stream().filter(r -> r.channel().equals(channel)).toList();
        if (own.stream().noneMatch(Rule::isPaid)) return "none";
        return own.stream().allMatch(Rule::isPaid) ? "all" : "some";
    }
}
