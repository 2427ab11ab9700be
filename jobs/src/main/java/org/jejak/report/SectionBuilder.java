package org.jejak.report;

import java.util.*;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.Chart;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.Field;

/**
 * Builds one section: reads its rows, adds its blocks in reading order, and gives the finding. Texts are found by key:
 * a section {@code x} has the title {@code x.title} and the note {@code x.note}; a block {@code x.y} has the title
 * {@code x.y}, the note {@code x.y.note} and the alternative text {@code x.y.alt}. Notes may be missing.
 */
abstract class SectionBuilder {
    /** What is read. */
    protected final Source source;
    /** Texts and numbers in the language of the report. */
    protected final Messages words;

    private final String id;
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> details = new ArrayList<>();

    /** @param id anchor of the section and first part of the keys of its texts */
    SectionBuilder(String id, Source source, Messages words) {
        this.id = id;
        this.source = source;
        this.words = words;
    }

    /** The whole section. */
    final Section section() {
        String finding = build();
        return new Section(id, text(id + ".title"), finding, String.join(" ", details), List.copyOf(blocks), notes());
    }

    /** Adds a sentence that stands below the finding; nothing if it is empty. */
    final void also(String sentence) {
        if (!sentence.isEmpty()) details.add(sentence);
    }

    /**
     * Adds the blocks.
     *
     * @return the finding; empty if there is nothing to say
     */
    abstract String build();

    /** How the numbers were made, a sentence each. */
    List<String> notes() {
        String key = id + ".note";
        return words.has(key) ? List.of(text(key)) : List.of();
    }

    final String text(String key, Object... values) {
        return words.text(key, values);
    }

    final String name(String kind, String code) {
        return words.name(kind, code);
    }

    /** Reads a code of a row and gives its name. */
    final Function<Row, String> name(String kind, Field field) {
        return row -> words.name(kind, Cells.text(row, field));
    }

    /** Reads two ends of an interval and writes them. */
    final Function<Row, String> between(Field low, Field high, int digits) {
        return row -> words.between(Cells.number(row, low), Cells.number(row, high), digits);
    }

    /** Reads two ends of an interval of shares and writes them in per cent. */
    final Function<Row, String> betweenShares(Field low, Field high, int digits) {
        return row -> words.betweenPercent(Cells.number(row, low), Cells.number(row, high), digits);
    }

    /** First to last day of the period of the report. */
    final String period() {
        return words.period(source.periodStart(), source.date());
    }

    /** An axis of shares, in whole per cents. */
    final Axis shares(String key) {
        return Axis.of(text(key), v -> words.percent(v, 0)).inStepsOf(0.01);
    }

    /** A sentence in place of what cannot be shown. */
    final void message(String key, Object... values) {
        blocks.add(new Block.Message(text(key, values)));
    }

    /** Starts a figure or a listing, which {@link Draft#draw} or {@link Draft#list} adds to the section. */
    final Draft block(String key, Object... titleValues) {
        return new Draft(key, text(key, titleValues));
    }

    /** A figure or a listing without its content. */
    final class Draft {
        private final String key;
        private final String title;
        private String part = "";
        private String note;
        private String alt;
        private Block.Width width = Block.Width.FULL;

        private Draft(String key, String title) {
            this.key = key;
            this.title = title;
            note = words.has(key + ".note") ? text(key + ".note") : "";
            alt = words.has(key + ".alt") ? text(key + ".alt") : "";
        }

        /** Values of the note. */
        Draft note(Object... values) {
            note = text(key + ".note", values);
            return this;
        }

        /** A sentence more in the note. */
        Draft noteAlso(String sentence) {
            note = (note + " " + sentence).strip();
            return this;
        }

        /** Values of the alternative text. */
        Draft alt(Object... values) {
            alt = text(key + ".alt", values);
            return this;
        }

        /** Two stand side by side. */
        Draft half() {
            width = Block.Width.HALF;
            return this;
        }

        /** Three stand side by side. */
        Draft third() {
            width = Block.Width.THIRD;
            return this;
        }

        /** Another id than the key gives, where several blocks have the same texts. */
        Draft of(String part) {
            this.part = "-" + part.replaceAll("[^A-Za-z0-9]", "-");
            return this;
        }

        /** Adds a figure; its table has the numbers drawn, and perhaps more. */
        void draw(Chart chart, int height, FigureBuilder<?> numbers) {
            blocks.add(new Block.Figure(id(), title, note, alt, chart, height, width, numbers.table()));
        }

        /** Adds a table that is always open. */
        void list(FigureBuilder<?> rows) {
            blocks.add(new Block.Listing(id(), title, note, width, false, rows.table()));
        }

        /** Adds a table for those who want to know it all: closed, and not printed. */
        void fold(FigureBuilder<?> rows) {
            blocks.add(new Block.Listing(id(), title, note, width, true, rows.table()));
        }

        private String id() {
            return key.replace('.', '-') + part;
        }
    }
}
