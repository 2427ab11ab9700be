package org.jejak.command.file;

import java.util.*;
import org.jejak.config.UsageException;
import org.jejak.value.ModelSelection;
import org.jejak.value.ModelSelectionOptions;
import picocli.CommandLine.Option;

/** A model of purchases asked for by name, and parameters to use instead of a fit. */
final class FixedModelOptions {
    @Option(names = "--model", description = "nbd, bg_nbd, mbg_nbd or pareto_nbd instead of an automatic choice.")
    private String model;

    @Option(
            names = "--params",
            split = ",",
            paramLabel = "NAME=VALUE",
            description =
                    "Predict with these parameters of --model, in --unit, without a fit: r, alpha, and a, b or s, "
                            + "beta; p, q, v for spend.")
    private Map<String, Double> params = new HashMap<>();

    /**
     * The model asked for; null for an automatic choice.
     *
     * @throws UsageException if there is no such model
     */
    String name() {
        if (model == null) return null;
        String letters = model.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        String name = letters.equals("pnbd") ? "paretonbd" : letters;
        return ModelSelectionOptions.ALL_MODELS.stream()
                .filter(m -> m.replace("_", "").equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("--model " + model + " is not known; write one of "
                        + String.join(", ", ModelSelectionOptions.ALL_MODELS)));
    }

    /**
     * The parameters of that model in their order; null if none are given.
     *
     * @throws UsageException if they are not all of one model, or out of range
     */
    private double[] parameters() {
        String name = name();
        if (params.isEmpty()) return null;
        if (name == null) throw new UsageException("--params needs --model, to know what they mean");
        List<String> known = new ArrayList<>(ModelSelectionOptions.parametersOf(name));
        known.addAll(ModelSelectionOptions.SPEND);
        for (Map.Entry<String, Double> e : params.entrySet()) {
            if (!known.contains(e.getKey()))
                throw new UsageException("--params " + e.getKey() + " must be one of " + String.join(", ", known));
            boolean positive = e.getValue() != null && e.getValue() > 0 && e.getValue() < 1e9;
            if (!positive)
                throw new UsageException("--params " + e.getKey() + " " + e.getValue()
                        + " must be above 0 and below a thousand million");
        }
        spend();
        return values(ModelSelectionOptions.parametersOf(name), true);
    }

    /** The model with its parameters; null if none are given. */
    ModelSelection.Given given() {
        double[] parameters = parameters();
        return parameters == null ? null : new ModelSelection.Given(name(), parameters, spend());
    }

    /** The parameters of spend, p, q, v; null if none are given. */
    private double[] spend() {
        return values(ModelSelectionOptions.SPEND, false);
    }

    private double[] values(List<String> names, boolean required) {
        Double[] found = names.stream().map(params::get).toArray(Double[]::new);
        long missing = Arrays.stream(found).filter(Objects::isNull).count();
        if (missing == names.size() && !required) return null;
        if (missing > 0)
            throw new UsageException("--params must hold all of " + String.join(", ", names) + "; it has "
                    + String.join(", ", params.keySet().stream().sorted().toList()));
        return Arrays.stream(found).mapToDouble(d -> d).toArray();
    }
}
