package org.jejak.ingest;

import java.io.Serializable;
import java.util.*;
import java.util.regex.Pattern;

/** What sources write where they know no id. A person with such an id would be everybody whom nobody knows. */
final class Placeholders implements Serializable {
    /** Zeros and what separates them, such as an all-zeros UUID, and texts without any letter or digit. */
    private static final Pattern NOTHING = Pattern.compile("[0\\P{Alnum}]*", Pattern.UNICODE_CHARACTER_CLASS);
    /** What stands in brackets as a whole, without a digit: a printed object, or a template that nobody filled in. */
    private static final Pattern BRACKETS =
            Pattern.compile("(\\[|\\$?\\{|<|\\(|%%|\\*\\|)[^\\d@]*(]|}|>|\\)|%%|\\|\\*)");
    /** Quotes that were left around a word. */
    private static final Pattern QUOTES = Pattern.compile("^['\"`]+|['\"`]+$");

    private final Set<String> words;

    /** @param words words for nothing, in lower case */
    Placeholders(Set<String> words) {
        this.words = words;
    }

    /** Whether a trimmed text is no id. Letter case does not matter, nor do quotes around a word. */
    boolean contains(String text) {
        return NOTHING.matcher(text).matches()
                || BRACKETS.matcher(text).matches()
                || words.contains(QUOTES.matcher(text).replaceAll("").trim().toLowerCase(Locale.ROOT));
    }
}
