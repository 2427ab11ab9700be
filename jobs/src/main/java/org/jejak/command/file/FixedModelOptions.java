package org.jejak.command.file;

import java.util.*;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
                            + "beta; p, q, v for spend; those of a limit under the names that a fit prints.")
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
     * The model with its parameters; null if none are given.
     *
     * @throws UsageException if they are not all of one model or of one of its limits, or out of range
     */
    ModelSelection.Given given() {
        String name = name();
        if (params.isEmpty()) return null;
        if (name == null) throw new UsageException("--params needs --model, to know what they mean");
        List<List<String>> purchases = ModelSelectionOptions.parametersOf(name);
        List<List<String>> spends = ModelSelectionOptions.parametersOfSpend();
        Set<String> ofPurchases = new LinkedHashSet<>();
        purchases.forEach(ofPurchases::addAll);
        Set<String> ofSpend = new LinkedHashSet<>();
        spends.forEach(ofSpend::addAll);
        params.forEach((parameter, value) -> check(parameter, value, ofPurchases, ofSpend));
        boolean withSpend = params.keySet().stream().anyMatch(ofSpend::contains);
        return new ModelSelection.Given(
                name, values(purchases, ofPurchases), withSpend ? values(spends, ofSpend) : null);
    }

    private static void check(String parameter, Double value, Set<String> ofPurchases, Set<String> ofSpend) {
        if (!ofPurchases.contains(parameter) && !ofSpend.contains(parameter)) {
            List<String> known =
                    Stream.concat(ofPurchases.stream(), ofSpend.stream()).toList();
            throw new UsageException("--params " + parameter + " must be one of " + String.join(", ", known));
        }
        boolean isShare = parameter.equals("theta") || parameter.equals("pi");
        double most = isShare ? 1 : 1e9;
        if (value == null || !(value > 0) || !(value < most))
            throw new UsageException("--params " + parameter + " " + value + " must be above 0 and below "
                    + (isShare ? "1" : "a thousand million"));
    }

    /** The given parameters among some, in the order of the model, or limit, that has just these. */
    private Map<String, Double> values(List<List<String>> models, Set<String> among) {
        Set<String> given = new TreeSet<>(params.keySet());
        given.retainAll(among);
        List<String> names = models.stream()
                .filter(model -> given.equals(Set.copyOf(model)))
                .findFirst()
                .orElseThrow(() -> new UsageException("--params must hold all of "
                        + models.stream().map(m -> String.join(", ", m)).collect(Collectors.joining("; or of "))
                        + "; it has " + String.join(", ", new TreeSet<>(params.keySet()))));
        Map<String, Double> values = new LinkedHashMap<>();
        for (String name : names) values.put(name, params.get(name));
        return values;
    }
}
