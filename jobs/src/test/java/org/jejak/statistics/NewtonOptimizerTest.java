package org.jejak.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import org.jejak.statistics.NewtonOptimizer.Optimum;
import org.junit.jupiter.api.Test;

class NewtonOptimizerTest {
    /** x - exp(x), of which every Newton step squares and halves the distance from the top at 0. */
    private static final Function<double[], LikelihoodDerivatives> TOP_AT_ZERO = x -> {
        LikelihoodDerivatives d = new LikelihoodDerivatives(1);
        d.value = x[0] - Math.exp(x[0]);
        d.gradient[0] = -Math.expm1(x[0]);
        d.hessian[0][0] = -Math.exp(x[0]);
        return d;
    };

    @Test
    void theTopIsFoundToTheLastDigitAndNotToTheTolerance() {
        Optimum top = NewtonOptimizer.maximize(TOP_AT_ZERO, new double[] {2e-5}, 1);
        assertTrue(top.converged());
        assertEquals(0, top.at()[0], 1e-15, "one step leaves 2e-10, which is within the tolerance");
    }

    @Test
    void aSearchFromFarAwayEndsThereToo() {
        assertEquals(
                0, NewtonOptimizer.maximize(TOP_AT_ZERO, new double[] {-9}, 1).at()[0], 1e-15);
    }
}
