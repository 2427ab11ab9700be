package org.jejak.table;

/**
 * Deletions: interactions that their source says it deleted. None of them is in {@link Interactions}, whether the deletion was
 * delivered before, with or after the record.
 */
public final class Deletions {
    private static final Columns C = new Columns();

    public static final Field INTERACTION_ID = C.add(Interactions.INTERACTION_ID);
    public static final Field SOURCE_NAME = C.add(Interactions.SOURCE_NAME);
    public static final Field SOURCE_FILE = C.text("source_file", "File of the deletion, relative to the raw folder.");
    public static final Table TABLE = Table.silver(
                    "deletions", "One row per deleted interaction and file that says so.", C)
            .keyedBy(INTERACTION_ID, SOURCE_FILE)
            .scope(Scope.FILE);

    private Deletions() {}
}
