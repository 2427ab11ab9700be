package org.jejak.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jejak.config.Condition.Kind;
import org.jejak.table.Customers;
import org.jejak.table.FactCustomerValue;
import org.jejak.table.Field;
import org.jejak.table.Interactions;
import org.jejak.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudienceSettingsTest {
    private static final String GOOD = """
        activities {
          order { types = [order], amount = revenue }, visit { kinds = [web] }
          till { kinds = [store], value = properties.store }
        }
        traits {
          orders_90d { of = order, measure = count, within = 90 days, publish = true }
          home_store { of = till, measure = most_frequent, within = 365 days }
          first { column = first_order_date }, rfm { column = rfm_segment }
        }
        consents {
          letter { opt = in, lapses-after = 730 days, grants = [{ types = [sign_up] }], withdrawals = [{ events = [Unsubscribed] }] }
        }
        tags { near { of = till, each-value = true, within = 7 days, keep = 9 days }, bought { of = order, within = 7 days, keep = 9 days } }
        scores.lead { outcome = order, horizon = 30 days, features = [orders_90d], points = [{ did = order, points = -2.5, most = 3 }]
          bands = [{ to = 50, name = cold }, { to = 100, name = hot }] }
        segments { hot { all = [{ score = lead, band = [hot] }] } }
        contact { action-hours = "08:00-20:00", zones {} }
        """;

    private static AudienceSettings read(String more) {
        return SettingsSection.read(
                ConfigFactory.parseString(more)
                        .withFallback(ConfigFactory.parseString(GOOD))
                        .resolve(),
                "audience",
                AudienceSettings::read);
    }

    /** The problems, without the places in front. */
    private static List<String> problems(String more) {
        return assertThrows(SettingsException.class, () -> read(more)).problems().stream()
                .map(p -> p.toString().replaceFirst("^.*?: audience", "audience"))
                .toList();
    }

    @Test
    void anInstallationThatSaysNothingHasNoAudience() {
        AudienceSettings audience = Settings.defaults(Map.of()).audience();
        assertEquals(Map.of(), audience.activities());
        assertEquals(List.of(), audience.segmentsInOrder());
        assertTrue(audience.contact().isActionHour(8));
    }

    @Test
    void theSampleShopIsReadAsItIsWritten() {
        AudienceSettings audience = Settings.read(Path.of("..", "conf")).audience();
        assertEquals(
                "app article cart class click form join machine order plans product till",
                String.join(" ", audience.activities().keySet()));
        ActivitySettings article = audience.activities().get("article");
        assertEquals("topic", article.property());
        assertTrue(article.filter().matches("other", "web", "article viewed", null, Map.of()));
        assertEquals(
                new TraitSettings("orders_90d", null, "order", Measure.COUNT, Duration.ofDays(90), true),
                audience.traits().get("orders_90d"));
        assertEquals("near:Bandung Dago", audience.tags().get("near").tag("Bandung Dago"));
        assertEquals("espresso", audience.tags().get("espresso").tag("espresso"));
        ConsentSettings ads = audience.consents().get("ads");
        InteractionFilter granted = ads.grants().get(0);
        assertTrue(granted.matches("page_view", "web", null, "/", Map.of("context.consent.marketing", "true")));
        assertFalse(granted.matches("page_view", "web", null, "/", Map.of("context.consent.marketing", "untrue")));
        assertFalse(granted.matches("page_view", "web", null, "/", null));
        InteractionFilter on = audience.consents().get("newsletter").grants().get(0);
        assertTrue(on.matches(
                "other", "web", "subscription changed", null, Map.of("properties.list", "main", "state", "on")));
        assertFalse(on.matches("other", "web", "subscription changed", null, Map.of("properties.list", "main")));
        ScoreSettings lead = audience.scores().get("lead");
        assertEquals(
                List.of("cold", "cold", "warm", "hot"),
                Stream.of(0, 15, 16, 100).map(lead::band).toList());
        assertEquals(
                new Condition(
                        Kind.TAG, "near", "Bandung Dago", null, null, null, List.of(), List.of(), List.of(), null),
                audience.segments().get("bandung").conditions().all().get(0));
        assertEquals(ZoneId.of("Europe/Berlin"), audience.contact().zones().get("DE"));
    }

    @Test
    void theSampleShopsSourcesKeepEveryPropertyItAsksFor() {
        assertEquals(List.of(), Settings.read(Path.of("..", "conf")).propertiesThatNoSourceKeeps());
    }

    @Test
    void whatIsNotSaidHasItsDefault() {
        AudienceSettings audience = read("");
        TagSettings bought = audience.tags().get("bought");
        assertEquals(1, bought.atLeast());
        assertEquals(Duration.ofDays(7), bought.halfLife());
        assertNull(audience.activities().get("visit").amount());
        assertEquals(100, audience.scores().get("lead").most());
        assertEquals(Conditions.NONE, audience.scores().get("lead").of());
        assertEquals(TraitKind.DATE, audience.traits().get("first").kind());
        assertTrue(audience.traits().get("rfm").isKnownForTodayOnly());
        assertEquals(
                Map.of(),
                read("scores = null, segments = null, scores {}, segments {}").scores());
    }

    @Test
    void oneObjectCanBeChangedOrTakenOutAlone() {
        AudienceSettings audience = read("traits.first = null, tags.near.keep = 30 days");
        assertFalse(audience.traits().containsKey("first"));
        assertEquals(Duration.ofDays(30), audience.tags().get("near").keep());
        assertEquals(Duration.ofDays(7), audience.tags().get("near").within());
    }

    @Test
    void segmentsComeAfterThoseTheyAskAbout() {
        List<String> order = read(
                        "segments { a { any = [{ segment = z }, { segment = c }] }, c { all = [{ segment = z }] }, z {"
                                + " none = [{ did = order }] } }")
                .segmentsInOrder()
                .stream()
                .map(SegmentSettings::name)
                .toList();
        assertEquals(List.of("z", "c", "a", "hot"), order);
    }

    @Test
    void everyCircleIsReportedFromItsFirstName() {
        assertEquals(
                List.of("must not go in circles: b, c, b", "must not go in circles: x, x"),
                problems("""
                    segments { a { all = [{ segment = c }] }, b { any = [{ segment = c }] }, c { none = [{ segment = b }] }
                      x { all = [{ segment = x }] } }
                    """).stream().map(p -> p.substring(p.indexOf("must"))).toList());
    }

    @Test
    void allMistakesAreReportedTogether() {
        assertEquals(
                List.of(
                        "audience.traits.rfm.column = \"rfm_segmnt\": is no column for a trait; did you mean"
                                + " 'rfm_segment'?",
                        "audience.tags.near.keep = \"4000 days\": must be between 1 days and 3650 days",
                        "audience.segments.hot.all[0].band = [\"hott\"]: hott is no band of lead; did you mean 'hot'?",
                        "audience.contact.action-hours = \"22:00-06:00\": must be HH:mm-HH:mm within one day, an hour"
                                + " at least, such as 08:00-20:00"),
                problems("""
                    traits.rfm.column = rfm_segmnt, tags.near.keep = 4000 days
                    segments.hot.all = [{ score = lead, band = [hott] }], contact.action-hours = "22:00-06:00"
                    """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "segments.s.all = [{ trait = order_90d, at-least = 1 }]; segments.s.all[0].trait = \"order_90d\": is"
                        + " no trait; did you mean 'orders_90d'?",
                "segments.s.all = [{ did = ordr }]; segments.s.all[0].did = \"ordr\": is no activity; did you mean"
                        + " 'order'?",
                "segments.s.any = [{ tag = nearr }]; segments.s.any[0].tag = \"nearr\": is no tag; did you mean"
                        + " 'near'?",
                "segments.s.none = [{ segment = hott }]; segments.s.none[0].segment = \"hott\": is no segment; did you"
                        + " mean 'hot'?",
                "segments.s.all = [{ score = led, known = true }]; segments.s.all[0].score = \"led\": is no score; did"
                        + " you mean 'lead'?",
                "segments.s.all = [{ consent = leter }]; segments.s.all[0].consent = \"leter\": is no consent; did you"
                        + " mean 'letter'?",
                "segments.s.all = [{ consent = advertising }]; segments.s.all[0].consent = \"advertising\": is no"
                        + " consent; known here: letter",
                "segments.s.all = [{ trait = home_store, at-least = 3 }]; segments.s.all[0].at-least = 3: home_store"
                        + " is text: use is or is-not",
                "segments.s.all = [{ trait = orders_90d, is = [a] }]; segments.s.all[0].is = [\"a\"]: orders_90d is a"
                        + " number: use at-least or at-most",
                "segments.s.all = [{ trait = first, at-most = 3 }]; segments.s.all[0].at-most = 3: first is a date:"
                        + " use known",
                "segments.s.all = [{ trait = rfm }]; segments.s.all[0].trait = \"rfm\": rfm is text: use is or is-not",
                "segments.s.all = [{ score = lead, is = [hot] }]; segments.s.all[0].is = [\"hot\"]: lead is a score:"
                        + " use band, at-least, at-most or known",
                "segments.s.all = [{ tag = near, known = true }]; segments.s.all[0].known = true: a tag is held or"
                        + " not: nothing else is asked",
                "segments.s.all = [{ tag = \"bought:x\" }]; segments.s.all[0].tag = \"bought:x\": bought is one tag:"
                        + " name it alone, or set each-value = true there",
                "segments.s.all = [{ did = visit, value = x }]; segments.s.all[0].value = \"x\": activity visit tells"
                        + " no values apart: give it a value",
                "segments.s.all = [{ did = order, at-least = 3, at-most = 2 }]; segments.s.all[0].at-most = 2: must"
                        + " not be below at-least",
                "segments.s.all = [{ did = order, at-least = 0.5 }]; segments.s.all[0].at-least = 0.5: must be a whole"
                        + " number between 0 and 1000000",
                "segments.s.all = [{ did = order, tag = near }]; segments.s.all[0]: must have one of trait, tag,"
                        + " segment, score, consent and did",
                "segments.s.all = [{ did = order, withn = 3 days }]; segments.s.all[0].withn: unknown key; did you"
                        + " mean 'within'?",
                "segments.s.al = [{ did = order }]; segments.s.al: unknown key; did you mean 'all'?",
                "segments.s {}; segments.s: must have a condition in all, any or none",
                "segments.\"Hot ones\".all = [{ did = order }]; segments.Hot ones: the name must be small letters,"
                        + " digits and underscores, such as orders_90d",
                "traits.orders_90d.within = 4000 days; traits.orders_90d.within = \"4000 days\": must be between 1"
                        + " days and 3650 days",
                "traits.orders_90d.within = 36 hours; traits.orders_90d.within = \"36 hours\": must be whole days,"
                        + " such as 30 days",
                "traits.t { of = order, measure = distinct, within = 3 days }; traits.t.measure = \"distinct\":"
                        + " distinct needs an activity with a value, which order has not",
                "traits.t { of = till, measure = sum, within = 3 days }; traits.t.measure = \"sum\": sum needs an"
                        + " activity with amount = revenue, which till has not",
                "traits.t { of = till, measure = total, within = 3 days }; traits.t.measure = \"total\": must be one"
                        + " of count, days, sum",
                "traits.t { column = order_count, of = order }; traits.t.of = \"order\": a trait is either a column,"
                        + " or a measure of an activity within days",
                "tags.bought.at-least = 0; tags.bought.at-least = 0: must be a whole number between 1 and 100000",
                "tags.bought.sensitive = true; tags.bought.sensitive = true: needs a purpose: the consent with which"
                        + " it may be held",
                "tags.bought { sensitive = true, purpose = lettr }; tags.bought.purpose = \"lettr\": is no consent;"
                        + " did you mean 'letter'?",
                "tags.bought.purpose = letter; tags.bought.purpose = \"letter\": is only asked for with sensitive ="
                        + " true",
                "tags.near.value = Dago; tags.near.value = \"Dago\": must not be given with each-value = true",
                "tags.bought.value = x; tags.bought.value = \"x\": activity order tells no values apart: give it a"
                        + " value",
                "consents.letter.lapses-after = 4000 days; consents.letter.lapses-after = \"4000 days\": must be"
                        + " between 1 days and 3650 days",
                "consents.letter.grants = []; consents.letter.grants = []: opt = in needs at least one way to grant it",
                "consents.letter.withdrawals = []; consents.letter.withdrawals = []: there must be a way to withdraw"
                        + " it",
                "consents.letter.opt = out; consents.letter.lapses-after = \"730 days\": is for opt = in: what was not"
                        + " granted cannot lapse",
                "consents.letter.grants = [{}]; consents.letter.grants[0]: types, kinds, events, paths or properties"
                        + " must say what counts",
                "consents.letter.grants = [{ properties { a = [\"(\"] } }]; consents.letter.grants[0].properties ="
                        + " {\"a\":[\"(\"]}: a is not a regular expression: Unclosed group",
                "activities.order.value = product; activities.order.value = \"product\": must be a column of"
                        + " interactions or properties. and a name; did you mean 'product_id'?",
                "activities.order.value = user_id; activities.order.value = \"user_id\": must be a column of"
                        + " interactions or properties. and a name",
                "activities.order.amount = cost; activities.order.amount = \"cost\": must be one of revenue",
                "activities.all {}; activities.all: types, kinds, events, paths or properties must say what counts",
                "scores.lead.horizon = 400 days; scores.lead.horizon = \"400 days\": must be between 1 days and 365"
                        + " days",
                "scores.lead.features = [rfm]; scores.lead.features = [\"rfm\"]: rfm is known for today only",
                "scores.lead.features = [orders_9d]; scores.lead.features = [\"orders_9d\"]: orders_9d is no trait;"
                        + " did you mean 'orders_90d'?",
                "scores.lead.outcome = oder; scores.lead.outcome = \"oder\": is no activity; did you mean 'order'?",
                "scores.lead.bands = [{ to = 50, name = a }, { to = 40, name = b }]; scores.lead.bands ="
                        + " [{\"name\":\"a\",\"to\":50},{\"name\":\"b\",\"to\":40}]: must rise and end at most",
                "scores.lead.most = 90; scores.lead.bands ="
                        + " [{\"name\":\"cold\",\"to\":50},{\"name\":\"hot\",\"to\":100}]: must rise and end at most",
                "scores.lead.least = 200; scores.lead.most: must be more than least",
                "scores.lead.of.all = [{ consent = letter }]; scores.lead.of.all[0].consent = \"letter\": is known for"
                        + " today only: use did, or a trait that is a measure of an activity",
                "scores.lead.of.none = [{ trait = rfm, is = [a] }]; scores.lead.of.none[0].trait = \"rfm\": is known"
                        + " for today only: use did, or a trait that is a measure of an activity",
                "scores.lead.points = [{ did = order, points = 5, half-life = 3 days, expires = 3 days }];"
                        + " scores.lead.points[0].expires = \"3 days\": stands instead of half-life",
                "scores.lead { points = null, features = null }; scores.lead: needs points or features",
                "tags.t { of = till, value = clinic, within = 7 days, keep = 7 days, sensitive = true, purpose = letter }, segments.s.all = [{ did = till, value = clinic }]; segments.s.all[0].value = \"clinic\": is what the sensitive tag t tells, with consent only",
                "tags.t { of = till, value = clinic, within = 7 days, keep = 7 days, sensitive = true, purpose = letter }, scores.lead.points = [{ did = till, value = clinic, points = 1 }]; scores.lead.points[0].value = \"clinic\": is what the sensitive tag t tells, with consent only",
                "tags.t { of = till, value = clinic, within = 7 days, keep = 7 days, sensitive = true, purpose = letter }, scores.lead.features = [home_store]; scores.lead.features = [\"home_store\"]: home_store may be what a sensitive tag tells, which no score may see",
                "contact.action-hours = \"08:30-09:45\"; contact.action-hours = \"08:30-09:45\": must be HH:mm-HH:mm"
                        + " within one day, an hour at least, such as 08:00-20:00",
                "contact.zones.Indonesia = Asia/Jakarta; contact.zones.Indonesia = \"Asia/Jakarta\": must be a country"
                        + " of two capital letters, such as ID",
                "contact.zones.ID = Asia/Djakarta2; contact.zones.ID = \"Asia/Djakarta2\": must be a zone of the tz"
                        + " database",
            })
    void aMistakeIsReportedWithKeyValueAndWhatIsAllowed(String line, String expected) {
        List<String> problems = problems(line);
        assertTrue(problems.stream().anyMatch(p -> p.startsWith("audience." + expected)), problems::toString);
    }

    @Test
    void anHourIsForActionIfItLiesWithinWholly() {
        ContactSettings contact = read("contact.action-hours = \"08:30-24:00\"").contact();
        assertFalse(contact.isActionHour(8));
        assertTrue(contact.isActionHour(9));
        assertTrue(contact.isActionHour(23));
    }

    @Test
    void everyColumnOfTheTablesThatSaysSomethingOfACustomerCanBeATrait() {
        Set<String> seen = new TreeSet<>(Set.of("is_bot"));
        checkKinds(Customers.TABLE, TraitColumns.OF_CUSTOMER, seen);
        checkKinds(FactCustomerValue.TABLE, TraitColumns.OF_VALUE, seen);
    }

    private static void checkKinds(Table table, Map<TraitKind, List<String>> columns, Set<String> seen) {
        for (Field field : table.fields()) {
            TraitKind kind = switch (field.type().simpleString()) {
                case "string", "boolean" -> TraitKind.TEXT;
                case "date" -> TraitKind.DATE;
                default -> TraitKind.NUMBER;
            };
            boolean isLeftOut = field.personal()
                    || field.type().simpleString().equals("timestamp")
                    || field.name().equals("as_of_date")
                    || !seen.add(field.name());
            assertEquals(!isLeftOut, columns.get(kind).contains(field.name()), table + "." + field.name());
        }
        columns.values().forEach(names -> names.forEach(name -> column(table, name)));
    }

    @Test
    void valuesOfActivitiesAreTextsThatPointAtNobody() {
        for (String name : ActivitySettings.VALUES) {
            Field column = column(Interactions.TABLE, name);
            assertEquals("string", column.type().simpleString(), name);
            assertFalse(column.personal(), name);
        }
    }

    private static Field column(Table table, String name) {
        return table.fields().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(table + " has no column " + name));
    }
}
