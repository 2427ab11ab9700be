package org.jejak.experience;

import java.util.*;
import java.util.function.ToDoubleFunction;
import org.jejak.config.CxIndexSettings;

/**
 * The CX index of one cell as a function of the means it is made of: D_k = 100 (s P_k + (1 - s) B_k), CXI = sum of w_k D_k
 * or the geometric mean. Means that rest on too few customers are left out, and the others of the same kind take their
 * weight; a dimension with one kind only rests on that.
 */
final class IndexFormula {
    /** In the derivative of a geometric mean a dimension counts as at least this many points. */
    private static final double FLOOR = 1;

    /** Name of the mean of the answers among the means of a dimension. */
    private static final String SAID = "said";

    /**
     * Choices that make another index of the same means.
     *
     * @param perceptionShare share of what people say, 0 to 1
     * @param weights of the dimensions, summing to 1
     * @param geometric whether dimensions are averaged geometrically
     */
    record Choice(double perceptionShare, Map<String, Double> weights, boolean geometric) {
        static Choice of(CxIndexSettings settings) {
            return new Choice(settings.perceptionShare(), settings.weights(), settings.geometric());
        }

        /** The choices that ranks are tried with: perception share plus and minus 0.2, equal weights, the other mean. */
        List<Choice> others() {
            return List.of(
                    withPerceptionShare(perceptionShare + 0.2),
                    withPerceptionShare(perceptionShare - 0.2),
                    withEqualWeights(),
                    withOtherMean());
        }

        Choice withPerceptionShare(double share) {
            return new Choice(Math.max(0, Math.min(1, share)), weights, geometric);
        }

        /** Only what people say (1) or only what happened to them (0); still the same weights. */
        Choice only(double share) {
            return new Choice(share, weights, geometric);
        }

        Choice withEqualWeights() {
            Map<String, Double> equal = new LinkedHashMap<>();
            weights.keySet().forEach(k -> equal.put(k, 1.0 / weights.size()));
            return new Choice(perceptionShare, equal, geometric);
        }

        Choice withOtherMean() {
            return new Choice(perceptionShare, weights, !geometric);
        }
    }

    /** One mean, what it is of ({@link #SAID} or a behaviour), and how much the dimension moves with it, in points. */
    private record Term(String name, CustomerMean mean, double slope) {}

    /**
     * One dimension.
     *
     * @param weight its weight in the index
     * @param terms the means it is made of; empty without enough data
     * @param coverage share of its weights that has enough data, 0 to 1
     * @param said whether what people say is in it
     * @param done whether what happened to them is in it
     */
    private record Dimension(double weight, List<Term> terms, double coverage, boolean said, boolean done) {
        double value(ToDoubleFunction<CustomerMean> meanOf) {
            double value = 0;
            for (Term t : terms) value += t.slope * meanOf.applyAsDouble(t.mean);
            return value;
        }

        InfluenceFunction influence() {
            InfluenceFunction sum = InfluenceFunction.NONE;
            for (Term t : terms) sum = sum.plus(t.slope, t.mean.influence());
            return sum;
        }

        /** Effective customers: of the answers if there are any, else of all that happened. */
        double effective() {
            return said ? terms.get(0).mean.effective() : influence().n();
        }
    }

    private final Choice choice;
    private final Map<String, Dimension> dimensions = new LinkedHashMap<>();

    /**
     * Puts the means of a cell together.
     *
     * @param said dimension to the mean of its answers
     * @param done behaviour to its mean
     * @param least fewer effective customers leave a mean out
     */
    IndexFormula(
            Map<String, CustomerMean> said,
            Map<String, CustomerMean> done,
            CxIndexSettings settings,
            Choice choice,
            double least) {
        this.choice = choice;
        choice.weights.forEach((name, weight) -> dimensions.put(
                name, dimension(weight, said.get(name), settings.behaviours().get(name), done, least)));
    }

    private Dimension dimension(
            double weight,
            CustomerMean said,
            Map<String, Double> behaviours,
            Map<String, CustomerMean> done,
            double least) {
        double share = choice.perceptionShare;
        boolean isSaid = share > 0 && isEnough(said, least);
        double all = 0;
        double known = 0;
        for (var b : behaviours.entrySet()) {
            all += b.getValue();
            if (isEnough(done.get(b.getKey()), least)) known += b.getValue();
        }
        boolean isDone = share < 1 && known > 0;
        double used = isSaid && isDone ? share : isSaid ? 1 : 0;
        List<Term> terms = new ArrayList<>();
        if (isSaid) terms.add(new Term(SAID, said, 100 * used));
        for (var b : behaviours.entrySet()) {
            CustomerMean mean = done.get(b.getKey());
            if (isDone && b.getValue() > 0 && isEnough(mean, least))
                terms.add(new Term(b.getKey(), mean, 100 * (1 - used) * b.getValue() / known));
        }
        double coverage = (isSaid ? share : 0) + (isDone ? (1 - share) * known / all : 0);
        return new Dimension(weight, terms, coverage, isSaid, isDone);
    }

    private static boolean isEnough(CustomerMean mean, double least) {
        return mean != null && !mean.isEmpty() && mean.effective() >= least;
    }

    /** Whether anything that people say is in it. */
    boolean isSaid() {
        return dimensions.values().stream().anyMatch(d -> d.said);
    }

    /** Whether anything that happened to people is in it. */
    boolean isDone() {
        return dimensions.values().stream().anyMatch(d -> d.done);
    }

    /** What a dimension is made of: two values of it can be compared if that is the same. */
    Set<String> madeOf(String dimension) {
        Set<String> names = new TreeSet<>();
        for (Term t : dimensions.get(dimension).terms) names.add(dimension + "." + t.name);
        return names;
    }

    /** What the index is made of, over all dimensions that count. */
    Set<String> madeOf() {
        Set<String> names = new TreeSet<>();
        dimensions.forEach((name, d) -> {
            if (d.weight > 0) names.addAll(madeOf(name));
        });
        return names;
    }

    boolean isSaid(String dimension) {
        return dimensions.get(dimension).said;
    }

    boolean isDone(String dimension) {
        return dimensions.get(dimension).done;
    }

    /**
     * Share of the weights with data. What the whole cell rests on is the measure: where nobody was asked, behaviour alone can
     * cover everything.
     */
    double coverage() {
        double basis = basis(isSaid(), isDone());
        double sum = 0;
        for (Dimension d : dimensions.values()) sum += d.weight * d.coverage;
        return basis > 0 ? Math.min(1, sum / basis) : 0;
    }

    double coverage(String dimension) {
        Dimension d = dimensions.get(dimension);
        double basis = basis(isSaid(), isDone());
        return basis > 0 ? Math.min(1, d.coverage / basis) : 0;
    }

    private double basis(boolean said, boolean done) {
        return (said ? choice.perceptionShare : 0) + (done ? 1 - choice.perceptionShare : 0);
    }

    boolean has(String dimension) {
        return !dimensions.get(dimension).terms.isEmpty();
    }

    /** Points of a dimension, 0 to 100; only if it {@link #has} any. */
    double value(String dimension) {
        return within(dimensions.get(dimension).value(CustomerMean::value));
    }

    /** Points of the index, 0 to 100, over the dimensions with data; NaN without any. */
    double value() {
        return value(CustomerMean::value);
    }

    /** The same with other means, for resampled customers. */
    double value(ToDoubleFunction<CustomerMean> meanOf) {
        double weights = 0;
        double sum = 0;
        for (Dimension d : dimensions.values()) {
            if (d.terms.isEmpty() || d.weight == 0) continue;
            double points = within(d.value(meanOf));
            weights += d.weight;
            sum += d.weight * (choice.geometric ? Math.log(points) : points);
        }
        if (weights == 0) return Double.NaN;
        return within(choice.geometric ? Math.exp(sum / weights) : sum / weights);
    }

    double value(String dimension, ToDoubleFunction<CustomerMean> meanOf) {
        return within(dimensions.get(dimension).value(meanOf));
    }

    InfluenceFunction influence(String dimension) {
        return dimensions.get(dimension).influence();
    }

    /** How much each customer moves the index. */
    InfluenceFunction influence() {
        double weights = 0;
        for (Dimension d : dimensions.values()) if (!d.terms.isEmpty()) weights += d.weight;
        InfluenceFunction sum = InfluenceFunction.NONE;
        double value = value();
        for (Dimension d : dimensions.values()) {
            if (d.terms.isEmpty() || d.weight == 0) continue;
            double slope = d.weight / weights;
            if (choice.geometric) slope *= value / Math.max(FLOOR, d.value(CustomerMean::value));
            sum = sum.plus(slope, d.influence());
        }
        return sum;
    }

    /** Effective customers of a dimension. */
    double effective(String dimension) {
        return has(dimension) ? dimensions.get(dimension).effective() : 0;
    }

    /** Effective customers of the weakest dimension with data; 0 without any. */
    double effective() {
        return dimensions.values().stream()
                .filter(d -> !d.terms.isEmpty())
                .mapToDouble(Dimension::effective)
                .min()
                .orElse(0);
    }

    /** Distinct customers in any mean that is used. */
    int customers() {
        TreeSet<Integer> all = new TreeSet<>();
        for (Dimension d : dimensions.values()) for (Term t : d.terms) for (int c : t.mean.customers) all.add(c);
        return all.size();
    }

    private static double within(double points) {
        return Math.max(0, Math.min(100, points));
    }
}
