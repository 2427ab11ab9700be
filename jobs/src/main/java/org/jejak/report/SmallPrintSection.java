package org.jejak.report;

import java.util.*;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jejak.report.chart.FigureBuilder;

/** Where the numbers come from: definitions, the run, and the Delta version of each table read. */
final class SmallPrintSection extends SectionBuilder {
    private static final List<String> TERMS =
            List.of("cx", "interval", "hidden", "n", "period", "amounts", "attribution", "cause");
    private static final int SHORT_HASH = 12;

    SmallPrintSection(Source source, Messages words) {
        super("small-print", source, words);
    }

    @Override
    String build() {
        block("small.terms")
                .list(FigureBuilder.of(TERMS)
                        .text(text("small.term"), t -> text("small.term." + t))
                        .text(text("small.meaning"), t -> text("small.meaning." + t)));
        Map<String, String> run = new LinkedHashMap<>();
        run.put(text("small.runId"), source.runId());
        run.put(text("small.date"), words.date(source.date()));
        run.put(text("small.code"), source.codeVersion());
        String hash = source.configHash();
        run.put(text("small.config"), hash.substring(0, Math.min(SHORT_HASH, hash.length())));
        block("small.run")
                .list(FigureBuilder.of(List.copyOf(run.keySet()))
                        .text(text("small.what"), what -> what)
                        .text(text("small.value"), run::get));
        versions();
        return "";
    }

    /** Two tables a line. */
    private void versions() {
        List<Map.Entry<String, Long>> all = new ArrayList<>(source.versions().entrySet());
        int half = (all.size() + 1) / 2;
        Function<Integer, String> name = i -> i < all.size() ? all.get(i).getKey() : "";
        Function<Integer, String> version =
                i -> i < all.size() ? String.valueOf(all.get(i).getValue()) : "";
        block("small.versions")
                .list(FigureBuilder.of(IntStream.range(0, half).boxed().toList())
                        .text(text("small.table"), name)
                        .number(text("small.version"), version)
                        .text(text("small.table"), i -> name.apply(half + i))
                        .number(text("small.version"), i -> version.apply(half + i)));
    }
}
