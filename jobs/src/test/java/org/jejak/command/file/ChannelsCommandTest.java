package org.jejak.command.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jejak.TestSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ChannelsCommandTest {
    @TempDir
    private Path folder;

    private List<String> channels(String csv, String... args) throws Exception {
        Path file = Files.writeString(folder.resolve("touches.csv"), csv);
        ChannelsCommand command = new ChannelsCommand();
        new CommandLine(command).parseArgs(Options.of(List.of("--input", file.toString()), args));
        return command.result(TestSpark.session(), command.settings()).collectAsList().stream()
                .map(r -> r.mkString("|"))
                .toList();
    }

    @Test
    void eachRowHasItsChannelInTheOrderOfTheFile() throws Exception {
        assertEquals(
                List.of(
                        "2|a|email|Email|news|email|May",
                        "3|b|organic_search|Organic Search|google|organic|null",
                        "4|c|social|Organic Social|facebook|social|null",
                        "5|d|direct|Direct|(direct)|(none)|null"),
                channels(
                        "id,src,med,camp,click,ref\na,News, email,May,,\nb,,,,,https://www.google.com/\nc,,,,fbclid,\nd,,,,,\n",
                        "--source src --medium med --campaign camp --click-id click --referrer ref --keep id"));
    }

    @Test
    void tagsMayBeThoseOfMatomoAndStandBehindTheHash() throws Exception {
        assertEquals(
                List.of(
                        "2|email|Email|news|email|May",
                        "3|email|Email|news|email|May",
                        "4|email|Email|news|email|May",
                        "5|email|Email|news|email|May",
                        "6|paid_search|Paid Search|google|cpc|null",
                        "7|email|Email|before|email|null"),
                channels("""
                        url
                        https://shop.test/?mtm_source=news&mtm_medium=email&mtm_campaign=May
                        https://shop.test/?pk_source=news&pk_medium=email&pk_campaign=May
                        https://shop.test/#utm_source=news&utm_medium=email&utm_campaign=May
                        https://shop.test/?utm_source=#/beans?mtm_source=news&mtm_medium=email&mtm_campaign=May
                        https://shop.test/#gclid=1
                        https://shop.test/?utm_source=before#utm_source=behind&utm_medium=email
                        """, "--url url"));
    }

    @Test
    void addressesTellCampaignsAndClickIdsAndWhichPagesAreOwn() throws Exception {
        assertEquals(
                List.of(
                        "2|paid_search|Paid Search|google|cpc|A b",
                        "3|social|Paid Social|facebook|cpc|null",
                        "4|direct|Direct|(direct)|(none)|null",
                        "5|referral|Referral|pay.test|referral|null"),
                channels(
                        "url,ref\nhttps://shop.test/?UTM_source=Google&utm_medium=cpc&utm_campaign=A%20b,\n"
                                + "https://shop.test/?fbclid=1&gclid=2,https://www.facebook.com/\n"
                                + "https://shop.test/x,https://www.shop.test/y\nhttps://shop.test/x,https://pay.test/y\n",
                        "--url url --referrer ref"));
        assertEquals(
                "2|direct|Direct|(direct)|(none)|null",
                channels("ref\nhttps://pay.test/y\n", "--referrer ref --own-hosts pay.test")
                        .get(0));
    }
}
