package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.delta.tables.DeltaTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.functions;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.table.AggAttribution;
import org.jejak.table.FactJourneys;
import org.jejak.table.Publications;
import org.jejak.table.QualityResults;
import org.jejak.table.Runs;
import org.jejak.warehouse.Warehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityGateTest {
    @TempDir
    Path folder;

    @Test
    void moneyThatGotLostKeepsANightFromBeingPublished() throws Exception {
        SmallWorld world = new SmallWorld(4);
        Settings settings = Worlds.install(folder, SmallWorld.settings(), Map.of());
        world.write(Path.of(settings.raw()), world.files().keySet());
        Worlds.night(settings, SmallWorld.END);
        Warehouse warehouse = new Warehouse(TestSpark.session(), settings.warehouse());
        assertEquals(
                List.of("passed|" + (QualityGate.rules(settings).size() + 1)), // and that of the night's segments
                TestSpark.texts(warehouse
                        .read(QualityResults.TABLE)
                        .filter("rule NOT LIKE 'rejected_of_%' AND rule NOT LIKE 'somebody_in_%'")
                        .groupBy(QualityResults.OUTCOME.col())
                        .count()));

        // one cent, on a journey that a quiet night does not tell again
        String journey = warehouse
                .read(FactJourneys.TABLE)
                .orderBy(FactJourneys.ENDED_AT.col().desc(), FactJourneys.JOURNEY_ID.col())
                .first()
                .getAs(FactJourneys.JOURNEY_ID.name());
        DeltaTable.forPath(TestSpark.session(), warehouse.pathOf(FactJourneys.TABLE))
                .update(
                        FactJourneys.JOURNEY_ID.col().equalTo(journey),
                        Map.of("revenue_amount", functions.expr("revenue_amount + 0.01")));
        // and a credit that one model gives to nobody
        DeltaTable.forPath(TestSpark.session(), warehouse.pathOf(AggAttribution.TABLE))
                .delete(AggAttribution.MODEL.col().equalTo("linear"));
        var blocked = assertThrows(QualityGate.Blocked.class, () -> Worlds.night(settings, SmallWorld.END.plusDays(1)));
        assertTrue(blocked.getMessage().contains("revenue_of_journeys: gold.fact_journeys sum(revenue_amount) is "));
        assertTrue(blocked.getMessage().contains("conversions_by_linear: "), blocked.getMessage());
        assertEquals(ExitCodes.QUALITY_GATE, ExitCodes.of(blocked));
        assertEquals(
                List.of("revenue_of_journeys|0.01"),
                TestSpark.texts(warehouse
                        .read(QualityResults.TABLE)
                        .filter("outcome = 'failed' AND rule LIKE '%journeys'")
                        .select("rule", "observed")));
        assertEquals(
                List.of("conversions_by_linear", "credited_revenue_in_days", "credits_in_days", "revenue_by_linear"),
                TestSpark.texts(warehouse
                        .read(QualityResults.TABLE)
                        .filter("outcome = 'failed' AND severity = 'block' AND rule NOT LIKE '%journeys'")
                        .select("rule")));
        assertEquals(
                List.of(
                        "rejected_of_orders",
                        "somebody_in_segment_both",
                        "somebody_in_segment_hot",
                        "somebody_in_segment_readers"),
                TestSpark.texts(warehouse
                        .read(QualityResults.TABLE)
                        .filter("outcome = 'failed' AND severity = 'warn'")
                        .select("rule")
                        .distinct()),
                "many rejects and segments without anybody are said and keep nothing from being published");
        assertEquals(
                List.of("done|0|1", "failed|11|2"),
                TestSpark.texts(warehouse.read(Runs.TABLE).select("outcome", "exit_code", "sequence_number")));
        assertEquals(
                1,
                warehouse.read(Publications.TABLE).select("run_id").distinct().count(),
                "the last good publication stands");
    }
}
