package org.jejak.command.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Files as other tools write them, read by {@code jejak attribute}. The facts are computed by hand. */
class AttributionFileTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    private List<Row> rows(String option, String name, String content, String... more) throws Exception {
        Path file = folder.resolve(name);
        if (content != null) Files.writeString(file, content);
        AttributeCommand command = new AttributeCommand();
        new CommandLine(command).parseArgs(Options.of(List.of(option, file.toString()), more));
        told.reset();
        return command.report(TestSpark.session(), new PrintStream(told, true, StandardCharsets.UTF_8))
                .rows();
    }

    /** Rows as "channel conversions value effect", rounded to three digits; no effect for rules. */
    private List<String> attribute(String option, String name, String content, String... more) throws Exception {
        return rows(option, name, content, more).stream()
                .map(r -> r.getString(1) + " " + rounded(r.getDouble(2)) + " " + rounded(r.getDouble(4))
                        + (r.isNullAt(6) ? "" : " " + rounded(r.getDouble(6))))
                .toList();
    }

    private static String rounded(double number) {
        return String.valueOf(Math.round(number * 1000) / 1000.0);
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }

    private String refused(String option, String name, String content, String... more) {
        return assertThrows(IllegalArgumentException.class, () -> attribute(option, name, content, more))
                .getMessage();
    }

    /** Four people; a journey ends with its conversion. Removal effects: the share of the conversions that need it. */
    @Test
    void touchesUnderOtherColumnNames() throws Exception {
        String log = """
                user_pseudo_id,session_id,event_time,is_purchase,n_purchases,source_medium
                A,2,2022-01-20 15:00:00,0,0,direct
                A,3,2022-01-20 16:00:00,0,0,google_ads
                A,4,2022-01-20 17:00:00,1,1,direct
                B,5,2022-01-21 17:00:00,0,0,seo
                B,6,2022-01-21 20:00:00,0,0,direct
                C,7,2022-02-21 21:00:00,0,0,direct
                C,8,2022-02-21 22:00:00,0,0,crm
                C,9,2022-02-21 23:00:00,1,1,direct
                E,17,2022-03-21 21:00:00,0,0,direct
                E,18,2022-03-21 22:00:00,0,0,crm
                E,19,2022-03-21 23:00:00,1,2,direct
                """;
        String[] columns = {
            "--column customer=user_pseudo_id --column time=event_time",
            "--column channel=source_medium --column conversion=n_purchases",
            "--models last_non_direct"
        };
        assertEquals(
                List.of("crm 3.0 0.0", "direct 0.0 0.0", "google_ads 1.0 0.0", "seo 0.0 0.0"),
                attribute("--touches", "log.csv", log, columns));
        assertTrue(told().contains("columns not used: session_id, is_purchase"), told());
        String message = refused("--touches", "log.csv", log);
        assertTrue(message.contains("no column customer, time, channel; it has user_pseudo_id"), message);
        assertTrue(message.contains("--column customer=..."), message);
        message = refused("--touches", "log.csv", log, "--column customer=user");
        assertTrue(message.contains("has no column user; it has user_pseudo_id"), message);
        message = refused("--touches", "log.csv", log, "--column user=user_pseudo_id");
        assertTrue(message.contains("user is none of the columns customer, time"), message);
        message = refused("--paths", "caps.csv", "Path,Total_Conversions\na,1\n");
        assertTrue(message.contains("--column path=Path"), message);
    }

    /** P = 1/3; without C1 only the 1/3 that start at C2 reach C3, which converts every second time: 1/6. */
    @Test
    void journeysThatSayWhetherTheyConverted() throws Exception {
        List<String> expected = List.of("C1 0.2 200.0 0.5", "C2 0.4 400.0 1.0", "C3 0.4 400.0 1.0");
        assertEquals(
                expected,
                attribute(
                        "--paths",
                        "rows.csv",
                        ",Paths,conversion,value\n0,C1 > C2 > C3,1,1000\n1,C1,0,0\n2,C2 > C3,0,\n",
                        "--models markov --column path=Paths --column converted=conversion",
                        "--column total_conversion_value=value"));
        assertEquals(expected, attribute("--paths", "rows.jsonl", """
                        {"path": ["C1", "C2", "C3"], "converted": true, "total_conversion_value": 1000}
                        {"path": ["C1"], "converted": false}
                        {"path": "C2 > C3", "converted": "no"}
                        """, "--models markov"));
        assertEquals(
                List.of("a 1.5 0.0", "b 1.5 0.0"),
                attribute(
                        "--paths",
                        "counts.csv",
                        "path,converted,count\na > b,True,3\nb,False,5\na,maybe,1\n",
                        "--models linear"));
        assertTrue(told().contains("1 rows left out: bad_number, first in line 4"), told());
    }

    /** One of four walks starts at a; all convert from b alone, so a quarter is lost without a. */
    @Test
    void missingValueAndNullsAreNone() throws Exception {
        assertEquals(
                List.of("a 0.4 2.0 0.25", "b 1.6 8.0 1.0"),
                attribute(
                        "--paths",
                        "gaps.csv",
                        "path,total_conversions,total_conversion_value,total_null\na > b,1,10,\nb,1,,2\n,,,\n",
                        "--models markov"));
        assertTrue(told().contains("1 rows left out: bad_number, first in line 4"), told());
        assertEquals(
                List.of("a 1.0 0.0", "b 1.0 0.0"),
                attribute(
                        "--paths",
                        "gaps.json",
                        "{\"path\": \"a > b\", \"total_conversions\": 2}\n",
                        "--models linear"));
        assertEquals(List.of("a 0.5 5.0", "b 0.5 5.0"), attribute("--touches", "values.json", """
                        {"customer": 1, "time": "2026-01-01", "channel": "a"}
                        {"customer": 1, "time": "2026-01-02", "channel": "b", "value": 10}
                        """, "--models linear"));
    }

    @Test
    void whatToolsWriteForNothingIsNothing() throws Exception {
        assertEquals(
                List.of("a 0.4 2.0 0.25", "b 1.6 8.0 1.0"),
                attribute(
                        "--paths",
                        "r.csv",
                        "path,total_conversions,total_conversion_value,total_null\na > b,1,10,NA\nb,1,NULL,2\nb,NA,1,1\n",
                        "--models markov"));
        assertTrue(told().contains("1 rows left out: bad_number, first in line 4"), told());
        assertEquals(
                List.of("a 0.5 5.0", "b 0.5 5.0"),
                attribute(
                        "--touches",
                        "r.csv",
                        "customer,time,channel,conversion,value\n1,13/01/2026 10:00,a,FALSE,NA\n1,14/01/2026 9:00,b,TRUE,10\n",
                        "--models linear --time-pattern",
                        "d/MM/yyyy H:mm"));
    }

    /** Weights 1/4, 1/2, 1 of 2, 1, 0 half-lives; without times, 1/2 and 1. */
    @Test
    void stepsMaySayHowLongBeforeTheOutcomeTheyWere() throws Exception {
        assertEquals(
                List.of("a 0.476 0.0", "b 0.286 0.0", "c 1.238 0.0"),
                attribute(
                        "--paths",
                        "times.csv",
                        """
                        journey,has_conversion,time_till_end
                        a > b > c,True,2.0 > 1 > 0.0
                        a > c,True,
                        a > b,True,1
                        a > b,True,1 > soon
                        """,
                        "--models time_decay --half-life 1h --touch-gap 1h --column path=journey",
                        "--column converted=has_conversion --column hours_before=time_till_end"));
        assertTrue(told().contains("2 rows left out: bad_hours, first in line 4"), told());
    }

    @Test
    void eventsOfOneKindMayBeTheConversions() throws Exception {
        String log = """
                user_id,event_time,channel,event_type
                1,2026-01-01,organic_search,click
                1,2026-01-02,paid_ads,view
                1,2026-01-03,, purchase
                2,2026-01-01,email,click
                """;
        assertEquals(
                List.of("email 0.0 0.0", "organic_search 0.5 0.0", "paid_ads 0.5 0.0"),
                attribute(
                        "--touches",
                        "events.csv",
                        log,
                        "--models linear --column customer=user_id --column time=event_time",
                        "--column conversion=event_type --conversion-is purchase"));
        assertEquals(1, told().lines().count(), "nothing but the rules: " + told());
        assertEquals(
                List.of("a 1.0 0.0 1.0", "b 0.0 0.0 0.0"),
                attribute(
                        "--paths",
                        "ends.csv",
                        "path,end\na,conv\nb,null\n",
                        "--models markov --column converted=end --conversion-is conv"));
        assertEquals(
                List.of("a 1.0 0.0"),
                attribute(
                        "--touches",
                        "yes.csv",
                        "customer,time,channel,conversion\n1,2026-01-01,a,no\n1,2026-01-02,a,Yes\n",
                        "--models last"));
    }

    @Test
    void parquetWithListsAndTimestamps() throws Exception {
        String paths = folder.resolve("paths.parquet").toString();
        TestSpark.session()
                .sql("SELECT array('a', 'b') AS steps, 2L AS n, CAST(10 AS DECIMAL(10, 2)) AS revenue")
                .coalesce(1)
                .write()
                .parquet(paths);
        assertEquals(
                List.of("a 1.0 5.0", "b 1.0 5.0"),
                attribute(
                        "--paths",
                        part(paths),
                        null,
                        "--models linear --column path=steps --column total_conversions=n",
                        "--column total_conversion_value=revenue"));
        String touches = folder.resolve("touches.parquet").toString();
        TestSpark.session()
                .sql("SELECT 7L AS customer, t AS time, c AS channel, c = 'b' AS conversion FROM VALUES "
                        + "(TIMESTAMP'2026-01-08 00:00:00', 'b'), (TIMESTAMP'2026-01-01 00:00:00', 'a') AS v(t, c)")
                .coalesce(1)
                .write()
                .parquet(touches);
        assertEquals(
                List.of("a 0.333 0.0", "b 0.667 0.0"),
                attribute("--touches", part(touches), null, "--models time_decay"));
    }

    private static String part(String written) throws Exception {
        try (var files = Files.list(Path.of(written))) {
            return files.filter(f -> f.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }

    @Test
    void separatorsThatSeemWrongAreTold() throws Exception {
        attribute("--paths", "tight.csv", "path,total_conversions\nA>B>C,1\nC>D,2\n", "--models first");
        assertTrue(told().contains("2 of 2 channels have '>' in their names: is --separator '>' meant?"), told());
        attribute("--paths", "tight.csv", "path,total_conversions\nA>B>C,1\n", "--models first --separator >");
        assertEquals("", told());
        String message = refused("--paths", "tabs.csv", "path\ttotal_conversions\na\t1\n");
        assertTrue(message.contains("Is --column-separator '\\t' meant?"), message);
        assertEquals(
                List.of("a 1.0 0.0"),
                attribute(
                        "--paths",
                        "tabs.csv",
                        "path\ttotal_conversions\na\t1\n",
                        "--models first --column-separator \\t"));
        attribute("--paths", "zero.csv", "path,total_conversions\na > b,1\na,0\n", "--models first");
        assertTrue(told().contains("1 rows left out: no_outcome, first in line 3"), told());
        assertTrue(told().contains("--column converted=..."), told());
        message = refused("--paths", "empty.csv", "");
        assertTrue(message.contains("does not begin with the names of its columns"), message);
    }

    /** "(unattributed)" is what jejak itself calls conversions without touches. */
    @Test
    void aChannelCalledUnattributedAndConversionsWithoutTouchesAreOneRow() throws Exception {
        assertEquals(
                List.of("a 1.0 0.0", "(unattributed) 5.0 0.0"),
                attribute(
                        "--paths",
                        "again.csv",
                        "path,total_conversions\na,1\n(unattributed),2\n,3\n",
                        "--models last"));
    }
}
