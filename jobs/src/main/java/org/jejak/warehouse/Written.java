package org.jejak.warehouse;

import org.jejak.table.Table;

/**
 * What a write did.
 *
 * @param table the table
 * @param operation appended, replaced_rows, replaced_months, replaced_all or unchanged
 * @param rows rows written
 * @param changed rows that differ from before: new, changed or gone; of a table written whole at once, all of them
 * @param version Delta version afterwards
 */
public record Written(Table table, String operation, long rows, long changed, long version) {
    /** This and a later write of the same table, told as one: the way of the last that wrote anything. */
    public Written and(Written later) {
        return new Written(
                table,
                later.operation.equals("unchanged") ? operation : later.operation,
                rows + later.rows,
                changed + later.changed,
                later.version);
    }
}
