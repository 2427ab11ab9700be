package org.jejak.experience;

import java.time.LocalDate;
import org.jejak.config.CxIndexSettings;

/**
 * One customer's value of one metric at one time.
 *
 * @param customer number of the customer, in the order of ids
 * @param metric what it is a value of
 * @param value the value; shares 0 to 1, net points -1 to 1
 * @param weight post-stratification weight; 1 for behaviours
 * @param isPending whether the value is still open
 * @param once of observations of a customer and metric with the same word only the latest of a cell counts; null for all
 * @param place where it belongs
 */
record Observation(
        int customer, Metric metric, double value, double weight, boolean isPending, String once, Place place) {

    /**
     * What observations are grouped by.
     *
     * @param channel acquisition channel
     * @param month the month of the date, yyyy-MM
     * @param date business date
     */
    record Place(String channel, String contactChannel, String stage, String segment, String month, LocalDate date) {
        /** The part of a cell by its name in {@link CxIndexSettings#PARTS}, or month. */
        String part(String name) {
            return switch (name) {
                case "channel" -> channel;
                case "contact_channel" -> contactChannel;
                case "stage" -> stage;
                case "segment" -> segment;
                case "month" -> month;
                default -> throw new IllegalArgumentException("no part " + name);
            };
        }
    }

    String part(String name) {
        return place.part(name);
    }

    LocalDate date() {
        return place.date;
    }
}
