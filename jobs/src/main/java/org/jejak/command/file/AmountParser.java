package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;

import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.jejak.config.UsageException;

/**
 * Amounts as people write them: 1234.5 and 1e3, and with a currency before or behind ($, €, USD, Rp), groups of three digits, and
 * brackets for less than nothing: ($1,234.50). Anything else is no amount.
 */
final class AmountParser {
    private static final String CURRENCY = "\\p{Sc}|(?<![A-Za-z])(?:[A-Z]{3}|Rp\\.?)(?![A-Za-z])";
    private static final String MONEY = "decimal(18,4)";
    /** A number as programs write it. */
    private static final String POINT = "^\\s*[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?\\s*$";

    private AmountParser() {}

    /**
     * The amount; null for what is none.
     *
     * @param commas whether a comma stands before the decimals and points between groups of digits, not the other way round
     */
    static Column amount(Column text, boolean commas) {
        return number(text, commas).try_cast(MONEY);
    }

    /** The same as a text of a number, with all its digits: 1234.5 of $1,234.50. */
    static Column number(Column text, boolean commas) {
        Column bare = regexp_replace(regexp_replace(text, "[\\p{Z}\\s]|" + CURRENCY, ""), "^\\((.+)\\)$", "-$1");
        String group = commas ? "\\." : ",";
        String mark = commas ? "," : "\\.";
        String grouped = "^[-+]?\\d{1,3}(?:" + group + "\\d{3})+(?:" + mark + "\\d+)?$";
        String plain = "^[-+]?(?:\\d+(?:" + mark + "\\d*)?|" + mark + "\\d+)$";
        Column digits =
                when(bare.rlike(grouped), regexp_replace(bare, group, "")).when(bare.rlike(plain), bare);
        Column written = regexp_replace(digits, ",", ".");
        return commas ? written : when(text.rlike(POINT), trim(text)).otherwise(written);
    }

    /** The currency that is written with the amount; null without one. */
    static Column currency(Column text) {
        Column found = regexp_extract(text, "(" + CURRENCY + ")", 1);
        return when(not(text.rlike(POINT)).and(trim(found).notEqual("")), found);
    }

    /**
     * Refuses amounts in several currencies.
     *
     * @param currencies those of {@link #currency}
     * @throws UsageException if there is more than one
     */
    static void requireOne(Collection<String> currencies, Path file) {
        if (currencies.size() > 1)
            throw new UsageException(file + " has amounts in several currencies ("
                    + String.join(", ", new TreeSet<>(currencies)) + "); convert them to one first");
    }
}
