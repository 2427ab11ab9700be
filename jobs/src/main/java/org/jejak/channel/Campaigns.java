package org.jejak.channel;

import static org.apache.spark.sql.functions.*;

import org.apache.spark.sql.*;
import org.apache.spark.sql.expressions.Window;
import org.jejak.table.*;

/** The campaign dimension. */
public final class Campaigns {
    private static final String NONE = "(none)";

    private Campaigns() {}

    /**
     * Rows of {@link DimCampaign}: the campaigns that occur in sessions or in spend, and (none), which is always there.
     *
     * @param sessions all rows of {@link FactSessions}; campaigns that only bots came by have a row and no session
     * @param names rows of {@link Sessions}, for the names
     * @param spend rows of {@link ChannelSpend}
     */
    public static Dataset<Row> campaigns(Dataset<Row> sessions, Dataset<Row> names, Dataset<Row> spend) {
        Dataset<Row> given = names.filter(Sessions.CAMPAIGN_NAME.col().isNotNull())
                .groupBy(Sessions.CAMPAIGN_ID.col().as("named"))
                .agg(min(Sessions.CAMPAIGN_NAME.col()).as("given_name"));
        Dataset<Row> campaigns = byChannel(sessions, spend)
                .groupBy(DimCampaign.CAMPAIGN_ID.col())
                .agg(
                        min(when(col("place").equalTo(1), DimCampaign.MAIN_CHANNEL.col()))
                                .as("main"),
                        min(DimCampaign.CAMPAIGN_NAME.col()).as("paid_name"),
                        DimCampaign.CAMPAIGN_SOURCE.from(min(DimCampaign.CAMPAIGN_SOURCE.col())),
                        DimCampaign.CAMPAIGN_MEDIUM.from(min(DimCampaign.CAMPAIGN_MEDIUM.col())),
                        DimCampaign.SPEND_AMOUNT.from(sum(DimCampaign.SPEND_AMOUNT.col())),
                        DimCampaign.SESSION_COUNT.from(sum(DimCampaign.SESSION_COUNT.col())),
                        DimCampaign.FIRST_DATE.from(min(DimCampaign.FIRST_DATE.col())),
                        DimCampaign.LAST_DATE.from(max(DimCampaign.LAST_DATE.col())))
                .join(given, DimCampaign.CAMPAIGN_ID.col().equalTo(col("named")), "left_outer");
        Column isNone = DimCampaign.CAMPAIGN_ID.col().equalTo(NONE);
        Column name = coalesce(col("given_name"), col("paid_name"), DimCampaign.CAMPAIGN_ID.col());
        return DimCampaign.TABLE.select(campaigns
                .withColumn(DimCampaign.MAIN_CHANNEL.name(), when(isNone, NONE).otherwise(col("main")))
                .withColumn(
                        DimCampaign.CAMPAIGN_NAME.name(),
                        when(isNone, "No campaign").otherwise(name))
                .withColumn(DimCampaign.CAMPAIGN_SOURCE.name(), when(not(isNone), DimCampaign.CAMPAIGN_SOURCE.col()))
                .withColumn(DimCampaign.CAMPAIGN_MEDIUM.name(), when(not(isNone), DimCampaign.CAMPAIGN_MEDIUM.col())));
    }

    /** One row per campaign and channel, as the columns of {@link DimCampaign}, with its place among the channels of the campaign. */
    private static Dataset<Row> byChannel(Dataset<Row> sessions, Dataset<Row> spend) {
        Column visited = when(not(FactSessions.IS_BOT.col()), FactSessions.STARTED_DATE.col());
        Dataset<Row> seen = sessions.groupBy(
                        FactSessions.CAMPAIGN_ID.col(), DimCampaign.MAIN_CHANNEL.from(FactSessions.CHANNEL.col()))
                .agg(
                        DimCampaign.CAMPAIGN_SOURCE.from(min(FactSessions.CHANNEL_SOURCE.col())),
                        DimCampaign.CAMPAIGN_MEDIUM.from(min(FactSessions.CHANNEL_MEDIUM.col())),
                        DimCampaign.SESSION_COUNT.from(count(visited)),
                        DimCampaign.FIRST_DATE.from(min(visited)),
                        DimCampaign.LAST_DATE.from(max(visited)),
                        DimCampaign.CAMPAIGN_NAME.empty(),
                        DimCampaign.SPEND_AMOUNT.from(lit(0)));
        Dataset<Row> paid = spend.groupBy(
                        ChannelSpend.CAMPAIGN_ID.col(), DimCampaign.MAIN_CHANNEL.from(ChannelSpend.CHANNEL.col()))
                .agg(
                        DimCampaign.CAMPAIGN_SOURCE.from(min(ChannelSpend.CAMPAIGN_SOURCE.col())),
                        DimCampaign.CAMPAIGN_MEDIUM.from(min(ChannelSpend.CAMPAIGN_MEDIUM.col())),
                        DimCampaign.SESSION_COUNT.from(lit(0)),
                        DimCampaign.FIRST_DATE.from(min(ChannelSpend.BUSINESS_DATE.col())),
                        DimCampaign.LAST_DATE.from(max(ChannelSpend.BUSINESS_DATE.col())),
                        DimCampaign.CAMPAIGN_NAME.from(min(ChannelSpend.CAMPAIGN_NAME.col())),
                        DimCampaign.SPEND_AMOUNT.from(sum(ChannelSpend.SPEND_AMOUNT.col())));
        Column sessionsOfChannel = sum(DimCampaign.SESSION_COUNT.col())
                .over(Window.partitionBy(DimCampaign.CAMPAIGN_ID.col(), DimCampaign.MAIN_CHANNEL.col()));
        Column spendOfChannel = sum(DimCampaign.SPEND_AMOUNT.col())
                .over(Window.partitionBy(DimCampaign.CAMPAIGN_ID.col(), DimCampaign.MAIN_CHANNEL.col()));
        return seen.unionByName(paid)
                .unionByName(none(sessions))
                .withColumn("sessions", sessionsOfChannel)
                .withColumn("spent", spendOfChannel)
                .withColumn(
                        "place",
                        dense_rank()
                                .over(Window.partitionBy(DimCampaign.CAMPAIGN_ID.col())
                                        .orderBy(
                                                col("sessions").desc(),
                                                col("spent").desc(),
                                                DimCampaign.MAIN_CHANNEL.col().asc())));
    }

    /** The row of sessions and spend without a campaign, where there are none: an aggregate of no rows is one row. */
    private static Dataset<Row> none(Dataset<Row> sessions) {
        return sessions.filter(lit(false))
                .agg(DimCampaign.SESSION_COUNT.from(count(lit(1))))
                .select(
                        DimCampaign.CAMPAIGN_ID.from(lit(NONE)),
                        DimCampaign.MAIN_CHANNEL.from(lit(NONE)),
                        DimCampaign.CAMPAIGN_SOURCE.empty(),
                        DimCampaign.CAMPAIGN_MEDIUM.empty(),
                        DimCampaign.SESSION_COUNT.col(),
                        DimCampaign.FIRST_DATE.empty(),
                        DimCampaign.LAST_DATE.empty(),
                        DimCampaign.CAMPAIGN_NAME.empty(),
                        DimCampaign.SPEND_AMOUNT.from(lit(0)));
    }
}
