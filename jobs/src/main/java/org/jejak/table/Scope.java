package org.jejak.table;

/** Which closed group of rows a job restates at once; a night restates exactly the groups that new data touched. */
public enum Scope {
    /** Rows are only ever added, each key once. */
    APPEND("only grows: each key is inserted once and never changed"),
    /** All rows of one visitor stream, from the first session that new data can change. */
    VISITOR("restated per visitor"),
    /** All rows of one connected component of identifiers. */
    COMPONENT("restated per connected component of identifiers"),
    /** All rows of one customer. */
    CUSTOMER("restated per customer"),
    /** All rows of one date, or the latest delivery for a date. */
    DATE("restated per date"),
    /** All rows of one calendar month. */
    MONTH("restated per month"),
    /** The whole table, from other tables; written only when it differs. */
    WHOLE("recomputed as a whole");

    private final String meaning;

    Scope(String meaning) {
        this.meaning = meaning;
    }

    /** The scope in words, for the data dictionary. */
    public String meaning() {
        return meaning;
    }
}
