package org.jejak.dictionary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jejak.table.DimCampaign;
import org.jejak.table.DimChannel;
import org.jejak.table.DimCustomer;
import org.jejak.table.FactJourneys;
import org.jejak.table.FactSessions;
import org.jejak.table.FactTouchpoints;
import org.jejak.table.Table;
import org.jejak.table.Tables;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class LineageTest {
    @Test
    void everyTableOfThePipelineHasOneMaker() {
        for (Table table : Tables.ALL) {
            long makers = Lineage.jobs().stream()
                    .filter(j -> j.writes().contains(table))
                    .count();
            assertTrue(
                    makers == 1 || table.schema().equals("ops") && makers == 0, table + " has " + makers + " makers");
        }
    }

    @Test
    void referencesGoToTheHomeOfTheKey() {
        assertEquals(
                List.of(DimChannel.TABLE, DimCampaign.TABLE, DimCustomer.TABLE, FactSessions.TABLE, FactJourneys.TABLE),
                Lineage.references(FactTouchpoints.TABLE).stream()
                        .map(Lineage.Reference::to)
                        .toList());
    }

    @Test
    void thePageNeedsNothingElseAndItsLinksLeadSomewhere() {
        String page = DictionaryPage.html();
        String addresses = page.replace("http://www.w3.org/2000/svg", "");
        assertFalse(addresses.contains("http") || page.contains("file:") || page.contains("<script"), "self-contained");
        Set<String> ids = found(page, "id=\"([^\"]+)\"");
        for (Table table : Tables.ALL) assertTrue(ids.contains(table.fullName()), table.fullName());
        assertTrue(ids.containsAll(found(page, "href=\"#([^\"]+)\"")));
    }

    @Test
    void theDiagramIsWellFormedAndStaysInItsFrame() throws Exception {
        String svg = EntityDiagram.svg();
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        Matcher frame = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"").matcher(svg);
        assertTrue(frame.find());
        for (String x : found(svg, " x=\"(\\d+)\"")) assertTrue(Integer.parseInt(x) < Integer.parseInt(frame.group(1)));
        for (String y : found(svg, " y=\"(\\d+)\"")) assertTrue(Integer.parseInt(y) < Integer.parseInt(frame.group(2)));
    }

    private static Set<String> found(String text, String pattern) {
        Set<String> found = new HashSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) found.add(matcher.group(1));
        return found;
    }
}
