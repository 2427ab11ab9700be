package org.jejak.channel;

import static org.apache.spark.sql.functions.*;

import org.apache.spark.sql.*;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.table.*;

/** Traffic, conversions and spend side by side. */
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
        Dataset<Row> traffic = sessions.filter(not(FactSessions.IS_BOT.col()))
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

    /** The id by which campaigns of sessions and of spend meet. */
    private static Column campaignId(Column id, Column name) {
        return coalesce(lower(name), lower(id), lit("(none)"));
    }
}
