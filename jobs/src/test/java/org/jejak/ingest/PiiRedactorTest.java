package org.jejak.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiiRedactorTest {
    private final PiiRedactor indonesia = new PiiRedactor("62");
    private final PiiRedactor anywhere = new PiiRedactor("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Phone:+62 812 3456 7890 | Phone:[removed]",
                "WA:+6281234567890, thanks | WA:[removed], thanks",
                "tel:+6281234567890 | tel:[removed]",
                "call 0062 812 3456 7890! | call [removed]!",
                "from jane.doe@example.com | from [removed]",
                "at 2026-03-30T10:00:00+07:00 | at 2026-03-30T10:00:00+07:00",
                "from 10:00 1234567890 | from 10:00 1234567890",
            })
    void numbersWithAPlusAndAddressesAreFoundWithoutACallingCode(String text, String scrubbed) {
        assertEquals(scrubbed, anywhere.words(text));
        assertEquals(scrubbed, anywhere.id(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0812-3456-7890",
                "081234567890",
                "0812 3456 789",
                "(021) 555 1234",
                "06 12 34 56 78",
                "6281234567890",
                "62 812-3456-7890",
                "62 (0)812 3456 7890",
                "0812\u00A03456\u20117890"
            })
    void withACallingCodeNumbersWithoutAPlusAreFoundInWordsButNotInIds(String number) {
        assertEquals("WA:[removed], or [removed].", indonesia.words("WA:" + number + ", or " + number + "."));
        assertEquals("HP.[removed] call me", indonesia.words("HP." + number + " call me"));
        assertEquals(number, indonesia.id(number));
        assertEquals(number, anywhere.words(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on 01-02-2026 10:30 or 01.02.2026",
                "2026-03-30 08:12:34.567890",
                "0.812345678901 and 5.0812345678 and 62.123456789",
                "order #0812345678 and INV-0812345678",
                "01234567-8901-4def-8901-081234567890",
                "08123456-7890-4def-8901-0123456789ab",
                "0812345678901234, 62812345678901234",
                "1774864800000",
                "8123456789"
            })
    void datesDecimalsReferencesAndOtherLongNumbersStay(String text) {
        assertEquals(text, indonesia.words(text));
    }

    @Test
    void aCallingCodeOfOneDigitIsFollowedByTenDigitsExactly() {
        PiiRedactor america = new PiiRedactor("1");
        assertEquals("[removed]", america.words("1-202-555-0143"));
        assertEquals("1774864800 1774864800000", america.words("1774864800 1774864800000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://wa.me/6281234567890 | https://wa.me/[removed]",
                "https://x.example/u/%2B6281234567890/edit?a=1 | https://x.example/u/[removed]/edit?a=1",
                "https://x.example/u/jane%2540example.com/edit | https://x.example/u/[removed]/edit",
                "https://x.example/u/%6Aane%40example.com/edit | https://x.example/u/[removed]/edit",
                "tel:081234567890 | tel:[removed]",
                "/send?msisdn=6281234567890&text=hi | /send?msisdn=removed&text=hi",
                "/send?to=%252B6281234567890 | /send?to=removed",
                "/send?text=WA%200812-3456-7890 | /send?text=removed",
                "/a%20b/caf%C3%A9?utm_id=6281234567&gad_campaignid=6281234567 | /a%20b/caf%C3%A9?utm_id=6281234567&gad_campaignid=6281234567",
            })
    void addressesAreScrubbedAsTheyReadDecoded(String url, String scrubbed) {
        assertEquals(scrubbed, WebAddress.of(url, indonesia).url());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "product_id",
                "productId",
                "items.0.sku",
                "gtin13",
                "SKUs",
                "order_number",
                "orderNo",
                "Order ID",
                "content_ids",
                "ticket_id",
                "campaign.id",
                "adset_id",
                "external_id",
                "invoice-no",
                "EAN",
                "products",
                "tracking_code"
            })
    void aFieldNamedAfterAThingHoldsItsNumberAndNoPhoneNumber(String name) {
        assertEquals("0016000275287", indonesia.named(name, "0016000275287"));
        assertEquals("0812345678901", indonesia.named(name, "0812345678901"));
        assertEquals("x [removed]", indonesia.named(name, "x jane.doe@example.com"));
        assertEquals("[removed]", indonesia.named(name, "+6281234567890"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phone",
                "contact_number",
                "order_phone_number",
                "note",
                "mobile_no",
                "customer_id",
                "line_number"
            })
    void aFieldNamedAfterAPersonOrNothingIsSearchedForPhoneNumbers(String name) {
        assertEquals("[removed]", indonesia.named(name, "0062 812 3456 789"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://x.example/product/0812345678901?sku=0016000275287",
                "https://x.example/p/6281234567890",
                "/0016000275287.html?order_number=0812345678901&utm_content=0041570054161",
            })
    void numbersOfThingsStayInAddresses(String url) {
        assertEquals(url, WebAddress.of(url, indonesia).url());
    }

    @Test
    void whatIsNoNumberOfAThingIsRemovedBesideOne() {
        assertEquals(
                "/product/[removed]/call/[removed]?sku=0812345678901&tel=removed",
                WebAddress.of("/product/%2B6281234567890/call/0812345678901?sku=0812345678901&tel=1", indonesia)
                        .url());
    }

    @Test
    void nothingStaysNothing() {
        assertNull(indonesia.words(null));
        assertNull(indonesia.id(null));
        assertNull(indonesia.thing(null));
    }
}
