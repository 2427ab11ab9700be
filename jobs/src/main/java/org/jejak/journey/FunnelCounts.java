package org.jejak.journey;

import static org.apache.spark.sql.functions.*;

import java.sql.Timestamp;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.sql.*;
import org.jejak.config.FunnelSettings;
import org.jejak.table.*;

/** The funnels of the settings as rows of {@link AggFunnel}: {@link FunnelStepCounts} by funnel, month, channel and dimension. */
public final class FunnelCounts {
    private static final String ALL = "all";

    /** What customers are told apart by, beside all of them together. */
    private static final List<Field> DIMENSIONS = List.of(FactFunnelSteps.DEVICE_TYPE, FactFunnelSteps.COUNTRY_CODE);

    private FunnelCounts() {}

    /**
     * Rows of {@link AggFunnel}; none for funnels that are no longer in the settings.
     *
     * @param reached rows of {@link FactFunnelSteps}
     * @param asOf end of the logical date: windows that end later are open
     */
    public static List<Row> funnels(Dataset<Row> reached, List<FunnelSettings> funnels, Timestamp asOf) {
        Map<String, FunnelSettings> byName = funnels.stream().collect(Collectors.toMap(FunnelSettings::name, f -> f));
        List<Row> rows = new ArrayList<>();
        FunnelStepCounts.of(
                        byDimension(reached.filter(FactFunnelSteps.FUNNEL_NAME
                                .col()
                                .isin(byName.keySet().toArray()))),
                        asOf,
                        key -> byName.get(key.get(0)).steps().size(),
                        FactFunnelSteps.FUNNEL_NAME.col(),
                        FactFunnelSteps.MONTH.col(),
                        FactFunnelSteps.CHANNEL.col(),
                        AggFunnel.DIMENSION.col(),
                        AggFunnel.DIMENSION_VALUE.col())
                .forEach((key, steps) -> steps.forEach(step -> rows.add(row(byName.get(key.get(0)), key, step))));
        return rows;
    }

    /** Each step once for all customers and once for each dimension, so that one pass counts them all. */
    private static Dataset<Row> byDimension(Dataset<Row> reached) {
        List<Column> groups = new ArrayList<>(List.of(group(ALL, lit(ALL))));
        DIMENSIONS.forEach(field -> groups.add(group(field.name(), field.col())));
        return reached.select(col("*"), inline(array(groups.toArray(Column[]::new))));
    }

    private static Column group(String dimension, Column value) {
        return struct(AggFunnel.DIMENSION.from(lit(dimension)), AggFunnel.DIMENSION_VALUE.from(value));
    }

    /** @param key funnel, month, channel, dimension and its value */
    private static Row row(FunnelSettings funnel, List<Object> key, FunnelStepCounts.Step step) {
        List<String> names =
                funnel.steps().stream().map(FunnelSettings.Step::name).toList();
        return new RowBuilder(AggFunnel.TABLE)
                .set(AggFunnel.FUNNEL_NAME, funnel.name())
                .set(AggFunnel.MODE, funnel.mode().name().toLowerCase(java.util.Locale.ROOT))
                .set(AggFunnel.STEP_NAME, FunnelStepCounts.stepName(names, funnel.mode(), step.step()))
                .set(AggFunnel.CHANNEL, key.get(2))
                .set(AggFunnel.DIMENSION, key.get(3))
                .set(AggFunnel.DIMENSION_VALUE, key.get(4))
                .set(AggFunnel.STEP, (long) step.step())
                .set(AggFunnel.STEP_COUNT, (long) names.size())
                .set(AggFunnel.ENTERED_COUNT, step.entered())
                .set(AggFunnel.REACHED_COUNT, step.reached())
                .set(AggFunnel.DROPPED_COUNT, step.dropped())
                .set(AggFunnel.OPEN_COUNT, step.open())
                .set(AggFunnel.CONVERSION_RATE, step.conversionRate())
                .set(AggFunnel.STEP_CONVERSION_RATE, step.stepConversionRate())
                .set(AggFunnel.SETTLED_CONVERSION_RATE, step.settledConversionRate())
                .set(AggFunnel.MEAN_SECONDS_FROM_START, step.meanSeconds())
                .set(AggFunnel.MEDIAN_SECONDS_FROM_START, step.medianSeconds())
                .set(AggFunnel.MEDIAN_SECONDS_FROM_PREVIOUS, step.medianSecondsFromPrevious())
                .set(AggFunnel.MONTH, key.get(1))
                .row();
    }
}
