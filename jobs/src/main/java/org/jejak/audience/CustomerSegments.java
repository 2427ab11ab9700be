package org.jejak.audience;

import static org.apache.spark.sql.functions.*;

import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.jejak.config.AudienceSettings;
import org.jejak.config.Condition;
import org.jejak.config.SegmentSettings;
import org.jejak.table.*;

/** Who is in which segment at a date, and how many came and went since an earlier one. */
public final class CustomerSegments implements Serializable {
    private static final Column CUSTOMER = CustomerTraits.CUSTOMER_ID.col();
    private static final Field KIND = Field.number("kind", "What the row is: one of the numbers below.");
    private static final long OF_CUSTOMER = 0;
    private static final long OF_TAG = 1;
    private static final long OF_SCORE = 2;
    private static final long OF_CONSENT = 3;
    private static final long OF_ACTIVITY = 4;
    private static final RowReader READER = new RowReader(
            CustomerTraits.CUSTOMER_ID,
            KIND,
            CustomerTraits.NUMBERS,
            CustomerTraits.TEXTS,
            CustomerTraits.DATES,
            FactCustomerTag.TAG,
            FactCustomerScore.SCORE,
            FactCustomerScore.POINTS,
            FactCustomerScore.BAND,
            FactConsent.PURPOSE,
            FactConsent.STATE,
            FactConsent.SINCE_AT,
            FactConsent.LAST_ACTIVE_AT,
            CustomerActivity.ACTIVITY,
            CustomerActivity.VALUE,
            CustomerActivity.EVENT_COUNT,
            CustomerActivity.BUSINESS_DATE);
    private static final Field WAS = Field.number("was_member", "1 for a member of then, 0 for one of now.");
    private static final Field IS = Field.number("is_member", "1 for a member of now, 0 for one of then.");

    private final AudienceSettings audience;
    private final ZoneId zone;
    private final LocalDate date;

    /**
     * @param zone business zone
     * @param date logical date
     */
    public CustomerSegments(AudienceSettings audience, ZoneId zone, LocalDate date) {
        this.audience = audience;
        this.zone = zone;
        this.date = date;
    }

    /**
     * Rows of {@link FactSegmentMember}. Each dataset holds all rows of its table.
     *
     * @param traits rows of {@link CustomerTraits}
     * @param tags rows of {@link FactCustomerTag}
     * @param scores rows of {@link FactCustomerScore}
     * @param consents rows of {@link FactConsent}
     * @param activity rows of {@link CustomerActivity}
     */
    public Dataset<Row> members(
            Dataset<Row> traits, Dataset<Row> tags, Dataset<Row> scores, Dataset<Row> consents, Dataset<Row> activity) {
        Dataset<Row> all = withAllColumns(traits.withColumn(KIND.name(), lit(OF_CUSTOMER)));
        if (asks(Condition.Kind.TAG)) all = all.unionByName(tags.withColumn(KIND.name(), lit(OF_TAG)), true);
        if (asks(Condition.Kind.SCORE))
            all = all.unionByName(
                    scores.select(
                            CUSTOMER,
                            KIND.from(lit(OF_SCORE)),
                            FactCustomerScore.SCORE.col(),
                            FactCustomerScore.POINTS.col(),
                            FactCustomerScore.BAND.col()),
                    true);
        if (asks(Condition.Kind.CONSENT))
            all = all.unionByName(consents.withColumn(KIND.name(), lit(OF_CONSENT)), true);
        if (asks(Condition.Kind.DID)) all = all.unionByName(done(activity), true);
        return FactSegmentMember.TABLE.select(all.select(READER.columns())
                .repartition(CUSTOMER)
                .sortWithinPartitions(CUSTOMER)
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) this::members,
                        Encoders.row(FactSegmentMember.TABLE.toStructType())));
    }

    /** With the columns of rows of all kinds, null where the row has none. */
    private static Dataset<Row> withAllColumns(Dataset<Row> rows) {
        Set<String> there = Set.of(rows.columns());
        Dataset<Row> all = rows;
        for (Field field : READER.fields())
            if (!there.contains(field.name())) all = all.withColumn(field.name(), field.empty());
        return all;
    }

    private Stream<Condition> conditions() {
        return audience.segments().values().stream().flatMap(s -> s.conditions().stream());
    }

    private boolean asks(Condition.Kind kind) {
        return conditions().anyMatch(c -> c.kind() == kind);
    }

    /** Only the activities that conditions ask about, as far back as they do. */
    private Dataset<Row> done(Dataset<Row> activity) {
        Column isAsked = conditions()
                .filter(c -> c.kind() == Condition.Kind.DID)
                .map(c -> {
                    Column isOf = CustomerActivity.ACTIVITY.col().equalTo(c.name());
                    if (c.within() == null) return isOf;
                    Date after = Date.valueOf(date.minusDays(c.within().toDays()));
                    return isOf.and(CustomerActivity.BUSINESS_DATE.col().gt(lit(after)));
                })
                .reduce(lit(false), Column::or);
        return activity.filter(CustomerActivity.BUSINESS_DATE.col().leq(lit(Date.valueOf(date))))
                .filter(isAsked)
                .select(
                        CUSTOMER,
                        KIND.from(lit(OF_ACTIVITY)),
                        CustomerActivity.ACTIVITY.col(),
                        CustomerActivity.VALUE.col(),
                        CustomerActivity.EVENT_COUNT.col(),
                        CustomerActivity.BUSINESS_DATE.col());
    }

    private Iterator<Row> members(Iterator<Row> rows) {
        List<SegmentSettings> ordered = audience.segmentsInOrder();
        return new SortedGroups(rows, 1).flatMap(own -> ofCustomer(own, ordered));
    }

    private Iterator<Row> ofCustomer(Iterator<Row> rows, List<SegmentSettings> ordered) {
        CustomerToday today = new CustomerToday(audience, date);
        String customer = null;
        boolean isKnown = false;
        while (rows.hasNext()) {
            Row row = rows.next();
            customer = READER.get(row, CustomerTraits.CUSTOMER_ID);
            long kind = READER.<Long>get(row, KIND);
            isKnown |= kind == OF_CUSTOMER;
            add(kind, row, today);
        }
        if (!isKnown) return Collections.emptyIterator();
        List<Row> members = new ArrayList<>();
        for (SegmentSettings segment : ordered) {
            if (!ConditionCheck.holds(segment.conditions(), today)) continue;
            today.addSegment(segment.name());
            members.add(new RowBuilder(FactSegmentMember.TABLE)
                    .set(FactSegmentMember.CUSTOMER_ID, customer)
                    .set(FactSegmentMember.SEGMENT, segment.name())
                    .set(FactSegmentMember.AS_OF_DATE, Date.valueOf(date))
                    .row());
        }
        return members.iterator();
    }

    private void add(long kind, Row row, CustomerToday today) {
        if (kind == OF_CUSTOMER) {
            today.addTraits(READER.map(row, CustomerTraits.NUMBERS));
            today.addTraits(READER.map(row, CustomerTraits.TEXTS));
            today.addTraits(READER.map(row, CustomerTraits.DATES));
        } else if (kind == OF_TAG) today.addTag(READER.get(row, FactCustomerTag.TAG));
        else if (kind == OF_SCORE)
            today.addScore(
                    READER.get(row, FactCustomerScore.SCORE),
                    READER.get(row, FactCustomerScore.POINTS),
                    READER.get(row, FactCustomerScore.BAND));
        else if (kind == OF_CONSENT)
            today.addConsent(
                    READER.get(row, FactConsent.PURPOSE),
                    READER.get(row, FactConsent.STATE),
                    day(row, FactConsent.SINCE_AT),
                    day(row, FactConsent.LAST_ACTIVE_AT));
        else
            today.addEvents(
                    READER.get(row, CustomerActivity.ACTIVITY),
                    READER.get(row, CustomerActivity.VALUE),
                    READER.day(row, CustomerActivity.BUSINESS_DATE),
                    READER.<Long>get(row, CustomerActivity.EVENT_COUNT));
    }

    private LocalDate day(Row row, Field at) {
        return READER.instant(row, at) == null
                ? null
                : READER.instant(row, at).atZone(zone).toLocalDate();
    }

    /**
     * Rows of {@link AggSegmentDaily} of the date, one for each segment of the settings, also without members.
     *
     * @param members rows of {@link FactSegmentMember} of now
     * @param before those of the last publication of an earlier date, with the customer ids of now; empty if there was none
     */
    public List<Row> daily(Dataset<Row> members, Optional<Dataset<Row>> before) {
        Map<String, Row> counts = new HashMap<>();
        Dataset<Row> both = members.select(
                FactSegmentMember.CUSTOMER_ID.col(),
                FactSegmentMember.SEGMENT.col(),
                WAS.from(lit(0)),
                IS.from(lit(1)));
        if (before.isPresent())
            both = both.unionByName(before.get()
                    .select(
                            FactSegmentMember.CUSTOMER_ID.col(),
                            FactSegmentMember.SEGMENT.col(),
                            WAS.from(lit(1)),
                            IS.from(lit(0))));
        Column was = max(WAS.col());
        Column is = max(IS.col());
        both.groupBy(FactSegmentMember.SEGMENT.col(), FactSegmentMember.CUSTOMER_ID.col())
                .agg(was.as(WAS.name()), is.as(IS.name()))
                .groupBy(FactSegmentMember.SEGMENT.col())
                .agg(
                        sum(IS.col()),
                        sum(IS.col().multiply(lit(1).minus(WAS.col()))),
                        sum(WAS.col().multiply(lit(1).minus(IS.col()))))
                .collectAsList()
                .forEach(row -> counts.put(row.getString(0), row));
        return audience.segments().keySet().stream()
                .map(segment -> daily(segment, counts.get(segment)))
                .toList();
    }

    private Row daily(String segment, Row counts) {
        return new RowBuilder(AggSegmentDaily.TABLE)
                .set(AggSegmentDaily.SEGMENT, segment)
                .set(AggSegmentDaily.MEMBER_COUNT, counts == null ? 0L : counts.getLong(1))
                .set(AggSegmentDaily.ENTERED_COUNT, counts == null ? 0L : counts.getLong(2))
                .set(AggSegmentDaily.LEFT_COUNT, counts == null ? 0L : counts.getLong(3))
                .set(AggSegmentDaily.LOGICAL_DATE, Date.valueOf(date))
                .row();
    }

    /**
     * Where customer ids of then have gone: each merge followed to its end.
     *
     * @param merges rows of {@link CustomerMerges} since then, with their columns in its order
     */
    public static Map<String, String> mergedInto(List<Row> merges) {
        Map<String, String> next = new TreeMap<>();
        merges.stream()
                .sorted(Comparator.comparing(
                                (Row r) -> r.getDate(CustomerMerges.TABLE.placeOf(CustomerMerges.MERGED_DATE)))
                        .thenComparing(
                                r -> r.getString(CustomerMerges.TABLE.placeOf(CustomerMerges.MERGED_INTO_CUSTOMER_ID)),
                                Comparator.reverseOrder()))
                .forEach(r -> next.put(
                        r.getString(CustomerMerges.TABLE.placeOf(CustomerMerges.CUSTOMER_ID)),
                        r.getString(CustomerMerges.TABLE.placeOf(CustomerMerges.MERGED_INTO_CUSTOMER_ID))));
        Map<String, String> ends = new TreeMap<>();
        for (String from : next.keySet()) {
            Set<String> seen = new HashSet<>(Set.of(from));
            String to = next.get(from);
            while (next.containsKey(to) && seen.add(to)) to = next.get(to);
            ends.put(from, to);
        }
        return ends;
    }
}
