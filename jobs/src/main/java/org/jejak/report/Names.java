package org.jejak.report;

import java.util.*;

/** Codes in the order in which the report shows them. */
final class Names {
    /** The seven acquisition channels. */
    static final List<String> CHANNELS =
            List.of("direct", "referral", "organic_search", "paid_search", "social", "email", "display");

    /** The four lifecycle stages. */
    static final List<String> STAGES = List.of("reach", "nurture", "convert", "support");

    private Names() {}

    /** Place of a code in a list, after all others if it is not there. */
    static int place(List<String> codes, String code) {
        int place = codes.indexOf(code);
        return place < 0 ? codes.size() : place;
    }

    /** Orders codes: the given ones first, in their order, then all others by name. */
    static Comparator<String> order(List<String> codes) {
        return Comparator.comparing((String code) -> place(codes, code)).thenComparing(code -> code);
    }
}
