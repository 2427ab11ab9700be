package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jejak.config.UsageException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeMessagesTest {
    @ParameterizedTest
    @CsvSource({
        "cannot cast 'jane.doe@mail.example' to a number, cannot cast '[removed]' to a number",
        "no customer +62 812-3456-7890 here, no customer [removed] here",
        "no customer 0812 3456 789, no customer [removed]",
        "call (0812) 3456789 or 081234567890, call ([removed] or [removed]",
        "run 2026-03-30/12 at 2026-03-30T10:00:05.123Z, run 2026-03-30/12 at 2026-03-30T10:00:05.123Z",
        "version 12 of 5242880 bytes and 0.30000000001, version 12 of 5242880 bytes and 0.30000000001",
        "key 0123456789abcdef0123456789abcdef, key [removed]"
    })
    void personalDataIsRemovedAndTheRestKept(String message, String shown) {
        assertEquals(shown, SafeMessages.message(new UsageException(message)));
    }
}
