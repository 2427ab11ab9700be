package org.jejak.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class SortedGroupsTest {
    private static SortedGroups groups(int keyLength, String... rows) {
        List<Row> all = new ArrayList<>();
        for (String row : rows) all.add(RowFactory.create((Object[]) row.split(" ")));
        return new SortedGroups(all.iterator(), keyLength);
    }

    private static String text(Iterator<Row> group) {
        StringBuilder text = new StringBuilder();
        group.forEachRemaining(r -> text.append(text.isEmpty() ? "" : ", ").append(r.mkString(" ")));
        return text.toString();
    }

    private static List<String> texts(SortedGroups groups) {
        List<String> texts = new ArrayList<>();
        groups.forEachRemaining(g -> texts.add(text(g)));
        return texts;
    }

    @Test
    void rowsWithTheSameKeyAreOneGroup() {
        assertEquals(List.of("a 1, a 2", "b 1", "c 1, c 1"), texts(groups(1, "a 1", "a 2", "b 1", "c 1", "c 1")));
        assertEquals(List.of("a 1", "a 2", "b 1", "c 1, c 1"), texts(groups(2, "a 1", "a 2", "b 1", "c 1", "c 1")));
        assertEquals(List.of(), texts(groups(1)));
    }

    @Test
    void whatIsLeftOfAGroupIsSkipped() {
        SortedGroups groups = groups(1, "a 1", "a 2", "b 1", "b 2");
        groups.next().next();
        Iterator<Row> second = groups.next();
        assertEquals("b 1, b 2", text(second));
        assertFalse(second.hasNext());
        assertThrows(NoSuchElementException.class, second::next);
        assertThrows(NoSuchElementException.class, groups::next);
    }

    @Test
    void groupsGiveAnyNumberOfResults() {
        Iterator<String> results = groups(1, "a 0", "b 2", "c 0", "d 1", "e 0").flatMap(group -> {
            Row row = group.next();
            return Collections.nCopies(Integer.parseInt(row.getString(1)), row.getString(0))
                    .iterator();
        });
        List<String> all = new ArrayList<>();
        results.forEachRemaining(all::add);
        assertEquals(List.of("b", "b", "d"), all);
        assertThrows(NoSuchElementException.class, results::next);
    }

    @Test
    void resultsCanBeComputedWhileTheGroupIsRead() {
        Iterator<Row> pieces = groups(1, "a 1", "a 2", "a 3", "b 1").flatMap(group -> group);
        assertEquals("a 1, a 2, a 3, b 1", text(pieces));
    }
}
