package org.jejak.audience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jejak.config.Condition;
import org.jejak.config.Condition.Kind;
import org.jejak.config.Conditions;
import org.jejak.config.ConsentSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionCheckTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 31);

    /** A customer with two orders a year ago, an espresso tag and near:Dago, in segment slipping, with 41 points. */
    private static final CustomerFacts FACTS = new CustomerFacts() {
        private final Map<String, Object> traits = Map.of("orders", 2.0, "rfm", "At Risk", "first", DAY);

        @Override
        public Object trait(String name) {
            return traits.get(name);
        }

        @Override
        public long did(String activity, String value, Duration within) {
            return activity.equals("order") && (value == null || value.equals("beans")) && within == null ? 2 : 0;
        }

        @Override
        public boolean hasTag(String name, String value) {
            return name.equals("espresso") || name.equals("near") && (value == null || value.equals("Dago"));
        }

        @Override
        public boolean isIn(String segment) {
            return segment.equals("slipping");
        }

        @Override
        public Double points(String score) {
            return score.equals("lead") ? 41.25 : null;
        }

        @Override
        public String band(String score) {
            return score.equals("lead") ? "hot" : null;
        }

        @Override
        public ConsentStanding consent(String purpose) {
            return purpose.equals("letter") ? ConsentStanding.LAPSED : ConsentStanding.NEVER_GRANTED;
        }
    };

    /** A condition written as in settings: kind, name, then operators, such as {@code trait orders at-least=3}. */
    private static Condition condition(String text) {
        String[] words = text.trim().split(" ");
        Map<String, String> given = new java.util.HashMap<>();
        for (int i = 2; i < words.length; i++) {
            String[] pair = words[i].split("=");
            given.put(pair[0], pair[1].replace('_', ' '));
        }
        return new Condition(
                Kind.valueOf(words[0].toUpperCase(java.util.Locale.ROOT)),
                words[1],
                given.get("value"),
                given.containsKey("within") ? Duration.ofDays(Long.parseLong(given.get("within"))) : null,
                given.containsKey("at-least") ? Double.valueOf(given.get("at-least")) : null,
                given.containsKey("at-most") ? Double.valueOf(given.get("at-most")) : null,
                list(given.get("is")),
                list(given.get("is-not")),
                list(given.get("band")),
                given.containsKey("known") ? Boolean.valueOf(given.get("known")) : null);
    }

    private static List<String> list(String texts) {
        return texts == null ? List.of() : List.of(texts.split("\\|"));
    }

    private static Optional<String> failure(List<String> all, List<String> any, List<String> none) {
        Conditions conditions = new Conditions(
                all.stream().map(ConditionCheckTest::condition).toList(),
                any.stream().map(ConditionCheckTest::condition).toList(),
                none.stream().map(ConditionCheckTest::condition).toList());
        Optional<String> failure = ConditionCheck.firstFailure(conditions, FACTS);
        assertEquals(failure.isEmpty(), ConditionCheck.holds(conditions, FACTS));
        return failure;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "trait orders at-least=2",
                "trait orders at-most=2",
                "trait orders at-least=1 at-most=3",
                "trait orders known=true",
                "trait rfm is=Champions|At_Risk",
                "trait rfm is-not=Champions",
                "trait first known=true",
                "trait missing known=false",
                "tag espresso",
                "tag near",
                "tag near value=Dago",
                "segment slipping",
                "score lead band=warm|hot",
                "score lead at-least=41.25",
                "score lead known=true",
                "score other known=false",
                "consent letter known=true",
                "consent ads known=false",
                "did order",
                "did order at-least=2 at-most=2",
                "did order value=beans",
                "did order within=30 at-most=0",
                "did nothing at-most=3",
            })
    void holds(String text) {
        assertEquals(Optional.empty(), failure(List.of(text), List.of(), List.of()));
        assertEquals(Optional.empty(), failure(List.of(), List.of("tag decaf", text), List.of()));
        assertTrue(failure(List.of(), List.of(), List.of(text)).isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "trait orders at-least=3; trait orders is 2 (asked: at least 3)",
                "trait orders known=false; trait orders is 2 (asked: not known)",
                "trait missing at-most=5; trait missing has no value (asked: at most 5)",
                "trait missing is-not=a; trait missing has no value (asked: none of a)",
                "trait missing known=true; trait missing has no value (asked: known)",
                "trait rfm is=Champions|New; trait rfm is At Risk (asked: one of Champions, New)",
                "trait rfm is-not=At_Risk; trait rfm is At Risk (asked: none of At Risk)",
                "tag decaf; tag decaf is not held",
                "tag near value=Braga; tag near:Braga is not held",
                "segment champions; not in segment champions",
                "score lead band=cold; score lead has 41.25 points, band hot (asked: band cold)",
                "score lead at-most=40; score lead has 41.25 points, band hot (asked: at most 40)",
                "score other at-least=0; score other has no points (asked: at least 0)",
                "consent letter; consent letter is granted, but lapsed",
                "consent ads; consent ads is never granted",
                "consent ads known=true; consent ads is never granted (asked: known)",
                "did order within=30; order happened 0 times within 30 days",
                "did order value=tea; order tea happened 0 times",
                "did order at-least=3; order happened 2 times (asked: at least 3)",
            })
    void doesNotHold(String text, String words) {
        assertEquals(Optional.of(words), failure(List.of(text), List.of(), List.of()));
        assertEquals(Optional.of("not one of these: " + words), failure(List.of(), List.of(text), List.of()));
        assertEquals(Optional.empty(), failure(List.of(), List.of(), List.of(text)));
    }

    @Test
    void theFirstFailureIsNamed() {
        assertEquals(
                Optional.of("tag decaf is not held"),
                failure(List.of("tag espresso", "tag decaf", "segment none"), List.of(), List.of()));
        assertEquals(
                Optional.of("trait orders is 2 (ruled out: at least 1)"),
                failure(
                        List.of("tag espresso"),
                        List.of("tag decaf"),
                        List.of("tag decaf", "trait orders at-least=1")));
        assertEquals(
                Optional.of("not one of these: tag decaf is not held; not in segment new"),
                failure(List.of(), List.of("tag decaf", "segment new"), List.of()));
        assertEquals(Optional.empty(), failure(List.of(), List.of(), List.of()));
    }

    @Test
    void factsOfThePastRefuseWhatTheyCannotKnow() {
        CustomerFacts past = new CustomerFacts() {
            @Override
            public Object trait(String name) {
                return 1.0;
            }

            @Override
            public long did(String activity, String value, Duration within) {
                return 1;
            }
        };
        Conditions conditions = new Conditions(List.of(condition("tag espresso")), List.of(), List.of());
        assertThrows(IllegalStateException.class, () -> ConditionCheck.holds(conditions, past));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // opt, state, since, last active, standing at 2026-03-31
                "in, granted, 2026-03-01, -, GRANTED",
                "in, granted, 2026-03-21, 2026-01-01, GRANTED",
                "in, granted, 2026-03-20, 2026-01-01, LAPSED",
                "in, granted, 2025-01-01, 2026-03-21, GRANTED",
                "in, granted, 2025-01-01, 2026-03-20, LAPSED",
                "in, granted, 2026-04-02, -, GRANTED",
                "in, withdrawn, 2026-03-31, 2026-03-31, WITHDRAWN",
                "in, unknown, -, -, NEVER_GRANTED",
                "in, -, -, -, NEVER_GRANTED",
                "out, -, -, -, NOT_WITHDRAWN",
                "out, granted, 2020-01-01, -, GRANTED",
                "out, withdrawn, 2020-01-01, -, WITHDRAWN",
            })
    void aConsentStandsAsItsLastWordAndTheCustomersActivitySay(
            String opt, String state, LocalDate since, LocalDate lastActive, ConsentStanding standing) {
        boolean optIn = opt.equals("in");
        boolean mayLapse = optIn && !LocalDate.of(2026, 3, 1).equals(since);
        ConsentSettings consent =
                new ConsentSettings("letter", optIn, mayLapse ? Duration.ofDays(10) : null, List.of(), List.of());
        assertEquals(standing, ConsentStanding.of(consent, state, since, lastActive, DAY));
        assertEquals(
                Set.of(ConsentStanding.GRANTED, ConsentStanding.NOT_WITHDRAWN).contains(standing), standing.holds());
    }
}
