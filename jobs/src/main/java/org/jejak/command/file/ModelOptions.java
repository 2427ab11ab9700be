package org.jejak.command.file;

import java.util.*;
import org.jejak.attribution.AttributionModel;
import org.jejak.attribution.AttributionModels;
import org.jejak.command.Durations;
import org.jejak.config.ModelSettings;
import org.jejak.config.UsageException;
import picocli.CommandLine.Option;

/** Which attribution models, with which parameters: options of a command. */
final class ModelOptions {
    @Option(
            names = "--models",
            description =
                    "all, or names separated by commas: first, last, last_non_direct, linear, position_based, w_shaped, "
                            + "time_decay, position_decay, custom, shapley, markov, shapley_rate, leave_one_out. Default: all that "
                            + "can be computed on the file.")
    private String models;

    @Option(
            names = "--markov-order",
            paramLabel = "K",
            description =
                    "Channels in a state of the Markov chain, or auto: the order that predicts paths it has not seen "
                            + "best, 1 to 4. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private String markovOrder;

    @Option(
            names = "--half-life",
            paramLabel = "TIME",
            description = "Of time_decay: 7d, 12h, 30m; a bare number is days. Default: ${DEFAULT-VALUE}.",
            defaultValue = "7d")
    private String halfLife;

    @Option(
            names = "--position",
            paramLabel = "FIRST,LAST",
            description = "Shares of position_based. Default: ${DEFAULT-VALUE}.",
            defaultValue = "0.4,0.4")
    private String position;

    @Option(
            names = "--w-shape",
            paramLabel = "FIRST,LEAD,OPPORTUNITY,CLOSE",
            description = "Shares of w_shaped. Default: ${DEFAULT-VALUE}.",
            defaultValue = "0.225,0.225,0.225,0.225")
    private String wShape;

    @Option(
            names = "--custom",
            paramLabel = "WEIGHTS",
            description = "Weights of custom, stretched from the first touch to the last. Default: ${DEFAULT-VALUE}.",
            defaultValue = "2,1,3")
    private String custom;

    @Option(
            names = "--max-states",
            paramLabel = "N",
            description = "More Markov states are refused. Default: ${DEFAULT-VALUE}.",
            defaultValue = "50000")
    private int maxStates;

    @Option(
            names = "--exact-channels",
            paramLabel = "N",
            description =
                    "shapley_rate is exact up to so many channels, 1 to 20, and sampled beyond. Default: ${DEFAULT-VALUE}.",
            defaultValue = "15")
    private int exactChannels;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Orders of channels that shapley_rate samples. Default: ${DEFAULT-VALUE}.",
            defaultValue = "2000")
    private int samples;

    @Option(names = "--seed", description = "Of that sampling. Default: ${DEFAULT-VALUE}.", defaultValue = "20260101")
    private long seed;

    /** Whether the order of the Markov model is to be found. */
    boolean isAuto() {
        return markovOrder.strip().equalsIgnoreCase("auto");
    }

    /** Whether models were named one by one. */
    boolean isChosen() {
        return models != null && !models.contains("all");
    }

    /**
     * The order of the Markov model.
     *
     * @throws UsageException if it is no number
     */
    int order() {
        if (markovOrder.strip().matches("[1-9]\\d?|100")) return Integer.parseInt(markovOrder.strip());
        throw new UsageException("--markov-order " + markovOrder + " must be auto or a number from 1 to 100");
    }

    /**
     * The models asked for.
     *
     * @param order of the Markov model
     * @throws UsageException if a name or a parameter is wrong
     */
    List<AttributionModel> named(int order) {
        return AttributionModels.named(models == null ? "all" : models, settings(order));
    }

    private ModelSettings settings(int order) {
        List<Double> ends = numbers("--position", position, 2);
        List<Double> w = numbers("--w-shape", wShape, 4);
        String time = halfLife.strip().matches("\\d+(\\.\\d+)?") ? halfLife.strip() + "d" : halfLife;
        return new ModelSettings(
                ends.get(0),
                ends.get(1),
                w.get(0),
                w.get(1),
                w.get(2),
                w.get(3),
                Durations.of("--half-life", time),
                numbers("--custom", custom, 0),
                order,
                maxStates,
                exactChannels,
                samples,
                ModelSettings.USUAL.maxSets(),
                seed);
    }

    private static List<Double> numbers(String option, String text, int count) {
        List<Double> numbers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.strip().matches("\\d+(\\.\\d+)?"))
                throw new UsageException(option + " " + text + " must be numbers separated by commas");
            numbers.add(Double.parseDouble(part.strip()));
        }
        if (count > 0 && numbers.size() != count)
            throw new UsageException(option + " " + text + " must be " + count + " numbers");
        return numbers;
    }
}
