package org.jejak.table;

/** What a column is for in a query, and whether its values may be added up over rows. */
public enum Role {
    /** Names the row, or points at a row of another table. */
    KEY("key"),
    /** Describes the row: to filter and to group by. */
    ATTRIBUTE("attribute"),
    /** A measure that adds up over any rows. */
    ADDITIVE("additive"),
    /** A measure that adds up over some columns of the key and not over others, such as distinct customers a day. */
    SEMI_ADDITIVE("semi-additive"),
    /** One measure over another: of several rows it is the sum of the one over the sum of the other. */
    RATIO("ratio"),
    /** A measure that never adds up: a mean, a median, an end of an interval, an estimate. */
    NOT_ADDITIVE("not additive");

    private final String words;

    Role(String words) {
        this.words = words;
    }

    /** As the dictionary prints it. */
    public String words() {
        return words;
    }
}
