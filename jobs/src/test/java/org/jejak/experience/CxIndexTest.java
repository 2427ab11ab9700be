package org.jejak.experience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.jejak.config.CxIndexSettings;
import org.jejak.config.ExperienceSettings;
import org.jejak.config.ExperienceSettings.ReplyTarget;
import org.jejak.statistics.Intervals;
import org.jejak.table.AggCxIndex;
import org.jejak.table.AggCxMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked values of definitions/cx-index.md, and what must hold for any data. */
class CxIndexTest {
    private static final ExperienceSettings SETTINGS = ShippedExperience.settings();
    private static final CxIndexSettings INDEX = SETTINGS.index();

    @Test
    void indexIsThatOfTheDefinitions() {
        IndexFormula formula = formula(INDEX, new double[] {.72, .66, .58}, new double[] {.81, .70, .88});
        assertEquals(75.6, formula.value("effectiveness"), 1e-9);
        assertEquals(67.6, formula.value("ease"), 1e-9);
        assertEquals(70.0, formula.value("emotion"), 1e-9);
        assertEquals(71.24, formula.value(), 1e-9);
        assertEquals("ok", IndexFigure.band(new Intervals.Interval(71.24, 71.24), INDEX.bands()));
        assertEquals("ok-good", IndexFigure.band(new Intervals.Interval(71, 78), INDEX.bands()));
        CxIndexSettings geometric = ShippedExperience.with("jejak.experience.index.aggregation = geometric")
                .index();
        assertEquals(
                71.16,
                formula(geometric, new double[] {.72, .66, .58}, new double[] {.81, .70, .88})
                        .value(),
                5e-3);
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "4, 1", "8, .721", "12, .558", "24, .279", "48, 0", "72, 0", "0, 1"})
    void timelinessIsThatOfTheDefinitions(double hours, double score) {
        ReplyTarget email = new ReplyTarget(Duration.ofHours(4), Duration.ofHours(48), null);
        assertEquals(score, email.score(hours * 3600), 5e-4);
    }

    /** Opened on a Friday at 16:00 in Jakarta, answered on Monday at 14:00: six open hours. */
    @Test
    void nightsAndWeekendsDoNotCountWithBusinessHours() {
        SomeExperience some = new SomeExperience().ticket("a", "2026-06-05T09:00:00Z", 70.0, null);
        some.ticket("late", "2026-06-26T09:00:00Z", null, null);
        ExperienceSettings office = ShippedExperience.with(
                "jejak.time-zone = Asia/Jakarta\njejak.experience.timeliness.email.hours = \"Mon-Fri 09:00-17:00\"\n"
                        + "jejak.experience.timeliness.email.limit = 12 hours");
        EpisodeScores scores = new EpisodeScores(office, some.data().episodes(), SomeExperience.AS_OF);
        double expected = (Math.log(12) - Math.log(6)) / (Math.log(12) - Math.log(4));
        assertEquals(expected, scores.timeliness(some.data().episodes().get(0)).value(), 1e-9);
        // from Friday 16:00 to Wednesday 07:00: 1 + 8 + 8 open hours, more than 12; by the clock 111
        assertEquals(ReplyRule.Reply.NEVER, scores.reply(some.data().episodes().get(1)));
        Exception e = assertThrows(
                Exception.class, () -> ShippedExperience.with("jejak.experience.timeliness.email.hours = office"));
        assertTrue(e.getMessage().contains("'office' must read like Mon-Fri 09:00-17:00"), e.getMessage());
    }

    @Test
    void npsIsThatOfTheDefinitions() {
        SomeExperience some = new SomeExperience();
        for (int i = 0; i < 400; i++)
            some.answer("c" + i, "nps", i < 180 ? 1.0 : i < 260 ? 0.6 : 0.8, "2026-06-01T00:00:00Z");
        Row nps = metric(CxIndex.of(some.data(), SETTINGS), "all", "nps");
        assertEquals(25.0, number(nps, AggCxMetric.VALUE.name()), 1e-9);
        assertEquals(7.5, 25 - number(nps, AggCxMetric.VALUE_LOW.name()), 0.05);
        assertEquals(7.5, number(nps, AggCxMetric.VALUE_HIGH.name()) - 25, 0.05);
        assertEquals(400L, nps.<Long>getAs(AggCxMetric.N.name()));
    }

    @Test
    void smallerCellsAreHiddenAndLargerOnesShownOrCompared() {
        SomeExperience some = new SomeExperience();
        askAndTreat(some, "a", 29, "2026-03-10T00:00:00Z", 1);
        askAndTreat(some, "b", 99, "2026-04-10T00:00:00Z", 2);
        askAndTreat(some, "c", 100, "2026-05-10T00:00:00Z", 3);
        CxIndex index = CxIndex.of(some.data(), SETTINGS);
        IndexFigure hidden = index.figures("month", "2026-03", "mixed").get("index");
        assertEquals("too_few", hidden.status);
        assertNull(hidden.value);
        assertNull(hidden.interval);
        assertNull(hidden.change);
        IndexFigure shown = index.figures("month", "2026-04", "mixed").get("index");
        assertEquals("shown", shown.status);
        assertNotNull(shown.value);
        assertNull(shown.band);
        assertNull(shown.rank);
        assertNull(shown.change, "the month before is hidden, so the change would tell it");
        IndexFigure comparable = index.figures("month", "2026-05", "mixed").get("index");
        assertEquals("comparable", comparable.status);
        assertNotNull(comparable.band);
        assertNotNull(comparable.change);
        assertEquals(1L, comparable.rank);
        for (Row row : SomeExperience.named(index.indexRows(), AggCxIndex.TABLE))
            if (row.getAs("status").equals("too_few") || row.getAs("status").equals("no_value"))
                for (var field : List.of(
                        AggCxIndex.VALUE,
                        AggCxIndex.VALUE_LOW,
                        AggCxIndex.VALUE_HIGH,
                        AggCxIndex.SHRUNK_VALUE,
                        AggCxIndex.CHANGE,
                        AggCxIndex.BAND,
                        AggCxIndex.RANK)) assertTrue(row.isNullAt(row.fieldIndex(field.name())), field.name());
    }

    @Test
    void withoutSurveysTheIndexRestsOnBehaviourAndWithTooLittleDataThereIsNone() {
        SomeExperience asked = new SomeExperience();
        SomeExperience treated = new SomeExperience();
        for (int i = 0; i < 120; i++) {
            treated.ticket("c" + i, "2026-05-01T00:00:00Z", 3.0, 5.0);
            asked.answer("c" + i, "ease", 0.7, "2026-05-01T00:00:00Z");
        }
        IndexFigure behaviour = CxIndex.of(treated.data(), SETTINGS)
                .figures("all", "all", "mixed")
                .get("index");
        assertEquals("no_value", behaviour.status, "of emotion only complaints are known");
        assertEquals("low_coverage", behaviour.reason);
        IndexFigure ease = CxIndex.of(treated.data(), SETTINGS)
                .figures("all", "all", "mixed")
                .get("ease");
        assertEquals("behaviour_only", ease.basis);
        IndexFigure one = CxIndex.of(asked.data(), SETTINGS)
                .figures("all", "all", "mixed")
                .get("index");
        assertEquals("low_coverage", one.reason, "one dimension of three");
        assertEquals(
                "no_data",
                CxIndex.of(new SomeExperience().data(), SETTINGS)
                        .figures("all", "all", "mixed")
                        .get("index")
                        .reason);
    }

    /** Customers answer several times and unequally often, and are weighted: both ways have to see it. */
    @ParameterizedTest
    @CsvSource({"arithmetic", "geometric"})
    void closedFormAndDrawingAgainAgree(String aggregation) {
        SomeExperience some = new SomeExperience();
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            double mood = 0.6 + 0.2 * random.nextGaussian();
            for (int k = 0; k <= random.nextInt(4); k++) {
                String at = "2026-0" + (1 + k) + "-10T00:00:00Z";
                some.ticket(
                        "c" + i,
                        at,
                        Math.exp(3 * random.nextDouble() + 2 * (1 - mood)),
                        random.nextBoolean() ? 5.0 : null);
                for (String q : CxIndexSettings.DIMENSIONS)
                    some.answer(
                            "c" + i,
                            q,
                            within(mood + 0.2 * random.nextGaussian()),
                            at,
                            i % 3 == 0 ? "email" : "direct",
                            null);
            }
            some.checkout(
                    "c" + i, "2026-02-01T00:00:00Z", random.nextInt(3) / 2, random.nextBoolean() ? 1.0 : null, false);
            some.order("c" + i, "2026-02-01T01:00:00Z", 10);
        }
        some.population("email", 700).population("direct", 300);
        String lines = "jejak.experience.index.aggregation = " + aggregation;
        Map<String, IndexFigure> delta =
                CxIndex.of(some.data(), ShippedExperience.with(lines)).figures("all", "all", "mixed");
        Map<String, IndexFigure> drawn = CxIndex.of(
                        some.data(),
                        ShippedExperience.with(
                                lines
                                        + "\njejak.experience.index.interval { method = bootstrap, bootstrap-replicates = 2000 }\njejak.experience.index.crosses = []"))
                .figures("all", "all", "mixed");
        for (String dimension : List.of("index", "effectiveness", "ease", "emotion")) {
            double a = width(delta.get(dimension));
            double b = width(drawn.get(dimension));
            assertEquals(1, a / b, 0.1, dimension + ": " + a + " and " + b);
        }
    }

    @Test
    void indexRisesWithEachPartAndStaysWithinBounds() {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            double[] said = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            double[] done = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            CxIndexSettings settings = ShippedGeometric.of(i % 2 == 0);
            double before = formula(settings, said, done).value();
            double[] raised = random.nextBoolean() ? said : done;
            int place = random.nextInt(3);
            raised[place] += (1 - raised[place]) * random.nextDouble();
            double after = formula(settings, said, done).value();
            assertTrue(after >= before - 1e-9, before + " fell to " + after);
            assertTrue(before >= 0 && after <= 100);
        }
        assertEquals(
                0,
                formula(ShippedGeometric.of(true), new double[] {0, 1, 1}, new double[] {0, 1, 1})
                        .value(),
                1e-9);
    }

    @Test
    void cellsOfEachTypeAddUpToAllEpisodesAndAnswersUsed() {
        SomeExperience some = new SomeExperience();
        Random random = new Random(9);
        for (int i = 0; i < 200; i++) {
            String at = "2026-0" + (1 + random.nextInt(5)) + "-15T00:00:00Z";
            some.ticket("c" + random.nextInt(80), at, 3.0, random.nextBoolean() ? 4.0 : null);
            some.answer("c" + i, "ease", 0.5, at, random.nextBoolean() ? "email" : "direct", null);
        }
        CxIndex index = CxIndex.of(some.data(), SETTINGS);
        Map<String, Long> counts = new HashMap<>();
        for (Row row : SomeExperience.named(index.metricRows(), AggCxMetric.TABLE))
            counts.merge(
                    row.getAs("cell_type") + " " + row.getAs("metric"),
                    row.<Long>getAs("observation_count") + row.<Long>getAs("pending_count"),
                    Long::sum);
        for (String type : List.of(
                "all",
                "channel",
                "contact_channel",
                "stage",
                "segment",
                "month",
                "channel_stage",
                "channel_month",
                "contact_channel_month")) {
            assertEquals(200L, counts.get(type + " first_contact_resolution"), type);
            assertEquals(200L, counts.get(type + " complaint_free"), type);
            assertEquals(200L, counts.get(type + " question.ease"), type);
        }
    }

    @Test
    void onlyTheLatestAnswerOfACustomerCounts() {
        SomeExperience some = new SomeExperience();
        for (int i = 0; i < 40; i++) {
            some.answer("c" + i, "ease", 0, "2026-05-01T00:00:00Z");
            some.answer("c" + i, "ease", 1, "2026-05-02T00:00:00Z");
        }
        Row ease = metric(CxIndex.of(some.data(), SETTINGS), "all", "question.ease");
        assertEquals(1, number(ease, "value"));
        assertEquals(40L, ease.<Long>getAs("observation_count"));
    }

    @Test
    void openEpisodesArePendingAndNotBad() {
        SomeExperience some = new SomeExperience();
        for (int i = 0; i < 40; i++) some.ticket("c" + i, "2026-05-01T00:00:00Z", 1.0, 2.0);
        for (int i = 0; i < 10; i++) some.ticket("d" + i, "2026-06-30T12:00:00Z", null, null);
        Row row = metric(CxIndex.of(some.data(), SETTINGS), "all", "timeliness");
        assertEquals(1, number(row, "value"));
        assertEquals(10L, row.<Long>getAs("pending_count"));
        some.ticket("e", "2026-06-20T12:00:00Z", null, null);
        row = metric(CxIndex.of(some.data(), SETTINGS), "all", "timeliness");
        assertEquals(40 / 41.0, number(row, "value"), 1e-12, "older than the limit is never answered");
    }

    /** Asked again after two days, or resolved within the hour: on the third day neither is known for all contacts of its day. */
    @Test
    void goodAndBadEndsAreToldAtTheSameTime() {
        for (String opened : List.of("2026-06-28T00:00:00Z", "2026-06-20T00:00:00Z")) {
            Instant at = Instant.parse(opened);
            Instant hour = at.plusSeconds(3600);
            SomeExperience some = new SomeExperience()
                    .episode("ticket", "email", "ann", at, hour, hour, null, 0, false)
                    .episode("ticket", "email", "bob", at, hour, hour, at.plus(Duration.ofDays(2)), 0, false)
                    .episode("ticket", "email", "cid", at, hour, null, null, 0, false);
            List<ContactEpisode> episodes = some.data().episodes();
            EpisodeScores scores = new EpisodeScores(SETTINGS, episodes, SomeExperience.AS_OF);
            boolean isOver = opened.startsWith("2026-06-20");
            assertEquals(
                    isOver ? List.of(1.0, 1.0, 0.0) : List.of("pending", "pending", "pending"),
                    told(episodes, scores::resolved));
            assertEquals(
                    isOver ? List.of(1.0, 0.0, 0.0) : List.of("pending", "pending", "pending"),
                    told(episodes, scores::firstContactResolution));
        }
    }

    private static List<Object> told(
            List<ContactEpisode> episodes, java.util.function.Function<ContactEpisode, EpisodeScores.Score> score) {
        return episodes.stream()
                .map(score)
                .map(s -> s.isPending() ? (Object) "pending" : s.value())
                .toList();
    }

    @Test
    void weightsBringAnswersToTheChannelsOfAllCustomers() {
        SomeExperience some = new SomeExperience();
        for (int i = 0; i < 80; i++) some.answer("c" + i, "ease", 1, "2026-05-01T00:00:00Z", "email", null);
        for (int i = 0; i < 40; i++) some.answer("d" + i, "ease", 0, "2026-05-01T00:00:00Z", "social", null);
        some.population("email", 500).population("social", 500);
        Row ease = metric(CxIndex.of(some.data(), SETTINGS), "all", "question.ease");
        assertEquals(0.5, number(ease, "value"), 1e-12);
        assertEquals(120 * 120 / (80 * .75 * .75 + 40 * 1.5 * 1.5), number(ease, "n_eff"), 1e-9, "Kish");
        some.population("display", 100_000);
        ease = metric(CxIndex.of(some.data(), SETTINGS), "all", "question.ease");
        assertEquals(
                0.5,
                number(ease, "value"),
                1e-12,
                "a channel that nobody answered from presses none to the least weight");
        some.population("email", 1);
        ease = metric(CxIndex.of(some.data(), SETTINGS), "all", "question.ease");
        assertEquals(
                80 * .3 / (80 * .3 + 40 * 500 / 501.0 / (40 / 120.0)), number(ease, "value"), 1e-9, "trimmed at 0.3");
    }

    @Test
    void changesOfTheSameCustomersAreTheMoreCertain() {
        SomeExperience same = new SomeExperience();
        SomeExperience others = new SomeExperience();
        Random random = new Random(4);
        for (int i = 0; i < 150; i++) {
            double mood = random.nextDouble() * 0.9;
            for (String q : CxIndexSettings.DIMENSIONS) {
                same.answer("c" + i, q, mood, "2026-04-01T00:00:00Z")
                        .answer("c" + i, q, mood + 0.05, "2026-05-01T00:00:00Z");
                others.answer("c" + i, q, mood, "2026-04-01T00:00:00Z")
                        .answer("d" + i, q, mood + 0.05, "2026-05-01T00:00:00Z");
            }
        }
        IndexFigure paired = CxIndex.of(same.data(), SETTINGS)
                .figures("month", "2026-05", "mixed")
                .get("index");
        IndexFigure apart = CxIndex.of(others.data(), SETTINGS)
                .figures("month", "2026-05", "mixed")
                .get("index");
        assertEquals(5, paired.change, 1e-9);
        assertEquals(5, apart.change, 1e-9);
        assertTrue(paired.isChangeSignificant);
        assertFalse(apart.isChangeSignificant);
    }

    /**
     * What a window holds is what all customers have if only its months are known: so that windows can be put together from the
     * sums of months, and what is dated after the logical date (June 30) is in none.
     */
    @Test
    void windowIsTheIndexOfItsMonths() {
        CxIndex whole = CxIndex.of(someMonths(1, 7), SETTINGS);
        for (int month = 1; month <= 6; month++) {
            for (String type : List.of("rolling_3_months", "rolling_12_months")) {
                int length = type.equals("rolling_3_months") ? 3 : 12;
                CxIndex apart = CxIndex.of(someMonths(Math.max(1, month - length + 1), month), SETTINGS);
                String cell = "2026-0" + month;
                assertEquals(told(apart, "all", "all"), told(whole, type, cell), type + " " + cell);
                IndexFigure expected = apart.figures("all", "all", "mixed").get("ease");
                IndexFigure found = whole.figures(type, cell, "mixed").get("ease");
                assertEquals(expected.value, found.value, 1e-9);
                assertEquals(width(expected), width(found), 1e-9);
            }
        }
        assertEquals(Map.of(), whole.figures("rolling_3_months", "2026-07", "mixed"));
        assertEquals(Map.of(), whole.figures("month", "2026-07", "mixed"));
    }

    /** Customers who answer and ask in some of the months, some of them several times in a month. */
    private static ExperienceData someMonths(int first, int last) {
        SomeExperience some = new SomeExperience();
        for (int month = 1; month <= 7; month++) {
            Random random = new Random(month);
            for (int i = 0; i < 90; i++) {
                String who = "c" + random.nextInt(120);
                String at = "2026-0" + month + "-0" + (1 + i / 10) + "T00:00:00Z";
                double share = random.nextInt(5) / 4.0;
                boolean isQuick = random.nextBoolean();
                if (month < first || month > last) continue;
                some.answer(who, i % 2 == 0 ? "ease" : "nps", share, at);
                some.ticket(who, at, isQuick ? 1.0 : 30.0, isQuick ? 2.0 : null);
            }
        }
        return some.data();
    }

    /** Every metric of a cell: value, customers, effective customers, observations and open ones, rounded. */
    private static Map<String, String> told(CxIndex index, String type, String cell) {
        Map<String, String> told = new java.util.TreeMap<>();
        for (Row r : SomeExperience.named(index.metricRows(), AggCxMetric.TABLE))
            if (r.getAs("cell_type").equals(type) && r.getAs("cell").equals(cell))
                told.put(
                        r.getAs("metric"),
                        String.format(
                                "%.9f %.9f %d %d %d",
                                r.<Double>getAs("value"),
                                r.<Double>getAs("n_eff"),
                                r.<Long>getAs("n"),
                                r.<Long>getAs("observation_count"),
                                r.<Long>getAs("pending_count")));
        return told;
    }

    /** Who answered in January and in May has the first answer in the window of March and the second in that of June. */
    @Test
    void windowsAreComparedWithTheWindowBeforeOfTheSameCustomers() {
        SomeExperience same = new SomeExperience();
        SomeExperience others = new SomeExperience();
        Random random = new Random(4);
        for (int i = 0; i < 150; i++) {
            double mood = random.nextDouble() * 0.9;
            for (String q : CxIndexSettings.DIMENSIONS) {
                same.answer("c" + i, q, mood, "2026-01-20T00:00:00Z")
                        .answer("c" + i, q, mood + 0.05, "2026-05-01T00:00:00Z");
                others.answer("c" + i, q, mood, "2026-01-20T00:00:00Z")
                        .answer("d" + i, q, mood + 0.05, "2026-05-01T00:00:00Z");
            }
        }
        CxIndex index = CxIndex.of(same.data(), SETTINGS);
        IndexFigure paired =
                index.figures("rolling_3_months", "2026-06", "mixed").get("index");
        IndexFigure apart = CxIndex.of(others.data(), SETTINGS)
                .figures("rolling_3_months", "2026-06", "mixed")
                .get("index");
        assertEquals(5, paired.change, 1e-9);
        assertEquals(5, apart.change, 1e-9);
        assertTrue(paired.isChangeSignificant);
        assertFalse(apart.isChangeSignificant);
        assertNull(
                index.figures("rolling_3_months", "2026-05", "mixed").get("index").change,
                "the window of December to February is not whole");
        assertNull(index.figures("rolling_12_months", "2026-06", "mixed").get("index").change);
    }

    @Test
    void cellsSayWhichDaysTheyCover() {
        SomeExperience some = new SomeExperience()
                .answer("c", "ease", 1, "2026-01-20T00:00:00Z")
                .answer("c", "ease", 1, "2026-06-02T00:00:00Z")
                .answer("c", "ease", 1, "2026-07-01T03:00:00Z");
        Map<String, String> periods = new HashMap<>();
        for (Row r : SomeExperience.named(CxIndex.of(some.data(), SETTINGS).indexRows(), AggCxIndex.TABLE))
            periods.put(
                    r.getAs("cell_type") + " " + r.getAs("cell"), r.getAs("from_date") + " to " + r.getAs("to_date"));
        assertEquals("2026-01-20 to 2026-07-01", periods.get("all all"));
        assertEquals("2026-01-01 to 2026-01-31", periods.get("month 2026-01"));
        assertEquals("2026-06-01 to 2026-06-30", periods.get("month 2026-06"));
        assertEquals("2026-01-01 to 2026-02-28", periods.get("rolling_3_months 2026-02"));
        assertEquals("2026-04-01 to 2026-06-30", periods.get("rolling_3_months 2026-06"));
        assertEquals("2026-01-01 to 2026-06-30", periods.get("rolling_12_months 2026-06"));
        assertEquals(
                "2026-01-01 to 2026-06-30", periods.get("stage_channel_rolling_12_months support / direct / 2026-06"));
    }

    /** The same people say and send back the same in both months; in May thirty of them also grumble, in April 29. */
    @Test
    void figureThatHasEnoughCustomersInOneMonthOnlyIsNoChange() {
        assertNull(emotionOfMay(29).change, "from 94 to 84, and nobody changed");
        assertNotNull(emotionOfMay(29).value);
        assertEquals(0, emotionOfMay(30).change, 1e-9);
    }

    private static IndexFigure emotionOfMay(int grumblingInApril) {
        SomeExperience some = new SomeExperience();
        for (int i = 0; i < 40; i++)
            for (String month : List.of("2026-04", "2026-05"))
                some.answer("c" + i, "emotion", 0.9, month + "-01T00:00:00Z")
                        .order("c" + i, month + "-02T00:00:00Z", 10);
        for (int i = 0; i < 30; i++) {
            if (i < grumblingInApril) some.answer("c" + i, "sentiment", 0.5, "2026-04-03T00:00:00Z");
            some.answer("c" + i, "sentiment", 0.5, "2026-05-03T00:00:00Z");
        }
        return CxIndex.of(some.data(), SETTINGS)
                .figures("month", "2026-05", "mixed")
                .get("emotion");
    }

    @Test
    void anotherVersionLeavesTheRowsOfTheOldOneAsTheyWere() {
        SomeExperience some = new SomeExperience();
        askAndTreat(some, "a", 120, "2026-05-10T00:00:00Z", 1);
        ExperienceSettings easier =
                ShippedExperience.with("jejak.experience.index { version = new, perception-share = 0 }");
        List<Row> before = nightAfter(List.of(), some, SETTINGS);
        List<Row> after = nightAfter(before, some, easier);
        List<Row> back = nightAfter(after, some, SETTINGS);
        assertEquals(Map.of("1", 58.0), indexOfAll(before, true));
        assertEquals(Map.of("new", 100.0), indexOfAll(after, true));
        assertEquals(Map.of("1", 58.0), indexOfAll(after, false));
        assertEquals(Map.of("1", 58.0), indexOfAll(back, true));
        assertEquals(Map.of("new", 100.0), indexOfAll(back, false));
        assertEquals(2 * before.size(), back.size());
    }

    private static List<Row> nightAfter(List<Row> before, SomeExperience some, ExperienceSettings settings) {
        return SomeExperience.named(CxIndex.of(some.data(), settings).indexRows(before), AggCxIndex.TABLE);
    }

    private static Map<String, Double> indexOfAll(List<Row> rows, boolean isCurrent) {
        return rows.stream()
                .filter(r -> r.getAs("cell_type").equals("all")
                        && r.getAs("dimension").equals("index")
                        && r.getAs("part").equals("mixed")
                        && r.getAs("is_current").equals(isCurrent))
                .collect(java.util.stream.Collectors.toMap(
                        r -> r.getAs("index_version"), r -> Math.rint(10 * r.<Double>getAs("value")) / 10));
    }

    private static final class ShippedGeometric {
        private static final CxIndexSettings GEOMETRIC = ShippedExperience.with(
                        "jejak.experience.index.aggregation = geometric")
                .index();

        static CxIndexSettings of(boolean geometric) {
            return geometric ? GEOMETRIC : INDEX;
        }
    }

    private static void askAndTreat(SomeExperience some, String who, int count, String at, int level) {
        for (int i = 0; i < count; i++) {
            for (String q : CxIndexSettings.DIMENSIONS) some.answer(who + i, q, (level + i % 2) / 5.0, at);
            some.ticket(who + i, at, 3.0, 4.0);
            some.checkout(who + i, at, 0, 1.0, false);
            some.order(who + i, at, 10);
        }
    }

    /** An index of means that are given, each of a hundred customers. */
    private static IndexFormula formula(CxIndexSettings settings, double[] said, double[] done) {
        Map<String, CustomerMean> answers = new HashMap<>();
        Map<String, CustomerMean> behaviours = new HashMap<>();
        for (int k = 0; k < 3; k++) {
            String dimension = CxIndexSettings.DIMENSIONS.get(k);
            answers.put(dimension, mean(said[k]));
            String first =
                    settings.behaviours().get(dimension).keySet().iterator().next();
            behaviours.put(first, mean(done[k]));
        }
        return new IndexFormula(answers, behaviours, settings, IndexFormula.Choice.of(settings), 30);
    }

    private static CustomerMean mean(double value) {
        List<Observation> all = new ArrayList<>();
        Metric metric = Metric.question("q", "ease");
        for (int i = 0; i < 100; i++)
            all.add(new Observation(
                    i,
                    metric,
                    value,
                    1,
                    false,
                    null,
                    new Observation.Place("a", "b", "c", "d", "2026-01", LocalDate.of(2026, 1, 1))));
        return CustomerMean.of(CustomerSum.of(all));
    }

    private static double width(IndexFigure f) {
        return f.interval.high() - f.interval.low();
    }

    private static double within(double share) {
        return Math.max(0, Math.min(1, share));
    }

    private static Row metric(CxIndex index, String cell, String metric) {
        return SomeExperience.named(index.metricRows(), AggCxMetric.TABLE).stream()
                .filter(r -> r.getAs("cell").equals(cell) && r.getAs("metric").equals(metric))
                .findFirst()
                .orElseThrow();
    }

    private static double number(Row row, String column) {
        return row.<Double>getAs(column);
    }
}
