package org.jejak.audience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.jejak.config.AudienceSettings;
import org.jejak.config.Settings;
import org.jejak.table.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

class ExplanationTest {
    private static final String SETTINGS = """
        jejak.audience {
          activities {
            order { types = [order] }, visit { kinds = [store], value = properties.store }
            article { events = [article], value = properties.topic }
          }
          traits { orders { of = order, measure = count, within = 90 days }, store { of = visit, measure = last, within = 90 days } }
          consents {
            letter { opt = in, lapses-after = 100 days, grants = [{ types = [sign_up] }], withdrawals = [{ events = [off] }] }
            ads { opt = in, grants = [{ types = [sign_up] }], withdrawals = [{ events = [off] }] }
            profiling { opt = out, withdrawals = [{ events = [off] }] }
          }
          tags {
            decaf { of = article, value = decaf, at-least = 1, within = 30 days, keep = 30 days, sensitive = true, purpose = letter }
            espresso { of = article, value = espresso, at-least = 2, within = 30 days, keep = 30 days }
            filter { of = article, value = filter, at-least = 2, within = 30 days, keep = 30 days }
            near { of = visit, each-value = true, within = 30 days, keep = 30 days }
          }
          scores.lead { outcome = order, horizon = 30 days, points = [{ did = visit, points = 10 }]
            bands = [{ to = 50, name = cold }, { to = 100, name = hot }] }
          segments {
            buyers { all = [{ trait = orders, at-least = 1 }] }
            hot { all = [{ score = lead, band = [hot] }, { consent = letter }] }
            locals { any = [{ tag = "near:Dago" }, { segment = buyers }], none = [{ did = order, within = 30 days }] }
          }
        }
        """;

    private static final LocalDate DAY = LocalDate.of(2026, 6, 30);

    @TempDir
    private Path folder;

    private static Row row(Table table, Map<Field, Object> values) {
        Object[] cells = table.fields().stream().map(values::get).toArray(); // what is not given is null
        return new GenericRowWithSchema(cells, table.toStructType());
    }

    private AudienceSettings settings() throws IOException {
        return Settings.read(Files.writeString(folder.resolve("jejak.conf"), SETTINGS))
                .audience();
    }

    private static StoredFacts facts(AudienceSettings settings, double orders, String store) {
        Map<Field, Object> traits = new HashMap<>();
        traits.put(CustomerTraits.CUSTOMER_ID, "c");
        traits.put(CustomerTraits.NUMBERS, CollectionConverters.asScala(Map.of("orders", orders)));
        traits.put(CustomerTraits.TEXTS, CollectionConverters.asScala(Map.of("store", store)));
        traits.put(CustomerTraits.AS_OF_DATE, Date.valueOf(DAY));
        return new StoredFacts(settings, ZoneId.of("Asia/Jakarta"), row(CustomerTraits.TABLE, traits));
    }

    private static Row did(String activity, String value, String day, long count) {
        return row(
                CustomerActivity.TABLE,
                Map.of(
                        CustomerActivity.ACTIVITY, activity,
                        CustomerActivity.VALUE, value,
                        CustomerActivity.EVENT_COUNT, count,
                        CustomerActivity.BUSINESS_DATE, Date.valueOf(day)));
    }

    private static Row consent(String purpose, String state, String since) {
        return row(
                FactConsent.TABLE,
                Map.of(
                        FactConsent.PURPOSE,
                        purpose,
                        FactConsent.STATE,
                        state,
                        FactConsent.EVIDENCE_ID,
                        "web/1",
                        FactConsent.SINCE_AT,
                        Timestamp.from(Instant.parse(since))));
    }

    private static Row tag(String name) {
        return row(
                FactCustomerTag.TABLE,
                Map.of(
                        FactCustomerTag.TAG,
                        name,
                        FactCustomerTag.EVENT_COUNT,
                        1L,
                        FactCustomerTag.SINCE_DATE,
                        Date.valueOf("2026-06-20"),
                        FactCustomerTag.UNTIL_DATE,
                        Date.valueOf("2026-07-19")));
    }

    private static Map<String, String> found(AudienceSettings settings, StoredFacts facts) {
        Map<String, String> found = new HashMap<>();
        for (Explanation.Finding f : Explanation.of(settings, facts))
            found.put(f.kind() + " " + f.name(), (f.holds() ? "yes: " : "no: ") + f.why());
        return found;
    }

    @Test
    void saysWhatHoldsAndTheFirstConditionThatFails() throws IOException {
        AudienceSettings settings = settings();
        StoredFacts facts = facts(settings, 0, "Dago")
                .activity(List.of(
                        did("visit", "Dago", "2026-06-20", 1),
                        did("article", "espresso", "2026-04-30", 1),
                        did("article", "espresso", "2026-05-10", 1),
                        did("article", "filter", "2026-06-01", 1),
                        did("article", "decaf", "2026-06-29", 3)))
                .tags(List.of(tag("near:Dago")))
                .scores(List.of(row(
                        FactCustomerScore.TABLE,
                        Map.of(
                                FactCustomerScore.SCORE, "lead",
                                FactCustomerScore.POINTS, 10.0,
                                FactCustomerScore.BAND, "cold",
                                FactCustomerScore.REASON, "too_few"))))
                .consents(List.of(consent("letter", "withdrawn", "2026-06-01T20:00:00Z")))
                .segments(List.of(row(FactSegmentMember.TABLE, Map.of(FactSegmentMember.SEGMENT, "locals"))));
        assertEquals(
                Map.ofEntries(
                        Map.entry("segment buyers", "no: trait orders is 0 (asked: at least 1)"),
                        Map.entry("segment hot", "no: score lead has 10 points, band cold (asked: band hot)"),
                        Map.entry(
                                "segment locals", "yes: tag near:Dago is held; order happened 0 times within 30 days"),
                        Map.entry("tag near:Dago", "yes: from 2026-06-20 to 2026-07-19, by 1 event"),
                        Map.entry("tag espresso", "no: held until 2026-06-08"),
                        Map.entry(
                                "tag filter",
                                "no: article filter happened once within 30 days (asked: at least 2), and was never"
                                        + " enough before"),
                        Map.entry("tag decaf", "no: consent letter is withdrawn"),
                        Map.entry("score lead", "yes: 10 points; band cold; no probability: too_few"),
                        Map.entry("consent letter", "no: withdrawn on 2026-06-02 by interaction web/1"),
                        Map.entry("consent ads", "no: never granted"),
                        Map.entry("consent profiling", "yes: not withdrawn")),
                found(settings, facts));
    }

    @Test
    void whoWithdrewProfilingHasNoTagsForThatReason() throws IOException {
        AudienceSettings settings = settings();
        StoredFacts facts = facts(settings, 0, "Dago")
                .activity(List.of(did("visit", "Dago", "2026-06-20", 1)))
                .consents(List.of(consent("profiling", "withdrawn", "2026-06-01T20:00:00Z")));
        Map<String, String> found = found(settings, facts);
        assertEquals("no: consent profiling is withdrawn", found.get("tag near"));
        assertEquals("no: not of those who are scored", found.get("score lead"));
    }

    @Test
    void saysThatSettingsHaveChangedWhereTheTablesDoNotFollowFromThem() throws IOException {
        AudienceSettings settings = settings();
        StoredFacts facts = facts(settings, 2, "Dago").activity(List.of(did("visit", "Dago", "2026-06-20", 1)));
        Map<String, String> found = found(settings, facts);
        assertEquals(
                "no: the settings have changed since the last night; trait orders is 2", found.get("segment buyers"));
        assertEquals(
                "no: the settings have changed since the last night; held until 2026-07-19", found.get("tag near"));
    }
}
