package org.jejak.journey;

import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.config.FunnelSettings;
import org.jejak.journey.CustomerHistory.FunnelProgress;
import org.jejak.journey.CustomerHistory.StageVisit;
import org.jejak.table.*;

/**
 * Writes a customer's history, or a piece of one, as rows of {@link Journeys#TABLES}.
 *
 * @param history of at least one session
 * @param totals the sessions of this piece and those before it
 * @param isBegin whether no piece came before
 * @param isEnd whether no piece comes after
 */
record CustomerHistoryWriter(CustomerHistory history, CustomerSessionTotals totals, boolean isBegin, boolean isEnd) {
    /** One array of rows for each table. */
    Row toRow() {
        return RowFactory.create(
                sessionRows(),
                touchpointRows(),
                conversionRows(),
                itemRows(),
                history.journeys.stream().map(j -> JourneyWriter.of(history, j)).toArray(Row[]::new),
                stageVisitRows(),
                funnelRows(),
                isEnd ? new Row[] {CustomerWriter.of(totals, history)} : new Row[0]);
    }

    private Row[] sessionRows() {
        RowBuilder row = new RowBuilder(FactSessions.TABLE);
        List<CustomerSession> all = history.sessions;
        CustomerSession first = history.human.isEmpty() ? all.get(0) : history.human.get(0);
        return all.stream()
                .map(c -> copied(row, c, FactSessions.OF_SESSION)
                        .set(FactSessions.INTERACTION_COUNT, c.interactions)
                        .set(FactSessions.DURATION_SECONDS, c.durationSeconds())
                        .set(FactSessions.IS_ENGAGED, c.engaged)
                        .set(FactSessions.ENDED_AT, c.endedAt)
                        .set(FactSessions.CUSTOMER_ID, history.customer)
                        .set(FactSessions.JOURNEY_ID, c.bot ? null : journeyId(c))
                        .set(FactSessions.STAGE, c.stage)
                        .set(FactSessions.BOT_REASON, c.botReason)
                        .set(FactSessions.IS_FIRST, isBegin && c == first)
                        .set(FactSessions.IS_ADVOCACY, c.advocacy)
                        .set(FactSessions.IS_BOT, c.bot)
                        .set(FactSessions.IS_VISIT, history.isVisit(c))
                        .row())
                .toArray(Row[]::new);
    }

    private Row[] touchpointRows() {
        RowBuilder row = new RowBuilder(FactTouchpoints.TABLE);
        List<Row> rows = new ArrayList<>();
        int journey = -1;
        long position = 0;
        List<CustomerSession> byJourney = new ArrayList<>(history.touches());
        byJourney.sort(Comparator.comparingInt(c -> c.journey));
        for (CustomerSession c : byJourney) {
            position = c.journey == journey ? position + 1 : 1;
            journey = c.journey;
            rows.add(copied(row, c, FactTouchpoints.OF_SESSION)
                    .set(FactTouchpoints.CUSTOMER_ID, history.customer)
                    .set(FactTouchpoints.JOURNEY_ID, journeyId(c))
                    .set(FactTouchpoints.STAGE, c.stage)
                    .set(FactTouchpoints.POSITION, position)
                    .set(FactTouchpoints.TOUCHED_DATE, c.startedDate)
                    .set(FactTouchpoints.MONTH, CustomerSession.monthOf(c.startedDate))
                    .set(FactTouchpoints.TOUCHED_AT, c.startedAt)
                    .row());
        }
        return rows.toArray(Row[]::new);
    }

    private Row[] conversionRows() {
        RowBuilder row = new RowBuilder(FactConversions.TABLE);
        return history.conversions.stream()
                .map(c -> row.set(FactConversions.CONVERSION_ID, c.id())
                        .set(FactConversions.CUSTOMER_ID, history.customer)
                        .set(FactConversions.JOURNEY_ID, journeyId(c.session))
                        .set(FactConversions.SESSION_ID, c.session.sessionId)
                        .set(FactConversions.INTERACTION_ID, c.first.interactionId())
                        .set(FactConversions.CONVERSION_TYPE, c.type)
                        .set(FactConversions.ORDER_ID, c.first.orderId())
                        .set(FactConversions.CHANNEL, c.channel)
                        .set(FactConversions.CAMPAIGN_ID, c.campaignId)
                        .set(FactConversions.REVENUE_AMOUNT, c.revenue)
                        .set(FactConversions.REFUND_AMOUNT, c.refunded)
                        .set(FactConversions.NET_REVENUE_AMOUNT, c.revenue.subtract(c.refunded))
                        .set(FactConversions.REPORT_COUNT, (long) c.reports)
                        .set(FactConversions.SEQUENCE_NUMBER, c.sequence)
                        .set(FactConversions.TOUCH_COUNT, c.touches)
                        .set(FactConversions.IS_PAID, c.isPaid)
                        .set(FactConversions.IS_FIRST, c.sequence == 1)
                        .set(FactConversions.CONVERTED_DATE, c.first.businessDate())
                        .set(FactConversions.MONTH, CustomerSession.monthOf(c.first.businessDate()))
                        .set(FactConversions.CONVERTED_AT, c.first.at())
                        .row())
                .toArray(Row[]::new);
    }

    private Row[] itemRows() {
        RowBuilder row = new RowBuilder(FactOrderItems.TABLE);
        List<Row> rows = new ArrayList<>();
        for (Conversion c : history.orders()) {
            for (OrderItem item : c.items)
                rows.add(row.set(FactOrderItems.CONVERSION_ID, c.id())
                        .set(FactOrderItems.PRODUCT_ID, item.productId())
                        .set(FactOrderItems.CUSTOMER_ID, history.customer)
                        .set(FactOrderItems.ORDER_ID, c.first.orderId())
                        .set(FactOrderItems.PRODUCT_NAME, item.name())
                        .set(FactOrderItems.PRODUCT_CATEGORY, item.category())
                        .set(FactOrderItems.QUANTITY, item.quantity().doubleValue())
                        .set(FactOrderItems.AMOUNT, item.amount())
                        .set(FactOrderItems.UNIT_PRICE_AMOUNT, OrderItems.unitPrice(item))
                        .set(FactOrderItems.CONVERTED_DATE, c.first.businessDate())
                        .set(FactOrderItems.MONTH, CustomerSession.monthOf(c.first.businessDate()))
                        .set(FactOrderItems.CONVERTED_AT, c.first.at())
                        .row());
        }
        return rows.toArray(Row[]::new);
    }

    private Row[] stageVisitRows() {
        RowBuilder row = new RowBuilder(FactStageHistory.TABLE);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < history.stageVisits.size(); i++) {
            StageVisit visit = history.stageVisits.get(i);
            StageVisit next = i + 1 < history.stageVisits.size() ? history.stageVisits.get(i + 1) : null;
            rows.add(row.set(FactStageHistory.CUSTOMER_ID, history.customer)
                    .set(FactStageHistory.STAGE, visit.stage())
                    .set(FactStageHistory.NEXT_STAGE, next == null ? null : next.stage())
                    .set(FactStageHistory.SESSION_ID, visit.begin().sessionId)
                    .set(FactStageHistory.POSITION, (long) i + 1)
                    .set(FactStageHistory.IS_BACK_STEP, visit.isBackStep())
                    .set(FactStageHistory.IS_CURRENT, next == null)
                    .set(FactStageHistory.ENTERED_DATE, visit.begin().startedDate)
                    .set(FactStageHistory.MONTH, CustomerSession.monthOf(visit.begin().startedDate))
                    .set(FactStageHistory.ENTERED_AT, visit.begin().startedAt)
                    .set(FactStageHistory.LEFT_AT, next == null ? null : next.begin().startedAt)
                    .row());
        }
        return rows.toArray(Row[]::new);
    }

    private Row[] funnelRows() {
        RowBuilder row = new RowBuilder(FactFunnelSteps.TABLE);
        List<Row> rows = new ArrayList<>();
        for (FunnelProgress way : history.funnelProgress()) {
            List<String> names =
                    way.funnel().steps().stream().map(FunnelSettings.Step::name).toList();
            for (FunnelStepReached reached : FunnelStepReached.steps(way.attempt())) {
                rows.add(row.set(FactFunnelSteps.CUSTOMER_ID, history.customer)
                        .set(FactFunnelSteps.FUNNEL_NAME, way.funnel().name())
                        .set(
                                FactFunnelSteps.STEP_NAME,
                                FunnelStepCounts.stepName(names, way.funnel().mode(), (int) reached.step()))
                        .set(FactFunnelSteps.CHANNEL, way.start().channel)
                        .set(FactFunnelSteps.DEVICE_TYPE, way.start().value(Sessions.DEVICE_TYPE))
                        .set(FactFunnelSteps.COUNTRY_CODE, way.start().value(Sessions.COUNTRY_CODE))
                        .set(FactFunnelSteps.STEP, reached.step())
                        .set(FactFunnelSteps.SECONDS_FROM_PREVIOUS, reached.secondsFromPrevious())
                        .set(FactFunnelSteps.SECONDS_FROM_START, reached.secondsFromStart())
                        .set(FactFunnelSteps.IS_FURTHEST, reached.isFurthest())
                        .set(FactFunnelSteps.STARTED_DATE, way.start().startedDate)
                        .set(FactFunnelSteps.MONTH, CustomerSession.monthOf(way.start().startedDate))
                        .set(FactFunnelSteps.REACHED_AT, reached.at())
                        .set(FactFunnelSteps.OPEN_UNTIL, reached.openUntil())
                        .row());
            }
        }
        return rows.toArray(Row[]::new);
    }

    private static RowBuilder copied(RowBuilder row, CustomerSession session, List<Field> columns) {
        for (Field column : columns) row.set(column, session.value(column));
        return row;
    }

    private String journeyId(CustomerSession c) {
        return history.journeys.get(c.journey).id();
    }
}
