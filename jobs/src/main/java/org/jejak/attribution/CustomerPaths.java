package org.jejak.attribution;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.AttributionSettings;
import org.jejak.config.ConversionType;
import org.jejak.table.AttributionPaths;
import org.jejak.table.FactConversions;
import org.jejak.table.FactTouchpoints;
import org.jejak.table.Field;
import org.jejak.table.RowBuilder;
import org.jejak.table.SortedGroups;

/**
 * Paths of customers to every conversion and to none, as rows of {@link AttributionPaths}. Works on any set of customers,
 * each with all touchpoints and conversions.
 */
public final class CustomerPaths {
    private static final String TOUCH = "touch";
    private static final StructType ROW = AttributionPaths.TABLE.toStructType();
    private static final Duration USUAL_LOOK_BACK = Duration.ofDays(30);

    private CustomerPaths() {}

    /**
     * Rows of {@link AttributionPaths}.
     *
     * @param types conversion types with their look-backs; conversions of other types look back 30 days and have no null paths
     */
    public static Dataset<Row> paths(
            Dataset<Row> touchpoints,
            Dataset<Row> conversions,
            AttributionSettings settings,
            List<ConversionType> types,
            ZoneId zone) {
        Dataset<Row> touches = touchpoints.select(
                FactTouchpoints.CUSTOMER_ID.col(),
                lit(TOUCH).as("kind"),
                FactTouchpoints.TOUCHED_AT.col().as("at"),
                FactTouchpoints.SESSION_ID.col().as("id"),
                FactTouchpoints.CHANNEL.col().as("what"),
                FactTouchpoints.CAMPAIGN_ID.col().as("campaign"),
                FactTouchpoints.TOUCH_KIND.col().as("touch_kind"),
                FactTouchpoints.STAGE.col().as("stage"),
                lit(null).cast(Field.MONEY).as("revenue"),
                lit(false).as("first"),
                FactTouchpoints.TOUCHED_DATE.col().as("day"));
        Column none = lit(null).cast("string");
        Dataset<Row> earned = conversions.select(
                FactConversions.CUSTOMER_ID.col(),
                lit("conversion").as("kind"),
                FactConversions.CONVERTED_AT.col().as("at"),
                FactConversions.CONVERSION_ID.col().as("id"),
                FactConversions.CONVERSION_TYPE.col().as("what"),
                none.as("campaign"),
                none.as("touch_kind"),
                none.as("stage"),
                FactConversions.REVENUE_AMOUNT.col().as("revenue"),
                FactConversions.IS_FIRST.col().as("first"),
                FactConversions.BUSINESS_DATE.col().as("day"));
        Teller teller = new Teller(settings, types, zone, Transforms.parse(settings.transform()));
        Column[] content = AttributionPaths.TABLE.fields().stream()
                .filter(f -> !f.equals(AttributionPaths.INPUT_CHECKSUM))
                .map(Field::col)
                .toArray(Column[]::new);
        return AttributionPaths.TABLE.select(touches.union(earned)
                .repartition(AttributionPaths.CUSTOMER_ID.col())
                .sortWithinPartitions("customer_id")
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> new SortedGroups(rows, 1).flatMap(teller::tell),
                        Encoders.row(ROW))
                .withColumn(AttributionPaths.INPUT_CHECKSUM.name(), xxhash64(content)));
    }

    private record Touch(
            long at, String session, String channel, String campaign, String kind, String stage, String[] milestone) {}

    private record Earned(long at, String id, String type, BigDecimal revenue, boolean first, Date day) {}

    /** Tells the paths of one customer. */
    private record Teller(AttributionSettings settings, List<ConversionType> types, ZoneId zone, Transforms transforms)
            implements Serializable {
        Iterator<Row> tell(Iterator<Row> rows) {
            String customer = null;
            List<Touch> touches = new ArrayList<>();
            List<Earned> earned = new ArrayList<>();
            while (rows.hasNext()) {
                Row row = rows.next();
                customer = row.getString(0);
                add(row, touches, earned);
            }
            return tell(customer, touches, earned).iterator();
        }

        private static void add(Row row, List<Touch> touches, List<Earned> earned) {
            long at =
                    ChronoUnit.MICROS.between(Instant.EPOCH, row.getTimestamp(2).toInstant());
            if (row.getString(1).equals(TOUCH))
                touches.add(new Touch(
                        at,
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        new String[] {""}));
            else
                earned.add(new Earned(
                        at, row.getString(3), row.getString(4), row.getDecimal(8), row.getBoolean(9), row.getDate(10)));
        }

        private List<Row> tell(String customer, List<Touch> touches, List<Earned> earned) {
            touches.sort(Comparator.comparingLong(Touch::at).thenComparing(Touch::session));
            earned.sort(Comparator.comparingLong(Earned::at).thenComparing(Earned::id));
            markMilestones(touches, earned);
            Map<String, List<Earned>> byType = new TreeMap<>();
            for (ConversionType type : types) byType.put(type.name(), new ArrayList<>());
            for (Earned e : earned)
                byType.computeIfAbsent(e.type, t -> new ArrayList<>()).add(e);
            List<Row> rows = new ArrayList<>();
            byType.forEach((type, ofType) -> tell(customer, type, touches, ofType, rows));
            return rows;
        }

        private void markMilestones(List<Touch> touches, List<Earned> earned) {
            for (Touch t : touches) if (settings.opportunityStages().contains(t.stage)) t.milestone[0] = "opportunity";
            int before = 0;
            for (Earned e : earned) {
                while (before < touches.size() && touches.get(before).at <= e.at) before++;
                if (before == 0 || !settings.leadTypes().contains(e.type)) continue;
                Touch last = touches.get(before - 1);
                if (!last.milestone[0].contains("lead")) last.milestone[0] = ("lead " + last.milestone[0]).strip();
            }
        }

        private void tell(String customer, String type, List<Touch> touches, List<Earned> earned, List<Row> rows) {
            Duration lookBack = types.stream()
                    .filter(t -> t.name().equals(type))
                    .map(ConversionType::lookBack)
                    .findFirst()
                    .orElse(USUAL_LOOK_BACK);
            boolean known = types.stream().anyMatch(t -> t.name().equals(type));
            boolean[] views = new boolean[touches.size()];
            for (int i = 0; i < views.length; i++) views[i] = "view".equals(touches.get(i).kind);
            long[] moments = earned.stream().mapToLong(Earned::at).distinct().toArray();
            PathRules rules = new PathRules(
                    PathRules.micros(lookBack),
                    settings.maxTouches(type),
                    settings.reset(),
                    PathRules.micros(settings.viewWindow()));
            PathWindow.cut(touches.stream().mapToLong(Touch::at).toArray(), views, moments, rules, stretch -> {
                List<Touch> on = transformed(
                        Arrays.stream(stretch.touches()).mapToObj(touches::get).toList());
                if (stretch.conversion() < 0) {
                    if (known && !on.isEmpty()) rows.add(row(customer, type, on, stretch.outcomeAt(), null));
                } else {
                    for (Earned e : earned)
                        if (e.at == moments[stretch.conversion()]) rows.add(row(customer, type, on, e.at, e));
                }
            });
        }

        private List<Touch> transformed(List<Touch> touches) {
            if (transforms.isNone() || touches.isEmpty()) return touches;
            ChannelDictionary names = new ChannelDictionary();
            int[] channels =
                    touches.stream().mapToInt(t -> names.number(t.channel)).toArray();
            return transforms.kept(channels, names).stream()
                    .map(kept ->
                            together(kept.touches().stream().map(touches::get).toList()))
                    .toList();
        }

        /** The first of some touches, with the milestones of all; a view only if all are. */
        private static Touch together(List<Touch> all) {
            Touch first = all.get(0);
            if (all.size() == 1) return first;
            String kind = first.kind;
            for (Touch t : all) if ("view".equals(kind)) kind = t.kind;
            String[] milestone = {
                Stream.of("lead", "opportunity")
                        .filter(m -> all.stream().anyMatch(t -> t.milestone[0].contains(m)))
                        .collect(Collectors.joining(" "))
            };
            return new Touch(first.at, first.session, first.channel, first.campaign, kind, first.stage, milestone);
        }

        /** A null path keeps its channels only: nobody is credited for it. */
        private Row row(String customer, String type, List<Touch> touches, long outcomeAt, Earned earned) {
            List<Touch> credited = earned == null ? List.of() : touches;
            Instant at = Instant.EPOCH.plus(outcomeAt, ChronoUnit.MICROS);
            LocalDate day = earned == null ? at.atZone(zone).toLocalDate() : earned.day.toLocalDate();
            return new RowBuilder(AttributionPaths.TABLE)
                    .set(AttributionPaths.PATH_ID, earned == null ? type + " " + touches.get(0).session : earned.id)
                    .set(AttributionPaths.CUSTOMER_ID, customer)
                    .set(AttributionPaths.CONVERSION_TYPE, type)
                    .set(AttributionPaths.REVENUE_AMOUNT, earned == null ? BigDecimal.ZERO : earned.revenue)
                    .set(AttributionPaths.INPUT_CHECKSUM, 0L)
                    .set(AttributionPaths.SESSION_IDS, texts(credited, Touch::session))
                    .set(AttributionPaths.CHANNELS, texts(touches, Touch::channel))
                    .set(AttributionPaths.CAMPAIGN_IDS, texts(credited, Touch::campaign))
                    .set(AttributionPaths.TOUCH_KINDS, texts(credited, Touch::kind))
                    .set(AttributionPaths.MILESTONES, texts(credited, t -> t.milestone[0]))
                    .set(
                            AttributionPaths.SECONDS_BEFORE,
                            credited.stream()
                                    .map(t -> (outcomeAt - t.at) / 1_000_000)
                                    .toArray(Long[]::new))
                    .set(AttributionPaths.IS_CONVERTED, earned != null)
                    .set(AttributionPaths.IS_FIRST, earned != null && earned.first)
                    .set(AttributionPaths.OUTCOME_DATE, Date.valueOf(day))
                    .set(AttributionPaths.OUTCOME_MONTH, Date.valueOf(day.withDayOfMonth(1)))
                    .set(AttributionPaths.OUTCOME_AT, Timestamp.from(at))
                    .row();
        }

        private static String[] texts(List<Touch> touches, java.util.function.Function<Touch, String> text) {
            return touches.stream().map(text).toArray(String[]::new);
        }
    }
}
