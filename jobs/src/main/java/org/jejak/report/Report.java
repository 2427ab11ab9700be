package org.jejak.report;

import java.util.List;

/**
 * Everything that the report says, before it is drawn.
 *
 * @param source what it was read from
 * @param words its language
 * @param keyFigures the first page
 * @param sections in reading order
 */
public record Report(Source source, Messages words, List<KeyFigure> keyFigures, List<Section> sections) {

    /** Reads the tables of one publication and puts their numbers into words and figures. */
    public static Report of(Source source, Messages words) {
        IndexCells cx = IndexCells.of(source);
        List<SectionBuilder> sections = List.of(
                new CxIndexSection(source, cx, words),
                new ChangesSection(source, cx, words),
                new StageChannelSection(source, cx, words),
                new RepliesSection(source, words),
                new DriversSection(source, words),
                new ImpactSection(source, words),
                new JourneySection(source, words),
                new AttributionSection(source, words),
                new ChannelSection(source, words),
                new RetentionSection(source, words),
                new ValueSection(source, words),
                new QualitySection(source, words),
                new SmallPrintSection(source, words));
        return new Report(
                source,
                words,
                KeyFigures.of(source, cx, words),
                sections.stream().map(SectionBuilder::section).toList());
    }
}
