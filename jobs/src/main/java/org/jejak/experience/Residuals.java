package org.jejak.experience;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What is left of a variable once others are taken out of it by least squares (Frisch and Waugh 1933). */
final class Residuals {
    private final DMatrixRMaj controls;
    private final DMatrixRMaj inverse;

    /**
     * Takes out some variables.
     *
     * @param rows one row per observation; a constant is added. Variables that are sums of others do no harm
     */
    Residuals(List<double[]> rows) {
        int width = rows.isEmpty() ? 1 : rows.get(0).length + 1;
        controls = new DMatrixRMaj(rows.size(), width);
        for (int i = 0; i < rows.size(); i++) {
            controls.set(i, 0, 1);
            for (int j = 1; j < width; j++) controls.set(i, j, rows.get(i)[j - 1]);
        }
        DMatrixRMaj gram = new DMatrixRMaj(width, width);
        CommonOps_DDRM.multInner(controls, gram);
        inverse = new DMatrixRMaj(width, width);
        CommonOps_DDRM.pinv(gram, inverse);
    }

    /** The variable less what the others explain of it; its mean is 0. */
    double[] of(double[] variable) {
        DMatrixRMaj y = DMatrixRMaj.wrap(variable.length, 1, variable.clone());
        DMatrixRMaj cross = new DMatrixRMaj(inverse.numRows, 1);
        CommonOps_DDRM.multTransA(controls, y, cross);
        DMatrixRMaj coefficients = new DMatrixRMaj(inverse.numRows, 1);
        CommonOps_DDRM.mult(inverse, cross, coefficients);
        DMatrixRMaj explained = new DMatrixRMaj(variable.length, 1);
        CommonOps_DDRM.mult(controls, coefficients, explained);
        CommonOps_DDRM.subtractEquals(y, explained);
        return y.data;
    }
}
