package org.jejak.ingest;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;

/**
 * Functions that mappings may use beside Spark's own. All give null for what they cannot read.
 *
 * <ul>
 *   <li>{@code instant(text)}: ISO 8601 or a number of seconds, milli- or microseconds; UTC where no offset is written
 *   <li>{@code instant_in(text, zone)}: the same, in the given zone where no offset is written
 *   <li>{@code instant_by(text, pattern, zone)}: by a pattern such as {@code dd/MMM/yyyy:HH:mm:ss Z}
 *   <li>{@code skew_corrected(original, sent, received)}: Segment's rule for wrong device clocks
 *   <li>{@code url_param(url, name)}: one decoded parameter of an address
 *   <li>{@code canonical_json(text)}: JSON in one spelling: members and key-value lists by key, without nulls and blanks
 * </ul>
 */
public final class MappingFunctions {
    private MappingFunctions() {}

    /** Makes the functions known to a session. */
    public static void register(SparkSession spark) {
        spark.udf()
                .register(
                        "instant",
                        (UDF1<String, Object>) t -> TimestampParser.iso(t, ZoneId.of("UTC")),
                        DataTypes.TimestampType);
        spark.udf()
                .register(
                        "instant_in",
                        (UDF2<String, String, Object>)
                                (t, z) -> zone(z) == null ? null : TimestampParser.iso(t, zone(z)),
                        DataTypes.TimestampType);
        spark.udf()
                .register(
                        "instant_by",
                        (UDF3<String, String, String, Object>)
                                (t, p, z) -> zone(z) == null ? null : TimestampParser.byPattern(t, p, zone(z)),
                        DataTypes.TimestampType);
        spark.udf()
                .register(
                        "skew_corrected",
                        (UDF3<String, String, String, Object>) TimestampParser::corrected,
                        DataTypes.TimestampType);
        spark.udf()
                .register(
                        "url_param", (UDF2<String, String, String>) MappingFunctions::parameter, DataTypes.StringType);
        spark.udf().register("canonical_json", (UDF1<String, String>) CanonicalJson::of, DataTypes.StringType);
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
