package org.jejak.attribution;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.ejml.interfaces.linsol.LinearSolverSparse;
import org.ejml.ops.DConvertMatrixStruct;
import org.ejml.sparse.FillReducing;
import org.ejml.sparse.csc.factory.LinearSolverFactory_DSCC;

/**
 * An absorbing Markov chain: it starts in state i with probability a_i, moves by Q, and ends with a conversion by r or with a
 * null. Computes P = a h with h = (I - Q)^-1 r, the probability that it converts, and for a group G of states the
 * probability that it visits G and then converts. Kemeny and Snell (1960), "Finite Markov Chains", chapter 3. The share of
 * the second in the first is the removal effect of G (Anderl et al. 2016, see {@link Markov}).
 *
 * <p>The walk that visits G is a sum of positive terms: mass that enters G for the first time, times h of where it enters. So
 * effects keep their relative accuracy for rare groups, where 1 - P without G / P would cancel.
 *
 * <p>Two ways, which agree to about 1e-12. Up to a few hundred states, or more where there are many groups, dense LU (EJML):
 * with N = (I - Q)^-1, mass that enters G is (a N)_G (N_GG)^-1. Beyond that N would fill up, so mass is moved step by step
 * along the sparse Q until less than {@link #NEGLIGIBLE_MASS} is left, which bounds the error; a chain that loses mass too
 * slowly for that is solved by sparse LU.
 *
 * <p>Invariants: rows of Q and r sum to at most 1; from every state an end can be reached, else the system is singular and
 * solving throws. Effects lie between 0 and 1. Not for chains whose states depend on more than the window of a path.
 */
final class Absorption {
    /** Up to this number of states dense LU is used, however few the groups. */
    private static final int DENSE_STATES = 400;
    /** With more states a dense inverse takes over 72 MB. */
    private static final int MAX_DENSE_STATES = 3_000;
    /** Steps that mass is usually moved before nothing is left: what the cost of the sparse way is estimated by. */
    private static final double USUAL_STEPS = 200;

    private static final double NEGLIGIBLE_MASS = 1e-20;
    private static final int MAX_STEPS = 20_000;

    private final int size;
    private final double[] start;
    private final double[] toConversion;
    private final double[] toValue;
    // the entries of Q that are not 0: entry i moves from[i] to to[i] with probability[i]
    private int moves;
    private int[] from = new int[64];
    private int[] to = new int[64];
    private double[] probability = new double[64];

    Absorption(int size) {
        this.size = size;
        this.start = new double[size];
        this.toConversion = new double[size];
        this.toValue = new double[size];
    }

    /** Sets the probability of starting in a state. */
    void start(int state, double share) {
        start[state] = share;
    }

    /** Adds an entry of Q: the share of the visits to one state that another follows. */
    void move(int source, int target, double share) {
        if (moves == from.length) {
            from = Arrays.copyOf(from, moves * 2);
            to = Arrays.copyOf(to, moves * 2);
            probability = Arrays.copyOf(probability, moves * 2);
        }
        from[moves] = source;
        to[moves] = target;
        probability[moves++] = share;
    }

    /** Sets the share of the visits to a state that end with a conversion, and the value that comes per visit. */
    void end(int state, double conversion, double value) {
        toConversion[state] = conversion;
        toValue[state] = value;
    }

    /**
     * Fills in, for each group of states, the share of conversions (and of value) that visit it; 0 if nothing converts.
     *
     * @return P(conversion)
     */
    double solve(int[][] groups, double[] effects, double[] valueEffects) {
        double denseWork = 2.0 * size * size * size;
        boolean dense =
                size <= DENSE_STATES || size <= MAX_DENSE_STATES && denseWork < USUAL_STEPS * groups.length * moves;
        return dense ? dense(groups, effects, valueEffects) : sparse(groups, effects, valueEffects, MAX_STEPS);
    }

    /** {@link #solve} by a dense inverse. */
    double dense(int[][] groups, double[] effects, double[] valueEffects) {
        DMatrixRMaj fundamental = fundamental();
        double[] h = new double[size];
        double[] hv = new double[size];
        // expected visits to each state: a N
        double[] visits = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double n = fundamental.unsafe_get(i, j);
                h[i] += n * toConversion[j];
                hv[i] += n * toValue[j];
                visits[j] += start[i] * n;
            }
        }
        double p = dot(start, h);
        double pv = dot(start, hv);
        for (int g = 0; g < groups.length; g++) {
            int[] group = groups[g];
            DMatrixRMaj solved = withinGroup(fundamental, group, h, hv);
            for (int i = 0; i < group.length; i++) {
                effects[g] += visits[group[i]] * solved.unsafe_get(i, 0);
                valueEffects[g] += visits[group[i]] * solved.unsafe_get(i, 1);
            }
            effects[g] = share(effects[g], p);
            valueEffects[g] = share(valueEffects[g], pv);
        }
        return p;
    }

    /** N = (I - Q)^-1: expected visits to each state, from each state. */
    private DMatrixRMaj fundamental() {
        DMatrixRMaj system = CommonOps_DDRM.identity(size);
        for (int i = 0; i < moves; i++) system.add(from[i], to[i], -probability[i]);
        DMatrixRMaj fundamental = new DMatrixRMaj(size, size);
        LinearSolverDense<DMatrixRMaj> lu = LinearSolverFactory_DDRM.lu(size);
        if (!lu.setA(system)) throw singular();
        lu.invert(fundamental);
        return fundamental;
    }

    /** (N_GG)^-1 h_G, and the same for value: what each visit to G is worth if repeated visits are not to count again. */
    private static DMatrixRMaj withinGroup(DMatrixRMaj fundamental, int[] group, double[] h, double[] hv) {
        DMatrixRMaj block = new DMatrixRMaj(group.length, group.length);
        DMatrixRMaj right = new DMatrixRMaj(group.length, 2);
        for (int i = 0; i < group.length; i++) {
            for (int j = 0; j < group.length; j++) block.unsafe_set(i, j, fundamental.unsafe_get(group[i], group[j]));
            right.unsafe_set(i, 0, h[group[i]]);
            right.unsafe_set(i, 1, hv[group[i]]);
        }
        if (group.length > 0 && !CommonOps_DDRM.solve(block, right, right)) throw singular();
        return right;
    }

    /**
     * {@link #solve} by moving mass step by step.
     *
     * @param maxSteps after this number of steps sparse LU takes over
     */
    double sparse(int[][] groups, double[] effects, double[] valueEffects, int maxSteps) {
        double[][] ends = endings(maxSteps);
        double p = dot(start, ends[0]);
        double pv = dot(start, ends[1]);
        for (int g = 0; g < groups.length; g++) {
            double[] entered = entering(groups[g], maxSteps);
            effects[g] = share(dot(entered, ends[0]), p);
            valueEffects[g] = share(dot(entered, ends[1]), pv);
        }
        return p;
    }

    /** h and its counterpart for value, by adding up what converts after 0, 1, 2, ... moves. */
    private double[][] endings(int maxSteps) {
        double[][] ends = {toConversion.clone(), toValue.clone()};
        // probability that a walk from each state is still on its way: what the sums still lack is at most this
        double[] left = new double[size];
        Arrays.fill(left, 1);
        for (int step = 0; step < maxSteps; step++) {
            double[] h = toConversion.clone();
            double[] hv = toValue.clone();
            double[] still = new double[size];
            for (int i = 0; i < moves; i++) {
                h[from[i]] += probability[i] * ends[0][to[i]];
                hv[from[i]] += probability[i] * ends[1][to[i]];
                still[from[i]] += probability[i] * left[to[i]];
            }
            ends = new double[][] {h, hv};
            left = still;
            if (Arrays.stream(left).max().orElse(0) < NEGLIGIBLE_MASS) return ends;
        }
        return new double[][] {
            solveSparse(new boolean[size], false, toConversion), solveSparse(new boolean[size], false, toValue)
        };
    }

    /** Where in a group walks enter it first: probability by state. */
    private double[] entering(int[] group, int maxSteps) {
        boolean[] inside = new boolean[size];
        for (int state : group) inside[state] = true;
        double[] entered = new double[size];
        double[] mass = new double[size];
        for (int s = 0; s < size; s++) (inside[s] ? entered : mass)[s] = start[s];
        double[] outside = mass.clone();
        // what enters the group stays where it entered; the rest moves on until it has ended
        for (int step = 0; step < maxSteps; step++) {
            double[] next = new double[size];
            for (int i = 0; i < moves; i++) {
                double moved = mass[from[i]] * probability[i];
                if (moved != 0) (inside[to[i]] ? entered : next)[to[i]] += moved;
            }
            mass = next;
            double left = 0;
            for (double m : mass) left += m;
            if (left < NEGLIGIBLE_MASS) return entered;
        }
        // too slow: expected visits outside of the group by LU, then one step from there into it
        double[] visits = solveSparse(inside, true, outside);
        double[] exact = new double[size];
        for (int s = 0; s < size; s++) if (inside[s]) exact[s] = start[s];
        for (int i = 0; i < moves; i++)
            if (inside[to[i]] && !inside[from[i]]) exact[to[i]] += visits[from[i]] * probability[i];
        return exact;
    }

    /** Solves (I - Q) x = b, or its transpose, with some states taken out. */
    private double[] solveSparse(boolean[] out, boolean transposed, double[] right) {
        DMatrixSparseTriplet triplets = new DMatrixSparseTriplet(size, size, moves + size);
        for (int s = 0; s < size; s++) triplets.addItem(s, s, 1);
        for (int i = 0; i < moves; i++) {
            if (out[from[i]] || out[to[i]]) continue;
            if (transposed) triplets.addItem(to[i], from[i], -probability[i]);
            else triplets.addItem(from[i], to[i], -probability[i]);
        }
        DMatrixSparseCSC system = DConvertMatrixStruct.convert(triplets, (DMatrixSparseCSC) null);
        LinearSolverSparse<DMatrixSparseCSC, DMatrixRMaj> lu = LinearSolverFactory_DSCC.lu(FillReducing.NONE);
        if (!lu.setA(system)) throw singular();
        DMatrixRMaj x = new DMatrixRMaj(size, 1);
        lu.solve(new DMatrixRMaj(size, 1, true, right), x);
        return x.getData().clone();
    }

    private static IllegalStateException singular() {
        return new IllegalStateException("the Markov chain has states that no path leaves: its counts are broken");
    }

    private static double share(double part, double whole) {
        return whole > 0 ? part / whole : 0;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}
