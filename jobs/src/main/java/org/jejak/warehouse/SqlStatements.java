package org.jejak.warehouse;

import java.util.*;

/**
 * Text cut into SQL statements at semicolons, but not at those in quotes and comments.
 *
 * @param complete statements that a semicolon ended, without it; none is blank
 * @param rest what comes after the last of them; blank if nothing does
 */
public record SqlStatements(List<String> complete, String rest) {
    public static SqlStatements of(String text) {
        List<String> complete = new ArrayList<>();
        int start = 0;
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) == ';') {
                if (!isBlank(text.substring(start, i)))
                    complete.add(text.substring(start, i).strip());
                start = ++i;
            } else {
                i = after(text, i);
            }
        }
        return new SqlStatements(complete, text.substring(start));
    }

    /** All statements, whether or not the last ends in a semicolon. */
    public List<String> all() {
        List<String> all = new ArrayList<>(complete);
        if (!isBlank(rest)) all.add(rest.strip());
        return all;
    }

    /** Whether there is more to come before the text can be run. */
    public boolean isOpen() {
        return !isBlank(rest);
    }

    /** Whether there is nothing but white space and finished comments. */
    private static boolean isBlank(String text) {
        return text.replaceAll("(?s)/\\*.*?\\*/|--[^\n]*", "").isBlank();
    }

    /** The place after the character, quoted text or comment that starts here. */
    private static int after(String text, int start) {
        char c = text.charAt(start);
        if (c == '\'' || c == '"' || c == '`') return afterQuoted(text, start, c);
        if (text.startsWith("--", start)) return end(text, text.indexOf('\n', start), 1);
        if (text.startsWith("/*", start)) return end(text, text.indexOf("*/", start + 2), 2);
        return start + 1;
    }

    private static int afterQuoted(String text, int start, char quote) {
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && quote != '`') i++;
            else if (text.charAt(i) == quote) return i + 1;
        }
        return text.length();
    }

    private static int end(String text, int found, int length) {
        return found < 0 ? text.length() : found + length;
    }
}
