package org.jejak.simulate;

import java.util.Locale;

/** Something a person is known by in the logs. */
final class Identifier {
    enum Type {
        ANONYMOUS_ID,
        DEVICE_ID,
        USER_ID,
        EMAIL,
        PHONE,
        LOYALTY_ID;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    final Type type;
    final String value;
    final boolean shared;

    /** Which of the person's identifiers it was seen together with, -1 before it was seen. */
    int group = -1;

    Identifier(Type type, String value, boolean shared) {
        this.type = type;
        this.value = value;
        this.shared = shared;
    }
}
