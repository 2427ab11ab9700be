package org.jejak.journey;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.JourneySettings;
import org.jejak.config.StageRule;
import org.jejak.journey.CustomerHistory.Journey;
import org.jejak.journey.CustomerHistory.Stay;
import org.jejak.table.DimCustomer;
import org.jejak.table.FactConversions;
import org.jejak.table.FactJourneys;
import org.jejak.table.FactSessions;
import org.jejak.table.FactStageHistory;
import org.jejak.table.FactTouchpoints;
import org.jejak.table.Field;
import org.jejak.table.Identifiers;
import org.jejak.table.RowBuilder;
import org.jejak.table.Sessions;
import org.jejak.table.Table;

/**
 * The histories of whole customers, as rows of all tables that are told per customer. Works on any set of customers, each
 * with all sessions.
 */
public final class Journeys {
    /** Tables that a history fills. */
    public static final List<Table> TABLES = List.of(
            FactSessions.TABLE,
            FactTouchpoints.TABLE,
            FactConversions.TABLE,
            FactJourneys.TABLE,
            FactStageHistory.TABLE,
            DimCustomer.TABLE);

    private static final int MAX_PATH_STEPS = 50;
    private static final StructType RESULT = result();
    private static final List<Field> INPUT = List.of(
            Sessions.SESSION_ID,
            Sessions.SOURCE_NAME,
            Sessions.SOURCE_KIND,
            Sessions.CONTACT_CHANNEL,
            Sessions.START_REASON,
            Sessions.CHANNEL,
            Sessions.CHANNEL_GROUP,
            Sessions.CHANNEL_SOURCE,
            Sessions.CHANNEL_MEDIUM,
            Sessions.CAMPAIGN_ID,
            Sessions.REFERRER_HOST,
            Sessions.LANDING_PATH,
            Sessions.TOUCH_KIND,
            Sessions.BOT_REASON,
            Sessions.SIGNALS,
            Sessions.INTERACTION_COUNT,
            Sessions.VIEW_COUNT,
            Sessions.DURATION_SECONDS,
            Sessions.IS_ENGAGED,
            Sessions.IS_BOT,
            Sessions.CONVERSIONS,
            Sessions.STARTED_DATE,
            Sessions.STARTED_AT,
            Sessions.ENDED_AT);

    private Journeys() {}

    /**
     * One row per customer with an array of rows for each of {@link #TABLES}.
     *
     * @param sessions all sessions of the customers
     * @param identifiers all identifiers of the customers
     * @param asOf end of the logical date: a journey quiet for too long by then has lapsed
     */
    public static Dataset<Row> histories(
            Dataset<Row> sessions, Dataset<Row> identifiers, JourneySettings settings, Timestamp asOf) {
        Dataset<Row> counts = identifiers
                .groupBy(Identifiers.CUSTOMER_ID.col().as("counted_customer"))
                .count();
        Column[] input = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(Identifiers.CUSTOMER_ID.col(), col("count")),
                        INPUT.stream().map(Field::col))
                .toArray(Column[]::new);
        return sessions.join(
                        identifiers.select(
                                Identifiers.IDENTIFIER_KEY.col().as("known_key"), Identifiers.CUSTOMER_ID.col()),
                        Sessions.IDENTIFIER_KEY.col().equalTo(col("known_key")))
                .join(counts, Identifiers.CUSTOMER_ID.col().equalTo(col("counted_customer")))
                .select(input)
                .repartition(Identifiers.CUSTOMER_ID.col())
                .sortWithinPartitions(Identifiers.CUSTOMER_ID.name())
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> new Histories(rows, settings, asOf),
                        Encoders.row(RESULT));
    }

    /** The rows of one table out of histories. */
    public static Dataset<Row> rowsOf(Table table, Dataset<Row> histories) {
        return table.select(histories.select(expr("inline(" + table.name() + ")")));
    }

    private static StructType result() {
        StructType type = new StructType();
        for (Table table : TABLES) {
            type = type.add(table.name(), DataTypes.createArrayType(table.toStructType(), false), false);
        }
        return type;
    }

    /** Reads customers one after the other from rows that are sorted by customer. */
    private static final class Histories implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final JourneySettings settings;
        private final Timestamp asOf;
        private Row ahead;

        Histories(Iterator<Row> rows, JourneySettings settings, Timestamp asOf) {
            this.rows = rows;
            this.settings = settings;
            this.asOf = asOf;
            this.ahead = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            return ahead != null;
        }

        @Override
        public Row next() {
            if (ahead == null) throw new NoSuchElementException();
            String customer = ahead.getString(0);
            long identifiers = ahead.getLong(1);
            List<Contact> contacts = new ArrayList<>();
            while (ahead != null && ahead.getString(0).equals(customer)) {
                contacts.add(contact(ahead));
                ahead = rows.hasNext() ? rows.next() : null;
            }
            return new HistoryRows(customer, identifiers, new CustomerHistory(contacts, settings, asOf)).toRow();
        }

        private static Contact contact(Row row) {
            Contact c = new Contact();
            int i = 2;
            c.sessionId = row.getString(i++);
            c.sourceName = row.getString(i++);
            c.kind = row.getString(i++);
            c.contactChannel = row.getString(i++);
            c.startReason = row.getString(i++);
            c.channel = row.getString(i++);
            c.channelGroup = row.getString(i++);
            c.channelSource = row.getString(i++);
            c.channelMedium = row.getString(i++);
            c.campaignId = row.getString(i++);
            c.referrerHost = row.getString(i++);
            c.landingPath = row.getString(i++);
            c.touchKind = row.getString(i++);
            c.botReason = row.getString(i++);
            c.signals = new HashSet<>(row.<String>getList(i++));
            c.interactions = row.getLong(i++);
            c.views = row.getLong(i++);
            c.seconds = row.getLong(i++);
            c.engaged = row.getBoolean(i++);
            c.bot = row.getBoolean(i++);
            c.reports = row.<Row>getList(i++).stream()
                    .map(r -> new Contact.Report(
                            r.getString(0),
                            r.getString(1),
                            r.getString(2),
                            r.getDecimal(3),
                            r.getDate(4),
                            r.getTimestamp(5),
                            c.kind))
                    .toList();
            c.startedDate = row.getDate(i++);
            c.startedAt = row.getTimestamp(i++);
            c.endedAt = row.getTimestamp(i);
            return c;
        }
    }

    /** Writes a told history down as rows. */
    private record HistoryRows(String customer, long identifierCount, CustomerHistory history) {
        Row toRow() {
            return RowFactory.create(
                    sessionRows(), touchpointRows(), conversionRows(), journeyRows(), stayRows(), new Row[] {
                        customerRow()
                    });
        }

        private Row[] sessionRows() {
            RowBuilder row = new RowBuilder(FactSessions.TABLE);
            List<Contact> all = history.contacts;
            return all.stream()
                    .map(c -> row.set(FactSessions.SESSION_ID, c.sessionId)
                            .set(FactSessions.CUSTOMER_ID, customer)
                            .set(FactSessions.JOURNEY_ID, c.bot ? null : journeyId(c))
                            .set(FactSessions.SOURCE_NAME, c.sourceName)
                            .set(FactSessions.SOURCE_KIND, c.kind)
                            .set(FactSessions.CONTACT_CHANNEL, c.contactChannel)
                            .set(FactSessions.START_REASON, c.startReason)
                            .set(FactSessions.CHANNEL, c.channel)
                            .set(FactSessions.CHANNEL_GROUP, c.channelGroup)
                            .set(FactSessions.CHANNEL_SOURCE, c.channelSource)
                            .set(FactSessions.CHANNEL_MEDIUM, c.channelMedium)
                            .set(FactSessions.CAMPAIGN_ID, c.campaignId)
                            .set(FactSessions.STAGE, c.stage)
                            .set(FactSessions.REFERRER_HOST, c.referrerHost)
                            .set(FactSessions.LANDING_PATH, c.landingPath)
                            .set(FactSessions.BOT_REASON, c.botReason)
                            .set(FactSessions.INTERACTION_COUNT, c.interactions)
                            .set(FactSessions.VIEW_COUNT, c.views)
                            .set(FactSessions.DURATION_SECONDS, c.seconds)
                            .set(
                                    FactSessions.IS_FIRST,
                                    !history.human.isEmpty() ? c == history.human.get(0) : c == all.get(0))
                            .set(FactSessions.IS_ENGAGED, c.engaged)
                            .set(FactSessions.IS_ADVOCACY, c.advocacy)
                            .set(FactSessions.IS_BOT, c.bot)
                            .set(FactSessions.STARTED_DATE, c.startedDate)
                            .set(FactSessions.STARTED_MONTH, Contact.monthOf(c.startedDate))
                            .set(FactSessions.STARTED_AT, c.startedAt)
                            .set(FactSessions.ENDED_AT, c.endedAt)
                            .row())
                    .toArray(Row[]::new);
        }

        private Row[] touchpointRows() {
            RowBuilder row = new RowBuilder(FactTouchpoints.TABLE);
            List<Row> rows = new ArrayList<>();
            int journey = -1;
            long position = 0;
            List<Contact> byJourney = new ArrayList<>(history.touches());
            byJourney.sort(java.util.Comparator.comparingInt(c -> c.journey));
            for (Contact c : byJourney) {
                position = c.journey == journey ? position + 1 : 1;
                journey = c.journey;
                rows.add(row.set(FactTouchpoints.SESSION_ID, c.sessionId)
                        .set(FactTouchpoints.CUSTOMER_ID, customer)
                        .set(FactTouchpoints.JOURNEY_ID, journeyId(c))
                        .set(FactTouchpoints.CHANNEL, c.channel)
                        .set(FactTouchpoints.CHANNEL_GROUP, c.channelGroup)
                        .set(FactTouchpoints.CHANNEL_SOURCE, c.channelSource)
                        .set(FactTouchpoints.CHANNEL_MEDIUM, c.channelMedium)
                        .set(FactTouchpoints.CAMPAIGN_ID, c.campaignId)
                        .set(FactTouchpoints.CONTACT_CHANNEL, c.contactChannel)
                        .set(FactTouchpoints.TOUCH_KIND, c.touchKind)
                        .set(FactTouchpoints.STAGE, c.stage)
                        .set(FactTouchpoints.POSITION, position)
                        .set(FactTouchpoints.TOUCHED_DATE, c.startedDate)
                        .set(FactTouchpoints.TOUCHED_MONTH, Contact.monthOf(c.startedDate))
                        .set(FactTouchpoints.TOUCHED_AT, c.startedAt)
                        .row());
            }
            return rows.toArray(Row[]::new);
        }

        private Row[] conversionRows() {
            RowBuilder row = new RowBuilder(FactConversions.TABLE);
            return history.conversions.stream()
                    .map(c -> row.set(FactConversions.CONVERSION_ID, id("conversion", c.type, c.first.interactionId()))
                            .set(FactConversions.CUSTOMER_ID, customer)
                            .set(FactConversions.JOURNEY_ID, journeyId(c.contact))
                            .set(FactConversions.SESSION_ID, c.contact.sessionId)
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
                            .set(FactConversions.IS_FIRST, c.sequence == 1)
                            .set(FactConversions.BUSINESS_DATE, c.first.businessDate())
                            .set(FactConversions.BUSINESS_MONTH, Contact.monthOf(c.first.businessDate()))
                            .set(FactConversions.CONVERTED_AT, c.first.at())
                            .row())
                    .toArray(Row[]::new);
        }

        private Row[] journeyRows() {
            RowBuilder row = new RowBuilder(FactJourneys.TABLE);
            List<Row> rows = new ArrayList<>();
            for (Journey j : history.journeys) {
                List<Contact> touches = j.contacts.stream().filter(c -> c.touch).toList();
                List<String> stages = j.contacts.stream()
                        .filter(c -> !history.isEcho(c) || j.contacts.size() == 1)
                        .map(c -> c.stage)
                        .toList();
                long backSteps = 0;
                for (int i = 1; i < stages.size(); i++) {
                    if (StageRule.STAGES.indexOf(stages.get(i)) < StageRule.STAGES.indexOf(stages.get(i - 1)))
                        backSteps++;
                }
                Contact first = j.contacts.get(0);
                Timestamp endedAt = j.endedAt();
                rows.add(row.set(FactJourneys.JOURNEY_ID, journeyId(first))
                        .set(FactJourneys.CUSTOMER_ID, customer)
                        .set(FactJourneys.STATE, j.state)
                        .set(
                                FactJourneys.CONVERSION_ID,
                                j.ending == null
                                        ? null
                                        : id("conversion", j.ending.type, j.ending.first.interactionId()))
                        .set(FactJourneys.FIRST_CHANNEL, touches.isEmpty() ? "(none)" : touches.get(0).channel)
                        .set(
                                FactJourneys.LAST_CHANNEL,
                                touches.isEmpty() ? "(none)" : touches.get(touches.size() - 1).channel)
                        .set(
                                FactJourneys.CHANNEL_PATH,
                                touches.isEmpty()
                                        ? null
                                        : path(touches.stream()
                                                .map(c -> c.channel)
                                                .toList()))
                        .set(FactJourneys.STAGE_PATH, path(stages.isEmpty() ? List.of(first.stage) : stages))
                        .set(FactJourneys.REVENUE_AMOUNT, revenue(j.conversions))
                        .set(FactJourneys.SESSION_COUNT, (long) j.contacts.size())
                        .set(FactJourneys.TOUCH_COUNT, (long) touches.size())
                        .set(FactJourneys.CONVERSION_COUNT, (long) j.conversions.size())
                        .set(FactJourneys.BACK_STEP_COUNT, backSteps)
                        .set(
                                FactJourneys.DURATION_SECONDS,
                                java.time.Duration.between(first.startedAt.toInstant(), endedAt.toInstant())
                                        .toSeconds())
                        .set(FactJourneys.STARTED_DATE, first.startedDate)
                        .set(FactJourneys.STARTED_MONTH, Contact.monthOf(first.startedDate))
                        .set(FactJourneys.STARTED_AT, first.startedAt)
                        .set(FactJourneys.ENDED_AT, endedAt)
                        .row());
            }
            return rows.toArray(Row[]::new);
        }

        private Row[] stayRows() {
            RowBuilder row = new RowBuilder(FactStageHistory.TABLE);
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < history.stays.size(); i++) {
                Stay stay = history.stays.get(i);
                Stay next = i + 1 < history.stays.size() ? history.stays.get(i + 1) : null;
                rows.add(row.set(FactStageHistory.CUSTOMER_ID, customer)
                        .set(FactStageHistory.STAGE, stay.stage())
                        .set(FactStageHistory.SESSION_ID, stay.begin().sessionId)
                        .set(FactStageHistory.POSITION, (long) i + 1)
                        .set(FactStageHistory.IS_BACK_STEP, stay.backStep())
                        .set(FactStageHistory.IS_CURRENT, next == null)
                        .set(FactStageHistory.ENTERED_MONTH, Contact.monthOf(stay.begin().startedDate))
                        .set(FactStageHistory.ENTERED_AT, stay.begin().startedAt)
                        .set(FactStageHistory.LEFT_AT, next == null ? null : next.begin().startedAt)
                        .row());
            }
            return rows.toArray(Row[]::new);
        }

        private Row customerRow() {
            List<Contact> all = history.contacts;
            List<Contact> touches = history.touches();
            List<Conversion> orders = history.orders();
            Contact last = all.get(all.size() - 1);
            Map<String, Long> kinds = history.interactionsByKind();
            Timestamp lastSeen = all.stream()
                    .map(c -> c.endedAt)
                    .max(java.util.Comparator.naturalOrder())
                    .orElseThrow();
            BigDecimal revenue = revenue(history.conversions);
            return new RowBuilder(DimCustomer.TABLE)
                    .set(DimCustomer.CUSTOMER_ID, customer)
                    .set(DimCustomer.FIRST_CHANNEL, touches.isEmpty() ? "(none)" : touches.get(0).channel)
                    .set(DimCustomer.FIRST_CAMPAIGN_ID, touches.isEmpty() ? "(none)" : touches.get(0).campaignId)
                    .set(
                            DimCustomer.STAGE,
                            history.stays.isEmpty()
                                    ? last.stage
                                    : history.stays
                                            .get(history.stays.size() - 1)
                                            .stage())
                    .set(DimCustomer.LAST_CONTACT_CHANNEL, last.contactChannel)
                    .set(DimCustomer.REVENUE_AMOUNT, revenue)
                    .set(DimCustomer.REFUND_AMOUNT, history.refunds)
                    .set(DimCustomer.NET_REVENUE_AMOUNT, revenue.subtract(history.refunds))
                    .set(DimCustomer.SESSION_COUNT, (long) all.size())
                    .set(
                            DimCustomer.INTERACTION_COUNT,
                            kinds.values().stream().mapToLong(Long::longValue).sum())
                    .set(DimCustomer.WEB_INTERACTION_COUNT, count(kinds, "web"))
                    .set(DimCustomer.APP_INTERACTION_COUNT, count(kinds, "app"))
                    .set(DimCustomer.EMAIL_INTERACTION_COUNT, count(kinds, "email"))
                    .set(DimCustomer.AD_INTERACTION_COUNT, count(kinds, "ad"))
                    .set(DimCustomer.STORE_INTERACTION_COUNT, count(kinds, "store"))
                    .set(DimCustomer.SUPPORT_INTERACTION_COUNT, count(kinds, "support", "chat"))
                    .set(DimCustomer.FEEDBACK_INTERACTION_COUNT, count(kinds, "survey", "review", "social"))
                    .set(DimCustomer.JOURNEY_COUNT, (long) history.journeys.size())
                    .set(DimCustomer.ORDER_COUNT, (long) orders.size())
                    .set(DimCustomer.IDENTIFIER_COUNT, identifierCount)
                    .set(DimCustomer.IS_ADVOCATE, all.stream().anyMatch(c -> c.advocacy))
                    .set(DimCustomer.IS_BOT, history.human.isEmpty())
                    .set(DimCustomer.FIRST_SEEN_DATE, all.get(0).startedDate)
                    .set(
                            DimCustomer.FIRST_ORDER_DATE,
                            orders.isEmpty() ? null : orders.get(0).first.businessDate())
                    .set(
                            DimCustomer.LAST_ORDER_DATE,
                            orders.isEmpty()
                                    ? null
                                    : orders.get(orders.size() - 1).first.businessDate())
                    .set(DimCustomer.FIRST_SEEN_AT, all.get(0).startedAt)
                    .set(DimCustomer.LAST_SEEN_AT, lastSeen)
                    .row();
        }

        private String journeyId(Contact c) {
            return id("journey", history.journeys.get(c.journey).contacts.get(0).sessionId);
        }

        private static BigDecimal revenue(List<Conversion> conversions) {
            return conversions.stream()
                    .filter(c -> c.type.equals("order"))
                    .map(c -> c.revenue)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static long count(Map<String, Long> kinds, String... wanted) {
            long sum = 0;
            for (String kind : wanted) sum += kinds.getOrDefault(kind, 0L);
            return sum;
        }

        private static String path(List<String> steps) {
            List<String> shown = new ArrayList<>();
            for (String step : steps) {
                if (shown.isEmpty() || !shown.get(shown.size() - 1).equals(step)) shown.add(step);
            }
            return String.join(" > ", shown.subList(0, Math.min(shown.size(), MAX_PATH_STEPS)));
        }

        private static String id(String... parts) {
            return DigestUtils.sha256Hex(String.join("|", parts)).substring(0, 32);
        }
    }
}
