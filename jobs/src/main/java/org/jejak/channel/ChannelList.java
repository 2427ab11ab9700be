package org.jejak.channel;

import java.util.List;
import org.apache.spark.sql.Row;
import org.jejak.table.*;

/** The channel dimension: the seven acquisition channels, and the rows that make breakdowns add up. */
public final class ChannelList {
    private static final List<Row> ROWS = List.of(
            row("direct", "Direct", "No known source: typed in, bookmarked, or untagged.", 1, false, true),
            row(
                    "referral",
                    "Referral",
                    "Links on other sites, AI assistants included, and customers who bring friends.",
                    2,
                    false,
                    true),
            row("organic_search", "Organic search", "Unpaid results of search engines.", 3, false, true),
            row("paid_search", "Paid search", "Paid results of search engines.", 4, true, true),
            row(
                    "social",
                    "Social",
                    "Social networks, paid and unpaid; channel_group tells them apart.",
                    5,
                    false,
                    true),
            row("email", "Email", "Campaigns by e-mail.", 6, false, true),
            row("display", "Display", "Banners and other display advertising.", 7, true, true),
            row("other", "Other", "Known source that fits none of the seven.", 8, false, false),
            row(
                    "(none)",
                    "No acquisition",
                    "Contacts that bring nobody in: support, stores, surveys, the order system.",
                    9,
                    false,
                    false),
            row(
                    "(unattributed)",
                    "Unattributed",
                    "Conversions without any touchpoint in their look-back.",
                    10,
                    false,
                    false));

    private ChannelList() {}

    /** Rows of {@link DimChannel}; the same for every installation. */
    public static List<Row> channels() {
        return ROWS;
    }

    private static Row row(
            String code, String name, String description, long order, boolean paid, boolean acquisition) {
        return new RowBuilder(DimChannel.TABLE)
                .set(DimChannel.CHANNEL, code)
                .set(DimChannel.CHANNEL_NAME, name)
                .set(DimChannel.DESCRIPTION, description)
                .set(DimChannel.SORT_ORDER, order)
                .set(DimChannel.IS_PAID, paid)
                .set(DimChannel.IS_ACQUISITION, acquisition)
                .row();
    }
}
