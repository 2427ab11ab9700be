package org.jejak.dimension;

import java.util.List;
import org.apache.spark.sql.Row;
import org.jejak.table.*;

/** The stage dimension: the four lifecycle stages. */
public final class Stages {
    private static final List<Row> ROWS = List.of(
            row("reach", "Reach & Engage", "Gets to know the brand: ads, first visits, whatever no rule names.", 1),
            row("nurture", "Nurture & Educate", "Reads, compares, signs up, asks before an order.", 2),
            row("convert", "Convert & Close", "Has a basket, checks out, orders.", 3),
            row("support", "Support & Grow", "Is helped after an order, answers surveys, speaks up for the brand.", 4),
            row("(none)", "No stage", "Nothing of a customer.", 5));

    private Stages() {}

    /** Rows of {@link DimStage}; the same for every installation. */
    public static List<Row> rows() {
        return ROWS;
    }

    private static Row row(String code, String name, String description, long order) {
        return new RowBuilder(DimStage.TABLE)
                .set(DimStage.STAGE, code)
                .set(DimStage.STAGE_NAME, name)
                .set(DimStage.DESCRIPTION, description)
                .set(DimStage.SORT_ORDER, order)
                .row();
    }
}
