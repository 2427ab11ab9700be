package org.jejak.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymizerTest {
    private static final String KEY = "a key of thirty-two bytes, or so";
    private final Pseudonymizer pseudonyms = new Pseudonymizer(KEY, "62");

    @Test
    void isTheKeyedHashOfTheKindAndTheNormalisedValue() {
        // printf 'email:jane@example.com' | openssl dgst -sha256 -hmac 'a key of thirty-two bytes, or so'
        assertEquals(
                "03228e91ee62cdb89f332f222b166102b0b70dce00b100d7af79521bc270a93c",
                pseudonyms.email("jane@example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" Jane@Example.COM ", "JANE@EXAMPLE.COM", "\u00A0jane@example.com\t", "mailto:jane@example.com"})
    void anAddressIsTheSameInAnySpelling(String spelling) {
        assertEquals(pseudonyms.email("jane@example.com"), pseudonyms.email(spelling));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "jane", "@example.com", "jane@", "a@b@c", "jane doe@example.com"})
    void whatIsNoAddressHasNoHash(String text) {
        assertNull(pseudonyms.email(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+628123456789",
                "+62 812-3456-789",
                "0062 812 3456 789",
                "0812 3456 789",
                "(0812) 3456.789",
                "62 812 3456 789",
                "+62 (0)812 3456 789",
                " +62 (0) 812/3456789"
            })
    void aPhoneNumberIsTheSameInAnySpelling(String spelling) {
        assertEquals(pseudonyms.phone("628123456789"), pseudonyms.phone(spelling));
    }

    @Test
    void aNumberOfAnotherCountryIsAnotherNumber() {
        assertNotEquals(pseudonyms.phone("0812 3456 789"), pseudonyms.phone("+49 812 3456 789"));
    }

    @Test
    void withoutACallingCodeANationalNumberIsOnlyEqualToItself() {
        Pseudonymizer abroad = new Pseudonymizer(KEY, "");
        assertEquals(abroad.phone("0812 3456 789"), abroad.phone("08123456789"));
        assertNotEquals(abroad.phone("+62 812 3456 789"), abroad.phone("0812 3456 789"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "none", "12345", "+", "00 1234"})
    void whatHasFewerThanSixDigitsIsNoPhoneNumber(String text) {
        assertNull(pseudonyms.phone(text));
    }

    @Test
    void equalTextsOfDifferentKindsDoNotMeet() {
        assertNotEquals(pseudonyms.address("628123456789"), pseudonyms.phone("628123456789"));
        assertNotEquals(
                pseudonyms.email("jane@example.com"), pseudonyms.line("email:jane@example.com".getBytes(UTF_8)));
        assertNotEquals(pseudonyms.email("jane@example.com"), pseudonyms.line("jane@example.com".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane@localhost",
                "\"jane doe\"@mail.example",
                "%6Aane%40localhost",
                "jane@example.com|opened",
                "+628123456789"
            })
    void anIdThatHoldsAnAddressOrANumberWithAPlusIsHashed(String id) {
        assertTrue(pseudonyms.person(id).matches("[0-9a-f]{64}"));
        assertEquals(pseudonyms.person(id), pseudonyms.record(id));
    }

    @Test
    void aPersonKnownByAPhoneNumberHasTheHashOfTheNumberAndOrderNumbersStay() {
        assertEquals(pseudonyms.phone("+628123456789"), pseudonyms.person("08123456789"));
        assertEquals(pseudonyms.phone("+628123456789"), pseudonyms.person("62 812-3456-789"));
        assertEquals("08123456789", pseudonyms.record("08123456789"));
        assertEquals("08123456789", new Pseudonymizer(KEY, "").person("08123456789"));
        assertEquals("0041570054161", pseudonyms.record("0041570054161"));
        assertTrue(pseudonyms.person("0041570054161").matches("[0-9a-f]{64}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"u1001864", "989716409.2219682958", "628888888.1767657797", "x:@jane", "T2-243841267", "50%"})
    void otherIdsStayAsTheyAre(String id) {
        assertEquals(id, pseudonyms.person(id));
    }

    @Test
    void anotherKeyGivesOtherHashes() {
        Pseudonymizer other = new Pseudonymizer(KEY + "!", "62");
        assertNotEquals(pseudonyms.email("jane@example.com"), other.email("jane@example.com"));
    }

    @Test
    void networkAddressesAreHashedToo() {
        assertEquals(pseudonyms.address("2001:DB8::1"), pseudonyms.address(" 2001:db8::1 "));
        assertNull(pseudonyms.address(" "));
        assertNull(pseudonyms.address(null));
        assertNull(pseudonyms.line(null));
    }

    @Test
    void aShortKeyIsRefusedAndNotShown() {
        String message = assertThrows(IllegalArgumentException.class, () -> new Pseudonymizer("s3cret", ""))
                .getMessage();
        assertTrue(message.contains("must have at least 32 bytes, it has 6"), message);
        assertTrue(!message.contains("s3cret"), message);
    }

    @Test
    void survivesTheWayToAnExecutor() throws Exception {
        String before = pseudonyms.email("jane@example.com");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(pseudonyms);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertEquals(before, ((Pseudonymizer) in.readObject()).email("jane@example.com"));
        }
    }
}
