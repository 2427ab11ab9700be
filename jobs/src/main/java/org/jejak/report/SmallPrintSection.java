package org.jejak.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jejak.report.Block.Listing;

/** Where the numbers come from: definitions, the run, and the Delta version of each table read. */
final class SmallPrintSection {
    private static final List<String> TERMS =
            List.of("cx", "interval", "hidden", "n", "period", "amounts", "attribution", "cause");
    private static final int SHORT_HASH = 12;

    private SmallPrintSection() {}

    static Section of(Source source, Messages words) {
        TableBuilder terms = TableBuilder.with(words.text("small.term"), words.text("small.meaning"));
        TERMS.forEach(t -> terms.row(words.text("small.term." + t), words.text("small.meaning." + t)));
        TableBuilder run = TableBuilder.with(words.text("small.what"), words.text("small.value"));
        run.row(words.text("small.run"), source.runId());
        run.row(words.text("small.date"), words.date(source.date()));
        run.row(words.text("small.code"), source.codeVersion());
        run.row(
                words.text("small.config"),
                source.configHash()
                        .substring(0, Math.min(SHORT_HASH, source.configHash().length())));
        return new Section(
                "small-print",
                words.text("small.title"),
                "",
                List.of(
                        new Listing("small-terms", words.text("small.terms"), "", terms.table()),
                        new Listing("small-run", words.text("small.published"), "", run.table()),
                        new Listing(
                                "small-versions",
                                words.text("small.versions"),
                                words.text("small.versions.note"),
                                versions(source, words))),
                List.of());
    }

    /** Two tables a line. */
    private static Block.DataTable versions(Source source, Messages words) {
        TableBuilder table = TableBuilder.with(
                words.text("small.table"),
                "#" + words.text("small.version"),
                words.text("small.table"),
                "#" + words.text("small.version"));
        List<Map.Entry<String, Long>> all = new ArrayList<>(source.versions().entrySet());
        int half = (all.size() + 1) / 2;
        for (int i = 0; i < half; i++) {
            boolean second = half + i < all.size();
            table.row(
                    all.get(i).getKey(),
                    String.valueOf(all.get(i).getValue()),
                    second ? all.get(half + i).getKey() : "",
                    second ? String.valueOf(all.get(half + i).getValue()) : "");
        }
        return table.table();
    }
}
