package org.jejak.experience;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.jejak.config.CxIndexSettings;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.ExperienceData.Answer;

/**
 * How much each dimension of the index goes with recommending: one observation per submission that answers all dimensions and
 * the question nps; acquisition channel and segment taken out. The importances are weights fitted to loyalty; whoever wants
 * them in the index writes them into the settings, under a version of their own, so that they stay put.
 */
final class DimensionDrivers {
    static final String OUTCOME = "recommendation";
    private static final String QUESTION = "nps";

    private DimensionDrivers() {}

    /** Rows of {@link org.jejak.table.AggCxDriver}, one per dimension. */
    static List<Row> rows(ExperienceData facts, ExperienceSettings settings) {
        List<Answer> units = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        List<Double> outcomes = new ArrayList<>();
        for (List<Answer> together : submissions(facts)) {
            double recommends = mean(
                    together.stream().filter(a -> a.question().equals(QUESTION)).toList());
            double[] own = CxIndexSettings.DIMENSIONS.stream()
                    .mapToDouble(d -> mean(together.stream()
                            .filter(a -> d.equals(a.dimension()))
                            .toList()))
                    .toArray();
            if (Double.isNaN(recommends) || IntStream.range(0, own.length).anyMatch(i -> Double.isNaN(own[i])))
                continue;
            units.add(together.get(0));
            values.add(own);
            outcomes.add(recommends);
        }
        DriverModel model = units.size() < settings.index().show()
                ? null
                : DriverModel.of(
                        units.stream().map(Answer::customer).toList(),
                        controls(units),
                        values,
                        outcomes.stream().mapToDouble(v -> v).toArray(),
                        settings.index().interval());
        return IntStream.range(0, CxIndexSettings.DIMENSIONS.size())
                .mapToObj(i -> Drivers.row(OUTCOME, CxIndexSettings.DIMENSIONS.get(i), i, values, model)
                        .row())
                .toList();
    }

    /** Answers given together, in the order of customers and times. */
    private static List<List<Answer>> submissions(ExperienceData facts) {
        Map<String, List<Answer>> together = new LinkedHashMap<>();
        for (Answer a : facts.answers()) {
            String submission = a.submission() == null ? a.at().toString() : a.submission();
            together.computeIfAbsent(a.customer() + "|" + submission, k -> new ArrayList<>())
                    .add(a);
        }
        return List.copyOf(together.values());
    }

    private static double mean(List<Answer> answers) {
        return answers.stream().mapToDouble(Answer::share).average().orElse(Double.NaN);
    }

    private static List<double[]> controls(List<Answer> units) {
        List<String> channels =
                List.copyOf(new TreeSet<>(units.stream().map(Answer::channel).toList()));
        List<double[]> rows = new ArrayList<>();
        for (Answer a : units) {
            double[] row = new double[channels.size() + 2];
            row[channels.indexOf(a.channel())] = 1;
            row[channels.size()] = a.segment().equals("new") ? 1 : 0;
            row[channels.size() + 1] = a.segment().equals("repeat") ? 1 : 0;
            rows.add(row);
        }
        return rows;
    }
}
