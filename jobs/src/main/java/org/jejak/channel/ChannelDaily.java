package org.jejak.channel;

import static org.apache.spark.sql.functions.*;

import org.apache.spark.sql.*;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.table.*;

/** Traffic, conversions and spend side by side, and the campaigns that occur in any of them. */
public final class ChannelDaily {
    private ChannelDaily() {}

    /**
     * Rows of {@link ChannelSpend}: of several deliveries for a day and campaign all rows of the latest, with the channel that
     * the platform's source and medium stand for.
     */
    public static Dataset<Row> spend(Dataset<Row> adSpend, ChannelClassifier channels) {
        UserDefinedFunction channelOf = udf(
                (UDF3<String, String, String, String>) (source, medium, campaign) ->
                        channels.classify(source, medium, campaign).channel(),
                DataTypes.StringType);
        Column newest = dense_rank()
                .over(Window.partitionBy(
                                AdSpend.SOURCE_NAME.col(), AdSpend.BUSINESS_DATE.col(), ChannelSpend.CAMPAIGN_ID.col())
                        .orderBy(
                                AdSpend.DELIVERED_DATE.col().desc(),
                                AdSpend.SOURCE_FILE.col().desc()));
        return ChannelSpend.TABLE.select(adSpend.withColumn(
                        ChannelSpend.CAMPAIGN_ID.name(),
                        campaignId(AdSpend.CAMPAIGN_ID.col(), AdSpend.CAMPAIGN_NAME.col()))
                .withColumn("place", newest)
                .filter("place = 1")
                .withColumn(
                        ChannelSpend.CHANNEL.name(),
                        channelOf.apply(
                                AdSpend.CAMPAIGN_SOURCE.col(),
                                AdSpend.CAMPAIGN_MEDIUM.col(),
                                AdSpend.CAMPAIGN_NAME.col()))
                .withColumn(ChannelSpend.SPEND_AMOUNT.name(), AdSpend.BASE_COST_AMOUNT.col()));
    }

    /** Rows of {@link AggChannelDaily}. */
    public static Dataset<Row> daily(Dataset<Row> sessions, Dataset<Row> conversions, Dataset<Row> spend) {
        Dataset<Row> traffic = sessions.filter("NOT is_bot")
                .groupBy(
                        AggChannelDaily.BUSINESS_DATE.from(FactSessions.STARTED_DATE.col()),
                        FactSessions.CHANNEL.col(),
                        FactSessions.CAMPAIGN_ID.col())
                .agg(
                        AggChannelDaily.SESSION_COUNT.from(count(lit(1))),
                        AggChannelDaily.VISIT_COUNT.from(
                                sum(when(FactSessions.IS_VISIT.col(), 1L).otherwise(0L))),
                        AggChannelDaily.CUSTOMER_COUNT.from(count_distinct(FactSessions.CUSTOMER_ID.col())),
                        AggChannelDaily.NEW_CUSTOMER_COUNT.from(
                                sum(when(FactSessions.IS_FIRST.col(), 1L).otherwise(0L))));
        Column isOrder = FactConversions.CONVERSION_TYPE.col().equalTo("order");
        Dataset<Row> earned = conversions
                .groupBy(
                        AggChannelDaily.BUSINESS_DATE.from(FactConversions.CONVERTED_DATE.col()),
                        AggChannelDaily.CHANNEL.col(),
                        AggChannelDaily.CAMPAIGN_ID.col())
                .agg(
                        AggChannelDaily.CONVERSION_COUNT.from(count(lit(1))),
                        AggChannelDaily.ORDER_COUNT.from(sum(when(isOrder, 1L).otherwise(0L))),
                        AggChannelDaily.REVENUE_AMOUNT.from(sum(when(isOrder, FactConversions.REVENUE_AMOUNT.col()))),
                        AggChannelDaily.REFUND_AMOUNT.from(sum(when(isOrder, FactConversions.REFUND_AMOUNT.col()))));
        Dataset<Row> spent = spend.groupBy(
                        AggChannelDaily.BUSINESS_DATE.col(),
                        AggChannelDaily.CHANNEL.col(),
                        AggChannelDaily.CAMPAIGN_ID.col())
                .agg(AggChannelDaily.SPEND_AMOUNT.from(sum(ChannelSpend.SPEND_AMOUNT.col())));
        String[] key = AggChannelDaily.TABLE.keyNames().toArray(String[]::new);
        Dataset<Row> all = traffic.join(earned, key, "full_outer").join(spent, key, "full_outer");
        return AggChannelDaily.TABLE.select(all.na().fill(0L));
    }

    /** Rows of {@link DimCampaign}. */
    public static Dataset<Row> campaigns(Dataset<Row> sessions, Dataset<Row> names, Dataset<Row> spend) {
        Dataset<Row> seen = sessions.filter("NOT is_bot AND channel <> '(none)'")
                .groupBy(AggChannelDaily.CAMPAIGN_ID.col(), AggChannelDaily.CHANNEL.col())
                .agg(
                        DimCampaign.CAMPAIGN_SOURCE.from(min(FactSessions.CHANNEL_SOURCE.col())),
                        DimCampaign.CAMPAIGN_MEDIUM.from(min(FactSessions.CHANNEL_MEDIUM.col())),
                        DimCampaign.SESSION_COUNT.from(count(lit(1))),
                        DimCampaign.FIRST_DATE.from(min(FactSessions.STARTED_DATE.col())),
                        DimCampaign.LAST_DATE.from(max(FactSessions.STARTED_DATE.col())),
                        DimCampaign.CAMPAIGN_NAME.empty(),
                        DimCampaign.SPEND_AMOUNT.from(lit(0)));
        Dataset<Row> paid = spend.groupBy(AggChannelDaily.CAMPAIGN_ID.col(), AggChannelDaily.CHANNEL.col())
                .agg(
                        DimCampaign.CAMPAIGN_SOURCE.from(min(ChannelSpend.CAMPAIGN_SOURCE.col())),
                        DimCampaign.CAMPAIGN_MEDIUM.from(min(ChannelSpend.CAMPAIGN_MEDIUM.col())),
                        DimCampaign.SESSION_COUNT.from(lit(0)),
                        DimCampaign.FIRST_DATE.from(min(ChannelSpend.BUSINESS_DATE.col())),
                        DimCampaign.LAST_DATE.from(max(ChannelSpend.BUSINESS_DATE.col())),
                        DimCampaign.CAMPAIGN_NAME.from(min(ChannelSpend.CAMPAIGN_NAME.col())),
                        DimCampaign.SPEND_AMOUNT.from(sum(ChannelSpend.SPEND_AMOUNT.col())));
        Dataset<Row> both = seen.unionByName(paid)
                .groupBy(AggChannelDaily.CAMPAIGN_ID.col(), AggChannelDaily.CHANNEL.col())
                .agg(
                        min(DimCampaign.CAMPAIGN_NAME.col()).as("paid_name"),
                        DimCampaign.CAMPAIGN_SOURCE.from(min(DimCampaign.CAMPAIGN_SOURCE.col())),
                        DimCampaign.CAMPAIGN_MEDIUM.from(min(DimCampaign.CAMPAIGN_MEDIUM.col())),
                        DimCampaign.SPEND_AMOUNT.from(sum(DimCampaign.SPEND_AMOUNT.col())),
                        DimCampaign.SESSION_COUNT.from(sum(DimCampaign.SESSION_COUNT.col())),
                        DimCampaign.FIRST_DATE.from(min(DimCampaign.FIRST_DATE.col())),
                        DimCampaign.LAST_DATE.from(max(DimCampaign.LAST_DATE.col())));
        Dataset<Row> byId = names.filter(Sessions.CAMPAIGN_NAME.col().isNotNull())
                .groupBy(
                        Sessions.CAMPAIGN_ID.col().as("named_id"),
                        Sessions.CHANNEL.col().as("named_channel"))
                .agg(min(Sessions.CAMPAIGN_NAME.col()).as("given_name"));
        return DimCampaign.TABLE.select(both.join(
                        byId,
                        DimCampaign.CAMPAIGN_ID
                                .col()
                                .equalTo(col("named_id"))
                                .and(DimCampaign.CHANNEL.col().equalTo(col("named_channel"))),
                        "left")
                .withColumn(
                        DimCampaign.CAMPAIGN_NAME.name(),
                        coalesce(col("given_name"), col("paid_name"), DimCampaign.CAMPAIGN_ID.col())));
    }

    /** The id by which campaigns of sessions and of spend meet. */
    private static Column campaignId(Column id, Column name) {
        return coalesce(lower(name), lower(id), lit("(none)"));
    }
}
