package org.jejak.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.config.AttributionSettings;
import org.jejak.config.Settings;
import org.jejak.table.AggAttributionModel;
import org.jejak.table.RowBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionTest {
    @TempDir
    Path folder;

    private AttributionSettings settings(String more) throws Exception {
        Path file = folder.resolve("jejak.conf");
        Files.writeString(file, "jejak.attribution { fit-months = 2 }\njejak.attribution { " + more + " }");
        return Settings.read(file).attribution();
    }

    private static Dataset<Row> paths(int checksumOfMarch) {
        return TestSpark.session()
                .sql("SELECT date(month) AS month, date(month) AS outcome_date, bigint(checksum) AS input_checksum"
                        + " FROM VALUES ('2026-02-01', 7), ('2026-03-01', " + checksumOfMarch
                        + "), ('2026-04-01', 9) AS t(month, checksum)");
    }

    /** Rows of agg_attribution_model after a night that computed all months under the usual settings. */
    private List<Row> fitted() throws Exception {
        List<Row> rows = new ArrayList<>();
        Attribution.months(paths(8), settings(""))
                .forEach((month, known) -> rows.add(new RowBuilder(AggAttributionModel.TABLE)
                        .set(AggAttributionModel.MONTH, Attribution.date(month))
                        .set(AggAttributionModel.INPUT_CHECKSUM, known.hash())
                        .row()));
        return rows;
    }

    /** Months to compute again after such a night. */
    private Set<YearMonth> stale(int checksumOfMarch, AttributionSettings now) throws Exception {
        return Attribution.stale(Attribution.months(paths(checksumOfMarch), now), fitted(), now);
    }

    @Test
    void aMonthAndThoseThatLearnFromItAreComputedAgainWhenItsPathsChange() throws Exception {
        assertEquals(Set.of(), stale(8, settings("")));
        assertEquals(Set.of(YearMonth.of(2026, 3), YearMonth.of(2026, 4)), stale(80, settings("")));
    }

    @Test
    void otherSettingsAreToldFromOtherPaths() throws Exception {
        assertTrue(Attribution.isOfSameSettings(Attribution.months(paths(80), settings("")), fitted()));
        assertFalse(Attribution.isOfSameSettings(
                Attribution.months(paths(8), settings("view-weight-percent = 10")), fitted()));
        assertFalse(
                Attribution.isOfSameSettings(Attribution.months(paths(8), settings("")), List.of()), "nothing known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"view-weight-percent = 10", "direct-channel = none", "parameters.half-life = 1 day"})
    void allMonthsAreComputedAgainUnderOtherSettings(String changed) throws Exception {
        assertEquals(3, stale(8, settings(changed)).size());
    }
}
