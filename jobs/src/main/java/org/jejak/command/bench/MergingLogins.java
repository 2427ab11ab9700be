package org.jejak.command.bench;

import static org.apache.spark.sql.functions.*;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.*;
import org.jejak.config.IdentitySettings;
import org.jejak.table.Identifiers;
import org.jejak.table.Interactions;

/**
 * Log-ins by which customers turn out to be one: visitors whom only cookies told apart log in to the accounts of people
 * who are known already. Each line makes one merge, of customers picked by a hash of their identifiers.
 */
final class MergingLogins {
    private static final String COOKIE = Interactions.ANONYMOUS_ID.name();
    private static final String PICKED = "picked";
    private static final String FITS = "fits";

    private MergingLogins() {}

    /**
     * Writes log-ins in the shape of the Segment specification.
     *
     * @param identifiers {@link Identifiers} before the log-ins
     * @param merges how many
     * @param file ends with .jsonl.gz
     * @return how many were written: no more than there are visitors and accounts
     */
    static int write(Dataset<Row> identifiers, int merges, LocalDate day, Path file) throws IOException {
        List<String> cookies = picked(identifiers, COOKIE, COOKIE, merges);
        List<String> accounts = picked(identifiers, IdentitySettings.ACCOUNT, "%", merges);
        int lines = Math.min(cookies.size(), accounts.size());
        Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        Files.createDirectories(file.getParent());
        try (PrintWriter out =
                new PrintWriter(new GZIPOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8)) {
            for (int i = 0; i < lines; i++)
                out.print(login(cookies.get(i), accounts.get(i), noon.plus(Duration.ofMillis(100L * i))) + "\n");
            if (out.checkError()) throw new IOException("cannot write " + file);
        }
        return lines;
    }

    /** One identifier of a type of each of some customers, all of whose identifiers are like others and not shared. */
    private static List<String> picked(Dataset<Row> identifiers, String type, String others, int most) {
        Column isOfType = Identifiers.IDENTIFIER_TYPE.col().equalTo(type);
        // cookies of the shop's own tracker: those of other sources have other shapes
        Column usable = type.equals(COOKIE)
                ? Identifiers.IDENTIFIER_VALUE.col().rlike("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
                : lit(true);
        return identifiers
                .groupBy(Identifiers.CUSTOMER_ID.col())
                .agg(
                        min(when(isOfType.and(usable), Identifiers.IDENTIFIER_VALUE.col()))
                                .as(PICKED),
                        bool_and(Identifiers.IDENTIFIER_TYPE
                                        .col()
                                        .like(others)
                                        .and(not(Identifiers.IS_OVER_CONNECTED.col())))
                                .as(FITS))
                .filter(col(FITS).and(col(PICKED).isNotNull()))
                .orderBy(xxhash64(col(PICKED)))
                .limit(most)
                .select(PICKED)
                .as(Encoders.STRING())
                .collectAsList();
    }

    private static ObjectNode login(String cookie, String account, Instant at) {
        ObjectNode line = new ObjectMapper()
                .createObjectNode()
                .put("type", "identify")
                .put(
                        "messageId",
                        UUID.nameUUIDFromBytes((cookie + account).getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("anonymousId", cookie)
                .put("userId", account)
                .put("originalTimestamp", at.toString())
                .put("sentAt", at.plusSeconds(1).toString())
                .put("receivedAt", at.plusSeconds(1).toString())
                .put("timestamp", at.toString());
        line.putObject("context")
                .put(
                        "userAgent",
                        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                                + "Chrome/137.0.0.0 Safari/537.36")
                .putObject("page")
                .put("path", "/account/login");
        line.putObject("traits");
        return line;
    }
}
