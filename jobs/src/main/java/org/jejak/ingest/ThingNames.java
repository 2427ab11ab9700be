package org.jejak.ingest;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells by its name whether a field holds the number of a thing and not of a person: {@code productId}, {@code sku}, {@code
 * order_number}, {@code items.0.gtin13}. Such numbers look like phone numbers and are none.
 */
final class ThingNames {
    private static final String CODES = "(sku|ean|gtin|upc|isbn|issn|asin|mpn|plu|barcode)s?";
    private static final String GOODS =
            "(product|variant|item|article|category|collection|order|invoice|receipt|coupon|voucher|ticket|campaign)s?";
    private static final String THINGS = "(" + GOODS
            + "|part|model|style|catalog|catalogue|content|cart|checkout|basket|transaction|refund|sale|shipment|parcel|tracking"
            + "|serial|lot|batch|case|conversation|thread|message|ad|adgroup|adset|creative|placement|keyword|click|session"
            + "|event|external|document|contract|page|post|list|store|shop|branch|till|survey|review)s?";
    private static final Pattern NUMBER = Pattern.compile(
            ".*" + CODES + "|.*" + THINGS + "(id|ref|reference|number|num|no|nr|code|key)s?|.*(product|item)s");
    private static final Pattern FOLDER = Pattern.compile("p|dp|" + CODES + "|" + GOODS);

    private ThingNames() {}

    /** Whether a field or parameter of this name holds the number of a thing, or a list of them. */
    static boolean isNumber(String name) {
        return NUMBER.matcher(letters(name)).matches();
    }

    /** Whether what follows in a path is the number of a thing, as in {@code /product/0812345678901}. */
    static boolean isFolder(String segment) {
        return FOLDER.matcher(letters(segment)).matches();
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
