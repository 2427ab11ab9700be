package org.jejak.attribution;

import static org.apache.spark.sql.functions.*;

import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.*;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.StructType;
import org.jejak.attribution.Transforms.KeptTouch;
import org.jejak.config.AttributionSettings;
import org.jejak.config.ConversionType;
import org.jejak.table.*;

/**
 * Builds the rows of {@link AttributionPaths} of the nights: the paths of customers to each conversion, and those to none. Works
 * on any set of customers, each with all touchpoints and conversions.
 */
public final class CustomerPaths {
    private static final String TOUCH = "touch";
    private static final StructType ROW = AttributionPaths.TABLE.toStructType();
    private static final Duration DEFAULT_LOOK_BACK = Duration.ofDays(30);

    private CustomerPaths() {}

    /**
     * One row per customer, conversion type and outcome.
     *
     * @param touchpoints rows of {@link FactTouchpoints}
     * @param conversions rows of {@link FactConversions}
     * @param types conversion types with their look-backs; other types look back 30 days and have no null paths
     * @param zone zone of the dates
     */
    public static Dataset<Row> paths(
            Dataset<Row> touchpoints,
            Dataset<Row> conversions,
            AttributionSettings settings,
            List<ConversionType> types,
            ZoneId zone) {
        Dataset<Row> touches = touchpoints.select(
                FactTouchpoints.CUSTOMER_ID.col(),
                lit(TOUCH).as("row_kind"),
                FactTouchpoints.TOUCHED_AT.col().as("at"),
                FactTouchpoints.SESSION_ID.col().as("id"),
                FactTouchpoints.SESSION_ID.col().as("session"),
                FactTouchpoints.CHANNEL.col().as("what"),
                FactTouchpoints.CAMPAIGN_ID.col().as("campaign"),
                FactTouchpoints.TOUCH_KIND.col(),
                FactTouchpoints.STAGE.col(),
                FactTouchpoints.IS_PAID.col(),
                lit(null).cast(Field.MONEY).as("revenue"),
                lit(false).as("first"),
                FactTouchpoints.TOUCHED_DATE.col().as("on"));
        Column none = lit(null).cast("string");
        Dataset<Row> outcomes = conversions.select(
                FactConversions.CUSTOMER_ID.col(),
                lit("conversion").as("row_kind"),
                FactConversions.CONVERTED_AT.col().as("at"),
                FactConversions.CONVERSION_ID.col().as("id"),
                FactConversions.SESSION_ID.col().as("session"),
                FactConversions.CONVERSION_TYPE.col().as("what"),
                none.as("campaign"),
                FactTouchpoints.TOUCH_KIND.empty(),
                FactTouchpoints.STAGE.empty(),
                FactTouchpoints.IS_PAID.from(lit(false)),
                FactConversions.REVENUE_AMOUNT.col().as("revenue"),
                FactConversions.IS_FIRST.col().as("first"),
                FactConversions.CONVERTED_DATE.col().as("on"));
        PathBuilder builder = new PathBuilder(settings, types, zone, Transforms.parse(settings.transform()));
        Column[] content = AttributionPaths.TABLE.fields().stream()
                .filter(f -> !f.equals(AttributionPaths.INPUT_CHECKSUM))
                .map(Field::col)
                .toArray(Column[]::new);
        return AttributionPaths.TABLE.select(touches.union(outcomes)
                .repartition(AttributionPaths.CUSTOMER_ID.col())
                .sortWithinPartitions(AttributionPaths.CUSTOMER_ID.col())
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> new SortedGroups(rows, 1).flatMap(builder::rows),
                        Encoders.row(ROW))
                .withColumn(AttributionPaths.INPUT_CHECKSUM.name(), xxhash64(content)));
    }

    private record Touch(
            long at, String session, String channel, String campaign, String kind, String stage, boolean isPaid) {
        private boolean isView() {
            return "view".equals(kind);
        }
    }

    private record Conversion(
            long at, String id, String session, String type, BigDecimal revenue, boolean first, Date day) {}

    /**
     * All touches of one customer, by time, with what the rules for merging them need.
     *
     * @param channels channel of each touch, as a number of {@code names}
     * @param weights 0 for a view, 1 for all other kinds
     * @param milestones what happened at each touch, as bits of {@link Path}
     */
    private record TouchStream(
            String customer,
            List<Touch> touches,
            ChannelDictionary names,
            int[] channels,
            double[] weights,
            int[] milestones) {
        static TouchStream of(String customer, List<Touch> touches, int[] milestones) {
            ChannelDictionary names = new ChannelDictionary();
            return new TouchStream(
                    customer,
                    touches,
                    names,
                    names.numbers(touches.stream().map(Touch::channel).toArray(String[]::new)),
                    touches.stream().mapToDouble(t -> t.isView() ? 0 : 1).toArray(),
                    milestones);
        }

        long[] times() {
            return touches.stream().mapToLong(Touch::at).toArray();
        }

        boolean[] views() {
            boolean[] views = new boolean[touches.size()];
            for (int i = 0; i < views.length; i++) views[i] = touches.get(i).isView();
            return views;
        }

        /** The touches of a path, transformed. */
        List<KeptTouch> kept(PathWindow window, Transforms transforms) {
            int[] touched =
                    Arrays.stream(window.touches()).map(t -> channels[t]).toArray();
            return transforms.kept(touched, window.touches(), names);
        }

        /** A text of the first of the touches that each kept one stands for. */
        String[] firsts(List<KeptTouch> kept, Function<Touch, String> text) {
            return kept.stream().map(k -> text.apply(touches.get(k.first()))).toArray(String[]::new);
        }
    }

    /** Builds the rows of one customer. */
    private record PathBuilder(
            AttributionSettings settings, List<ConversionType> types, ZoneId zone, Transforms transforms)
            implements Serializable {
        Iterator<Row> rows(Iterator<Row> ofCustomer) {
            String customer = null;
            List<Touch> touches = new ArrayList<>();
            List<Conversion> conversions = new ArrayList<>();
            while (ofCustomer.hasNext()) {
                Row row = ofCustomer.next();
                customer = row.getString(0);
                add(row, touches, conversions);
            }
            Set<String> converting =
                    conversions.stream().map(Conversion::session).collect(Collectors.toSet());
            // of touches at one moment that of a conversion is the last, as in fact_conversions.channel
            touches.sort(Comparator.comparingLong(Touch::at)
                    .thenComparing(t -> converting.contains(t.session))
                    .thenComparing(Touch::session));
            conversions.sort(Comparator.comparingLong(Conversion::at).thenComparing(Conversion::id));
            TouchStream stream = TouchStream.of(customer, touches, milestones(touches, conversions));
            Map<String, List<Conversion>> byType = new TreeMap<>();
            for (ConversionType type : types) byType.put(type.name(), new ArrayList<>());
            for (Conversion c : conversions)
                byType.computeIfAbsent(c.type, t -> new ArrayList<>()).add(c);
            List<Row> rows = new ArrayList<>();
            byType.forEach((type, ofType) -> addRows(stream, type, ofType, rows));
            return rows.iterator();
        }

        private static void add(Row row, List<Touch> touches, List<Conversion> conversions) {
            long at =
                    ChronoUnit.MICROS.between(Instant.EPOCH, row.getTimestamp(2).toInstant());
            if (row.getString(1).equals(TOUCH))
                touches.add(new Touch(
                        at,
                        row.getString(3),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getBoolean(9)));
            else
                conversions.add(new Conversion(
                        at,
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getDecimal(10),
                        row.getBoolean(11),
                        row.getDate(12)));
        }

        /** Milestones of the touches: those in a stage of opportunity, and the last touch before each lead. */
        private int[] milestones(List<Touch> touches, List<Conversion> conversions) {
            int[] milestones = touches.stream()
                    .mapToInt(t -> settings.opportunityStages().contains(t.stage) ? Path.OPPORTUNITY : 0)
                    .toArray();
            int before = 0;
            for (Conversion c : conversions) {
                while (before < touches.size() && touches.get(before).at <= c.at) before++;
                if (before > 0 && settings.leadTypes().contains(c.type)) milestones[before - 1] |= Path.LEAD;
            }
            return milestones;
        }

        private void addRows(TouchStream stream, String type, List<Conversion> conversions, List<Row> rows) {
            Optional<ConversionType> known =
                    types.stream().filter(t -> t.name().equals(type)).findFirst();
            PathRules rules = new PathRules(
                    PathRules.micros(known.map(ConversionType::lookBack).orElse(DEFAULT_LOOK_BACK)),
                    settings.maxTouches(type),
                    settings.reset(),
                    PathRules.micros(settings.viewWindow()));
            long[] moments =
                    conversions.stream().mapToLong(Conversion::at).distinct().toArray();
            PathWindow.cut(stream.times(), stream.views(), moments, rules, window -> {
                List<KeptTouch> kept = stream.kept(window, transforms);
                if (window.conversion() < 0) {
                    if (known.isPresent() && !kept.isEmpty()) rows.add(row(stream, type, kept, window, null));
                } else {
                    for (Conversion c : conversions)
                        if (c.at == window.outcomeAt()) rows.add(row(stream, type, kept, window, c));
                }
            });
        }

        /** A null path keeps its channels only: nobody is credited for it. */
        private Row row(
                TouchStream stream, String type, List<KeptTouch> kept, PathWindow window, Conversion conversion) {
            boolean isConverted = conversion != null;
            List<KeptTouch> credited = isConverted ? kept : List.of();
            List<Touch> touches = stream.touches;
            Instant at = Instant.EPOCH.plus(window.outcomeAt(), ChronoUnit.MICROS);
            LocalDate day =
                    isConverted ? conversion.day.toLocalDate() : at.atZone(zone).toLocalDate();
            String[] kinds = credited.stream()
                    .map(k -> touches.get(k.heaviest(stream.weights)).kind)
                    .toArray(String[]::new);
            String[] milestones = credited.stream()
                    .map(k -> Path.text(k.milestones(stream.milestones)))
                    .toArray(String[]::new);
            Long[] secondsBefore = credited.stream()
                    .map(k -> (window.outcomeAt() - touches.get(k.first()).at) / 1_000_000)
                    .toArray(Long[]::new);
            Boolean[] paid =
                    credited.stream().map(k -> touches.get(k.first()).isPaid).toArray(Boolean[]::new);
            String firstSession = kept.isEmpty() ? "" : touches.get(kept.get(0).first()).session;
            return new RowBuilder(AttributionPaths.TABLE)
                    .set(AttributionPaths.PATH_ID, isConverted ? conversion.id : type + " " + firstSession)
                    .set(AttributionPaths.CUSTOMER_ID, stream.customer)
                    .set(AttributionPaths.CONVERSION_TYPE, type)
                    .set(AttributionPaths.REVENUE_AMOUNT, isConverted ? conversion.revenue : BigDecimal.ZERO)
                    .set(AttributionPaths.INPUT_CHECKSUM, 0L)
                    .set(AttributionPaths.SESSION_IDS, stream.firsts(credited, Touch::session))
                    .set(AttributionPaths.CHANNELS, stream.firsts(kept, Touch::channel))
                    .set(AttributionPaths.CAMPAIGN_IDS, stream.firsts(credited, Touch::campaign))
                    .set(AttributionPaths.TOUCH_KINDS, kinds)
                    .set(AttributionPaths.MILESTONES, milestones)
                    .set(AttributionPaths.SECONDS_BEFORE, secondsBefore)
                    .set(AttributionPaths.IS_PAID, paid)
                    .set(AttributionPaths.IS_CONVERTED, isConverted)
                    .set(AttributionPaths.IS_FIRST, isConverted && conversion.first)
                    .set(AttributionPaths.OUTCOME_DATE, Date.valueOf(day))
                    .set(AttributionPaths.MONTH, Date.valueOf(day.withDayOfMonth(1)))
                    .set(AttributionPaths.OUTCOME_AT, Timestamp.from(at))
                    .row();
        }
    }
}
