package org.jejak.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.junit.jupiter.api.Test;

class CalendarTest {
    @Test
    void everyDayOfTheYearsIsThere() {
        List<Row> days = Calendar.days(LocalDate.of(2023, 12, 31), LocalDate.of(2024, 1, 1));
        assertEquals(365 + 366, days.size());
        assertEquals("2023-01-01", days.get(0).getDate(0).toString());
        assertEquals("2024-12-31", days.get(days.size() - 1).getDate(0).toString());
    }

    @Test
    void weeksAreThoseOfIso8601() {
        List<String> days = TestSpark.texts(Calendar.days(LocalDate.of(2024, 1, 1), LocalDate.of(2027, 1, 1)));
        assertEquals(
                "2024-12-30|Monday|2024-12|2024-Q4|2025-W01|20241230|2024|4|12|30|365|1|2025|1|false|2024-12-01|2024-12-30",
                days.get(364));
        assertEquals(
                "2027-01-03|Sunday|2027-01|2027-Q1|2026-W53|20270103|2027|1|1|3|3|53|2026|7|true|2027-01-01|2026-12-28",
                days.get(366 + 365 + 365 + 2));
    }
}
