package org.jejak.attribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.jejak.ReferenceData;
import org.jejak.config.ModelSettings;

/** Paths for tests: the public sample and small ones written out. */
final class PathFiles {
    /** A path with its outcomes. */
    record Line(List<String> steps, double conversions, double value, double nulls) {}

    private PathFiles() {}

    /** Rows of a simple CSV file less its header. */
    static List<String[]> csv(String name) {
        try {
            return Files.readAllLines(ReferenceData.file(name)).stream()
                    .skip(1)
                    .map(l -> l.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The public sample of 10,000 rows. */
    static List<Line> sample() {
        return csv("data/channel-attribution/paths.csv").stream()
                .map(r -> new Line(
                        List.of(r[0].split(" > ")),
                        Double.parseDouble(r[1]),
                        Double.parseDouble(r[2]),
                        Double.parseDouble(r[3])))
                .toList();
    }

    /** Lines such as {@code "a > b, 3, 10.5, 7"}. */
    static List<Line> lines(String... lines) {
        return Arrays.stream(lines)
                .map(l -> l.split(", "))
                .map(r -> new Line(
                        r[0].isEmpty() ? List.of() : List.of(r[0].split(" > ")),
                        Double.parseDouble(r[1]),
                        Double.parseDouble(r[2]),
                        Double.parseDouble(r[3])))
                .toList();
    }

    static ModelAccumulator study(List<Line> lines, String models) {
        return study(lines, models, ModelSettings.USUAL, "direct", Transforms.NONE);
    }

    static ModelAccumulator study(
            List<Line> lines, String models, ModelSettings settings, String direct, Transforms transforms) {
        ModelAccumulator study = new ModelAccumulator(AttributionModels.named(models, settings), true);
        PathMaker maker = new PathMaker(study.channels(), transforms, direct);
        for (Line line : lines) {
            String[] steps = line.steps.toArray(String[]::new);
            study.add(maker.evenly(steps, 86_400), line.conversions, line.value, line.nulls);
        }
        return study;
    }

    static ModelSettings settings(int markovOrder) {
        ModelSettings u = ModelSettings.USUAL;
        return new ModelSettings(
                u.positionFirst(),
                u.positionLast(),
                u.wFirst(),
                u.wLead(),
                u.wOpportunity(),
                u.wClose(),
                u.halfLife(),
                u.custom(),
                markovOrder,
                u.maxStates(),
                u.exactChannels(),
                u.samples(),
                u.maxSets(),
                u.seed());
    }

    /** Credit of a channel by a model. */
    static ModelAccumulator.Credit credit(ModelAccumulator.Results results, String model, String channel) {
        return results.credits().stream()
                .filter(c -> c.model().equals(model) && c.channel().equals(channel))
                .findFirst()
                .orElseThrow();
    }
}
