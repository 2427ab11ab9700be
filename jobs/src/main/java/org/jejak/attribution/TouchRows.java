package org.jejak.attribution;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.attribution.DistributedCount.Counted;

/**
 * Counter of a file that has single touches, from which the paths are cut ({@link PathRows} is for a file of whole paths).
 * All rows of a customer stand next to each other. Columns: line number, why the line could not be read
 * (or null), customer, time (timestamp), channel (null for a conversion without touch), conversions, value, kind, milestone,
 * currency of the value (or null).
 * A row with conversions is a touch and an outcome at the same moment; outcomes of a customer at the same moment are one.
 * Touches of a customer at the same moment are taken in the order of the file, the touch of the conversion last.
 *
 * <p>Reasons of rejected rows: those of the reader, {@code missing_customer}, {@code bad_time}, {@code bad_number}, {@code negative_number},
 * {@code number_too_large}, {@code value_without_conversions}, {@code nothing_happened} (neither channel nor conversion).
 *
 * @param options how paths are counted
 * @param rules which touches may have earned a conversion
 * @param viewWeight what a touch of kind view counts; clicks and all others count 1
 */
public record TouchRows(DistributedCount.Options options, PathRules rules, double viewWeight)
        implements DistributedCount.Counter {
    private record Touch(long at, String channel, boolean isView, int milestone, boolean converts, long line) {
        private static final Comparator<Touch> ORDER = Comparator.comparingLong(Touch::at)
                .thenComparing(Touch::converts)
                .thenComparingLong(Touch::line);
    }

    private record Outcome(long at, double conversions, double value) {}

    @Override
    public Counted count(Iterator<Row> rows) {
        ModelAccumulator models = new ModelAccumulator(options.models(), options.strict());
        PathMaker maker = new PathMaker(models.channels(), options.transforms(), options.direct());
        Map<String, long[]> rejected = new TreeMap<>();
        List<Touch> touches = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        String customer = null;
        Set<String> currencies = new TreeSet<>();
        long leftOut = 0;
        long ties = 0;
        while (rows.hasNext()) {
            Row row = rows.next();
            if (customer != null && !customer.equals(row.getString(2))) {
                ties += add(models, maker, touches, outcomes);
                touches.clear();
                outcomes.clear();
            }
            customer = row.getString(2);
            String reason = row.getString(1) != null ? row.getString(1) : read(row, touches, outcomes);
            if (reason == null) {
                if (!row.isNullAt(9)) currencies.add(row.getString(9));
                continue;
            }
            Counted.reject(rejected, reason, row);
            if (!channel(row).isEmpty()) leftOut++;
        }
        ties += add(models, maker, touches, outcomes);
        return new Counted(models, rejected, 0, leftOut, ties, maker.names(), currencies);
    }

    private static String read(Row row, List<Touch> touches, List<Outcome> outcomes) {
        if (row.isNullAt(2)) return "missing_customer";
        if (row.isNullAt(3)) return "bad_time";
        double conversions = row.isNullAt(5) ? 0 : flagOrNumber(row.get(5));
        double value = row.isNullAt(6) ? 0 : PathRows.number(row.get(6));
        if (Double.isNaN(conversions) || Double.isNaN(value)) return "bad_number";
        if (conversions < 0 || value < 0) return "negative_number";
        if (conversions > ExactSums.LARGEST || value > ExactSums.LARGEST) return "number_too_large";
        if (conversions == 0 && value > 0) return "value_without_conversions";
        String channel = channel(row);
        if (channel.isEmpty() && conversions == 0) return "nothing_happened";
        Instant instant = row.getTimestamp(3).toInstant();
        long at = ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        if (!channel.isEmpty())
            touches.add(new Touch(
                    at,
                    channel,
                    "view".equalsIgnoreCase(row.getString(7)),
                    Path.milestones(row.getString(8)),
                    conversions > 0,
                    row.getLong(0)));
        if (conversions > 0) outcomes.add(new Outcome(at, conversions, value));
        return null;
    }

    /** The channel of a touch; empty for a conversion without touch. */
    private static String channel(Row row) {
        return row.isNullAt(4) ? "" : row.getString(4).strip();
    }

    private static double flagOrNumber(Object value) {
        String text = value.toString().strip();
        if (text.equalsIgnoreCase("true")) return 1;
        if (text.equalsIgnoreCase("false")) return 0;
        return PathRows.number(value);
    }

    /** Counts the paths of one customer. Returns how many touches are ties. */
    private long add(ModelAccumulator models, PathMaker maker, List<Touch> touches, List<Outcome> outcomes) {
        touches.sort(Touch.ORDER);
        outcomes.sort(Comparator.comparingLong(Outcome::at)
                .thenComparing(Outcome::conversions)
                .thenComparing(Outcome::value));
        List<Outcome> distinct = new ArrayList<>();
        for (Outcome o : outcomes) {
            int last = distinct.size() - 1;
            if (last >= 0 && distinct.get(last).at == o.at)
                distinct.set(
                        last,
                        new Outcome(
                                o.at,
                                distinct.get(last).conversions + o.conversions,
                                distinct.get(last).value + o.value));
            else distinct.add(o);
        }
        boolean[] views = new boolean[touches.size()];
        for (int i = 0; i < views.length; i++) views[i] = touches.get(i).isView;
        PathWindow.cut(
                touches.stream().mapToLong(Touch::at).toArray(),
                views,
                distinct.stream().mapToLong(Outcome::at).toArray(),
                rules,
                window -> {
                    Outcome outcome = window.conversion() < 0 ? null : distinct.get(window.conversion());
                    if (outcome == null && (!options.nulls() || window.touches().length == 0)) return;
                    Path path = path(window, touches, maker);
                    if (outcome == null) models.add(path, 0, 0, 1);
                    else models.add(path, outcome.conversions, outcome.value, 0);
                });
        return ties(touches);
    }

    /** How many touches, which are in order of time, are at the very time of one of another channel. */
    private static long ties(List<Touch> touches) {
        long ties = 0;
        for (int from = 0, to; from < touches.size(); from = to) {
            Touch first = touches.get(from);
            boolean differ = false;
            for (to = from; to < touches.size() && touches.get(to).at == first.at; to++)
                differ |= !touches.get(to).channel.equals(first.channel);
            if (differ) ties += to - from;
        }
        return ties;
    }

    private Path path(PathWindow window, List<Touch> touches, PathMaker maker) {
        List<Touch> on = Arrays.stream(window.touches()).mapToObj(touches::get).toList();
        return maker.of(
                on.stream().map(Touch::channel).toArray(String[]::new),
                on.stream()
                        .mapToLong(t -> (window.outcomeAt() - t.at) / 1_000_000)
                        .toArray(),
                on.stream().mapToDouble(t -> t.isView ? viewWeight : 1).toArray(),
                on.stream().mapToInt(Touch::milestone).toArray());
    }
}
