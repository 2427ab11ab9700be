package org.jejak.attribution;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.*;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.*;
import org.jejak.table.*;

/**
 * Rows of {@link org.jejak.table.FactAttribution} for one conversion: every touchpoint by every model. Credit is split in
 * steps of 1e-12 and revenue in units of a ten-thousandth by largest remainder, so both add up exactly.
 *
 * @param models all models
 * @param allocators (month, conversion type, model) to the weights of a data-driven model; see {@link #key}
 * @param viewWeight what a view counts next to 1 for anything else
 * @param direct name of the channel that is direct
 */
record Credits(List<AttributionModel> models, Map<String, FitAllocator> allocators, double viewWeight, String direct)
        implements FlatMapFunction<Row, Row> {
    static final String UNATTRIBUTED = "(unattributed)";

    /** Columns of {@link AttributionPaths} that rows have, in this order. */
    static final List<Field> INPUT = List.of(
            AttributionPaths.PATH_ID,
            AttributionPaths.CUSTOMER_ID,
            AttributionPaths.CONVERSION_TYPE,
            AttributionPaths.REVENUE_AMOUNT,
            AttributionPaths.SESSION_IDS,
            AttributionPaths.CHANNELS,
            AttributionPaths.CAMPAIGN_IDS,
            AttributionPaths.TOUCH_KINDS,
            AttributionPaths.MILESTONES,
            AttributionPaths.SECONDS_BEFORE,
            AttributionPaths.IS_FIRST,
            AttributionPaths.OUTCOME_DATE,
            AttributionPaths.MONTH,
            AttributionPaths.IS_PAID);

    private static final long STEPS = 1_000_000_000_000L;

    static String key(Date month, String type, String model) {
        return month + "|" + type + "|" + model;
    }

    @Override
    public Iterator<Row> call(Row row) {
        List<String> channels = row.getList(5);
        List<Row> rows = new ArrayList<>();
        Path path = path(row, channels);
        long units = CompactPaths.units(row.getDecimal(3));
        for (AttributionModel model : models) {
            if (channels.isEmpty()) {
                rows.add(row(row, model, -1, STEPS, units));
                continue;
            }
            double[] weights = model instanceof RuleModel rule
                    ? rule.weights(path)
                    : RuleModel.byKind(
                            allocators
                                    .get(key(row.getDate(12), row.getString(2), model.name()))
                                    .weights(channels),
                            path);
            long[] credits = Apportionment.split(weights, STEPS);
            long[] revenue = Apportionment.split(weights, units);
            for (int i = 0; i < weights.length; i++) rows.add(row(row, model, i, credits[i], revenue[i]));
        }
        return rows.iterator();
    }

    private Path path(Row row, List<String> channels) {
        ChannelDictionary names = new ChannelDictionary();
        int[] numbers = names.numbers(channels.toArray(String[]::new));
        long[] seconds =
                row.<Long>getList(9).stream().mapToLong(Long::longValue).toArray();
        double[] kinds = row.<String>getList(7).stream()
                .mapToDouble(k -> k.equals("view") ? viewWeight : 1)
                .toArray();
        int[] milestones =
                row.<String>getList(8).stream().mapToInt(Path::milestones).toArray();
        return new Path(
                numbers,
                seconds,
                Arrays.stream(kinds).allMatch(k -> k == 1) ? null : kinds,
                milestones,
                names.find(direct));
    }

    /**
     * A row in the order of the columns of fact_attribution: filling rows by field would take longer than computing them.
     *
     * @param touch index of the touch; -1 for a conversion without any
     */
    private static Row row(Row path, AttributionModel model, int touch, long credit, long revenue) {
        boolean hasTouch = touch >= 0;
        return RowFactory.create(
                path.getString(0),
                hasTouch ? path.getList(4).get(touch) : null,
                model.name(),
                path.getString(1),
                path.getString(2),
                hasTouch ? path.getList(5).get(touch) : UNATTRIBUTED,
                hasTouch ? path.getList(6).get(touch) : "(none)",
                credit / (double) STEPS,
                BigDecimal.valueOf(revenue, 4),
                touch + 1L,
                (long) path.getList(4).size(),
                hasTouch ? path.getList(9).get(touch) : null,
                hasTouch && path.<Boolean>getList(13).get(touch),
                path.getBoolean(10),
                path.getDate(11),
                path.getDate(12));
    }
}
