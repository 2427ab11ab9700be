package org.jejak.dictionary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jejak.dictionary.Lineage.Reference;
import org.jejak.table.Field;
import org.jejak.table.Table;

/** Dimensions and facts as boxes with their keys, joined by lines: an SVG drawing. */
final class EntityDiagram {
    private static final int BOX = 230;
    private static final int GAP = 110;
    private static final int ROW = 19;
    private static final int HEAD = 26;
    private static final int SPACE = 24;

    /** Okabe and Ito's colours, which people of all kinds of colour vision tell apart. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#444444");

    /** Where a table stands. */
    private record Box(Table table, List<Field> rows, int column, int x, int y) {
        int height() {
            return HEAD + ROW * rows.size() + 8;
        }

        int rowY(String name) {
            for (int i = 0; i < rows.size(); i++)
                if (rows.get(i).name().equals(name)) return y + HEAD + i * ROW + ROW / 2;
            return y + HEAD / 2;
        }
    }

    private EntityDiagram() {}

    static String svg() {
        Map<Table, Box> boxes = layout();
        int height =
                boxes.values().stream().mapToInt(b -> b.y + b.height()).max().orElse(0) + SPACE;
        int width = 3 * BOX + 2 * GAP + 2 * SPACE;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\" "
                        + "aria-label=\"Entity diagram of the gold tables\" font-family=\"ui-monospace, DejaVu Sans Mono, monospace\" font-size=\"12\">",
                width,
                height,
                width));
        Map<Table, String> colours = new LinkedHashMap<>();
        for (Reference r : Lineage.references()) {
            if (!boxes.containsKey(r.from())) continue;
            colours.computeIfAbsent(r.to(), t -> COLOURS.get(colours.size() % COLOURS.size()));
            svg.append(line(boxes.get(r.from()), boxes.get(r.to()), r, colours.get(r.to())));
        }
        boxes.values().forEach(box -> draw(svg, box, colours.getOrDefault(box.table, "#52606d")));
        return svg.append("</svg>").toString();
    }

    /** Dimensions to the left; facts in two columns, each next one where there is more room. */
    private static Map<Table, Box> layout() {
        int[] bottom = {SPACE, SPACE, SPACE};
        Map<Table, Box> boxes = new LinkedHashMap<>();
        for (Table table : Dictionary.entityTables()) {
            List<Field> rows = new ArrayList<>(Dictionary.linkColumns(table));
            int column = table.name().startsWith("dim_") ? 0 : bottom[1] <= bottom[2] ? 1 : 2;
            Box box = new Box(table, rows, column, SPACE + column * (BOX + GAP), bottom[column]);
            boxes.put(table, box);
            bottom[column] += box.height() + SPACE;
        }
        return boxes;
    }

    private static String line(Box from, Box to, Reference reference, String colour) {
        int y1 = from.rowY(reference.columns().get(0));
        int y2 = to.rowY(reference.columns().get(0));
        // within a column the line leaves and ends on one side: the free one
        boolean same = from.column == to.column;
        boolean leavesRight = same ? from.column == 0 : from.column < to.column;
        boolean endsRight = same ? leavesRight : !leavesRight;
        int x1 = from.x + (leavesRight ? BOX : 0);
        int x2 = to.x + (endsRight ? BOX : 0);
        int bend1 = leavesRight ? GAP / 2 : -GAP / 2;
        int bend2 = endsRight ? GAP / 2 : -GAP / 2;
        return String.format(
                Locale.ROOT,
                "<path d=\"M%d %d C%d %d %d %d %d %d\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.4\" opacity=\".75\"/>"
                        + "<circle cx=\"%d\" cy=\"%d\" r=\"3\" fill=\"%s\"/>",
                x1,
                y1,
                x1 + bend1,
                y1,
                x2 + bend2,
                y2,
                x2,
                y2,
                colour,
                x2,
                y2,
                colour);
    }

    private static void draw(StringBuilder svg, Box box, String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<a href=\"#%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\" fill=\"#fff\" stroke=\"%s\" stroke-width=\"1.5\"/>"
                        + "<path d=\"M%d %dh%d\" stroke=\"%s\"/><text x=\"%d\" y=\"%d\" font-weight=\"700\" fill=\"#1f2933\">%s</text>",
                box.table.fullName(),
                box.x,
                box.y,
                BOX,
                box.height(),
                colour,
                box.x,
                box.y + HEAD - 2,
                BOX,
                colour,
                box.x + 10,
                box.y + 17,
                box.table.name()));
        for (Field f : box.rows) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" fill=\"#1f2933\"%s>%s</text>",
                    box.x + 10,
                    box.rowY(f.name()) + 5,
                    box.table.key().contains(f) ? " font-weight=\"700\"" : "",
                    f.name()));
        }
        svg.append("</a>");
    }
}
