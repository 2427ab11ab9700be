package org.jejak.value;

import java.util.*;
import java.util.function.Function;
import org.jejak.statistics.LikelihoodDerivatives;
import org.jejak.statistics.NewtonOptimizer;
import org.jejak.statistics.NewtonOptimizer.Optimum;
import org.jejak.value.ModelFit.Outcome;
import org.jejak.value.ModelFit.Sample;

/**
 * A model whose rates of purchase and dropout are shifted by the group of the customer (acquisition channel, segment):
 * log alpha falls (or log lambda rises) by rate:group, and the log parameter of dropout moves by dropout:group, each against the first group.
 * Fader and Hardie (2007), note 019. Since groups are few, the likelihood is that of the plain model on each group's
 * patterns; derivatives follow by the chain rule.
 */
final class Covariates {
    private final PurchaseModel model;
    private final List<String> groups;
    private final List<HistoryCounts> histories;

    /**
     * @param histories histories by group; the first group is what the others are compared with
     */
    Covariates(PurchaseModel model, Map<String, HistoryCounts> histories) {
        this.model = model;
        groups = List.copyOf(histories.keySet());
        this.histories = List.copyOf(histories.values());
    }

    /** Name of the fit in the tables. */
    String name() {
        return model.name() + "_covariates";
    }

    /** Fits all parameters and shifts, from the fit without them. */
    ModelFit fit(ModelFit plain) {
        int base = model.parameters().size();
        double[] start = Arrays.copyOf(Fitter.within(plain.parameters()), base + 2 * (groups.size() - 1));
        Function<double[], LikelihoodDerivatives> function = at -> {
            LikelihoodDerivatives total = new LikelihoodDerivatives(at.length);
            for (int g = 0; g < groups.size(); g++) {
                double[] parameters = ofGroup(at, g);
                total.add(model.likelihood(histories.get(g), parameters).onLogs(parameters), design(g));
            }
            return total;
        };
        int patterns = histories.stream().mapToInt(HistoryCounts::size).sum();
        Sample sample = new Sample(plain.sample().customers(), patterns);
        Optimum optimum = NewtonOptimizer.maximize(function, start, sample.customers());
        ModelFit fit = Fitter.of(name(), names(), optimum, sample, base);
        fit = Fitter.identified(fit);
        return fit.isFitted() && plain.outcome() == Outcome.LIMIT ? fit.as(Outcome.LIMIT, plain.reason()) : fit;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(model.parameters());
        for (String what : List.of("rate:", "dropout:"))
            groups.stream().skip(1).map(what::concat).forEach(names::add);
        return names;
    }

    /** How the log parameters of a group depend on all arguments. */
    private double[][] design(int group) {
        int base = model.parameters().size();
        double[][] design = new double[base][base + 2 * (groups.size() - 1)];
        for (int i = 0; i < base; i++) design[i][i] = 1;
        if (group > 0) {
            Rates.Kind rates = model.purchaseRates();
            design[rates.speedParameter()][base + group - 1] = rates.speedSign();
            design[model.dropoutParameter()][base + groups.size() - 1 + group - 1] = model.dropoutSign();
        }
        return design;
    }

    private double[] ofGroup(double[] at, int group) {
        return Arrays.stream(design(group))
                .mapToDouble(row -> {
                    double sum = 0;
                    for (int j = 0; j < row.length; j++) sum += row[j] * at[j];
                    return Math.exp(sum);
                })
                .toArray();
    }

    /** The fit as seen from each group: a plain fit with its parameters and their covariance. */
    Map<String, ModelFit> byGroup(ModelFit fit) {
        Map<String, ModelFit> fits = new LinkedHashMap<>();
        int base = model.parameters().size();
        double[] at = fit.parameters().clone();
        for (int i = 0; i < base; i++) at[i] = Math.log(at[i]);
        for (int g = 0; g < groups.size(); g++) {
            double[][] design = design(g);
            double[][] covariance = new double[base][base];
            for (int i = 0; i < base; i++)
                for (int j = 0; j < base; j++)
                    for (int k = 0; k < at.length; k++)
                        for (int l = 0; l < at.length; l++)
                            covariance[i][j] += design[i][k] * fit.covariance()[k][l] * design[j][l];
            double[] parameters = ofGroup(at, g);
            double[] errors = new double[base];
            for (int i = 0; i < base; i++) errors[i] = parameters[i] * Math.sqrt(covariance[i][i]);
            fits.put(
                    groups.get(g),
                    new ModelFit(
                            model.name(),
                            model.parameters(),
                            fit.outcome(),
                            fit.reason(),
                            parameters,
                            errors,
                            covariance,
                            fit.logLikelihood(),
                            histories.get(g).sample(),
                            fit.search()));
        }
        return fits;
    }
}
