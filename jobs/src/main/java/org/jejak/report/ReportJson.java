package org.jejak.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jejak.report.Block.Figure;
import org.jejak.report.Block.Listing;
import org.jejak.table.Runs;

/**
 * The whole report as JSON, for programs: the brief, every figure with its key, the numbers drawn and the table as
 * written, and what it was read from. Keys do not change with the language.
 */
public final class ReportJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReportJson() {}

    /** The file's text. The same report always gives the same text. */
    public static String of(Report report) {
        ObjectNode root = JSON.createObjectNode();
        Source source = report.source();
        root.put("brand", report.brand());
        root.put("language", report.words().language());
        root.put("date", source.date().toString());
        root.put("zone", source.settings().zone().getId());
        root.put("currency", source.settings().baseCurrency());
        root.put("delivery", report.delivery());
        tiles(root.putArray("tiles"), report.front().tiles());
        report.front().revenue().ifPresent(f -> figure(root.putObject("revenue"), f));
        for (FrontPage.Event event : report.front().events()) {
            root.withArray("/events")
                    .addObject()
                    .put("number", event.number())
                    .put("when", event.when())
                    .put("text", event.text())
                    .put("is_bad", event.isBad());
        }
        ArrayNode know = root.putArray("to_know");
        report.front()
                .toKnow()
                .forEach(p -> know.addObject().put("section", p.section()).put("text", p.text()));
        ArrayNode actions = root.putArray("to_do");
        report.front().toDo().forEach(a -> action(actions.addObject(), a));
        ArrayNode sections = root.putArray("sections");
        report.sections().forEach(s -> section(sections.addObject(), s));
        root.putObject("run")
                .put(Runs.RUN_ID.name(), source.runId())
                .put(Runs.CODE_VERSION.name(), source.codeVersion())
                .put(Runs.CONFIG_HASH.name(), source.configHash());
        ObjectNode versions = root.putObject("delta_versions");
        source.versions().forEach(versions::put);
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void tiles(ArrayNode all, List<Tile> tiles) {
        for (Tile tile : tiles) {
            ObjectNode node = all.addObject()
                    .put("key", tile.key())
                    .put("title", tile.title())
                    .put("unit", tile.unit())
                    .put("value", tile.value())
                    .put("low", tile.low())
                    .put("high", tile.high())
                    .put("shown", tile.shown())
                    .put("detail", tile.detail())
                    .put("target", tile.target());
            ArrayNode changes = node.putArray("changes");
            for (Change change : tile.changes()) {
                changes.addObject()
                        .put("than", change.than())
                        .put("from", change.from())
                        .put("difference", change.difference())
                        .put("low", change.low())
                        .put("high", change.high())
                        .put("is_more_than_chance", change.isMoreThanChance());
            }
            ArrayNode months = node.putArray("months");
            tile.months()
                    .forEach(m -> months.addObject()
                            .put("month", m.month().toString())
                            .put("value", m.value()));
        }
    }

    private static void action(ObjectNode node, Action action) {
        node.put("key", action.key())
                .put("title", action.title())
                .put("text", action.text())
                .put("amount", action.amount())
                .put("low", action.low())
                .put("high", action.high())
                .put("interval", action.interval())
                .put("owner", action.owner())
                .put("section", action.section());
    }

    private static void section(ObjectNode node, Section section) {
        node.put("key", section.id())
                .put("title", section.title())
                .put("finding", section.finding())
                .put("detail", section.detail());
        ArrayNode figures = node.putArray("figures");
        for (Block block : section.blocks()) {
            if (block instanceof Figure figure) figure(figures.addObject(), figure);
            if (block instanceof Listing listing) {
                table(
                        figures.addObject()
                                .put("key", listing.id())
                                .put("title", listing.title())
                                .put("note", listing.note()),
                        listing.table().columns(),
                        listing.table().rows());
            }
        }
    }

    private static void figure(ObjectNode node, Figure figure) {
        node.put("key", figure.id()).put("title", figure.title()).put("note", figure.note());
        node.set("drawn", JSON.valueToTree(figure.chart().data()));
        table(node, figure.table().columns(), figure.table().rows());
    }

    private static void table(ObjectNode node, List<String> columns, List<List<String>> rows) {
        node.set("columns", JSON.valueToTree(columns));
        node.set("rows", JSON.valueToTree(rows));
    }
}
