package org.jejak.ingest;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.spark.sql.UDFRegistration;
import org.apache.spark.sql.types.DataTypes;

/**
 * Functions that mappings may use beside Spark's own. All return null for what they cannot read.
 *
 * <ul>
 *   <li>{@code instant(text)}: ISO 8601 or a number of seconds, milli- or microseconds; UTC where no offset is written
 *   <li>{@code instant_in(text, zone)}: the same, in the given zone where no offset is written
 *   <li>{@code instant_by(text, pattern, zone)}: by a pattern such as {@code dd/MMM/yyyy:HH:mm:ss Z}
 *   <li>{@code skew_corrected(original, sent, received)}: Segment's rule for wrong device clocks
 *   <li>{@code url_param(url, name)}: one decoded parameter of an address
 *   <li>{@code canonical_json(text)}: JSON in one spelling: members and key-value lists by key, without nulls and blanks
 *   <li>{@code items_amount(text)}: what a JSON list of items costs: the sum of {@code price} times {@code quantity}, which is 1
 *       where it is not written; null without items, and where one has no price
 * </ul>
 */
public final class MappingFunctions {
    private MappingFunctions() {}

    /** Makes the functions known to a session. */
    public static void register(UDFRegistration udf) {
        udf.register("instant", (String t) -> TimestampParser.iso(t, ZoneOffset.UTC), DataTypes.TimestampType);
        udf.register(
                "instant_in",
                (String t, String z) -> zone(z) == null ? null : TimestampParser.iso(t, zone(z)),
                DataTypes.TimestampType);
        udf.register(
                "instant_by",
                (String t, String p, String z) -> zone(z) == null ? null : TimestampParser.byPattern(t, p, zone(z)),
                DataTypes.TimestampType);
        udf.register(
                "skew_corrected",
                (String o, String s, String r) -> TimestampParser.corrected(o, s, r),
                DataTypes.TimestampType);
        udf.register("url_param", (String url, String name) -> parameter(url, name), DataTypes.StringType);
        udf.register("canonical_json", (String t) -> CanonicalJson.of(t), DataTypes.StringType);
        udf.register("items_amount", (String t) -> ItemsAmount.of(t), DataTypes.StringType);
    }

    private static String parameter(String url, String name) {
        WebAddress address = WebAddress.of(url, new PiiRedactor(""));
        return address == null || name == null
                ? null
                : address.parameters().get(name.toLowerCase(java.util.Locale.ROOT));
    }

    private static ZoneId zone(String name) {
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
