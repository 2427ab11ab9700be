package org.jejak.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Indonesia | ID",
                "INDONESIA | ID",
                "United States | US",
                "usa | US",
                "us | US",
                "US-CA | US",
                "UK | GB",
                "The Netherlands | NL",
                "Türkiye | TR",
                "Turkey | TR",
                "Côte d’Ivoire | CI",
                "Myanmar (Burma) | MM",
                "Bosnia & Herzegovina | BA",
                "Bosnia and Herzegovina | BA",
                "Saint Lucia | LC",
                "St. Lucia | LC",
                "Hong Kong | HK",
                "South Korea | KR",
                "Kosovo | XK",
                "(not set) | ",
                "ZZ | ",
                "12 | ",
                "Atlantis | ",
                " | ",
            })
    void aCountryIsTwoLetters(String text, String code) {
        assertEquals(code, Codes.country(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en-us | en-US",
                "EN_us | en-US",
                "de | de",
                "zh-hant-tw | zh-Hant-TW",
                "en-US,en;q=0.9 | en-US",
                "de_DE.UTF-8 | de-DE",
                "English | en",
                "indonesian | id",
                "(not set) | ",
                "C | ",
                "und | ",
                "jibberish | ",
                " | ",
            })
    void aLanguageIsATag(String text, String tag) {
        assertEquals(tag, Codes.language(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"eur | EUR", "USD | USD", "€ | EUR", "$ | ", "Euro | ", "12 | ", " | "})
    void aCurrencyIsThreeLetters(String text, String code) {
        assertEquals(code, Codes.currency(text));
    }
}
