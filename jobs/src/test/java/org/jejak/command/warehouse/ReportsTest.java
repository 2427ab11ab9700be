package org.jejak.command.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.pipeline.ExitCodes;
import org.jejak.pipeline.SimulatedWorld;
import org.jejak.pipeline.Worlds;
import org.jejak.pipeline.job.InputMissingException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of real publications. */
class ReportsTest {
    private static final LocalDate DATE = LocalDate.of(2025, 10, 1);

    @TempDir
    private static Path folder;

    private static Settings settings;
    private static String page;

    @BeforeAll
    static void write() throws IOException {
        settings = SimulatedWorld.settings();
        page = Files.readString(reports(settings).write(DATE, "en", folder));
    }

    /** The first page, recomputed by SQL of our own over the published versions. */
    @Test
    void headlinesAgreeWithIndependentSql() {
        Row sums = TestSpark.session()
                .sql("SELECT sum(order_count), sum(visit_count), sum(revenue_amount), sum(spend_amount)"
                        + " FROM " + published("agg_channel_daily")
                        + " WHERE business_date > DATE'2025-09-03' AND business_date <= DATE'2025-10-01'")
                .first();
        assertTrue(sums.getLong(0) > 0);
        String[] counts = {"Orders", "Visits"};
        for (int i = 0; i < counts.length; i++) assertHeadline(counts[i], brief(sums.getLong(i)));
        assertHeadline("Revenue", "USD\u00a0" + brief(sums.getDecimal(2).doubleValue()));
        assertHeadline("Ad spend", "USD\u00a0" + brief(sums.getDecimal(3).doubleValue()));
    }

    @Test
    void theIndexOfTheFirstPageAgreesWithIndependentSql() {
        Row index = TestSpark.session()
                .sql("SELECT value, value_low, value_high FROM " + published("agg_cx_index")
                        + " WHERE cell_type = 'rolling_3_months' AND dimension = 'index' AND part = 'mixed' AND is_current"
                        + " ORDER BY month DESC LIMIT 1")
                .first();
        String shown = index.isNullAt(0) ? "\u2013" : String.format(Locale.ROOT, "%.1f", index.getDouble(0));
        assertTitle("CX index, Aug to Oct 2025", shown);
        if (index.isNullAt(0)) return;
        String half = String.format(Locale.ROOT, "\u00b1 %.1f", (index.getDouble(2) - index.getDouble(1)) / 2);
        assertTrue(page.contains(half), half);
    }

    /** A gold table at the version that the last run published. */
    private static String published(String table) {
        long version = TestSpark.session()
                .sql("SELECT delta_version FROM delta.`" + settings.warehouse() + "/ops/publications` p JOIN delta.`"
                        + settings.warehouse() + "/ops/runs` r USING (run_id) WHERE table_name = 'gold." + table
                        + "' ORDER BY sequence_number DESC LIMIT 1")
                .first()
                .getLong(0);
        return "delta.`" + settings.warehouse() + "/gold/" + table + "` VERSION AS OF " + version;
    }

    private static String brief(double value) {
        if (value >= 1e6) return String.format(Locale.ROOT, value >= 1e7 ? "%.0fM" : "%.1fM", value / 1e6);
        return value >= 1e4 ? Math.round(value / 1e3) + "K" : String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    private static void assertHeadline(String name, String written) {
        assertTitle(name + ", 28 days to 1 October", written);
    }

    private static void assertTitle(String title, String written) {
        assertTrue(
                page.contains("<h2>" + title + "</h2>\n<p class=\"value\">" + written + "</p>"),
                title + " should be " + written);
    }

    @Test
    void numbersOfTheNightAreThoseOfTheLedger() {
        Row counts = TestSpark.session()
                .sql("SELECT sum(read_count), sum(duplicate_count), sum(rejected_count) FROM delta.`"
                        + settings.warehouse() + "/ops/ingested_files`")
                .first();
        assertTrue(page.contains(String.format(Locale.ROOT, "This run read %,d records", counts.getLong(0))));
        assertTrue(page.contains(
                String.format(Locale.ROOT, "%,d duplicates, %,d rejected", counts.getLong(1), counts.getLong(2))));
    }

    @Test
    void sameDateGivesSameBytes() throws IOException {
        Path again = reports(settings).write(DATE, "en", folder.resolve("again"));
        assertEquals(page, Files.readString(again));
        assertEquals("report-2025-10-01.html", again.getFileName().toString());
    }

    @Test
    void textAndJsonLieBesideThePage() throws IOException {
        String text = Files.readString(folder.resolve("report-2025-10-01.txt"));
        assertTrue(text.lines().findFirst().orElseThrow().contains("1 October 2025"), text);
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("report-2025-10-01.json")));
        assertEquals("2025-10-01", json.at("/date").asText());
        List<Row> names = TestSpark.session()
                .sql("SELECT DISTINCT table_name FROM delta.`" + settings.warehouse() + "/ops/publications`")
                .collectAsList();
        for (Row name : names) assertTrue(json.at("/delta_versions").has(name.getString(0)), name.getString(0));
    }

    /** A table that changes after a publication does not change its report. */
    @Test
    void reportReadsThePublishedVersionsNotTheLatest() throws IOException {
        Path home = folder.resolve("copy");
        Worlds.copy(SimulatedWorld.folder().resolve("warehouse"), home);
        SparkSession spark = TestSpark.session();
        String orders = home + "/gold/agg_channel_daily";
        spark.sql("DELETE FROM delta.`" + orders + "`");
        Settings copied = SimulatedWorld.settingsWith(Map.of("jejak.warehouse", home.toString()));
        String later = Files.readString(reports(copied).write(DATE, "en", folder.resolve("later")));
        // another folder is another setting, which the small print says
        String changed = "The settings were changed since this run";
        assertTrue(later.contains(changed));
        assertEquals(page.indexOf("<p class=\"note\">" + changed), -1);
        assertEquals(page, later.replaceAll("<p class=\"note\">" + changed + ".*?</p>", ""));
    }

    @Test
    void aDateWithoutPublicationIsAnError() {
        Exception e = assertThrows(
                InputMissingException.class, () -> reports(settings).write(DATE.plusYears(1), "en", folder));
        assertTrue(e.getMessage().contains("2026-10-01") && e.getMessage().contains("jejak status"), e.getMessage());
        assertEquals(ExitCodes.INPUT_MISSING, ExitCodes.of(e));
    }

    @Test
    void aReportThatFailsIsNoFailedNight() {
        Settings broken = SimulatedWorld.settingsWith(
                Map.of("jejak.warehouse", folder.resolve("nothing").toString()));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new Reports(TestSpark.session(), broken).afterNight(new PrintStream(said, true, StandardCharsets.UTF_8));
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("the report could not be made"), said.toString());
        assertFalse(Files.exists(broken.report().folder().resolve("report-2025-10-01.html")));
    }

    private static Reports reports(Settings of) {
        return new Reports(TestSpark.session(), of);
    }
}
