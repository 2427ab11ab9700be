package org.jejak.attribution;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.*;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.jejak.statistics.PoissonBootstrap;

/**
 * All paths of some months in the driver's memory, in columns: each different path once, and a few numbers per outcome. What
 * the data-driven models of a run are fitted from ({@link MonthFit}).
 *
 * <p>A row of the table is one outcome: row i has the i-th entry of every column. Sums over rows are of whole numbers below
 * 2^53, so that they are exact, and the same in any order and for any partitions. About 40 bytes per outcome. Public since
 * Spark serializes public classes only.
 */
public final class CompactPaths implements Serializable {
    private final ChannelDictionary channels = new ChannelDictionary();
    private final SequenceDictionary paths = new SequenceDictionary();
    private final List<String> types = new ArrayList<>();
    // the columns: path and type as numbers, month as months since year 0, hash of the customer, ten-thousandths
    private final IntArrayList path = new IntArrayList();
    private final IntArrayList type = new IntArrayList();
    private final IntArrayList month = new IntArrayList();
    private final LongArrayList customer = new LongArrayList();
    private final LongArrayList revenue = new LongArrayList();
    private final BitSet converted = new BitSet();

    /** Reads rows of conversion type, month, channels, whether converted, revenue, hash of the customer. */
    static CompactPaths of(Iterator<Row> rows) {
        CompactPaths compact = new CompactPaths();
        while (rows.hasNext()) {
            Row row = rows.next();
            compact.add(
                    row.getString(0),
                    number(YearMonth.from(row.getDate(1).toLocalDate())),
                    compact.channels.numbers(row.<String>getList(2).toArray(String[]::new)),
                    row.getBoolean(3),
                    units(row.getDecimal(4)),
                    row.getLong(5));
        }
        return compact;
    }

    /** Money in units of a ten-thousandth. */
    static long units(BigDecimal money) {
        return money.movePointRight(4).longValueExact();
    }

    /** Months since January of the year 0. */
    static int number(YearMonth month) {
        return month.getYear() * 12 + month.getMonthValue() - 1;
    }

    private void add(String typeName, int inMonth, int[] steps, boolean hasConverted, long units, long customerHash) {
        int known = types.indexOf(typeName);
        if (known < 0) types.add(typeName);
        converted.set(path.size(), hasConverted);
        path.add(paths.number(steps));
        type.add(known < 0 ? types.size() - 1 : known);
        month.add(inMonth);
        revenue.add(units);
        customer.add(customerHash);
    }

    /** Adds the paths of another part; returns this. */
    CompactPaths plus(CompactPaths other) {
        int[] numbers = channels.numbers(other.channels.names().toArray(String[]::new));
        int[][] steps = other.paths.translated(numbers);
        for (int i = 0; i < other.path.size(); i++)
            add(
                    other.types.get(other.type.getInt(i)),
                    other.month.getInt(i),
                    steps[other.path.getInt(i)],
                    other.converted.get(i),
                    other.revenue.getLong(i),
                    other.customer.getLong(i));
        return this;
    }

    /** Conversion types, sorted. */
    List<String> types() {
        return types.stream().sorted().toList();
    }

    /** The outcomes of one conversion type in some months (numbers, from first to last), without those that have no touches. */
    PathCounts counts(String typeName, int first, int last) {
        int wanted = types.indexOf(typeName);
        int[] rows = IntStream.range(0, path.size())
                .filter(i -> type.getInt(i) == wanted && month.getInt(i) >= first && month.getInt(i) <= last)
                .filter(i -> paths.length(path.getInt(i)) > 0)
                .toArray();
        return new PathCounts(rows);
    }

    /**
     * The different paths of some outcomes, sorted by the names of their channels, with their counts: as they are, or weighted
     * for a replicate of the bootstrap. The order of paths depends on names alone, so that sums over them are the same however
     * the outcomes were read.
     */
    final class PathCounts {
        /** Channel names, sorted; only those that occur. */
        final ChannelDictionary names = new ChannelDictionary();
        /** Steps of the different paths, in the numbers of {@link #names}. */
        final int[][] steps;
        /** Conversions by path. */
        final double[] conversions;
        /** Revenue by path, in ten-thousandths. */
        final double[] value;
        /** Null outcomes by path. */
        final double[] nulls;

        private final int[] rows;
        /** By number of a path: its index in {@link #steps}. */
        private final int[] indexOf = new int[paths.size()];

        private PathCounts(int[] rows) {
            this.rows = rows;
            int[] used = Arrays.stream(rows).map(path::getInt).distinct().toArray();
            Arrays.stream(used)
                    .flatMap(p -> Arrays.stream(paths.get(p)))
                    .distinct()
                    .mapToObj(channels::name)
                    .sorted()
                    .forEach(names::number);
            int[][] unsorted = Arrays.stream(used)
                    .mapToObj(p -> Arrays.stream(paths.get(p))
                            .map(c -> names.find(channels.name(c)))
                            .toArray())
                    .toArray(int[][]::new);
            int[] order = SequenceDictionary.order(unsorted);
            this.steps = new int[used.length][];
            for (int i = 0; i < order.length; i++) {
                steps[i] = unsorted[order[i]];
                indexOf[used[order[i]]] = i;
            }
            this.conversions = new double[steps.length];
            this.value = new double[steps.length];
            this.nulls = new double[steps.length];
            count(i -> 1);
        }

        /**
         * Weights each customer by Poisson(1), seeded by customer, replicate and seed ({@link PoissonBootstrap}): all outcomes of
         * a customer are drawn together.
         */
        void draw(int replicate, long seed) {
            // another hash than that of PoissonBootstrap: intervals in the tables are made with it
            long mixed = seed * 0xD1B54A32D192ED03L + (replicate + 1) * 0x9E3779B97F4A7C15L;
            count(i -> PoissonBootstrap.draw(PoissonBootstrap.mix(customer.getLong(i) + mixed)));
        }

        private void count(IntUnaryOperator weightOfRow) {
            Arrays.fill(conversions, 0);
            Arrays.fill(value, 0);
            Arrays.fill(nulls, 0);
            for (int i : rows) {
                int weight = weightOfRow.applyAsInt(i);
                if (weight == 0) continue;
                int index = indexOf[path.getInt(i)];
                if (converted.get(i)) {
                    conversions[index] += weight;
                    // whole units: their sum is exact in any order
                    value[index] += (double) weight * revenue.getLong(i);
                } else nulls[index] += weight;
            }
        }
    }
}
