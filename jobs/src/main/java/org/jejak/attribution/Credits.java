package org.jejak.attribution;

import static org.apache.spark.sql.functions.*;

import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.table.*;

/**
 * Splits conversions over their touchpoints by some models: as rows of {@link FactAttribution}, or added up as rows of
 * {@link AggAttribution}. Credit is split in steps of 1e-12 and revenue in units of a ten-thousandth by largest remainder, so
 * both add up exactly.
 *
 * @param models the models
 * @param allocators (month, conversion type, model) to the weights of a model that is fitted; see {@link #key}
 * @param viewWeight what a view counts next to 1 for anything else
 * @param direct name of the channel that is direct
 */
record Credits(List<AttributionModel> models, Map<String, FitAllocator> allocators, double viewWeight, String direct)
        implements Serializable {
    static final String UNATTRIBUTED = "(unattributed)";

    private static final String NO_CAMPAIGN = "(none)";
    private static final long STEPS = 1_000_000_000_000L;

    /** Columns of {@link AttributionPaths} that a split is made from, in this order. */
    private static final List<Field> INPUT = List.of(
            AttributionPaths.CONVERSION_TYPE,
            AttributionPaths.REVENUE_AMOUNT,
            AttributionPaths.CHANNELS,
            AttributionPaths.TOUCH_KINDS,
            AttributionPaths.MILESTONES,
            AttributionPaths.SECONDS_BEFORE,
            AttributionPaths.MONTH);

    /** What sums tell apart beside that. */
    private static final List<Field> GROUPS = List.of(
            AttributionPaths.CAMPAIGN_IDS,
            AttributionPaths.IS_PAID,
            AttributionPaths.IS_FIRST,
            AttributionPaths.OUTCOME_DATE);

    private static final DataType CREDIT = DataTypes.createDecimalType(24, 12);
    private static final String TOUCH = "touch";

    /** What a model gives to the touches of a path; to the conversion itself if there are none. */
    private record Split(AttributionModel model, long[] credits, long[] revenue) {}

    /** A group of {@link AggAttribution}. */
    private record Cell(
            Date day, Date month, String channel, boolean isPaid, String campaign, String model, String type) {}

    static String key(Date month, String type, String model) {
        return month + "|" + type + "|" + model;
    }

    /** Whether a model's credits depend on other paths than the conversion's own. */
    static boolean isFitted(AttributionModel model) {
        return !(model instanceof RuleModel);
    }

    /** The same, by those of the models that are fitted, or by the others. */
    Credits ofFitted(boolean fitted) {
        return new Credits(models.stream().filter(m -> isFitted(m) == fitted).toList(), allocators, viewWeight, direct);
    }

    /**
     * Rows of {@link FactAttribution}: one per model and touch. Java splits; Spark, which makes rows faster, makes the rows.
     *
     * @param conversions rows of {@link AttributionPaths} that converted
     */
    Dataset<Row> rows(Dataset<Row> conversions) {
        StructType part = new StructType()
                .add(FactAttribution.MODEL.name(), DataTypes.StringType, false)
                .add(TOUCH, DataTypes.IntegerType, false)
                .add(FactAttribution.CREDIT.name(), DataTypes.DoubleType, false)
                .add("share", Field.MONEY, false);
        UserDefinedFunction parts =
                udf((UDF1<Row, Row[]> & Serializable) this::parts, DataTypes.createArrayType(part, false));
        Column touch = col(TOUCH);
        return FactAttribution.TABLE.select(conversions
                .select(
                        col("*"),
                        inline(parts.apply(struct(INPUT.stream().map(Field::col).toArray(Column[]::new)))))
                .select(
                        FactAttribution.CONVERSION_ID.from(AttributionPaths.PATH_ID.col()),
                        FactAttribution.SESSION_ID.from(get(AttributionPaths.SESSION_IDS.col(), touch)),
                        FactAttribution.MODEL.col(),
                        FactAttribution.CUSTOMER_ID.col(),
                        FactAttribution.CONVERSION_TYPE.col(),
                        FactAttribution.CHANNEL.from(
                                coalesce(get(AttributionPaths.CHANNELS.col(), touch), lit(UNATTRIBUTED))),
                        FactAttribution.CAMPAIGN_ID.from(
                                coalesce(get(AttributionPaths.CAMPAIGN_IDS.col(), touch), lit(NO_CAMPAIGN))),
                        FactAttribution.CREDIT.col(),
                        FactAttribution.REVENUE_AMOUNT.from(col("share")),
                        FactAttribution.POSITION.from(touch.plus(1)),
                        FactAttribution.TOUCH_COUNT.from(size(AttributionPaths.SESSION_IDS.col())),
                        FactAttribution.SECONDS_BEFORE.from(get(AttributionPaths.SECONDS_BEFORE.col(), touch)),
                        FactAttribution.IS_PAID.from(coalesce(get(AttributionPaths.IS_PAID.col(), touch), lit(false))),
                        FactAttribution.IS_FIRST.col(),
                        FactAttribution.CONVERTED_DATE.from(AttributionPaths.OUTCOME_DATE.col()),
                        FactAttribution.MONTH.col()));
    }

    /** Model, touch (-1 for a conversion without any), credit and revenue of every row of a conversion. */
    private Row[] parts(Row row) {
        List<Row> parts = new ArrayList<>();
        boolean hasTouch = !row.getList(2).isEmpty();
        splits(row).forEach(split -> {
            for (int i = 0; i < split.credits.length; i++)
                parts.add(RowFactory.create(
                        split.model.name(),
                        hasTouch ? i : -1,
                        split.credits[i] / (double) STEPS,
                        BigDecimal.valueOf(split.revenue[i], 4)));
        });
        return parts.toArray(Row[]::new);
    }

    private Stream<Split> splits(Row row) {
        List<String> channels = row.getList(2);
        long units = CompactPaths.units(row.getDecimal(1));
        if (channels.isEmpty())
            return models.stream().map(model -> new Split(model, new long[] {STEPS}, new long[] {units}));
        Path path = path(row, channels);
        return models.stream().map(model -> {
            double[] weights = model instanceof RuleModel rule
                    ? rule.weights(path)
                    : RuleModel.byKind(
                            allocators
                                    .get(key(row.getDate(6), row.getString(0), model.name()))
                                    .weights(channels),
                            path);
            return new Split(model, Apportionment.split(weights, STEPS), Apportionment.split(weights, units));
        });
    }

    private Path path(Row row, List<String> channels) {
        ChannelDictionary names = new ChannelDictionary();
        int[] numbers = names.numbers(channels.toArray(String[]::new));
        long[] seconds =
                row.<Long>getList(5).stream().mapToLong(Long::longValue).toArray();
        double[] kinds = row.<String>getList(3).stream()
                .mapToDouble(k -> k.equals("view") ? viewWeight : 1)
                .toArray();
        int[] milestones =
                row.<String>getList(4).stream().mapToInt(Path::milestones).toArray();
        return new Path(
                numbers,
                seconds,
                Arrays.stream(kinds).allMatch(k -> k == 1) ? null : kinds,
                milestones,
                names.find(direct));
    }

    /**
     * Rows of {@link AggAttribution}: the sums of {@link #rows}, without making these. Parts are added up where the paths are
     * read.
     *
     * @param conversions rows of {@link AttributionPaths} that converted
     */
    Dataset<Row> daily(Dataset<Row> conversions) {
        List<Field> keys = List.of(
                AggAttribution.BUSINESS_DATE,
                AggAttribution.MONTH,
                AggAttribution.CHANNEL,
                AggAttribution.IS_PAID,
                AggAttribution.CAMPAIGN_ID,
                AggAttribution.MODEL,
                AggAttribution.CONVERSION_TYPE);
        // credit is a whole number of 1e-12: as a decimal it adds up exactly, in any order
        StructType partial = new StructType();
        for (Field key : keys) partial = partial.add(key.name(), key.type());
        partial = partial.add(AggAttribution.CONVERSION_COUNT.name(), CREDIT)
                .add(AggAttribution.NEW_CUSTOMER_CONVERSION_COUNT.name(), CREDIT)
                .add(AggAttribution.REVENUE_AMOUNT.name(), Field.MONEY_SUM)
                .add(AggAttribution.NEW_CUSTOMER_REVENUE_AMOUNT.name(), Field.MONEY_SUM);
        return AggAttribution.TABLE.select(conversions
                .select(Stream.concat(INPUT.stream(), GROUPS.stream())
                        .map(Field::col)
                        .toArray(Column[]::new))
                .mapPartitions((MapPartitionsFunction<Row, Row>) this::sums, Encoders.row(partial))
                .groupBy(keys.stream().map(Field::col).toArray(Column[]::new))
                .agg(
                        sum(AggAttribution.CONVERSION_COUNT.col()).as(AggAttribution.CONVERSION_COUNT.name()),
                        sum(AggAttribution.NEW_CUSTOMER_CONVERSION_COUNT.col())
                                .as(AggAttribution.NEW_CUSTOMER_CONVERSION_COUNT.name()),
                        sum(AggAttribution.REVENUE_AMOUNT.col()).as(AggAttribution.REVENUE_AMOUNT.name()),
                        sum(AggAttribution.NEW_CUSTOMER_REVENUE_AMOUNT.col())
                                .as(AggAttribution.NEW_CUSTOMER_REVENUE_AMOUNT.name())));
    }

    private Iterator<Row> sums(Iterator<Row> conversions) {
        Map<Cell, long[]> sums = new HashMap<>();
        conversions.forEachRemaining(row -> add(row, sums));
        return sums.entrySet().stream().map(e -> row(e.getKey(), e.getValue())).iterator();
    }

    private void add(Row row, Map<Cell, long[]> sums) {
        List<String> channels = row.getList(2);
        List<String> campaigns = row.getList(7);
        List<Boolean> paid = row.getList(8);
        boolean isFirst = row.getBoolean(9);
        boolean hasTouch = !channels.isEmpty();
        splits(row).forEach(split -> {
            for (int i = 0; i < split.credits.length; i++) {
                Cell cell = new Cell(
                        row.getDate(10),
                        row.getDate(6),
                        hasTouch ? channels.get(i) : UNATTRIBUTED,
                        hasTouch && paid.get(i),
                        hasTouch ? campaigns.get(i) : NO_CAMPAIGN,
                        split.model.name(),
                        row.getString(0));
                long[] sum = sums.computeIfAbsent(cell, c -> new long[4]);
                sum[0] = Math.addExact(sum[0], split.credits[i]);
                sum[2] = Math.addExact(sum[2], split.revenue[i]);
                if (!isFirst) continue;
                sum[1] += split.credits[i];
                sum[3] = Math.addExact(sum[3], split.revenue[i]);
            }
        });
    }

    private static Row row(Cell cell, long[] sum) {
        return RowFactory.create(
                cell.day,
                cell.month,
                cell.channel,
                cell.isPaid,
                cell.campaign,
                cell.model,
                cell.type,
                BigDecimal.valueOf(sum[0], 12),
                BigDecimal.valueOf(sum[1], 12),
                BigDecimal.valueOf(sum[2], 4),
                BigDecimal.valueOf(sum[3], 4));
    }
}
