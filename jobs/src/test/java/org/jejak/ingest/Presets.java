package org.jejak.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.config.Rate;
import org.jejak.config.Settings;
import org.jejak.config.SourceSettings;
import org.jejak.ingest.catalyst.InternalRows;
import org.jejak.rawlog.RawFile;
import org.jejak.rawlog.RawFolder;
import org.jejak.rawlog.RawReader;
import org.jejak.rawlog.RawRecord;
import org.jejak.table.AdSpend;
import org.jejak.table.Interactions;
import org.jejak.table.raw.RawRecords;

/** Reads a few lines through a preset, as a night would. One EUR is worth 1.10 USD. */
final class Presets {
    private Presets() {}

    /** Validated records in the order of their lines. */
    static List<Row> read(Path home, String format, String preset, List<String> lines) throws Exception {
        Path file = home.resolve("raw/site/2026-03-30/events");
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
        Path conf = home.resolve("jejak.conf");
        Files.writeString(
                conf,
                "jejak.sources.site { kind = web, path = \"site/*/*\", format = " + format + ", preset = " + preset
                        + " }");
        Settings settings = Settings.read(conf, Map.of());
        SourceSettings source = settings.sources().get(0);
        assertEquals(Map.of(), Mapping.faults(source));
        RawFolder folder = new RawFolder(
                home.resolve("raw").toString(),
                TestSpark.session().sparkContext().hadoopConfiguration());
        ExchangeRates rates = new ExchangeRates(
                "USD", List.of(new Rate("EUR", Date.valueOf("2020-01-01"), new java.math.BigDecimal("1.10"))));
        RecordValidator intake = new RecordValidator(
                settings.ingest(), "UTC", settings.channels(), rates, new Pseudonymizer("k".repeat(32), ""));
        List<RawFile> files = folder.filesOf(source, Optional.empty(), LocalDate.of(2100, 1, 1));
        return validated(intake, new RawReader(TestSpark.session(), settings.ingest()), source, files)
                .orderBy("source_line")
                .collectAsList();
    }

    /** The records of some files of a source, validated as a night does it. */
    static Dataset<Row> validated(
            RecordValidator validator, RawReader reader, SourceSettings source, List<RawFile> files) {
        Mapping mapping = Mapping.of(source);
        Dataset<Row> raw = InternalRows.dataset(
                TestSpark.session(),
                reader.read(source, files, mapping.fieldNames(), mapping.fieldsOfItems())
                        .map(RawRecord::columns),
                RawRecords.SCHEMA);
        return validator.validate(
                source.target().equals("ad_spend") ? AdSpend.TABLE : Interactions.TABLE, mapping.apply(raw, source));
    }
}
