package org.jejak.table;

/**
 * How a table is brought up to date: which closed group of rows is replaced at once. A night replaces exactly the groups
 * that new data touched. The writer acts on it, so the data dictionary says what really happens.
 */
public enum Scope {
    /** Rows are only ever added, each key once. */
    APPEND("only grows: each key is inserted once and never changed"),
    /** Rows are added once; single rows give way to a better copy of the same record, or go with a file that was corrected, or by a deletion. */
    ROW(
            "grows: each key is inserted once; a row gives way to a better copy, or goes with a corrected file or by a deletion"),
    /** Rows of a raw file are added once, and replaced where the file was corrected. */
    FILE("grows: each key is inserted once; rows of a corrected file are replaced"),
    /** All rows of one visitor stream, from the first session that new data can change. */
    VISITOR("restated per visitor"),
    /** All rows of one connected component of identifiers. */
    COMPONENT("restated per connected component of identifiers"),
    /** All rows of one customer. */
    CUSTOMER("restated per customer"),
    /** All rows of one calendar month. */
    MONTH("restated per month"),
    /** All rows of one customer, and of models that learn from other paths all rows of one calendar month. */
    CREDIT("restated per customer; rows of models that are fitted also per month"),
    /** The whole table, from other tables; written only when it differs. */
    WHOLE("recomputed as a whole");

    private final String meaning;

    Scope(String meaning) {
        this.meaning = meaning;
    }

    /** Whether single rows are replaced by others; of other tables rows are added, or months or the whole are written again. */
    public boolean isRestatedByRows() {
        return switch (this) {
            case ROW, FILE, VISITOR, COMPONENT, CUSTOMER, CREDIT -> true;
            case APPEND, MONTH, WHOLE -> false;
        };
    }

    /** The scope in words, for the data dictionary. */
    public String meaning() {
        return meaning;
    }
}
