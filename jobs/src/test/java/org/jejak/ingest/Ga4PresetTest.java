package org.jejak.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.config.SourceSettings;
import org.jejak.io.RawFolder;
import org.jejak.io.RawReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of the GA4 export, which have no ids: the hash of their contents tells them apart. */
class Ga4PresetTest {
    @TempDir
    private Path home;

    private static String event(String params, String items) {
        return ("{'event_timestamp':1774864800000000,'event_name':'add_to_cart','event_bundle_sequence_id':7,"
                        + "'user_pseudo_id':'1.2','stream_id':'s','event_params':[" + params + "],'items':[" + items
                        + "]}")
                .replace('\'', '"');
    }

    private static String param(String key, String value) {
        return "{'key':'" + key + "','value':{" + value + "}}";
    }

    @Test
    void eventsOfOneBatchAreToldApartByParametersAndItems() throws Exception {
        String session = param("ga_session_id", "'int_value':5");
        String page = param("page_location", "'string_value':'https://shop.example/a'");
        List<Row> read = read(List.of(
                event(session + "," + page, "{'item_id':'P-1','price':null}"),
                event(
                        page + ", " + session.replace("'int_value'", "'string_value': null, 'int_value'"),
                        "{'item_id':'P-1'}"),
                event(session + "," + page, "{'item_id':'P-2'}"),
                event(session + "," + page + "," + param("currency", "'string_value':'IDR'"), "{'item_id':'P-1'}")));
        List<String> ids =
                read.stream().map(r -> r.<String>getAs("interaction_id")).toList();
        assertEquals(ids.get(0), ids.get(1), "the same event, its parameters in another order");
        assertEquals(3, ids.stream().distinct().count(), "another item, another parameter");
        assertEquals(
                List.of("5", "5", "5", "5"),
                read.stream().map(r -> r.getAs("source_session_id")).toList());
        assertEquals("https://shop.example/a", read.get(0).getAs("page_url"));
        for (Row r : read) assertNull(r.getAs("reason"));
    }

    @Test
    void parametersMayAlsoBeAnObject() throws Exception {
        String line = event("", "").replaceFirst("\\[\\]", "{\"ga_session_id\":5}");
        Row row = read(List.of(line)).get(0);
        assertNull(row.getAs("reason"));
        assertEquals("5", row.getAs("source_session_id"));
    }

    private List<Row> read(List<String> lines) throws Exception {
        Path file = home.resolve("raw/ga4/2026-03-30/events.jsonl");
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
        Path conf = home.resolve("jejak.conf");
        Files.writeString(conf, "jejak.sources.site { kind = web, path = \"ga4/*/*\", format = json, preset = ga4 }");
        Settings settings = Settings.read(conf, Map.of());
        SourceSettings source = settings.sources().get(0);
        assertEquals(Map.of(), Mapping.faults(source));
        Mapping mapping = Mapping.of(source);
        RawFolder folder = new RawFolder(
                home.resolve("raw").toString(),
                TestSpark.session().sessionState().newHadoopConf());
        Intake intake = new Intake(
                settings.ingest(), "UTC", List.of(), new Rates("USD", List.of()), new Pseudonyms("k".repeat(32), ""));
        return intake.interactions(
                        new RawReader(TestSpark.session(), settings.ingest())
                                .read(
                                        source,
                                        folder.filesOf(source, Optional.empty(), LocalDate.of(2100, 1, 1)),
                                        mapping.fieldNames()),
                        source,
                        mapping)
                .orderBy("source_line")
                .collectAsList();
    }
}
