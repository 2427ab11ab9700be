package org.jejak.statistics;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigenvalues of a symmetric matrix with their vectors (EJML's implicit QR).
 *
 * @param values eigenvalues, in no particular order
 * @param vectors by eigenvalue: its vector, of length 1
 */
record SymmetricEigen(double[] values, double[][] vectors) {
    /** Decomposes a symmetric matrix; null if it holds what is no number. */
    static SymmetricEigen of(double[][] matrix) {
        int n = matrix.length;
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(new DMatrixRMaj(matrix))) return null;
        double[] values = new double[n];
        double[][] vectors = new double[n][];
        for (int k = 0; k < n; k++) {
            values[k] = eigen.getEigenvalue(k).getReal();
            vectors[k] = eigen.getEigenVector(k).data;
        }
        return new SymmetricEigen(values, vectors);
    }

    /** Inner product of a vector with the k-th eigenvector. */
    double along(int k, double[] vector) {
        double sum = 0;
        for (int i = 0; i < vector.length; i++) sum += vectors[k][i] * vector[i];
        return sum;
    }
}
