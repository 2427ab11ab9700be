package org.jejak.value;

/**
 * What the chosen model expects of a customer. No number is NaN, infinite or negative, except {@code residual} without a discount.
 *
 * @param model name of the model
 * @param group whose parameters: (all) or a group's
 * @param pAlive probability that the customer has not left
 * @param pPurchase probability of a purchase within the horizon
 * @param purchases expected purchases within the horizon
 * @param discounted the same, discounted
 * @param residual expected purchases ever after, discounted; infinite or NaN without a discount
 * @param spend expected spend of a future purchase; null if amounts are not known
 * @param low lower end of the 95 % interval as a factor of the value, from the uncertainty of the parameters; null without
 * @param high upper end as a factor
 * @param reason why expected spend is simplified; null if it is not
 */
record Prediction(
        String model,
        String group,
        double pAlive,
        double pPurchase,
        double purchases,
        double discounted,
        double residual,
        Double spend,
        Double low,
        Double high,
        String reason) {}
