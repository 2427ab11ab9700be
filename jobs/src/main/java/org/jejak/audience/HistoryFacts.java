package org.jejak.audience;

import java.time.Duration;
import org.jejak.config.AudienceSettings;

/**
 * What was known of a customer at the end of a day, from the history alone: measures of activities and events.
 *
 * @param until days since 1970
 */
record HistoryFacts(AudienceSettings audience, ActivityHistory history, int until) implements CustomerFacts {
    @Override
    public Object trait(String name) {
        return TraitMeasure.of(audience.traits().get(name), history, until);
    }

    @Override
    public long did(String activity, String value, Duration within) {
        return history.count(activity, value, within == null ? null : (int) within.toDays(), until);
    }
}
