package org.jejak.experience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jejak.table.FactSurveyAnswers;
import org.jejak.table.RowBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promoters, detractors and satisfied customers by the points of the scale they answered on. */
class SurveyCutsTest {
    @ParameterizedTest
    @CsvSource({
        "NPS, nps_0_10, 9, 1",
        "NPS, nps_0_10, 8.9, 0",
        "NPS, nps_0_10, 7, 0",
        "NPS, nps_0_10, 6.7, -1",
        "NPS, nps_1_10, 9, 1",
        "NPS, nps_1_10, 7, 0",
        "NPS, nps_1_10, 6, -1",
        "NPS, nps_10_0, 1, 1",
        "NPS, stars_1_5, 5, 1",
        "NPS, stars_1_5, 4, 0",
        "NPS, stars_1_5, 3, -1",
        "NPS, nps_0_100, 90, 1",
        "NPS, nps_0_100, 69, -1",
        "CSAT, csat_1_5, 4, 1",
        "CSAT, csat_1_5, 3.9, 0",
        "CSAT, csat_1_4, 3, 1",
        "CSAT, csat_1_4, 2, 0",
        "CSAT, csat_1_7, 6, 1",
        "CSAT, csat_1_7, 5, 0",
        "CSAT, csat_1_10, 9, 1",
        "CSAT, csat_1_10, 8, 0",
        "CSAT, csat_1_3, 2, 0",
        "CSAT, csat_0_1, 1, 1",
        "CSAT, csat_5_1, 2, 1",
        "FORRESTER, likert_1_5, 4, 1",
        "FORRESTER, likert_1_5, 3, 0",
        "FORRESTER, likert_1_5, 2, -1",
        "FORRESTER, likert_1_4, 2, -1",
        "TEMKIN, likert_1_7, 6, 1",
        "TEMKIN, likert_1_7, 4, 0",
        "TEMKIN, likert_1_7, 3, -1",
        "TEMKIN, likert_1_5, 2, -1"
    })
    void cutsAreThoseOfTheScale(SurveyCuts measure, String scale, double score, int net) {
        assertEquals(net, measure.net(answer(scale, score)));
    }

    private static SurveyAnswer answer(String scale, double score) {
        return SurveyAnswer.read(
                new RowBuilder(FactSurveyAnswers.TABLE)
                        .set(FactSurveyAnswers.ANSWER_ID, "a")
                        .set(FactSurveyAnswers.RATING_SCALE, scale)
                        .set(FactSurveyAnswers.SCORE, score)
                        .set(FactSurveyAnswers.SCORE_SHARE, SurveyAnswer.share(score, scale, false))
                        .set(FactSurveyAnswers.ANSWERED_DATE, java.sql.Date.valueOf("2026-03-01"))
                        .set(FactSurveyAnswers.ANSWERED_AT, java.sql.Timestamp.valueOf("2026-03-01 10:00:00"))
                        .row(),
                "search",
                "search|new");
    }
}
