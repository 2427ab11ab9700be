package org.jejak.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.table.AttributionPaths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerPathsTest {
    private static final String TOUCHES = """
            SELECT 'ann' AS customer_id, session_id, channel, null AS campaign_id, touch_kind, stage,
                timestamp(day) AS touched_at, date(day) AS touched_date
            FROM VALUES
                ('s1', 'display', 'view', 'reach', '2026-01-01'),
                ('s2', 'display', 'click', 'convert', '2026-01-02'),
                ('s3', 'display', 'view', 'reach', '2026-01-03'),
                ('s4', 'search', 'visit', 'reach', '2026-01-04')
            AS t(session_id, channel, touch_kind, stage, day)
            """;
    private static final String CONVERSIONS = """
            SELECT 'ann' AS customer_id, id AS conversion_id, type AS conversion_type, 10.0 AS revenue_amount,
                true AS is_first, timestamp(at) AS converted_at, date(at) AS business_date
            FROM VALUES ('c1', 'lead', '2026-01-03 12:00:00'), ('c2', 'order', '2026-01-04 12:00:00') AS t(id, type, at)
            """;

    @TempDir
    Path folder;

    /** Sessions, kinds and milestones of the path to the order. */
    private List<String> pathToOrder(String transform) throws Exception {
        Path file = folder.resolve("jejak.conf");
        Files.writeString(
                file,
                "jejak.attribution { view-window = 30 days, lead-types = [lead], transform = \"" + transform + "\" }");
        Settings settings = Settings.read(file);
        Dataset<Row> paths = CustomerPaths.paths(
                TestSpark.session().sql(TOUCHES),
                TestSpark.session().sql(CONVERSIONS),
                settings.attribution(),
                settings.journey().conversions(),
                ZoneOffset.UTC);
        return TestSpark.texts(paths.filter(AttributionPaths.PATH_ID.col().equalTo("c2"))
                .select(
                        AttributionPaths.SESSION_IDS.col().cast("string"),
                        AttributionPaths.TOUCH_KINDS.col().cast("string"),
                        AttributionPaths.MILESTONES.col().cast("string")));
    }

    @Test
    void aTouchThatStaysForOthersStaysWithTheirClickAndMilestones() throws Exception {
        assertEquals(
                List.of("[s1, s2, s3, s4]|[view, click, view, visit]|[, opportunity, lead, ]"), pathToOrder("unique"));
        assertEquals(List.of("[s1, s4]|[click, visit]|[lead opportunity, ]"), pathToOrder("exposure"));
        assertEquals(
                List.of("[s1, s2, s3]|[view, click, view]|[, opportunity, lead]"),
                pathToOrder("remove_if_not_all(search)"));
    }
}
