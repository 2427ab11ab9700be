package org.jejak.attribution;

import java.util.SplittableRandom;

/**
 * What a week of spend brings: scale * spend ^ elasticity, fitted by quasi-Poisson regression of results on the logarithm of
 * spend with log link (McCullagh and Nelder 1989, chapter 9), over weeks with spend. Between 0 and 1 the elasticity means
 * diminishing returns. Seasons and other channels are not modelled: where
 * they move together with spend, the curve is too steep.
 *
 * @param weeks weeks with spend
 * @param reason why there is no curve; null if there is one
 * @param intercept logarithm of the scale
 * @param elasticity per cent more result for one per cent more spend
 * @param varianceIntercept variance of intercept
 * @param varianceElasticity variance of elasticity
 * @param covariance of both
 */
record ResponseCurve(
        int weeks,
        String reason,
        double intercept,
        double elasticity,
        double varianceIntercept,
        double varianceElasticity,
        double covariance) {
    private static final double NORMAL_95 = 1.6448536269514722;

    /** Fits a curve to weekly spend and results. */
    static ResponseCurve fit(double[] spend, double[] results, int leastWeeks) {
        int n = 0;
        double sumX = 0;
        double sumXX = 0;
        double sumY = 0;
        for (int i = 0; i < spend.length; i++) {
            if (!(spend[i] > 0)) continue;
            n++;
            sumX += Math.log(spend[i]);
            sumXX += Math.log(spend[i]) * Math.log(spend[i]);
            sumY += results[i];
        }
        if (n < Math.max(4, leastWeeks)) return none(n, "too_few_weeks");
        if (!(sumY > 0)) return none(n, "no_results");
        double mean = sumX / n;
        if (sumXX / n - mean * mean < 0.05 * 0.05) return none(n, "spend_does_not_vary");
        return regress(spend, results, n, mean, Math.log(sumY / n));
    }

    /** Newton's method on the quasi-likelihood; x is centred, which keeps the two parameters nearly independent. */
    private static ResponseCurve regress(double[] spend, double[] results, int n, double mean, double start) {
        double a = start;
        double b = 0;
        double[] info = new double[3];
        for (int step = 0; step < 100; step++) {
            double gradientA = 0;
            double gradientB = 0;
            info = new double[3];
            for (int i = 0; i < spend.length; i++) {
                if (!(spend[i] > 0)) continue;
                double x = Math.log(spend[i]) - mean;
                double mu = Math.exp(a + b * x);
                gradientA += results[i] - mu;
                gradientB += (results[i] - mu) * x;
                info[0] += mu;
                info[1] += mu * x;
                info[2] += mu * x * x;
            }
            double det = info[0] * info[2] - info[1] * info[1];
            if (!(det > 0) || Double.isInfinite(det)) return none(n, "no_effect_seen");
            double stepA = (info[2] * gradientA - info[1] * gradientB) / det;
            double stepB = (info[0] * gradientB - info[1] * gradientA) / det;
            double damping = Math.min(1, 2 / Math.max(Math.abs(stepA), Math.abs(stepB)));
            a += damping * stepA;
            b += damping * stepB;
            if (Math.abs(stepA) + Math.abs(stepB) < 1e-12) break;
        }
        return estimate(spend, results, n, mean, a, b, info);
    }

    /** The curve at the maximum, with variances from the information matrix and the dispersion (Pearson), back on plain x. */
    private static ResponseCurve estimate(
            double[] spend, double[] results, int n, double mean, double a, double b, double[] info) {
        double chi = 0;
        for (int i = 0; i < spend.length; i++) {
            if (!(spend[i] > 0)) continue;
            double mu = Math.exp(a + b * (Math.log(spend[i]) - mean));
            chi += (results[i] - mu) * (results[i] - mu) / mu;
        }
        double dispersion = chi / (n - 2);
        double det = info[0] * info[2] - info[1] * info[1];
        double varianceA = dispersion * info[2] / det;
        double varianceB = dispersion * info[0] / det;
        double covariance = -dispersion * info[1] / det;
        double intercept = a - b * mean;
        double varianceIntercept = varianceA - 2 * mean * covariance + mean * mean * varianceB;
        double covarianceBack = covariance - mean * varianceB;
        String reason =
                b - NORMAL_95 * Math.sqrt(varianceB) <= 0 ? "no_effect_seen" : b >= 1 ? "no_diminishing_returns" : null;
        return new ResponseCurve(n, reason, intercept, b, varianceIntercept, varianceB, covarianceBack);
    }

    private static ResponseCurve none(int weeks, String reason) {
        return new ResponseCurve(weeks, reason, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /** Whether the numbers are there, even if they carry no advice. */
    boolean isFitted() {
        return !Double.isNaN(elasticity);
    }

    /** Expected result of a week. */
    double result(double spend) {
        return result(spend, intercept, elasticity);
    }

    private static double result(double spend, double intercept, double elasticity) {
        return spend > 0 ? Math.exp(intercept + elasticity * Math.log(spend)) : 0;
    }

    /** Gain per week of one spend over another, with a curve drawn from the (bivariate normal) uncertainty of this one. */
    double drawnGain(SplittableRandom random, double before, double after) {
        double z1 = random.nextGaussian();
        double z2 = random.nextGaussian();
        double drawnElasticity = elasticity + Math.sqrt(varianceElasticity) * z1;
        double slope = varianceElasticity > 0 ? covariance / varianceElasticity : 0;
        double rest = Math.max(0, varianceIntercept - slope * covariance);
        double drawnIntercept = intercept + slope * (drawnElasticity - elasticity) + Math.sqrt(rest) * z2;
        return result(after, drawnIntercept, drawnElasticity) - result(before, drawnIntercept, drawnElasticity);
    }

    /** Result of the last unit spent. */
    double marginal(double spend) {
        return elasticity * result(spend) / spend;
    }

    /** The spend whose last unit brings so much. */
    double spendAt(double marginal) {
        return Math.exp((Math.log(elasticity) + intercept - Math.log(marginal)) / (1 - elasticity));
    }

    double elasticityLow() {
        return elasticity - NORMAL_95 * Math.sqrt(varianceElasticity);
    }

    double elasticityHigh() {
        return elasticity + NORMAL_95 * Math.sqrt(varianceElasticity);
    }
}
