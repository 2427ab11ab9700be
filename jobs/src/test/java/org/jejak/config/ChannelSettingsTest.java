package org.jejak.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelSettingsTest {
    private static final String GOOD = """
            campaign-parameters { source = [UTM_Source] }
            click-ids { gclid = { source = google, medium = CPC, paid = true } }
            source-categories { search = [Google] }
            rules = [
              { group = Email, channel = email, when = [{ medium = [Email, " e-mail "] }] }
              { group = Unassigned, channel = other }
            ]
            """;

    private static ChannelSettings read(String... lines) {
        return ChannelSettings.of(
                ConfigFactory.parseString(GOOD + String.join("\n", lines)).resolve());
    }

    @Test
    void valuesAreReadInLowerCase() {
        ChannelSettings settings = read("null-like = [NULL]");
        assertEquals(List.of("utm_source"), settings.campaignParameters().source());
        assertEquals("cpc", settings.clickIds().get("gclid").medium());
        assertEquals(ReferrerKind.SEARCH, settings.sourceCategories().get("google"));
        assertEquals(
                List.of("email", "e-mail"),
                settings.rules().get(0).when().get(0).medium());
        assertEquals(List.of("null"), settings.nullLike());
    }

    @Test
    void clickIdsThatProveAPaidClickAreTheStrongestThenThoseHigherInTheFile() {
        ChannelSettings settings = read(
                "click-ids.zz { source = z, medium = social, paid = false }",
                "click-ids.dd { source = d, medium = cpc, paid = true }",
                "click-ids.bb { source = b, medium = cpc, paid = true }",
                "click-ids.aa { source = a, medium = social, paid = false }");
        assertEquals(
                List.of("gclid", "dd", "bb", "zz", "aa"),
                List.copyOf(settings.clickIds().keySet()));
    }

    @Test
    void aGroupIsPaidOnlyWhereItsRulesSaySo() {
        ChannelSettings settings =
                read("custom-rules = [{ group = Ours, channel = referral, paid = true, when = [{ source = [a] }] }]");
        assertEquals(
                List.of(true, false, false),
                settings.rules().stream().map(ChannelSettings.Rule::isPaid).toList());
    }

    @Test
    void customRulesComeFirst() {
        ChannelSettings settings =
                read("custom-rules = [{ group = Ours, channel = referral, when = [{ source = [a] }] }]");
        assertEquals("Ours", settings.rules().get(0).group());
        assertEquals(3, settings.rules().size());
    }

    @Test
    void allProblemsAreListedTogether() {
        SettingsException found = assertThrows(
                SettingsException.class,
                () -> read("rules = [{ channel = mail }]", "click-ids.x = { source = a, paid = yes }", "rule = 1"));
        assertEquals(
                List.of(
                        "jejak.channels.rules[0].group",
                        "jejak.channels.rules[0].channel",
                        "jejak.channels.click-ids.x.medium",
                        "jejak.channels.rule"),
                found.problems().stream().map(Problem::key).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules += { group = X, channel = other } |                                              rule 2 (group \"Unassigned\") has no conditions",
                "rules = [{ group = A, channel = e_mail }] |                                            jejak.channels.rules[0].channel = \"e_mail\": must be one of direct, referral, organic_search",
                "rules = [{ group = A, channel = email, when = [{ medium-regex = \"(\" }] }] |          medium-regex = \"(\": is not a regular expression",
                "rules = [{ group = A, channel = email, when = [{}] }] |                                jejak.channels.rules[0].when[0]: a condition must have one or more of: source, source-regex",
                "rules = [{ group = A, channel = email, when = [{ source-category = mail }] }] |        source-category = \"mail\": must be one of search, social, email",
                "rules = [{ group = A, channel = email, when = [{ mediums = [a] }] }] |                 jejak.channels.rules[0].when[0].mediums: unknown key; did you mean 'medium'?",
                "rules = [{ group = A, channel = email, when = [{ medium = [a] }] }] |                  must end with a rule without \"when\"",
                "rules = [] |                                                                           must end with a rule without \"when\"",
                "rules = [{ group = A, channel = email, paid = 1, when = [{ medium = [a] }] }] |        jejak.channels.rules[0].paid",
                "custom-rules = [{ group = Email, channel = other, paid = true, when = [{ medium = [a] }] }] | group \"Email\" is paid in one rule and not in another",
                "rule = [] |                                                                            jejak.channels.rule: unknown key; did you mean 'rules'?",
                "source-categories.social = [google] |                                                  \"google\" is in both search and social",
                "source-categories.sozial = [vk] |                                                      jejak.channels.source-categories.sozial: unknown key; did you mean 'social'?",
                "click-ids.x = { source = \" \", medium = cpc, paid = true } |                          jejak.channels.click-ids.x.source = \" \": must not be empty",
                "click-ids.x = { source = a, medium = cpc, paid = true, is-paid = 1 } |                 jejak.channels.click-ids.x.is-paid: unknown key",
            })
    void badSettingsAreRefusedWithKeyValueAndWhatIsAllowed(String line, String message) {
        String found =
                assertThrows(IllegalArgumentException.class, () -> read(line)).getMessage();
        assertTrue(found.contains(message), found);
    }
}
