package org.jejak.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.table.DimDate;
import org.jejak.table.RowReader;
import org.junit.jupiter.api.Test;

class CalendarTest {
    @Test
    void everyDayOfTheYearsIsThere() {
        List<Row> days = Calendar.days(LocalDate.of(2023, 12, 31), LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 1));
        assertEquals(365 + 366, days.size());
        assertEquals("2023-01-01", days.get(0).getDate(0).toString());
        assertEquals("2024-12-31", days.get(days.size() - 1).getDate(0).toString());
    }

    @Test
    void daysAndMonthsAreCompleteUpToTheLastDay() {
        List<Row> days = Calendar.days(LocalDate.of(2026, 5, 1), LocalDate.of(2026, 6, 29), LocalDate.of(2026, 6, 29));
        assertEquals(List.of("2026-05-31 true true", "2026-06-01 true false"), complete(days, 150, 151));
        assertEquals(List.of("2026-06-29 true false", "2026-06-30 false false"), complete(days, 179, 180));
        List<Row> day = Calendar.days(LocalDate.of(2026, 6, 30), LocalDate.of(2026, 6, 30), LocalDate.of(2026, 6, 30));
        assertEquals(List.of("2026-06-30 true true", "2026-07-01 false false"), complete(day, 180, 181));
    }

    private static List<String> complete(List<Row> days, int... places) {
        RowReader reader = new RowReader(DimDate.TABLE.fields());
        return Arrays.stream(places)
                .mapToObj(days::get)
                .map(day -> reader.day(day, DimDate.DAY) + " " + reader.get(day, DimDate.IS_COMPLETE) + " "
                        + reader.get(day, DimDate.IS_MONTH_COMPLETE))
                .toList();
    }

    @Test
    void weeksAreThoseOfIso8601() {
        List<String> days = TestSpark.texts(
                Calendar.days(LocalDate.of(2024, 1, 1), LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 1)));
        assertEquals(
                "2024-12-30|Monday|2024-12|2024-Q4|2025-W01|20241230|2024|4|12|30|365|1|2025|1|false|true|true|2024-12-01|2024-12-30",
                days.get(364));
        assertEquals(
                "2027-01-03|Sunday|2027-01|2027-Q1|2026-W53|20270103|2027|1|1|3|3|53|2026|7|true|false|false|2027-01-01|2026-12-28",
                days.get(366 + 365 + 365 + 2));
    }
}
