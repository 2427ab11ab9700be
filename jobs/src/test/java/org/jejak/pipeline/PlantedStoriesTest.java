package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.table.AggCxAlert;
import org.junit.jupiter.api.Test;

/** Alarms of the customer experience are found where the simulator planted their causes, and nowhere else. */
class PlantedStoriesTest {
    private static final Map<String, String> STORY_OF = Map.of(
            "complaint_spread", "viral_complaint",
            "outage", "checkout_outage",
            "slow_replies", "slow_email_replies");

    private record Story(LocalDate first, LocalDate last) {}

    @Test
    void alarmsAreThoseOfThePlantedStories() {
        Map<String, Story> stories = TestSpark.session()
                .read()
                .option("header", true)
                .csv(SimulatedWorld.folder().resolve("truth/stories.csv").toString())
                .collectAsList()
                .stream()
                .collect(Collectors.toMap(
                        r -> r.getString(0),
                        r -> new Story(LocalDate.parse(r.getString(1)), LocalDate.parse(r.getString(2)))));
        TreeSet<String> found = new TreeSet<>();
        List<Row> alarms = SimulatedWorld.warehouse().read(AggCxAlert.TABLE).collectAsList();
        for (Row alarm : alarms) {
            Story story = stories.get(STORY_OF.get(alarm.<String>getAs("alert_type")));
            LocalDate first = alarm.<java.sql.Date>getAs("first_date").toLocalDate();
            LocalDate last = alarm.<java.sql.Date>getAs("last_date").toLocalDate();
            assertTrue(
                    !first.isAfter(story.last) && !last.isBefore(story.first),
                    () -> alarm + " has nothing to do with " + story);
            assertTrue(found.add(alarm.getAs("alert_type")), () -> "a story is one alarm: " + alarms);
        }
        // 400 people start too few checkouts and write too few emails for the other two
        assertEquals(new TreeSet<>(List.of("complaint_spread")), found, alarms::toString);
    }
}
