package org.jejak.journey;

import java.time.Duration;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.config.StageRule;
import org.jejak.journey.CustomerHistory.Journey;
import org.jejak.table.*;

/** Writes one journey as a row of {@link FactJourneys}. */
final class JourneyWriter {
    private static final int MAX_PATH_STEPS = 50;

    private JourneyWriter() {}

    static Row of(CustomerHistory history, Journey journey) {
        List<CustomerSession> touches =
                journey.sessions.stream().filter(c -> c.touch).toList();
        // what the order system only repeats is no step, unless there is nothing else
        List<CustomerSession> shown = journey.sessions.stream()
                .filter(c -> !history.isEcho(c) || journey.sessions.size() == 1)
                .toList();
        CustomerSession first = journey.sessions.get(0);
        if (shown.isEmpty()) shown = List.of(first);
        List<String> stages = shown.stream().map(c -> c.stage).toList();
        return new RowBuilder(FactJourneys.TABLE)
                .set(FactJourneys.JOURNEY_ID, journey.id())
                .set(FactJourneys.CUSTOMER_ID, history.customer)
                .set(FactJourneys.STATE, journey.state)
                .set(FactJourneys.CONVERSION_ID, journey.ending == null ? null : journey.ending.id())
                .set(
                        FactJourneys.FIRST_CHANNEL,
                        touches.isEmpty() ? FactJourneys.NO_TOUCHPOINTS : touches.get(0).channel)
                .set(
                        FactJourneys.LAST_CHANNEL,
                        touches.isEmpty() ? FactJourneys.NO_TOUCHPOINTS : touches.get(touches.size() - 1).channel)
                .set(
                        FactJourneys.CHANNEL_PATH,
                        touches.isEmpty()
                                ? FactJourneys.NO_TOUCHPOINTS
                                : path(touches.stream().map(c -> c.channel).toList()))
                .set(
                        FactJourneys.CONTACT_PATH,
                        path(shown.stream().map(c -> c.contactChannel).toList()))
                .set(FactJourneys.STAGE_PATH, path(stages))
                .set(FactJourneys.REVENUE_AMOUNT, CustomerHistory.revenue(journey.conversions))
                .set(FactJourneys.SESSION_COUNT, (long) journey.sessions.size())
                .set(FactJourneys.VISIT_COUNT, history.visits(journey.sessions))
                .set(FactJourneys.TOUCH_COUNT, (long) touches.size())
                .set(FactJourneys.CONVERSION_COUNT, (long) journey.conversions.size())
                .set(FactJourneys.BACK_STEP_COUNT, backSteps(stages))
                .set(
                        FactJourneys.DURATION_SECONDS,
                        Duration.between(
                                        first.startedAt.toInstant(),
                                        journey.endedAt().toInstant())
                                .toSeconds())
                .set(FactJourneys.STARTED_DATE, first.startedDate)
                .set(FactJourneys.MONTH, CustomerSession.monthOf(first.startedDate))
                .set(FactJourneys.STARTED_AT, first.startedAt)
                .set(FactJourneys.ENDED_AT, journey.endedAt())
                .row();
    }

    private static long backSteps(List<String> stages) {
        long backSteps = 0;
        for (int i = 1; i < stages.size(); i++) {
            if (StageRule.STAGES.indexOf(stages.get(i)) < StageRule.STAGES.indexOf(stages.get(i - 1))) backSteps++;
        }
        return backSteps;
    }

    private static String path(List<String> steps) {
        List<String> kept = new ArrayList<>();
        for (String step : steps) {
            if (kept.isEmpty() || !kept.get(kept.size() - 1).equals(step)) kept.add(step);
        }
        return String.join(" > ", kept.subList(0, Math.min(kept.size(), MAX_PATH_STEPS)));
    }
}
