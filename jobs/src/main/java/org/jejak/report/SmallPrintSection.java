package org.jejak.report;

import java.time.Duration;
import java.util.*;
import java.util.stream.Collectors;
import org.jejak.config.ConversionType;
import org.jejak.config.Settings;
import org.jejak.config.ValueSettings;
import org.jejak.report.chart.FigureBuilder;

/** What terms mean, by the settings, and where the numbers come from. The Delta version of each table is in the JSON file. */
final class SmallPrintSection extends SectionBuilder {
    private static final int SHORT_HASH = 12;

    SmallPrintSection(Source source, Messages words) {
        super("small-print", source, words);
    }

    @Override
    String build() {
        Map<String, String> terms = terms();
        block("small.terms")
                .list(FigureBuilder.of(List.copyOf(terms.keySet()))
                        .text(text("small.term"), t -> text("small.term." + t))
                        .text(text("small.meaning"), terms::get));
        Map<String, String> run = new LinkedHashMap<>();
        run.put(text("small.runId"), source.runId());
        run.put(text("small.date"), words.date(source.date()));
        run.put(text("small.code"), source.codeVersion());
        String hash = source.configHash();
        run.put(text("small.config"), hash.substring(0, Math.min(SHORT_HASH, hash.length())));
        run.put(text("small.versions"), text("small.versions.where", words.count((double)
                source.versions().size())));
        Draft block = block("small.run");
        if (!source.hasSettingsOfRun()) block.noteAlso(text("small.changed"));
        block.list(FigureBuilder.of(List.copyOf(run.keySet()))
                .text(text("small.what"), what -> what)
                .text(text("small.value"), run::get));
        return "";
    }

    /** Every term with its meaning; what the settings decide is said as they decide it. */
    private Map<String, String> terms() {
        Settings settings = source.settings();
        var index = settings.experience().index();
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put(
                "cx",
                text(
                        "small.meaning.cx",
                        words.percent(index.perceptionShare(), 0),
                        index.weights().entrySet().stream()
                                .map(w -> name("dimension", w.getKey()) + " " + words.percent(w.getValue(), 0))
                                .collect(Collectors.joining(", "))));
        terms.put(
                "interval",
                text("small.meaning.interval", words.percent(index.interval().level(), 0)));
        terms.put("chance", text("small.meaning.chance"));
        terms.put("hidden", text("small.meaning.hidden", words.count((double) index.show()), words.count((double)
                index.compare())));
        terms.put("n", text("small.meaning.n"));
        terms.put("period", text("small.meaning.period"));
        terms.put("visit", text("small.meaning.visit"));
        terms.put("customer", text("small.meaning.customer"));
        terms.put("paid", text("small.meaning.paid"));
        boolean isGross = settings.value().returns() == ValueSettings.Returns.GROSS;
        terms.put(
                "amounts",
                text(
                        "small.meaning.amounts",
                        words.currency(),
                        text(isGross ? "small.revenue.gross" : "small.revenue.net")));
        Duration lookBack = settings.journey().conversions().stream()
                .filter(c -> c.name().equals("order"))
                .map(ConversionType::lookBack)
                .findFirst()
                .orElse(null);
        terms.put(
                "attribution",
                lookBack == null
                        ? text("small.meaning.attribution")
                        : text("small.meaning.attribution.days", words.duration(lookBack)));
        terms.put("cause", text("small.meaning.cause"));
        return terms;
    }
}
