package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;

import org.apache.spark.sql.Column;

/**
 * Amounts as people write them: 1234.5 and 1e3, and with a currency before or behind ($, €, USD, Rp), groups of three digits, and
 * brackets for less than nothing: ($1,234.50). Anything else is no amount.
 */
final class AmountParser {
    private static final String CURRENCY = "\\p{Sc}|(?<![A-Za-z])(?:[A-Z]{3}|Rp\\.?)(?![A-Za-z])";
    private static final String MONEY = "decimal(18,4)";

    private AmountParser() {}

    /**
     * The amount; null for what is none.
     *
     * @param commas whether a comma stands before the decimals and points between groups of digits, not the other way round
     */
    static Column amount(Column text, boolean commas) {
        Column bare = regexp_replace(regexp_replace(text, "[\\p{Z}\\s]|" + CURRENCY, ""), "^\\((.+)\\)$", "-$1");
        String group = commas ? "\\." : ",";
        String mark = commas ? "," : "\\.";
        String grouped = "^[-+]?\\d{1,3}(?:" + group + "\\d{3})+(?:" + mark + "\\d+)?$";
        String plain = "^[-+]?\\d*(?:" + mark + "\\d+)?$";
        Column digits =
                when(bare.rlike(grouped), regexp_replace(bare, group, "")).when(bare.rlike(plain), bare);
        Column written = regexp_replace(digits, ",", ".").try_cast(MONEY);
        return commas ? written : coalesce(text.try_cast(MONEY), written);
    }

    /** The currency that is written with the amount; null without one. */
    static Column currency(Column text) {
        Column found = regexp_extract(text, "(" + CURRENCY + ")", 1);
        return when(text.try_cast(MONEY).isNull().and(trim(found).notEqual("")), found)
                .otherwise(lit(null).cast("string"));
    }
}
