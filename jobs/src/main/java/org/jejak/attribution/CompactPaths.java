package org.jejak.attribution;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Paths of many customers in little room: each different path once, and a few numbers per outcome. What the fits of a run
 * are made from.
 */
final class CompactPaths implements Serializable {
    private final ChannelDictionary channels = new ChannelDictionary();
    private final Sequences paths = new Sequences();
    private final List<String> types = new ArrayList<>();
    private int size;
    private int[] path = new int[1024];
    private int[] type = new int[1024];
    private int[] month = new int[1024];
    private long[] customer = new long[1024];
    private long[] revenue = new long[1024];
    private boolean[] converted = new boolean[1024];

    /** Reads rows of conversion type, month, channels, whether converted, revenue, hash of the customer. */
    static CompactPaths of(Iterator<Row> rows) {
        CompactPaths compact = new CompactPaths();
        while (rows.hasNext()) {
            Row row = rows.next();
            List<String> names = row.getList(2);
            int[] steps = new int[names.size()];
            for (int i = 0; i < steps.length; i++) steps[i] = compact.channels.number(names.get(i));
            compact.add(
                    row.getString(0),
                    number(YearMonth.from(row.getDate(1).toLocalDate())),
                    steps,
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

    static int number(YearMonth month) {
        return month.getYear() * 12 + month.getMonthValue() - 1;
    }

    private void add(String typeName, int inMonth, int[] steps, boolean hasConverted, long units, long customerHash) {
        if (size == path.length) grow();
        int known = types.indexOf(typeName);
        if (known < 0) types.add(typeName);
        path[size] = paths.number(steps, 0, steps.length);
        type[size] = known < 0 ? types.size() - 1 : known;
        month[size] = inMonth;
        converted[size] = hasConverted;
        revenue[size] = units;
        customer[size++] = customerHash;
    }

    private void grow() {
        int length = size * 2;
        path = Arrays.copyOf(path, length);
        type = Arrays.copyOf(type, length);
        month = Arrays.copyOf(month, length);
        customer = Arrays.copyOf(customer, length);
        revenue = Arrays.copyOf(revenue, length);
        converted = Arrays.copyOf(converted, length);
    }

    /** Adds the paths of another part. */
    void addAll(CompactPaths other) {
        int[][] steps = new int[other.paths.size()][];
        for (int p = 0; p < steps.length; p++)
            steps[p] = Arrays.stream(other.paths.get(p))
                    .map(c -> channels.number(other.channels.name(c)))
                    .toArray();
        for (int i = 0; i < other.size; i++)
            add(
                    other.types.get(other.type[i]),
                    other.month[i],
                    steps[other.path[i]],
                    other.converted[i],
                    other.revenue[i],
                    other.customer[i]);
    }

    /** Conversion types, sorted. */
    List<String> types() {
        return types.stream().sorted().toList();
    }

    /** The outcomes of one conversion type in some months (numbers, from first to last); those without touches left out. */
    PathCounts counts(String typeName, int first, int last) {
        int wanted = types.indexOf(typeName);
        int[] places = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++)
            if (type[i] == wanted && month[i] >= first && month[i] <= last && paths.get(path[i]).length > 0)
                places[count++] = i;
        return new PathCounts(Arrays.copyOf(places, count));
    }

    /** Different paths, sorted by names, with their outcomes: as they are, or drawn again for a bootstrap. */
    final class PathCounts {
        private final int[] rows;
        private final int[] placeOf;
        /** Channel names, sorted; only those that occur. */
        final ChannelDictionary names = new ChannelDictionary();
        /** Steps of the different paths, in the numbers of {@link #names}. */
        final int[][] steps;

        final double[] conversions;
        final double[] value;
        final double[] nulls;

        private PathCounts(int[] rows) {
            this.rows = rows;
            int[] used = Arrays.stream(rows).map(i -> path[i]).distinct().toArray();
            String[] seen = Arrays.stream(used)
                    .flatMap(p -> Arrays.stream(paths.get(p)))
                    .distinct()
                    .mapToObj(channels::name)
                    .sorted()
                    .toArray(String[]::new);
            for (String name : seen) names.number(name);
            int[][] unsorted = new int[used.length][];
            for (int i = 0; i < used.length; i++)
                unsorted[i] = Arrays.stream(paths.get(used[i]))
                        .map(c -> names.find(channels.name(c)))
                        .toArray();
            Integer[] order = new Integer[used.length];
            for (int i = 0; i < order.length; i++) order[i] = i;
            Arrays.sort(order, (a, b) -> Arrays.compare(unsorted[a], unsorted[b]));
            this.steps = new int[used.length][];
            this.placeOf = new int[paths.size()];
            for (int i = 0; i < order.length; i++) {
                steps[i] = unsorted[order[i]];
                placeOf[used[order[i]]] = i;
            }
            this.conversions = new double[steps.length];
            this.value = new double[steps.length];
            this.nulls = new double[steps.length];
            count(-1, 0);
        }

        /** Counts every customer as often as a Poisson number of mean 1 says that hangs on customer, repetition and seed. */
        void draw(int repetition, long seed) {
            count(repetition, seed);
        }

        private void count(int repetition, long seed) {
            Arrays.fill(conversions, 0);
            Arrays.fill(value, 0);
            Arrays.fill(nulls, 0);
            for (int i : rows) {
                int times = repetition < 0 ? 1 : poisson(customer[i], repetition, seed);
                if (times == 0) continue;
                int place = placeOf[path[i]];
                if (converted[i]) {
                    conversions[place] += times;
                    // whole units: their sum is exact in any order
                    value[place] += (double) times * revenue[i];
                } else nulls[place] += times;
            }
        }

        private static int poisson(long customer, int repetition, long seed) {
            long mixed = customer + seed * 0xD1B54A32D192ED03L + (repetition + 1) * 0x9E3779B97F4A7C15L;
            mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
            double uniform = ((mixed ^ mixed >>> 31) >>> 11) * 0x1p-53;
            double p = Math.exp(-1);
            int times = 0;
            for (double sum = p; uniform >= sum && times < 12; sum += p) p /= ++times;
            return times;
        }
    }
}
