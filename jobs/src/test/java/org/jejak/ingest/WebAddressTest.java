package org.jejak.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    private static final PiiRedactor REDACTOR = new PiiRedactor("62");

    private static String url(String text) {
        return WebAddress.of(text, REDACTOR).url();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "access_token",
                "accessToken",
                "id-token",
                "api_key",
                "apikey",
                "key",
                "X-Api-Key",
                "client_secret",
                "secret",
                "pass",
                "password",
                "new_password",
                "pwd",
                "auth",
                "authorization",
                "session",
                "session_id",
                "sessionid",
                "JSESSIONID",
                "PHPSESSID",
                "sid",
                "code",
                "auth_code",
                "verification_code",
                "sig",
                "X-Amz-Signature",
                "jwt",
                "otp",
                "name",
                "first_name",
                "firstName",
                "last-name",
                "fname",
                "surname",
                "dob",
                "date_of_birth",
                "birthday",
                "e-mail",
                "userEmail",
                "phone",
                "ip",
            })
    void whatOpensADoorOrNamesAPersonIsRemoved(String name) {
        assertEquals(
                "https://x.example/a?" + name + "=removed&b=1", url("https://x.example/a?" + name + "=s3cr3t&b=1"));
        assertEquals("/a;" + name + "=removed/b", url("/a;" + name + "=s3cr3t/b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "promo_code", "coupon_code", "country_code", "postcode", "keyword", "product_key", "utm_name",
                        "passenger", "monkey",
                "author", "assignment", "sort", "product_name_id", "q", "gclid", "decode", "design", "sidebar",
            })
    void whatIsOfAThingStays(String name) {
        String url = "https://x.example/a?" + name + "=summer";
        assertEquals(url, url(url));
    }

    @ParameterizedTest
    @CsvSource({"#access_token=abc&utm_source=news, utm_source", "?session=abc&utm_source=news, utm_source"})
    void noParameterIsMadeOfThem(String end, String left) {
        assertEquals(
                left,
                String.join(
                        ",",
                        WebAddress.of("https://x.example/" + end, REDACTOR)
                                .parameters()
                                .keySet()));
    }
}
