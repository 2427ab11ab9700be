package org.jejak.value;

import java.util.Arrays;
import java.util.List;

/**
 * Options of a {@link ModelSelection}.
 *
 * @param daysPerUnit unit of time of parameters and horizon, in days, such as 7
 * @param horizon how far predictions look ahead, in units
 * @param delta continuous discount per unit; with 0 there is no value of purchases ever after
 * @param models names of the models to try; NBD is always fitted, to compare with
 * @param leastCustomers customers a fit needs
 * @param leastGroupCustomers customers a group needs for a fit of its own
 * @param hasAmounts whether amounts are known
 * @param backtests earlier origins at which the holdout is repeated
 * @param driftDays how much earlier the fit is that the current one is compared with; 0 for none
 * @param driftAlarm relative change that raises an alarm
 */
public record ModelSelectionOptions(
        double daysPerUnit,
        double horizon,
        double delta,
        List<String> models,
        long leastCustomers,
        long leastGroupCustomers,
        boolean hasAmounts,
        int backtests,
        int driftDays,
        double driftAlarm) {
    /** Names of all models of purchases. */
    public static final List<String> ALL_MODELS =
            Fitter.MODELS.stream().map(PurchaseModel::name).toList();

    /** Names of the parameters of spend, in their order: of Gamma-Gamma, then of its limits. */
    public static List<List<String>> parametersOfSpend() {
        return Arrays.stream(SpendModel.values()).map(SpendModel::parameters).toList();
    }

    /** Names of the parameters of a model of purchases, in their order: of the model, then of its limits. */
    public static List<List<String>> parametersOf(String model) {
        return Fitter.withLimits(Fitter.model(model))
                .map(PurchaseModel::parameters)
                .toList();
    }
}
