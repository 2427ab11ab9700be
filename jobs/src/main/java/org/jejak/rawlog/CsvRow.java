package org.jejak.rawlog;

import java.util.ArrayList;
import java.util.List;

/**
 * The cells of one CSV row, which may span several lines. Quotes stand around a cell and are doubled inside it. With an
 * escape character, a quote, a separator, a line end or the character itself after it are text, before anything else it is
 * text itself, and a cell of it and an N ({@code \N}) is empty, as databases write it.
 *
 * <p>Own code, since libraries neither say where a row is broken nor go on after it.
 */
final class CsvRow {
    /** Instead of an escape character where there is none. */
    static final char NO_ESCAPE = 0;

    private enum At {
        CELL_START,
        IN_CELL,
        IN_QUOTES,
        AFTER_QUOTE,
        BROKEN
    }

    private final char separator;
    private final char escape;
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private At at = At.CELL_START;
    private boolean isEscaped;
    private boolean isQuoted;

    /** @param escape escape character, or {@link #NO_ESCAPE} */
    CsvRow(char separator, char escape) {
        this.separator = separator;
        this.escape = escape;
    }

    /** Reads on: the first line of the row, later a line end and the next line. */
    CsvRow follow(String text) {
        for (int i = 0; i < text.length(); i++) follow(text.charAt(i));
        return this;
    }

    private void follow(char c) {
        if (isEscaped) {
            if (c != '"' && c != separator && c != escape && c != '\n') cell.append(escape);
            cell.append(c);
            isEscaped = false;
            return;
        }
        if (c == escape && escape != NO_ESCAPE && at != At.AFTER_QUOTE && at != At.BROKEN) {
            isEscaped = true;
            if (at == At.CELL_START) at = At.IN_CELL;
            return;
        }
        at = switch (at) {
            case IN_QUOTES -> c == '"' ? At.AFTER_QUOTE : take(c, At.IN_QUOTES);
            case AFTER_QUOTE -> c == '"' ? take(c, At.IN_QUOTES) : c == separator ? endCell() : At.BROKEN;
            case CELL_START -> c == '"' ? startQuotes() : c == separator ? endCell() : take(c, At.IN_CELL);
            case IN_CELL -> c == separator ? endCell() : take(c, At.IN_CELL);
            case BROKEN -> At.BROKEN;
        };
    }

    private At take(char c, At then) {
        cell.append(c);
        return then;
    }

    private At startQuotes() {
        isQuoted = true;
        return At.IN_QUOTES;
    }

    private At endCell() {
        cells.add(text());
        cell.setLength(0);
        isQuoted = false;
        return At.CELL_START;
    }

    private String text() {
        boolean isNull = !isQuoted
                && escape != NO_ESCAPE
                && cell.length() == 2
                && cell.charAt(0) == escape
                && cell.charAt(1) == 'N';
        return isNull ? "" : cell.toString();
    }

    /** Whether the row goes on in the next line. */
    boolean isOpen() {
        return at == At.IN_QUOTES || isEscaped;
    }

    /** Whether text stands between a closing quote and the next separator. */
    boolean isBroken() {
        return at == At.BROKEN;
    }

    /** All cells; to be called once, at the end. */
    String[] cells() {
        endCell();
        return cells.toArray(String[]::new);
    }
}
