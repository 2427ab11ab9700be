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
        return new Report(
                source,
                words,
                KeyFigures.of(source, cx, words),
                List.of(
                        CxIndexSection.of(source, cx, words),
                        ChangesSection.of(source, cx, words),
                        StageChannelSection.of(source, cx, words),
                        RepliesSection.of(source, words),
                        DriversSection.of(source, words),
                        ImpactSection.of(source, words),
                        JourneySection.of(source, words),
                        AttributionSection.of(source, words),
                        ChannelSection.of(source, words),
                        RetentionSection.of(source, words),
                        ValueSection.of(source, words),
                        QualitySection.of(source, words),
                        SmallPrintSection.of(source, words)));
    }
}
