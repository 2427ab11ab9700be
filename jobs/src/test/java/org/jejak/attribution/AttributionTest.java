package org.jejak.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.config.AttributionSettings;
import org.jejak.config.Settings;
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

    /** Months to compute again after a night that computed all under the usual settings. */
    private Set<YearMonth> stale(int checksumOfMarch, AttributionSettings now) throws Exception {
        StringBuilder before = new StringBuilder();
        Attribution.months(paths(8), settings(""))
                .forEach((month, known) -> before.append(before.isEmpty() ? "" : ", ")
                        .append("('" + month + "-01', " + known.hash() + ")"));
        Dataset<Row> fitted = TestSpark.session()
                .sql("SELECT date(month) AS month, bigint(checksum) AS input_checksum FROM VALUES " + before
                        + " AS t(month, checksum)");
        return Attribution.stale(Attribution.months(paths(checksumOfMarch), now), fitted, now);
    }

    @Test
    void aMonthAndThoseThatLearnFromItAreComputedAgainWhenItsPathsChange() throws Exception {
        assertEquals(Set.of(), stale(8, settings("")));
        assertEquals(Set.of(YearMonth.of(2026, 3), YearMonth.of(2026, 4)), stale(80, settings("")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"view-weight-percent = 10", "direct-channel = none", "parameters.half-life = 1 day"})
    void allMonthsAreComputedAgainUnderOtherSettings(String changed) throws Exception {
        assertEquals(3, stale(8, settings(changed)).size());
    }
}
