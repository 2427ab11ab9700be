package org.jejak.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jejak.config.Settings;
import org.jejak.table.Field;
import org.jejak.table.Interactions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a source writes, each column of each preset holds what the dictionary says of it, or nothing. */
class PresetContractTest {
    private static final List<String> WRITTEN = List.of(
            "Indonesia",
            "united states",
            "EN_us",
            "(not set)",
            "eur",
            "€",
            "-5",
            "1e3",
            "Order Completed",
            "PAGE_VIEW",
            "page",
            "jane.doe@example.com",
            "+6281234567890",
            "203.0.113.9",
            "0016000275287",
            "1778407200000000",
            "2026-03-30T10:00:00Z",
            "https://WWW.Shop.example/a?utm_source=x&gclid=1",
            "{\"a\":1}",
            "[]",
            "null");

    private static final Map<Field, String> CONTRACT = Map.ofEntries(
            Map.entry(Interactions.INTERACTION_TYPE, "[a-z_]+"),
            Map.entry(Interactions.COUNTRY_CODE, "[A-Z]{2}"),
            Map.entry(Interactions.LANGUAGE, "[a-z]{2,3}(-[A-Za-z0-9]+)*"),
            Map.entry(Interactions.CURRENCY_CODE, "[A-Z]{3}"),
            Map.entry(Interactions.EMAIL_HASH, "[0-9a-f]{64}"),
            Map.entry(Interactions.PHONE_HASH, "[0-9a-f]{64}"),
            Map.entry(Interactions.IP_ADDRESS_HASH, "[0-9a-f]{64}"),
            Map.entry(Interactions.PAGE_HOST, "[^A-Z/]+"),
            Map.entry(Interactions.REFERRER_HOST, "[^A-Z/]+"),
            Map.entry(Interactions.AGENT_TYPE, "[^A-Z]+"),
            Map.entry(Interactions.RATING_SCALE, "[^A-Z]+"),
            Map.entry(Interactions.CLICK_ID_TYPE, "[^A-Z]+"));

    @TempDir
    Path home;

    static Set<String> presets() {
        return ConfigFactory.parseResources("reference.conf")
                .getObject("jejak.presets")
                .keySet();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void eachColumnHoldsWhatTheDictionarySays(String preset) throws Exception {
        Path conf = Files.createDirectories(home.resolve("names")).resolve("jejak.conf");
        Files.writeString(
                conf, "jejak.sources.s { kind = web, path = \"s/*\", format = json, preset = " + preset + " }");
        List<String> fields =
                Mapping.of(Settings.read(conf, Map.of()).sources().get(0)).fieldNames();
        List<String> lines = WRITTEN.stream()
                .map(text -> fields.stream()
                        .map(f -> "\"" + f + "\":\"" + text.replace("\"", "\\\"") + "\"")
                        .collect(Collectors.joining(",", "{", "}")))
                .toList();
        List<Row> rows = Presets.read(home, "json", preset, lines);
        assertEquals(WRITTEN.size(), rows.size());
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            String text = WRITTEN.get(i);
            CONTRACT.forEach((field, pattern) -> {
                String value = row.getAs(field.name());
                if (value != null && !value.matches(pattern)) broken.add(field.name() + " of " + text + ": " + value);
            });
            Stream.of(row.schema().fieldNames())
                    .filter(column -> row.getAs(column) instanceof String)
                    .filter(column ->
                            row.<String>getAs(column).matches(".*jane\\.doe@example\\.com.*|.*\\+6281234567890.*"))
                    .forEach(column -> broken.add(column + " of " + text + " is personal"));
        }
        assertEquals(List.of(), broken);
        assertFalse(fields.isEmpty());
    }
}
