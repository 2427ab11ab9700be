package org.jejak.dictionary;

import java.util.*;
import org.jejak.html.Templates;
import org.jejak.pipeline.Version;
import org.jejak.pipeline.job.Job;
import org.jejak.table.*;

/** The data dictionary as one HTML page that needs nothing else: no script, no font, no request. */
public final class DictionaryPage {
    /**
     * What the page says of a table.
     *
     * @param scope how it is restated, a sentence
     * @param origin which job makes it; where it reads no tables, also from what
     * @param reads tables from which it is made
     * @param readers names of the jobs that read it
     */
    public record Entry(Table table, String scope, String origin, List<Table> reads, List<String> readers) {}

    private DictionaryPage() {}

    /** The text of the file. */
    public static String html() {
        Map<String, List<Entry>> schemas = new LinkedHashMap<>();
        for (String schema : List.of("gold", "silver", "ops")) {
            schemas.put(
                    schema,
                    Tables.of(schema).stream().map(DictionaryPage::entry).toList());
        }
        return Templates.render(
                DictionaryPage.class,
                "dictionary.ftlh",
                Map.of(
                        "style",
                        Templates.resource(DictionaryPage.class, "dictionary.css"),
                        "conventions",
                        Dictionary.CONVENTIONS,
                        "version",
                        Version.TEXT,
                        "schemas",
                        schemas,
                        "references",
                        Dictionary.entityReferences()));
    }

    private static Entry entry(Table table) {
        List<Table> reads = Lineage.maker(table).map(Lineage::sources).orElse(List.of());
        return new Entry(
                table,
                Dictionary.sentence(table.scope().meaning()),
                Dictionary.capitalized(reads.isEmpty() ? Lineage.of(table) : Lineage.madeBy(table)),
                reads,
                Lineage.readers(table).stream().map(Job::name).toList());
    }
}
