package org.jejak.experience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.MatchedEffect.Unit;
import org.jejak.statistics.PoissonBootstrap;
import org.jejak.table.AggCxAlert;
import org.jejak.table.AggCxDriver;
import org.jejak.table.AggCxImpact;
import org.jejak.table.AggResponseQuality;
import org.junit.jupiter.api.Test;

/** Response quality, drivers, the effect of a bad experience, alarms. */
class ExperienceFiguresTest {
    private static final ExperienceSettings SETTINGS = ShippedExperience.settings();
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 6, 30);

    @Test
    void medianReplyTakesOpenContactsAsCensored() {
        SomeExperience some = new SomeExperience();
        for (int i = 0; i < 40; i++) some.ticket("c" + i, "2026-05-01T00:00:00Z", 1.0 + i / 10.0, 9.0);
        for (int i = 0; i < 20; i++) some.ticket("o" + i, "2026-05-02T00:00:00Z", null, null);
        for (int i = 0; i < 5; i++) some.ticket("p" + i, "2026-06-30T22:00:00Z", null, null);
        some.answer("c1", "csat", 1, "2026-05-03T00:00:00Z", "direct", "i0000001");
        Row all = quality(some, "(all)", "(all)", "(all)");
        assertEquals(65L, all.<Long>getAs("contact_count"));
        assertEquals(40L, all.<Long>getAs("replied_count"));
        assertEquals(20L, all.<Long>getAs("never_answered_count"));
        assertEquals(5L, all.<Long>getAs("pending_count"));
        // of 65 half have a reply when 33 have: after 1 + 32 / 10 hours, but for those seen for two hours only
        double hours = all.<Double>getAs("median_reply_minutes") / 60;
        assertTrue(hours >= 4.0 && hours <= 4.2, "median " + hours);
        assertEquals(31 / 60.0, all.<Double>getAs("within_target_share"), 1e-12, "pending ones are left out");
        assertNull(all.getAs("satisfaction_in_target"), "one answer is too few to show");
        assertEquals(1L, all.<Long>getAs("in_target_answer_count"));
        Row hidden = quality(some, "email", "(all)", "2026-06");
        assertEquals("too_few", hidden.getAs("status"));
        assertNull(hidden.getAs("timeliness"));
    }

    /** A call that is closed after ten minutes was spoken to; a desk that keeps no times of replies is no desk that never replies. */
    @Test
    void contactsOfWhichNoReplyCanBeToldAreNotNeverAnswered() {
        SomeExperience some = new SomeExperience();
        for (int i = 0; i < 30; i++) {
            some.ticket("email" + i, "2026-05-01T00:00:00Z", 1.0, 2.0);
            some.ticket("closed" + i, "2026-05-01T00:00:00Z", null, 1 / 6.0);
            some.episode(
                    "ticket", "phone", "call" + i, Instant.parse("2026-05-01T00:00:00Z"), null, null, null, 0, false);
        }
        some.ticket("forgotten", "2026-05-01T00:00:00Z", null, null);
        Row all = quality(some, "(all)", "(all)", "(all)");
        assertEquals(1L, all.<Long>getAs("never_answered_count"));
        assertEquals(60L, all.<Long>getAs("unknown_count"));
        assertEquals(60.0, all.<Double>getAs("median_reply_minutes"), 1e-9, "of the 31 that can be told");
        assertEquals(30 / 31.0, all.<Double>getAs("timeliness"), 1e-12);
    }

    /** By hand: two strata, 2 and 1 treated; changes -30 and -10 against 0 and 10 of the controls. */
    @Test
    void matchedEffectWeighsControlsToTheTreated() {
        List<Unit> units = new ArrayList<>();
        units.add(unit(1, true, "a", 0, 100, 80));
        units.add(unit(2, true, "a", 0, 100, 60));
        units.add(unit(3, true, "b", 0, 50, 40));
        units.add(unit(4, false, "a", 0, 100, 100));
        units.add(unit(5, false, "b", 0, 50, 60));
        units.add(unit(6, true, "c", 0, 50, 40));
        MatchedEffect found = MatchedEffect.of(units, 1, new PoissonBootstrap(200, 1), 0.95, 0.99);
        assertEquals((2 * -30 + 1 * -20) / 3.0, found.effect(), 1e-12);
        assertEquals(0.75, found.matchedShare(), 1e-12);
        assertEquals(3, found.treated());
        assertEquals(0, found.worstBalance(), 1e-12);
        assertEquals("too_few", found.reason(30, 0.5, 0.1));
        assertEquals("low_match", found.reason(2, 0.8, 0.1));
        assertEquals(
                "no_match",
                MatchedEffect.of(units.subList(0, 3), 1, new PoissonBootstrap(50, 1), 0.95, 0.99)
                        .reason(2, 0.5, 0.1));
    }

    @Test
    void thereIsNoEstimateWherePlaceboOrBalanceFail() {
        List<Unit> trend = new ArrayList<>();
        List<Unit> unlike = new ArrayList<>();
        Random random = new Random(8);
        for (int i = 0; i < 400; i++) {
            boolean isTreated = i % 2 == 0;
            double before = 100 + 10 * random.nextGaussian();
            trend.add(unit(i, isTreated, "a", isTreated ? before + 20 : before, before, before));
            unlike.add(unit(i, isTreated, "a", before, isTreated ? before + 5 : before, before));
        }
        PoissonBootstrap draws = new PoissonBootstrap(200, 1);
        assertEquals(
                "placebo_failed", MatchedEffect.of(trend, 1, draws, 0.95, 0.99).reason(30, 0.5, 0.2));
        assertEquals(
                "unbalanced", MatchedEffect.of(unlike, 1, draws, 0.95, 0.99).reason(30, 0.5, 0.1));
    }

    @Test
    void treatedAreMatchedByAsManyTraitsAsThereAreControlsFor() {
        List<Unit> units = List.of(
                new Unit(1, true, List.of("m", "x"), 0, 0, 10, new double[0]),
                new Unit(2, true, List.of("m", "y"), 0, 0, 10, new double[0]),
                new Unit(3, false, List.of("m", "x"), 0, 0, 4, new double[0]),
                new Unit(4, false, List.of("m", "z"), 0, 0, 8, new double[0]));
        PoissonBootstrap draws = new PoissonBootstrap(50, 1);
        // the first against 4, the second against the mean of 4 and 8
        assertEquals(
                (6 + 4) / 2.0, MatchedEffect.of(units, 1, draws, 0.95, 0.99).effect(), 1e-12);
        assertEquals(0.5, MatchedEffect.of(units, 2, draws, 0.95, 0.99).matchedShare(), 1e-12);
    }

    @Test
    void salesAtRiskIsTheProductOfItsFactors() {
        SomeExperience some = new SomeExperience();
        for (int i = 0; i < 100; i++) {
            boolean isBad = i < 40;
            some.ticket("c" + i, "2026-03-01T00:00:00Z", 1.0, 2.0, isBad).order("c" + i, "2026-02-01T00:00:00Z", 100);
            if (!isBad || i >= 10) some.order("c" + i, "2026-04-01T00:00:00Z", isBad && i < 30 ? 50 : 100);
        }
        Map<String, Row> rows = impact(some);
        assertEquals(0.4, value(rows, "bad_share (all)"), 1e-12);
        assertEquals(0.25, value(rows, "stop_share bad"), 1e-12);
        assertEquals(0.5, value(rows, "reduce_share bad"), 1e-12);
        assertEquals("too_few", rows.get("mean_cut bad").getAs("reason"), "20 customers");
        double ofBad = 10 * 100 + 20 * 150 + 10 * 200;
        double ofOthers = 60 * 200;
        assertEquals(ofBad / (ofBad + ofOthers), value(rows, "bad_revenue_share (all)"), 1e-12);
        assertEquals((0.25 + 0.5 * 0.5) / 3, value(rows, "sales_at_risk_share (all)"), 1e-12);
        assertEquals((0.25 + 0.5 * 0.5) * ofBad, value(rows, "sales_at_risk (all)"), 1e-6);
        assertEquals(0, value(rows, "stop_share not_bad"), 1e-12);
        assertEquals(30 / 40.0, value(rows, "repurchase_30 bad"), 1e-12);
        assertTrue(rows.get("log_rank bad - not_bad").<Double>getAs("p_value") < 0.05);
    }

    /**
     * Of 80 who failed to pay or had no answer half stop, of 40 others a quarter: a quarter of their revenue is more than goes
     * anyway. The interval is about that of a difference of two shares of independent people, times their part of the revenue.
     */
    @Test
    void excessIsWhatCustomersWithoutABadExperienceDoNotLose() {
        SomeExperience some = new SomeExperience();
        for (int i = 0; i < 120; i++) {
            String kind = i < 40 ? "checkout" : i < 80 ? "ticket" : "fine";
            if (kind.equals("checkout")) some.checkout("c" + i, "2026-03-01T00:00:00Z", 1, null, true);
            else some.ticket("c" + i, "2026-03-01T00:00:00Z", 1.0, 2.0, kind.equals("ticket"));
            some.order("c" + i, "2026-02-01T00:00:00Z", 100);
            if (kind.equals("fine") ? i % 4 > 0 : i % 2 > 0) some.order("c" + i, "2026-04-01T00:00:00Z", 100);
        }
        Map<String, Row> rows = impact(some);
        double revenue = 80 * 150 + 40 * 175;
        double ofBad = 80 * 150 / revenue;
        assertEquals(0.5 * ofBad, value(rows, "sales_at_risk_share (all)"), 1e-12);
        assertEquals(0.25, value(rows, "excess_stop_share bad - not_bad"), 1e-12);
        assertEquals(0, value(rows, "excess_reduce_share bad - not_bad"), 1e-12);
        assertEquals(0.25 * ofBad, value(rows, "excess_sales_at_risk_share bad - not_bad"), 1e-12);
        assertEquals(0.25 * ofBad * revenue, value(rows, "excess_sales_at_risk bad - not_bad"), 1e-6);
        Row stop = rows.get("excess_stop_share bad - not_bad");
        double error = Math.sqrt(0.25 / 80 + 0.1875 / 40);
        assertEquals(1.96 * error, 0.25 - stop.<Double>getAs("value_low"), 0.2 * error);
        assertEquals(0.25 + 1.96 * error, stop.<Double>getAs("value_high"), 0.2 * error);
        assertEquals(0.0047, stop.<Double>getAs("p_value"), 0.006);
        assertEquals(40L, stop.<Long>getAs("n"), "of the smaller side");

        Map<String, Row> checkouts = impact(some, "checkout");
        assertEquals(40 / 120.0, value(checkouts, "bad_share (all)"), 1e-12);
        double ofCheckouts = 40 * 150 / revenue;
        assertEquals(ofCheckouts, value(checkouts, "bad_revenue_share (all)"), 1e-12);
        assertEquals(0.25 * ofCheckouts, value(checkouts, "excess_sales_at_risk_share bad - not_bad"), 1e-12);
        assertEquals("too_few", impact(some, "complaint").get("stop_share bad").getAs("reason"));
    }

    /** 100 receipts that nobody can be told from are no buyers with or without a bad experience; their revenue is revenue. */
    @Test
    void receiptsAreNoBuyersButTheirRevenueCounts() {
        SomeExperience some = new SomeExperience();
        for (int i = 0; i < 40; i++)
            some.order("c" + i, "2026-02-01T00:00:00Z", 100)
                    .ticket("c" + i, "2026-03-01T00:00:00Z", null, null, i < 30);
        for (int i = 0; i < 100; i++)
            some.order("receipt" + i, "2026-02-01T00:00:00Z", 10).unidentified("receipt" + i);
        Map<String, Row> rows = impact(some);
        assertEquals(0.75, value(rows, "bad_share (all)"), 1e-12);
        assertEquals(40L, rows.get("bad_share (all)").<Long>getAs("n"));
        assertEquals(3000 / 5000.0, value(rows, "bad_revenue_share (all)"), 1e-12);
        assertEquals(3000 / 5000.0, value(rows, "sales_at_risk_share (all)"), 1e-12, "all stop");
        assertEquals(3000, value(rows, "sales_at_risk (all)"), 1e-6);
    }

    /** 60 days after the contacts, 7 of which were there to recover, and one buys again 20 days later. */
    @Test
    void repurchaseIsToldOnlyForAsManyDaysAsWereWatched() {
        SomeExperience some = new SomeExperience();
        for (int i = 0; i < 40; i++) some.ticket("c" + i, "2026-05-02T00:00:00Z", 1.0, 2.0);
        some.order("c1", "2026-05-29T00:00:00Z", 10);
        Map<String, Row> rows = impact(some);
        assertEquals(1 / 40.0, value(rows, "repurchase_30 not_bad"), 1e-12);
        assertEquals("no_estimate", rows.get("repurchase_90 not_bad").getAs("status"));
        assertEquals("not_observed", rows.get("repurchase_90 not_bad").getAs("reason"));
    }

    /** Of 100 buyers 40 were treated badly; as many who never bought, and who were long ago, put no sales of the year at risk. */
    @Test
    void onlyBuyersOfTheYearPutItsSalesAtRisk() {
        SomeExperience some = new SomeExperience();
        for (int i = 0; i < 40; i++) {
            some.order("treated" + i, "2026-02-01T00:00:00Z", 100)
                    .ticket("treated" + i, "2026-03-01T00:00:00Z", null, null, true);
            some.order("content" + i, "2026-02-01T00:00:00Z", 25);
            some.ticket("prospect" + i, "2026-03-01T00:00:00Z", null, null, true);
        }
        for (int i = 0; i < 20; i++)
            some.order("once" + i, "2026-02-01T00:00:00Z", 50)
                    .ticket("once" + i, "2025-03-01T00:00:00Z", null, null, true);
        Map<String, Row> rows = impact(some);
        assertEquals(0.4, value(rows, "bad_share (all)"), 1e-12);
        assertEquals(100L, rows.get("bad_share (all)").<Long>getAs("n"));
        assertEquals(1, value(rows, "stop_share bad"), 1e-12);
        assertEquals(4000 / 6000.0, value(rows, "bad_revenue_share (all)"), 1e-12, "they buy more than others");
        assertEquals(40 * 100, value(rows, "sales_at_risk (all)"), 1e-6);
    }

    @Test
    void valueOfAPointIsTheSlopeOfSpending() {
        SomeExperience some = new SomeExperience();
        for (int i = 0; i < 60; i++) {
            double share = (i % 5) / 4.0;
            for (String q : List.of("effectiveness", "ease", "emotion"))
                some.answer("c" + i, q, share, "2026-01-01T00:00:00Z");
            some.order("c" + i, "2026-02-01T00:00:00Z", 10 + 50 * share);
        }
        assertEquals(0.5, value(impact(some), "point_value (all)"), 1e-9);
        assertEquals(
                "no_estimate",
                impact(new SomeExperience())
                        .get("point_value (all)")
                        .<String>getAs("status")
                        .replace("too_few", "no_estimate"));
    }

    /** Twenty contacts of July and twenty of the June before; the logical date is a year later, June 30. */
    @Test
    void driversAreOfTheLastTwelveMonths() {
        SomeExperience some = new SomeExperience();
        for (int i = 0; i < 40; i++)
            some.ticket("c" + i, i < 20 ? "2025-06-30T00:00:00Z" : "2025-07-01T00:00:00Z", 1.0 + i, 2.0)
                    .answer("c" + i, "csat", 0.5, "2025-07-02T00:00:00Z", "direct", contact(2 * i));
        Row resolution = driver(some, "satisfaction", "resolution");
        assertEquals(20L, resolution.<Long>getAs("n"));
        assertEquals("2025-07-01", resolution.getAs("from_date").toString());
        assertEquals("2026-06-30", resolution.getAs("to_date").toString());
        SomeExperience young = new SomeExperience().ticket("c", "2026-03-04T00:00:00Z", 1.0, 2.0);
        assertEquals(
                "2026-03-01",
                driver(young, "satisfaction", "resolution").getAs("from_date").toString());
    }

    @Test
    void driversNeedContactsThatDiffer() {
        SomeExperience few = new SomeExperience();
        SomeExperience alike = new SomeExperience();
        for (int i = 0; i < 29; i++)
            few.ticket("c" + i, "2026-01-01T00:00:00Z", 1.0 + i, 2.0)
                    .answer("c" + i, "csat", 0.5, "2026-01-02T00:00:00Z", "direct", contact(2 * i));
        for (int i = 0; i < 40; i++)
            alike.ticket("c" + i, "2026-01-01T00:00:00Z", 1.0, 2.0)
                    .answer("c" + i, "csat", (i % 5) / 4.0, "2026-01-02T00:00:00Z", "direct", contact(2 * i));
        assertEquals("too_few", driver(few, "satisfaction", "timeliness").getAs("reason"));
        assertEquals("constant", driver(alike, "satisfaction", "timeliness").getAs("reason"));
        SomeExperience slow = new SomeExperience();
        for (int i = 0; i < 60; i++) {
            double hours = i % 3 == 0 ? 2 : i % 3 == 1 ? 12 : 60;
            slow.ticket("c" + i, "2026-01-01T00:00:00Z", hours, i % 2 == 0 ? 2.0 : null)
                    .answer(
                            "c" + i,
                            "csat",
                            i % 3 == 0 ? 1 : i % 3 == 1 ? 0.5 : 0,
                            "2026-01-05T00:00:00Z",
                            "direct",
                            contact(2 * i));
        }
        Row timeliness = driver(slow, "satisfaction", "timeliness");
        assertEquals("positive", timeliness.getAs("direction"));
        assertTrue(timeliness.<Double>getAs("importance") > 0.95);
        assertEquals(100 * (1 + .558 + 0) / 3, timeliness.<Double>getAs("performance"), 0.05);
        assertEquals("association, not cause", timeliness.getAs("reading"));
    }

    /** A desk that tells replies, but not what was asked, has all drivers but completeness. */
    @Test
    void driverThatIsNotKnownIsLeftOutAndTheOthersDoWithoutIt() {
        SomeExperience some = new SomeExperience();
        answeredFasterOrSlower(some.withoutQuestions(), 1);
        Row completeness = driver(some, "satisfaction", "completeness");
        assertEquals("too_few", completeness.getAs("reason"));
        assertEquals(0L, completeness.<Long>getAs("n"));
        Row timeliness = driver(some, "satisfaction", "timeliness");
        assertEquals("shown", timeliness.getAs("status"));
        assertEquals(60L, timeliness.<Long>getAs("n"));
    }

    @Test
    void whatGoesWithWorseOutcomesIsNotToBeFixedFirst() {
        SomeExperience better = new SomeExperience();
        SomeExperience worse = new SomeExperience();
        answeredFasterOrSlower(better, 1);
        answeredFasterOrSlower(worse, -1);
        Row mend = driver(better, "satisfaction", "timeliness");
        assertEquals("fix_first", mend.getAs("quadrant"));
        assertTrue(mend.<Double>getAs("effect_low") > 0.9);
        Row leave = driver(worse, "satisfaction", "timeliness");
        assertTrue(leave.<Double>getAs("importance") > 0.9);
        assertEquals("negative", leave.getAs("direction"));
        assertEquals("low_priority", leave.getAs("quadrant"));
    }

    /** Sixty tickets, half of them with a slow reply; people like fast ones (1) or slow ones (-1). */
    private static void answeredFasterOrSlower(SomeExperience some, int liking) {
        for (int i = 0; i < 60; i++) {
            boolean isSlow = i % 2 == 0;
            boolean isLiked = isSlow == liking < 0;
            some.ticket("c" + i, "2026-01-01T00:00:00Z", isSlow ? 60.0 : 2.0, i % 3 == 0 ? null : 70.0)
                    .answer("c" + i, "csat", isLiked ? 1 : 0, "2026-01-05T00:00:00Z", "direct", contact(2 * i));
        }
    }

    /** Recommending follows ease twice as closely as emotion, and effectiveness not at all. */
    @Test
    void weightsFittedToLoyaltyAreTheImportanceOfTheDimensions() {
        SomeExperience some = new SomeExperience();
        Random random = new Random(3);
        for (int i = 0; i < 600; i++) {
            double[] said = {random.nextInt(5) / 4.0, random.nextInt(5) / 4.0, random.nextInt(5) / 4.0};
            List<String> dimensions = List.of("effectiveness", "ease", "emotion");
            for (int d = 0; d < 3; d++) some.answer("c" + i, dimensions.get(d), said[d], "2026-05-01T00:00:00Z");
            some.answer("c" + i, "nps", (2 * said[1] + said[2]) / 3, "2026-05-01T00:00:00Z");
        }
        assertEquals(0.8, driver(some, "recommendation", "ease").<Double>getAs("importance"), 0.05);
        assertEquals(0.2, driver(some, "recommendation", "emotion").<Double>getAs("importance"), 0.05);
        assertEquals(0, driver(some, "recommendation", "effectiveness").<Double>getAs("importance"), 0.02);
        assertEquals(600L, driver(some, "recommendation", "ease").<Long>getAs("n"));
        assertNull(driver(some, "recommendation", "ease").getAs("uplift"));
    }

    @Test
    void burstOfComplaintsIsOneAlarmAndNoiseIsNone() {
        SomeExperience calm = new SomeExperience();
        SomeExperience burst = new SomeExperience();
        Random random = new Random(2);
        for (LocalDate day = LocalDate.of(2025, 7, 1); !day.isAfter(LAST_DAY); day = day.plusDays(1)) {
            int usual = 0;
            while (random.nextDouble() < 0.55) usual++; // one or two a day, and now and then five
            boolean isViral = !day.isBefore(LocalDate.of(2026, 3, 3)) && day.isBefore(LocalDate.of(2026, 3, 7));
            for (int i = 0; i < usual; i++) calm.complaint("c" + day + i, day + "T10:00:00Z");
            for (int i = 0; i < usual + (isViral ? 30 : 0); i++) burst.complaint("c" + day + i, day + "T10:00:00Z");
        }
        assertEquals(List.of(), alerts(calm));
        List<Row> found = alerts(burst);
        assertEquals(1, found.size());
        assertEquals("complaint_spread", found.get(0).getAs("alert_type"));
        assertEquals("2026-03-03", found.get(0).getAs("first_date").toString());
        assertEquals("2026-03-06", found.get(0).getAs("last_date").toString());
    }

    @Test
    void outageAndSlowRepliesAreFound() {
        SomeExperience some = new SomeExperience();
        Random random = new Random(6);
        for (LocalDate day = LocalDate.of(2025, 12, 1); !day.isAfter(LAST_DAY); day = day.plusDays(1)) {
            boolean isOut = !day.isBefore(LocalDate.of(2026, 4, 1)) && day.isBefore(LocalDate.of(2026, 4, 4));
            for (int i = 0; i < 12; i++) {
                boolean fails = random.nextDouble() < (isOut ? 0.7 : 0.03);
                some.checkout("c" + day + i, day + "T08:00:00Z", fails ? 1 : 0, fails ? null : 0.1, fails);
            }
            boolean isSlow = !day.isBefore(LocalDate.of(2026, 5, 4)) && day.isBefore(LocalDate.of(2026, 5, 18));
            for (int i = 0; i < 2; i++)
                some.ticket(
                        "t" + day + i,
                        day + "T09:00:00Z",
                        4 * Math.exp(0.4 * random.nextGaussian()) * (isSlow ? 8 : 1),
                        200.0);
        }
        Map<String, Row> found = alerts(some).stream().collect(Collectors.toMap(r -> r.getAs("alert_type"), r -> r));
        assertEquals(java.util.Set.of("outage", "slow_replies"), found.keySet());
        assertEquals("2026-04-01", found.get("outage").getAs("first_date").toString());
        assertEquals("2026-04-03", found.get("outage").getAs("last_date").toString());
        assertEquals("2026-05-04", found.get("slow_replies").getAs("first_date").toString());
        assertEquals("2026-05-17", found.get("slow_replies").getAs("last_date").toString());
        double lift = found.get("slow_replies").<Double>getAs("observed")
                / found.get("slow_replies").<Double>getAs("expected");
        assertEquals(8, lift, 4, () -> found.get("slow_replies").getAs("message"));
    }

    @Test
    void nothingAtAllIsNoError() {
        ExperienceData none =
                new ExperienceData(List.of(), List.of(), List.of(), Map.of(), Set.of(), LAST_DAY, Instant.EPOCH);
        assertEquals(0, Alerts.rows(none, SETTINGS, LAST_DAY).size());
        assertEquals(1, ResponseQuality.rows(none, SETTINGS).size());
        assertEquals(21, Drivers.rows(none, SETTINGS).size());
        assertTrue(SomeExperience.named(Impact.rows(none, SETTINGS), AggCxImpact.TABLE).stream()
                .allMatch(r -> r.isNullAt(r.fieldIndex("value"))));
    }

    private static Unit unit(
            long customer, boolean isTreated, String trait, double earlier, double before, double after) {
        return new Unit(customer * 7919, isTreated, List.of(trait), earlier, before, after, new double[] {before});
    }

    private static String contact(int number) {
        return String.format("i%07d", number);
    }

    private static Row quality(SomeExperience some, String channel, String topic, String period) {
        return SomeExperience.named(ResponseQuality.rows(some.data(), SETTINGS), AggResponseQuality.TABLE).stream()
                .filter(r -> r.getAs("contact_channel").equals(channel)
                        && r.getAs("topic").equals(topic)
                        && r.getAs("period").equals(period))
                .findFirst()
                .orElseThrow();
    }

    /** Figures of bad contacts of any kind. */
    private static Map<String, Row> impact(SomeExperience some) {
        return impact(some, "(all)");
    }

    private static Map<String, Row> impact(SomeExperience some, String kind) {
        return SomeExperience.named(Impact.rows(some.data(), SETTINGS), AggCxImpact.TABLE).stream()
                .filter(r -> r.getAs("contact_kind").equals(kind))
                .collect(Collectors.toMap(r -> r.getAs("measure") + " " + r.getAs("cohort"), r -> r));
    }

    private static double value(Map<String, Row> rows, String name) {
        return rows.get(name).<Double>getAs("value");
    }

    private static Row driver(SomeExperience some, String outcome, String driver) {
        return SomeExperience.named(Drivers.rows(some.data(), SETTINGS), AggCxDriver.TABLE).stream()
                .filter(r ->
                        r.getAs("outcome").equals(outcome) && r.getAs("driver").equals(driver))
                .findFirst()
                .orElseThrow();
    }

    private static List<Row> alerts(SomeExperience some) {
        return SomeExperience.named(Alerts.rows(some.data(), SETTINGS, LAST_DAY), AggCxAlert.TABLE);
    }
}
