package org.jejak.dictionary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jejak.pipeline.Pipeline;
import org.jejak.table.Reference;
import org.jejak.table.Table;
import org.jejak.table.Tables;
import org.junit.jupiter.api.Test;

class LineageTest {
    @Test
    void everyTableOfThePipelineHasOneMaker() {
        for (Table table : Tables.ALL) {
            long makers = Pipeline.JOBS.stream()
                    .filter(j -> j.writes().contains(table))
                    .count();
            assertTrue(
                    makers == 1 || table.schema().equals("ops") && makers == 0, table + " has " + makers + " makers");
        }
    }

    @Test
    void thePageNeedsNothingElseAndItsLinksLeadSomewhere() {
        String page = DictionaryPage.html();
        assertFalse(page.contains("http") || page.contains("file:") || page.contains("<script"), "self-contained");
        Set<String> ids = found(page, "id=\"([^\"]+)\"");
        for (Table table : Tables.ALL) assertTrue(ids.contains(table.fullName()), table.fullName());
        assertTrue(ids.containsAll(found(page, "href=\"#([^\"]+)\"")));
    }

    @Test
    void thePageShowsEveryReferenceOfADimensionOrFact() {
        String page = DictionaryPage.html();
        for (Reference reference : Dictionary.entityReferences()) {
            String line = "<td>%s</td><td>%s</td><td>%s</td>"
                    .formatted(link(reference.from()), reference.column().name(), link(reference.to()));
            assertTrue(page.contains(line), line);
        }
    }

    private static String link(Table table) {
        return "<a class=\"name\" href=\"#%1$s\">%1$s</a>".formatted(table.fullName());
    }

    @Test
    void everyTableIsDefinedInTheClassOfItsName() throws ReflectiveOperationException {
        for (Table table : Tables.ALL) {
            assertEquals(
                    table,
                    Class.forName(Lineage.definition(table)).getField("TABLE").get(null));
        }
    }

    private static Set<String> found(String text, String pattern) {
        Set<String> found = new HashSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) found.add(matcher.group(1));
        return found;
    }
}
