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
                .over(Window.partitionBy("source_name", "business_date", "campaign_key")
                        .orderBy(
                                AdSpend.DELIVERED_ON.col().desc(),
                                AdSpend.SOURCE_FILE.col().desc()));
        return ChannelSpend.TABLE.select(
                adSpend.withColumn("campaign_key", campaignId(AdSpend.CAMPAIGN_ID.col(), AdSpend.CAMPAIGN_NAME.col()))
                        .withColumn("place", newest)
                        .filter("place = 1")
                        .withColumn(
                                "channel",
                                channelOf.apply(
                                        AdSpend.CAMPAIGN_SOURCE.col(),
                                        AdSpend.CAMPAIGN_MEDIUM.col(),
                                        AdSpend.CAMPAIGN_NAME.col()))
                        .withColumn("campaign_id", col("campaign_key"))
                        .withColumn("spend_amount", AdSpend.BASE_COST_AMOUNT.col()));
    }

    /** Rows of {@link AggChannelDaily}. */
    public static Dataset<Row> daily(Dataset<Row> sessions, Dataset<Row> conversions, Dataset<Row> spend) {
        Dataset<Row> visits = sessions.filter("NOT is_bot")
                .groupBy(
                        FactSessions.STARTED_DATE.col().as("business_date"),
                        FactSessions.CHANNEL.col(),
                        FactSessions.CAMPAIGN_ID.col())
                .agg(
                        count(lit(1)).as("session_count"),
                        countDistinct("customer_id").as("customer_count"),
                        sum(when(FactSessions.IS_FIRST.col(), 1L).otherwise(0L)).as("new_customer_count"));
        Column isOrder = FactConversions.CONVERSION_TYPE.col().equalTo("order");
        Dataset<Row> earned = conversions
                .groupBy(
                        AggChannelDaily.BUSINESS_DATE.col(),
                        AggChannelDaily.CHANNEL.col(),
                        AggChannelDaily.CAMPAIGN_ID.col())
                .agg(
                        count(lit(1)).as("conversion_count"),
                        sum(when(isOrder, 1L).otherwise(0L)).as("order_count"),
                        sum(when(isOrder, FactConversions.REVENUE_AMOUNT.col())).as("revenue_amount"),
                        sum(when(isOrder, FactConversions.REFUND_AMOUNT.col())).as("refund_amount"));
        Dataset<Row> spent = spend.groupBy(
                        AggChannelDaily.BUSINESS_DATE.col(),
                        AggChannelDaily.CHANNEL.col(),
                        AggChannelDaily.CAMPAIGN_ID.col())
                .agg(sum("spend_amount").as("spend_amount"));
        String[] key = AggChannelDaily.TABLE.keyNames().toArray(String[]::new);
        Dataset<Row> all = visits.join(earned, key, "full_outer").join(spent, key, "full_outer");
        return AggChannelDaily.TABLE.select(all.na()
                .fill(0L, new String[] {
                    "session_count", "customer_count", "new_customer_count", "conversion_count", "order_count"
                })
                .withColumn("revenue_amount", orZero("revenue_amount"))
                .withColumn("refund_amount", orZero("refund_amount"))
                .withColumn("spend_amount", orZero("spend_amount")));
    }

    /** Rows of {@link DimCampaign}. */
    public static Dataset<Row> campaigns(Dataset<Row> sessions, Dataset<Row> names, Dataset<Row> spend) {
        Dataset<Row> seen = sessions.filter("NOT is_bot AND channel <> '(none)'")
                .groupBy(AggChannelDaily.CAMPAIGN_ID.col(), AggChannelDaily.CHANNEL.col())
                .agg(
                        min("channel_source").as("campaign_source"),
                        min("channel_medium").as("campaign_medium"),
                        count(lit(1)).as("session_count"),
                        min("started_date").as("first_date"),
                        max("started_date").as("last_date"))
                .withColumn("campaign_name", lit(null).cast(DataTypes.StringType))
                .withColumn("spend_amount", lit(0).cast(Field.MONEY_SUM));
        Dataset<Row> paid = spend.groupBy(AggChannelDaily.CAMPAIGN_ID.col(), AggChannelDaily.CHANNEL.col())
                .agg(
                        min("campaign_source").as("campaign_source"),
                        min("campaign_medium").as("campaign_medium"),
                        lit(0L).as("session_count"),
                        min("business_date").as("first_date"),
                        max("business_date").as("last_date"),
                        min("campaign_name").as("campaign_name"),
                        sum("spend_amount").as("spend_amount"));
        Dataset<Row> both = seen.unionByName(paid)
                .groupBy(AggChannelDaily.CAMPAIGN_ID.col(), AggChannelDaily.CHANNEL.col())
                .agg(
                        min("campaign_name").as("paid_name"),
                        min("campaign_source").as("campaign_source"),
                        min("campaign_medium").as("campaign_medium"),
                        sum("spend_amount").as("spend_amount"),
                        sum("session_count").as("session_count"),
                        min("first_date").as("first_date"),
                        max("last_date").as("last_date"));
        Dataset<Row> byId = names.filter("campaign_name IS NOT NULL")
                .groupBy(
                        DimCampaign.CAMPAIGN_ID.col().as("named_id"),
                        DimCampaign.CHANNEL.col().as("named_channel"))
                .agg(min("campaign_name").as("given_name"));
        return DimCampaign.TABLE.select(both.join(
                        byId,
                        DimCampaign.CAMPAIGN_ID
                                .col()
                                .equalTo(col("named_id"))
                                .and(DimCampaign.CHANNEL.col().equalTo(col("named_channel"))),
                        "left")
                .withColumn(
                        "campaign_name", coalesce(col("given_name"), col("paid_name"), DimCampaign.CAMPAIGN_ID.col())));
    }

    /** The id by which campaigns of sessions and of spend meet. */
    private static Column campaignId(Column id, Column name) {
        return coalesce(lower(name), lower(id), lit("(none)"));
    }

    private static Column orZero(String amount) {
        return coalesce(col(amount), lit(0)).cast(Field.MONEY_SUM);
    }
}
