package org.jejak.audience;

import java.nio.charset.StandardCharsets;
import java.util.*;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Row;
import org.jejak.config.AudienceSettings;
import org.jejak.table.AudienceDefinitions;
import org.jejak.table.RowBuilder;

/** Which definitions the tables of each customer were made by, and whether one of them changed: then all customers are made anew. */
public final class Definitions {
    private static final String ALL = "(all)";

    private Definitions() {}

    /**
     * Rows of {@link AudienceDefinitions} by these settings; none if they define nothing. A definition that is as before keeps
     * its first run.
     *
     * @param before the rows as they are
     * @param runId this run; null for a single job
     */
    public static List<Row> rows(AudienceSettings audience, List<Row> before, String runId) {
        if (audience.isEmpty()) return List.of();
        List<Row> rows = new ArrayList<>();
        audience.activities().forEach((name, a) -> rows.add(row("activity", name, a, before, runId)));
        audience.consents().forEach((name, c) -> rows.add(row("consent", name, c, before, runId)));
        rows.add(row("zones", ALL, audience.contact().zones(), before, runId));
        return rows;
    }

    /** Whether two lists have the same definitions. */
    public static boolean areSame(List<Row> some, List<Row> others) {
        return fingerprints(some).equals(fingerprints(others));
    }

    private static Map<List<String>, String> fingerprints(List<Row> rows) {
        Map<List<String>, String> fingerprints = new HashMap<>();
        for (Row row : rows) fingerprints.put(key(row), fingerprint(row));
        return fingerprints;
    }

    /** Rows of a table come in its order of columns. */
    private static List<String> key(Row row) {
        return List.of(
                row.getString(AudienceDefinitions.TABLE.placeOf(AudienceDefinitions.KIND)),
                row.getString(AudienceDefinitions.TABLE.placeOf(AudienceDefinitions.NAME)));
    }

    /** Settings are records of texts, numbers and sorted maps, so their text says all there is and is always the same. */
    private static Row row(String kind, String name, Object definition, List<Row> before, String runId) {
        Row row = new RowBuilder(AudienceDefinitions.TABLE)
                .set(AudienceDefinitions.KIND, kind)
                .set(AudienceDefinitions.NAME, name)
                .set(
                        AudienceDefinitions.FINGERPRINT,
                        DigestUtils.sha256Hex(definition.toString().getBytes(StandardCharsets.UTF_8)))
                .set(AudienceDefinitions.FIRST_RUN_ID, runId)
                .row();
        return before.stream()
                .filter(b -> key(b).equals(key(row)) && fingerprint(b).equals(fingerprint(row)))
                .findFirst()
                .orElse(row);
    }

    private static String fingerprint(Row row) {
        return row.getString(AudienceDefinitions.TABLE.placeOf(AudienceDefinitions.FINGERPRINT));
    }
}
