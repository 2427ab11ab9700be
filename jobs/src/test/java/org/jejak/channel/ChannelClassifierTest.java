package org.jejak.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jejak.ReferenceData;
import org.jejak.config.ChannelSettings;
import org.jejak.config.ReferrerKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ChannelClassifierTest {
    private static final ChannelClassifier CHANNELS = ShippedChannels.channels("shop.example");

    /** The groups that are bought; the others come for nothing. */
    private static final Set<String> PAID = Set.of(
            "Affiliates",
            "Audio",
            "Cross-network",
            "Display",
            "Paid Other",
            "Paid Search",
            "Paid Shopping",
            "Paid Social",
            "Paid Video");

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/channels/examples.csv")
    void example(
            String why,
            String source,
            String medium,
            String campaign,
            String clickId,
            String referrer,
            String channel,
            String group,
            String expectedSource,
            String expectedMedium) {
        Channel found = CHANNELS.classify(new Touch(source, medium, campaign, null, clickId, referrer));
        boolean isPaid = PAID.contains(group);
        assertEquals(new Channel(channel, group, isPaid, expectedSource, expectedMedium, found.campaign()), found, why);
    }

    @Test
    void examplesShowEveryGroup() throws Exception {
        List<String> examples;
        try (var in = getClass().getResourceAsStream("/channels/examples.csv")) {
            examples = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        ChannelSettings.of(ShippedChannels.config().getConfig("jejak.channels"))
                .rules()
                .forEach(rule -> {
                    String cells = "," + rule.channel() + "," + rule.group() + ",";
                    assertTrue(
                            examples.stream().anyMatch(line -> line.contains(cells)),
                            "channels/examples.csv has no row for the rule \"" + rule.group()
                                    + "\"; add one and a near miss");
                });
    }

    @Test
    void literalCasesOfGa4() {
        List<String> wrong = new ArrayList<>();
        List<List<String>> cases = ShippedChannels.csv(ReferenceData.file("data/ga4-channel-groups/cases.csv"));
        for (List<String> row : cases) {
            String group = CHANNELS.classify(row.get(1), row.get(2), row.get(3)).channelGroup();
            if (!group.equals(row.get(4))) {
                wrong.add(row + " -> " + group);
            }
        }
        System.out.printf("GA4 cases: %d of %d right%n", cases.size() - wrong.size(), cases.size());
        assertEquals(72, cases.size());
        assertEquals(List.of(), wrong);
    }

    /** How our own lists compare with Google's; printed, and bounded so that a slip in our lists shows. */
    @Test
    void sourceCategoriesAgreeWithGa4() {
        List<List<String>> sources =
                ShippedChannels.csv(ReferenceData.file("data/ga4-channel-groups/source_categories.csv"));
        List<String> unknown = new ArrayList<>();
        List<String> other = new ArrayList<>();
        for (List<String> row : sources) {
            String expected = row.get(1).replace("SOURCE_CATEGORY_", "").toLowerCase(Locale.ROOT);
            ReferrerKind kind = CHANNELS.category(row.get(0).toLowerCase(Locale.ROOT));
            if (kind == null || kind == ReferrerKind.UNKNOWN) {
                unknown.add(row.get(0));
            } else if (!kind.key().equals(expected)) {
                other.add(row.get(0) + " (" + expected + ", ours " + kind.key() + ")");
            }
        }
        System.out.printf(
                "Google's source list: %d sources, %d unknown to us, %d of another category%n",
                sources.size(), unknown.size(), other.size());
        System.out.println("  unknown: " + unknown.stream().sorted().collect(Collectors.joining(", ")));
        System.out.println("  other:   " + other.stream().sorted().collect(Collectors.joining(", ")));
        // The few we keep: video sites that Google calls social, webmail it calls search, Rakuten as the marketplace it
        // is.
        assertTrue(other.size() <= 20, () -> "too many of another category: " + other);
    }

    @Test
    void campaignKeepsItsCaseAndFallsBackToTheId() {
        assertEquals(
                "May Sale",
                CHANNELS.classify(new Touch("a", "email", " May Sale ", "77", null, null))
                        .campaign());
        assertEquals(
                "77",
                CHANNELS.classify(new Touch("a", "email", "(not set)", " 77 ", null, null))
                        .campaign());
        assertEquals(
                null,
                CHANNELS.classify(new Touch("a", "email", " ", null, null, null))
                        .campaign());
    }

    @Test
    void answersAreTheSameAfterSerialization() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(CHANNELS);
        ChannelClassifier copy =
                (ChannelClassifier) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        Touch touch = new Touch(null, null, null, null, null, "https://www.bing.com/search?q=a");
        assertEquals(CHANNELS.classify(touch), copy.classify(touch));
        System.out.printf("ChannelClassifier: %d bytes serialized%n", bytes.size());
    }

    @Test
    void moreCampaignsThanAreRememberedChangeNothing() {
        for (int i = 0; i < 50_000; i++) {
            assertEquals(
                    "email",
                    CHANNELS.classify("newsletter", "email", "issue " + i).channel());
        }
    }
}
