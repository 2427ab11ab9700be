package org.jejak.pipeline.job;

import java.util.Locale;
import org.jejak.table.*;

/**
 * Sets of keys that the jobs of a run hand each other beside tables: what the run touches. The page {@code pipeline.Pipeline}
 * names each set at the job that fills it and at those that are scoped by it. A set is kept in the journal until the run is
 * finished, so that the run after a dead one takes it over.
 */
public enum KeySet {
    /** Files whose interactions this run adds, with the first and last business date of their records. */
    FILES_OF_RUN(Interactions.SOURCE_FILE, FileDays.FIRST_DATE, FileDays.LAST_DATE),
    /** Files whose rows this run takes back before it reads them again, since they were corrected. */
    TAKEN_BACK_FILES(Interactions.SOURCE_FILE),
    /** Interactions that were in the table and went, whole: of corrected files, worse copies of new ones, or deleted ones. */
    FORMER_INTERACTIONS(Interactions.TABLE),
    /** Customers that touched identifiers belonged to before this run. */
    FORMER_CUSTOMERS(Identifiers.CUSTOMER_ID),
    /** Identifiers of all components that this run computes again. */
    IDENTIFIERS_OF_RUN(Identifiers.IDENTIFIER_KEY),
    /** Identifiers of sessions that this run adds, changes or removes. */
    SESSION_IDENTIFIERS(Sessions.IDENTIFIER_KEY),
    /** Customers whose whole history this run restates. */
    CUSTOMERS_OF_RUN(Identifiers.CUSTOMER_ID);

    /** Columns of {@link #FILES_OF_RUN}. */
    public static final class FileDays {
        public static final Field FIRST_DATE =
                Field.date("first_date", "Earliest business date in the file.").required();
        public static final Field LAST_DATE =
                Field.date("last_date", "Latest business date in the file.").required();

        private FileDays() {}
    }

    private final Table shape;

    KeySet(Field... columns) {
        this.shape = Table.ops(name().toLowerCase(Locale.ROOT), "Keys of a run.", new Columns(columns));
    }

    KeySet(Table shape) {
        this.shape = shape;
    }

    /** Whether it holds keys and not whole rows of a table. */
    public boolean holdsKeys() {
        return this != FORMER_INTERACTIONS;
    }

    /** The folder of the set in the journal. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its columns, in order. */
    public Table shape() {
        return shape;
    }
}
