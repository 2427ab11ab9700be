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
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.attribution.AttributionModels;
import org.jejak.attribution.DistributedCount;
import org.jejak.attribution.PathRows;
import org.jejak.attribution.Transforms;
import org.jejak.config.ModelSettings;
import org.jejak.rawlog.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What people and programs get from {@code jejak attribute}. */
class AttributeCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    /** Rows as "model channel conversions value", rounded to three digits. */
    private List<String> attribute(String kind, String content, String... more) throws Exception {
        Path file = folder.resolve(kind + ".csv");
        Files.writeString(file, content);
        AttributeCommand command = new AttributeCommand();
        new CommandLine(command).parseArgs(Options.of(List.of("--" + kind, file.toString()), more));
        PrintStream notes = new PrintStream(told, true, StandardCharsets.UTF_8);
        return command.report(TestSpark.session(), notes).rows().stream()
                .map(r -> r.getString(0) + " " + r.getString(1) + " " + rounded(r.getDouble(2)) + " "
                        + rounded(r.getDouble(4)))
                .toList();
    }

    private static String rounded(double number) {
        return String.valueOf(Math.round(number * 1000) / 1000.0);
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }

    @Test
    void pathsWithAnyNamesAndBadRows() throws Exception {
        String paths = """
                path,total_conversions,total_conversion_value,total_null,note
                Email > a>b > Email,2,20,1,x
                "ré, seau > 検索",1,5.5,0,x
                Email Marketing,1,1e1,3,x
                ,4,40,9,no touch
                a>b >  > Email,1,1,1,empty step
                a>b,-1,1,1,negative
                a>b,one,1,1,no number
                a>b,NaN,1,1,no number
                a>b,0,7,1,value of nothing
                a>b,0,0,0,nothing
                """;
        assertEquals(
                List.of(
                        "last Email 2.0 20.0",
                        "last Email Marketing 1.0 10.0",
                        "last a>b 0.0 0.0",
                        "last ré, seau 0.0 0.0",
                        "last 検索 1.0 5.5",
                        "last (unattributed) 4.0 40.0"),
                attribute("paths", paths, "--models last"));
        for (String expected : List.of(
                "1 rows left out: empty_step, first in line 6",
                "1 rows left out: negative_number, first in line 7",
                "2 rows left out: bad_number, first in line 8",
                "1 rows left out: value_without_conversions, first in line 10",
                "1 rows left out: no_outcome, first in line 11",
                "9 null outcomes have no touch",
                "columns not used: note")) assertTrue(told().contains(expected), () -> expected + " in " + told());
    }

    @Test
    void optionsChangeWhatIsComputed() throws Exception {
        String paths = "path,total_conversions,total_null\na/b/a,1,1\nb,1,0\n";
        assertEquals(
                List.of("first a 1.0 0.0", "first b 1.0 0.0"),
                attribute("paths", paths, "--models first --separator /"));
        assertEquals(
                List.of("first a 0.0 0.0", "first b 2.0 0.0"),
                attribute("paths", paths, "--models first --separator / --lookback 2"));
        assertEquals(
                List.of("last b 2.0 0.0"),
                attribute("paths", paths, "--models last --separator / --transform remove_if_not_all(a)"));
        assertEquals(
                List.of("time_decay a 0.714 0.0", "time_decay b 1.286 0.0"),
                attribute("paths", paths, "--models time_decay --separator / --half-life 1d"));
        attribute("paths", paths, "--models markov --separator / --markov-order auto");
        assertTrue(told().contains("Markov order suggested and used: "), told());
    }

    @Test
    void touchesBecomePathsPerCustomer() throws Exception {
        String touches = """
                customer,time,channel,conversion,value,kind
                ann,2026-01-01T10:00:00Z,search,,,click
                ann,2026-01-03T10:00:00Z,email,1,10,click
                ann,2026-01-04T10:00:00Z,direct,1,5,click
                bob,2026-01-01T10:00:00Z,display,,,view
                bob,2026-01-09T10:00:00Z,,1,8,
                bob,2026-01-10T10:00:00Z,social,0,,click
                ,2026-01-10T10:00:00Z,social,0,,click
                cid,yesterday,social,0,,click
                """;
        assertEquals(
                List.of(
                        "linear direct 1.0 5.0",
                        "linear display 1.0 8.0",
                        "linear email 0.5 5.0",
                        "linear search 0.5 5.0",
                        "linear social 0.0 0.0"),
                attribute("touches", touches, "--models linear --after-conversion reset --view-window none"));
        assertTrue(told().contains("1 rows left out: bad_time, first in line 9"), told());
        assertTrue(told().contains("1 rows left out: missing_customer, first in line 8"), told());
        assertEquals(
                List.of(
                        "linear direct 0.333 1.667",
                        "linear email 0.833 6.667",
                        "linear search 0.833 6.667",
                        "linear social 0.0 0.0",
                        "linear (unattributed) 1.0 8.0"),
                attribute("touches", touches, "--models linear"));
        assertEquals(
                List.of("last email 1.0 10.0", "last direct 1.0 5.0", "last (unattributed) 1.0 8.0").stream()
                        .sorted()
                        .toList(),
                attribute("touches", touches, "--models last --no-nulls --lookback 2d").stream()
                        .filter(r -> !r.contains(" 0.0 "))
                        .sorted()
                        .toList());
    }

    /** Dates without hours: the order of the file, and the touch of the conversion last, whatever the channels are called. */
    @Test
    void touchesOfOneMomentAreInTheOrderOfTheFile() throws Exception {
        String touches = """
                customer,time,channel,conversion,value
                ann,2026-01-05,affiliate,1,40
                ann,2026-01-05,social,,
                ann,2026-01-05,email,,
                bob,2026-01-05,zine,,
                bob,2026-01-05,email,,
                bob,2026-01-05,,1,60
                cem,2026-01-05,zine,,
                cem,2026-01-05,zine,,
                cem,2026-01-06,email,1,10
                """;
        assertEquals(
                List.of(
                        "first affiliate 0.0 0.0",
                        "first email 0.0 0.0",
                        "first social 1.0 40.0",
                        "first zine 2.0 70.0",
                        "last affiliate 1.0 40.0",
                        "last email 2.0 70.0",
                        "last social 0.0 0.0",
                        "last zine 0.0 0.0"),
                attribute("touches", touches, "--models first,last"));
        assertTrue(told().contains("5 touches share their time with a touch of another channel: "), told());
    }

    @Test
    void withoutAConversionColumnWhoBroughtSomethingConverted() throws Exception {
        String touches = """
                customer,time,channel,value
                ann,2026-01-01,search,0
                ann,2026-01-02,email,10
                bob,2026-01-01,social,0.00
                bob,2026-01-02,direct,
                cid,2026-01-02,email,ten
                """;
        assertEquals(
                List.of(
                        "linear direct 0.0 0.0",
                        "linear email 0.5 5.0",
                        "linear search 0.5 5.0",
                        "linear social 0.0 0.0"),
                attribute("touches", touches, "--models linear"));
        assertTrue(told().contains("2 rows with value 0 are no conversions"), told());
        assertTrue(told().contains("1 rows left out: bad_number, first in line 6"), told());
    }

    /** Without options a file counts as a night does: what led to one order may earn the next, views count half and for a day. */
    @Test
    void aFileCountsAsANight() throws Exception {
        String touches = """
                customer,time,channel,conversion,kind
                ann,2026-01-01T10:00:00Z,search,,click
                ann,2026-01-01T10:10:00Z,,1,
                ann,2026-01-01T10:20:00Z,,1,
                bob,2026-01-01T10:00:00Z,search,,click
                bob,2026-01-02T09:00:00Z,display,,view
                bob,2026-01-02T10:00:00Z,,1,
                cem,2026-01-01T10:00:00Z,display,,view
                cem,2026-01-02T10:00:01Z,,1,
                dia,2026-01-01T10:00:00Z,search,,click
                dia,2026-01-31T10:00:01Z,,1,
                """;
        assertEquals(
                List.of("linear display 0.333 0.0", "linear search 2.667 0.0", "linear (unattributed) 2.0 0.0"),
                attribute("touches", touches, "--models linear"));
        String rules =
                "touches count by --lookback 30d,100 --after-conversion reuse --view-window 1d --view-weight 0.5";
        assertTrue(told().contains(rules), told());
        assertEquals(
                List.of("linear display 1.5 0.0", "linear search 2.5 0.0", "linear (unattributed) 1.0 0.0"),
                attribute(
                        "touches",
                        touches,
                        "--models linear --lookback none --after-conversion reset --view-window none --view-weight 1"));
    }

    /** Amounts as people write them; a row that cannot be used takes its touch along, which is said. */
    @Test
    void valuesAreAmountsAsPeopleWriteThem() throws Exception {
        String touches = """
                customer,time,channel,value
                ann,2026-01-01,search,
                ann,2026-01-02,email,"$1,234.50"
                bob,2026-01-02,social,$ 65.5
                cid,2026-01-02,social,$0.00
                dia,2026-01-02,email,"1.234,5"
                eve,2026-01-02,,twelve
                """;
        assertEquals(
                List.of("last email 1.0 1234.5", "last search 0.0 0.0", "last social 1.0 65.5"),
                attribute("touches", touches, "--models last"));
        assertTrue(told().contains("1 rows with value 0 are no conversions"), told());
        assertTrue(told().contains("2 rows left out: bad_number, first in line 6\n1 touches left out with"), told());
        assertEquals(
                List.of("last a 1.0 1234.5", "last b 1.0 0.125"),
                attribute("paths", """
                        path,total_conversions,total_conversion_value
                        a,1,"1.234,50 €"
                        b,1,"0,125"
                        b,1,1.5
                        """, "--models last --decimal-comma"));
        assertTrue(told().contains("1 rows left out: bad_number, first in line 4"), told());
        String mixed = assertThrows(
                        IllegalArgumentException.class,
                        () -> attribute(
                                "touches", "customer,time,channel,value\na,1,x,$5\nb,1,y,€5\n", "--models last"))
                .getMessage();
        assertTrue(mixed.contains("has amounts in several currencies ($, €); convert them to one first"), mixed);
    }

    @Test
    void channelsThatAreAskedForAndNotThereAreTold() throws Exception {
        String paths = "path,total_conversions\nsearch > (Direct),1\nemail,2\n";
        attribute("paths", paths, "--models last_non_direct --transform", "remove_if_not_all( e-mail ),exposure");
        assertTrue(told().contains("no channel is named 'direct'; there is '(Direct)'"), told());
        assertTrue(told().contains("no channel is named 'e-mail'; there is 'email'"), told());
        told.reset();
        attribute("paths", paths, "--models last_non_direct --direct (Direct) --transform remove_if_not_all(email)");
        assertEquals("", told());
        attribute("paths", paths, "--models last");
        assertEquals("", told(), "direct does not matter to other models");
    }

    @Test
    void whatCannotBeDoneIsSaid() throws Exception {
        String paths = "path,total_conversions,total_null\na > b,1,1\n";
        for (String[] wrong : new String[][] {
            {"--models", "magic", "no model magic"},
            {"--markov-order", "0", "--markov-order 0"},
            {"--transform", "shuffle", "transform 'shuffle'"},
            {"--half-life", "soon", "--half-life soon"},
            {"--lookback", "30d", "paths have no times"},
            {"--position", "0.9,0.9", "at most 1 together"},
            {"--custom", "0,0", "custom weights"},
            {"--separator", "", "--separator must not be empty"},
            {"--max-states", "1", "more than 1 states"},
        }) {
            String[] options = wrong[0].equals("--max-states")
                    ? new String[] {wrong[0], wrong[1], "--models", "markov"}
                    : new String[] {wrong[0], wrong[1]};
            String message = assertThrows(IllegalArgumentException.class, () -> attribute("paths", paths, options))
                    .getMessage();
            assertTrue(message.contains(wrong[2]), message);
        }
        String missing = assertThrows(
                        IllegalArgumentException.class, () -> attribute("paths", "path,conversions\na,1\n"))
                .getMessage();
        assertTrue(missing.contains("total_conversions") && missing.contains("it has path, conversions"), missing);
        String nothing = assertThrows(
                        IllegalArgumentException.class, () -> attribute("paths", "path,total_conversions\na,-1\n"))
                .getMessage();
        assertTrue(nothing.contains("no usable row"), nothing);
        String semicolons = assertThrows(
                        IllegalArgumentException.class, () -> attribute("paths", "path;total_conversions\na;1\n"))
                .getMessage();
        assertTrue(semicolons.contains("--column-separator"), semicolons);
        assertEquals(
                List.of("last a 0.0 0.0"),
                attribute("paths", "path,total_conversions,total_null\na,0,5\n", "--models", "last"));
    }

    @Test
    void sameBitsForAnyPartitions() throws Exception {
        Random random = new Random(3);
        StringBuilder lines = new StringBuilder("path,total_conversions,total_conversion_value,total_null\n");
        for (int i = 0; i < 500; i++) {
            for (int t = random.nextInt(6); t >= 0; t--)
                lines.append("c").append(random.nextInt(9)).append(t > 0 ? " > " : "");
            int c = random.nextInt(3);
            lines.append(',')
                    .append(c)
                    .append(',')
                    .append(c * random.nextDouble())
                    .append(',');
            lines.append(1 + random.nextInt(3)).append('\n');
        }
        Path file = folder.resolve("many.csv");
        Files.writeString(file, lines);
        Dataset<Row> rows = new InputFile(file, ",")
                .read(
                        TestSpark.session(),
                        List.of("path", "total_conversions", "total_conversion_value", "total_null"));
        PathRows counter = new PathRows(
                new DistributedCount.Options(
                        AttributionModels.named("all", ModelSettings.USUAL), true, Transforms.NONE, "c0", true),
                " > ",
                3_600);
        var one = DistributedCount.of(rows.coalesce(1), counter)
                .models()
                .results()
                .credits();
        for (int partitions : new int[] {7, 200})
            assertEquals(
                    one,
                    DistributedCount.of(rows.repartition(partitions), counter)
                            .models()
                            .results()
                            .credits());
    }
}
