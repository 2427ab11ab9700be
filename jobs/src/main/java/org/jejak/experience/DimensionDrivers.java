package org.jejak.experience;

import java.time.LocalDate;
import java.util.*;
import java.util.stream.IntStream;
import org.jejak.config.CxIndexSettings;
import org.jejak.config.ExperienceSettings;
import org.jejak.table.RowBuilder;

/**
 * How much each dimension of the index goes with recommending: one observation per submission that answers all dimensions and
 * the question nps; acquisition channel and segment taken out. The importances are weights fitted to loyalty; whoever wants
 * them in the index writes them into the settings, under a version of their own, so that they stay put.
 */
final class DimensionDrivers {
    static final String OUTCOME = "recommendation";
    private static final String QUESTION = "nps";

    private DimensionDrivers() {}

    /**
     * Rows of {@link org.jejak.table.AggCxDriver}, one per dimension; without their period.
     *
     * @param from first date of the answers
     */
    static List<RowBuilder> rows(ExperienceData data, ExperienceSettings settings, LocalDate from) {
        List<SurveyAnswer> units = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        List<Double> outcomes = new ArrayList<>();
        for (List<SurveyAnswer> together :
                ExperienceData.submissions(data.answers().stream().filter(a -> data.isWithin(a.date, from)))) {
            double recommends = mean(
                    together.stream().filter(a -> a.question.equals(QUESTION)).toList());
            double[] own = CxIndexSettings.DIMENSIONS.stream()
                    .mapToDouble(d -> mean(
                            together.stream().filter(a -> d.equals(a.dimension)).toList()))
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
                        units.stream().map(a -> a.customer).toList(),
                        controls(units),
                        values,
                        outcomes.stream().mapToDouble(v -> v).toArray(),
                        settings.index().interval());
        return IntStream.range(0, CxIndexSettings.DIMENSIONS.size())
                .mapToObj(i -> Drivers.row(OUTCOME, CxIndexSettings.DIMENSIONS.get(i), i, values, model))
                .toList();
    }

    private static double mean(List<SurveyAnswer> answers) {
        return answers.stream().mapToDouble(a -> a.share).average().orElse(Double.NaN);
    }

    private static List<double[]> controls(List<SurveyAnswer> units) {
        List<String> channels = List.copyOf(
                new TreeSet<>(units.stream().map(a -> a.acquisitionChannel).toList()));
        List<double[]> rows = new ArrayList<>();
        for (SurveyAnswer a : units) {
            double[] row = new double[channels.size() + 2];
            row[channels.indexOf(a.acquisitionChannel)] = 1;
            row[channels.size()] = a.segment.equals("new") ? 1 : 0;
            row[channels.size() + 1] = a.segment.equals("repeat") ? 1 : 0;
            rows.add(row);
        }
        return rows;
    }
}
