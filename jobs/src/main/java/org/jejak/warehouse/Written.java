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
public record Written(Table table, String operation, long rows, long changed, long version) {}
