package org.jejak.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.sql.Timestamp;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampParserTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static String utc(Timestamp time) {
        return time == null ? null : time.toInstant().toString();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:00Z,                2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00.789Z,            2026-03-01T10:00:00.789Z",
        "2026-03-01T10:00:00.78Z,             2026-03-01T10:00:00.780Z",
        "2026-03-01t10:00:00z,                2026-03-01T10:00:00Z",
        "2026-03-01T10:00Z,                   2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00.123456Z,         2026-03-01T10:00:00.123456Z",
        "2026-03-01T10:00:00+07:00,           2026-03-01T03:00:00Z",
        "2026-03-01T10:00:00+0700,            2026-03-01T03:00:00Z",
        "2026-03-01T10:00:00-07,              2026-03-01T17:00:00Z",
        "2026-03-01 10:00:00.5 +07:00,        2026-03-01T03:00:00.500Z",
        "2026-03-01 10:00:00 UTC,             2026-03-01T10:00:00Z",
        "2026-03-01 10:00:00 GMT,             2026-03-01T10:00:00Z",
        "2026-03-01 10:00:00,                 2026-03-01T10:00:00Z",
        "2026-03-01T10:00,                    2026-03-01T10:00:00Z",
        "2026-03-01,                          2026-03-01T00:00:00Z",
        "'2026-03-01 10:00:00,789',           2026-03-01T10:00:00.789Z",
        "20260301T100000Z,                    2026-03-01T10:00:00Z",
        "20260301T100000.5+0700,              2026-03-01T03:00:00.500Z",
        "20260301T100000,                     2026-03-01T10:00:00Z",
        "2026/03/01 10:00:00,                 2026-03-01T10:00:00Z",
        "2026/03/01,                          2026-03-01T00:00:00Z",
        "2024-02-29,                          2024-02-29T00:00:00Z",
        "1969-12-31T23:59:59Z,                1969-12-31T23:59:59Z",
        "9999-12-31T23:59:59Z,                9999-12-31T23:59:59Z",
    })
    void readsIsoTimes(String text, String expected) {
        assertEquals(expected, utc(TimestampParser.iso(text, UTC)));
        assertEquals(expected, utc(TimestampParser.iso("  " + text + " ", UTC)));
    }

    @ParameterizedTest
    @CsvSource({
        "1772359200,        2026-03-01T10:00:00Z",
        "1772359200.5,      2026-03-01T10:00:00.500Z",
        "1772359200.123456789, 2026-03-01T10:00:00.123456Z",
        "1772359200123,     2026-03-01T10:00:00.123Z",
        "1772359200123456,  2026-03-01T10:00:00.123456Z",
        "99999999999,       5138-11-16T09:46:39Z",
        "100000000000,      1973-03-03T09:46:40Z",
    })
    void tellsSecondsMillisecondsAndMicrosecondsApart(String text, String expected) {
        assertEquals(expected, utc(TimestampParser.iso(text, UTC)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "yesterday",
                "2026-3-01",
                "2026-03-1",
                "12345678",
                "1772359200123456789",
                "292278994000000000000",
                "-86400",
                "-2208988800",
                "0000-00-00",
                "0000-00-00 00:00:00",
                "0000-01-01",
                "+10000-01-01T00:00:00Z",
                "+292278994-08-17T07:12:55.807Z",
                "-0001-01-01T00:00:00Z",
                "2026-02-30",
                "2025-02-29T00:00:00Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T25:00:00Z",
                "2026-13-01T10:00:00.000Z",
                "0000-01-01T00:00:00Z",
                "2026-03-01T10:60:00Z",
                "2026-03-01T10:00:61Z",
                "2026-03-01T10:00:00+25:00",
                "2026-03-01T10:00:00+19:00",
                "2026-03-01T10:00:00 Europe/Berlin",
                "2026-03-01T",
                "2026-03-01T10:00:00+",
                "01/03/2026 10:00",
                "1.772E9"
            })
    void whatIsNoTimeGivesNull(String text) {
        assertNull(TimestampParser.iso(text, UTC));
    }

    @ParameterizedTest
    @CsvSource({
        "2016-12-31T23:59:60Z,           2016-12-31T23:59:59Z",
        "2016-12-31 23:59:60.5,          2016-12-31T23:59:59.500Z",
        "2017-01-01T06:59:60+07:00,      2016-12-31T23:59:59Z",
    })
    void aLeapSecondIsTheSecondBefore(String text, String expected) {
        assertEquals(expected, utc(TimestampParser.iso(text, UTC)));
    }

    @ParameterizedTest
    @CsvSource({
        // clocks went from 02:00 to 03:00 on 29 March 2026
        "2026-03-29T01:59:59, 2026-03-29T00:59:59Z",
        "2026-03-29T02:30:00, 2026-03-29T01:30:00Z",
        "2026-03-29T03:30:00, 2026-03-29T01:30:00Z",
        // and from 03:00 to 02:00 on 25 October 2026
        "2026-10-25T02:30:00, 2026-10-25T00:30:00Z",
        "2026-10-25T03:00:00, 2026-10-25T02:00:00Z",
        "2026-10-25T02:30:00+01:00, 2026-10-25T01:30:00Z",
    })
    void aSkippedHourMovesOnAndOfARepeatedHourTheFirstIsMeant(String local, String expected) {
        assertEquals(expected, utc(TimestampParser.iso(local, BERLIN)));
        if (!local.contains("+")) {
            assertEquals(expected, utc(TimestampParser.byPattern(local, "yyyy-MM-dd'T'HH:mm:ss", BERLIN)));
        }
    }

    @Test
    void aDateIsItsFirstInstantInTheZone() {
        assertEquals("2026-02-28T23:00:00Z", utc(TimestampParser.iso("2026-03-01", BERLIN)));
        // midnight does not exist on that day in Beirut: clocks went from 00:00 to 01:00
        assertEquals("2024-03-30T22:00:00Z", utc(TimestampParser.iso("2024-03-31", ZoneId.of("Asia/Beirut"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "01/Mar/2026:10:00:00 +0700; dd/MMM/yyyy:HH:mm:ss Z;   2026-03-01T03:00:00Z",
                "01/MAR/2026:10:00:00 +0700; dd/MMM/yyyy:HH:mm:ss Z;   2026-03-01T03:00:00Z",
                "31/Dec/2016:23:59:60 +0000; dd/MMM/yyyy:HH:mm:ss Z;   2016-12-31T23:59:59Z",
                "05/01/2026 11:32;           dd/MM/yyyy HH:mm;         2026-01-05T10:32:00Z",
                "05.01.2026;                 dd.MM.yyyy;               2026-01-04T23:00:00Z",
                "1/5/26 9:05;                M/d/yy H:mm;              2026-01-05T08:05:00Z",
                "5. Jan 2026 9:05 PM;        d. MMM y h:mm a;          2026-01-05T20:05:00Z",
                "5. Jan 2026 9:05\u202FPM;    d. MMM y h:mm a;          2026-01-05T20:05:00Z",
                "5.\u00A0Jan 2026 9:05 PM;    d. MMM y h:mm\u202Fa;     2026-01-05T20:05:00Z",
                "day 05.01.2026;             'day' dd.MM.yyyy;         2026-01-04T23:00:00Z",
            })
    void readsTimesByPattern(String text, String pattern, String expected) {
        assertEquals(expected, utc(TimestampParser.byPattern(text, pattern, BERLIN)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "30/02/2026 10:00; dd/MM/yyyy HH:mm",
                "05/01/2026;       dd/MM/yyyy HH:mm",
                "05/01/2026 25:00; dd/MM/yyyy HH:mm",
                "10:00;            HH:mm",
                "x;                dd/MM/yyyy",
                "05/01/2026;       no pattern",
                ";                 dd/MM/yyyy",
                "05/01/2026;       ",
            })
    void whatDoesNotFitThePatternGivesNull(String text, String pattern) {
        assertNull(TimestampParser.byPattern(text, pattern, UTC));
    }

    @ParameterizedTest
    @CsvSource({
        // device an hour ahead; sent a second after it happened; received at once
        "2026-03-01T11:00:00Z, 2026-03-01T11:00:01Z, 2026-03-01T10:00:01Z, 2026-03-01T10:00:00Z",
        // kept on the phone for a day
        "2026-02-28T10:00:00Z, 2026-03-01T10:00:00Z, 2026-03-01T10:00:00Z, 2026-02-28T10:00:00Z",
        // sent before it happened: never after its arrival
        "2026-03-01T12:00:00Z, 2026-03-01T11:00:00Z, 2026-03-01T11:00:00Z, 2026-03-01T11:00:00Z",
        "2026-03-01T10:00:00Z, ,                     2026-03-01T11:00:00Z, 2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00Z, 2026-03-01T10:00:01Z, ,                     2026-03-01T10:00:00Z",
        ",                     2026-03-01T10:00:01Z, 2026-03-01T11:00:00Z, ",
    })
    void aWrongDeviceClockIsCorrectedByHowWrongItWasWhenItSent(
            String original, String sent, String received, String expected) {
        assertEquals(expected, utc(TimestampParser.corrected(original, sent, received)));
    }
}
