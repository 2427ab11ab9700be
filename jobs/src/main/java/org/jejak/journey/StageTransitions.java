package org.jejak.journey;

import static org.apache.spark.sql.functions.*;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.*;
import org.jejak.config.StageRule;
import org.jejak.table.*;

/** Counts and lengths of stage visits, by the stage that came next. */
public final class StageTransitions {
    private static final String CURRENT = "(current)";
    private static final double MICROS_PER_DAY = 86_400e6;

    private StageTransitions() {}

    /** Rows of {@link AggStageTransition}. */
    public static Dataset<Row> transitions(Dataset<Row> stageVisits) {
        Column length =
                unix_micros(FactStageHistory.LEFT_AT.col()).minus(unix_micros(FactStageHistory.ENTERED_AT.col()));
        Column source = AggStageTransition.SOURCE_STAGE.col();
        Column target = AggStageTransition.TARGET_STAGE.col();
        return AggStageTransition.TABLE.select(stageVisits
                .groupBy(
                        AggStageTransition.MONTH.from(FactStageHistory.MONTH.col()),
                        AggStageTransition.SOURCE_STAGE.from(FactStageHistory.STAGE.col()),
                        AggStageTransition.TARGET_STAGE.from(coalesce(FactStageHistory.NEXT_STAGE.col(), lit(CURRENT))))
                .agg(
                        AggStageTransition.STAY_COUNT.from(count(lit(1))),
                        AggStageTransition.FIRST_STAY_COUNT.from(
                                sum(when(FactStageHistory.POSITION.col().equalTo(1), 1L)
                                        .otherwise(0L))),
                        AggStageTransition.MEAN_DAYS.from(
                                sum(length).divide(count(length)).divide(MICROS_PER_DAY)),
                        AggStageTransition.MEDIAN_DAYS.from(
                                percentile(length, lit(0.5)).divide(MICROS_PER_DAY)))
                .withColumn(
                        AggStageTransition.DIRECTION.name(),
                        when(target.equalTo(CURRENT), "current")
                                .when(place(target).lt(place(source)), "back")
                                .otherwise("forward")));
    }

    private static Column place(Column stage) {
        List<String> stages = StageRule.STAGES;
        return coalesce(IntStream.range(0, stages.size())
                .mapToObj(i -> when(stage.equalTo(stages.get(i)), i))
                .toArray(Column[]::new));
    }
}
