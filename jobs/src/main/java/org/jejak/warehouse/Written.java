package org.jejak.warehouse;

import org.jejak.table.Table;

/**
 * What a write did.
 *
 * @param table the table
 * @param operation appended, replaced_months, replaced_all or unchanged
 * @param rows rows written
 * @param version Delta version afterwards
 */
public record Written(Table table, String operation, long rows, long version) {}
