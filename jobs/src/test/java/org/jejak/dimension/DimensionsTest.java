package org.jejak.dimension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jejak.attribution.AttributionModels;
import org.jejak.config.RfmSegment;
import org.jejak.table.DimModel;
import org.jejak.table.DimSegment;
import org.jejak.value.ModelSelectionOptions;
import org.junit.jupiter.api.Test;

class DimensionsTest {
    @Test
    void everyModelThatCanBeNamedHasARow() {
        assertEquals(Set.copyOf(AttributionModels.names()), models("attribution"));
        Set<String> purchases = models("purchases");
        for (String model : ModelSelectionOptions.ALL_MODELS)
            assertTrue(purchases.containsAll(List.of(model, model + "_covariates")), model);
        assertEquals(Set.of("sbg", "bdw"), models("retention"));
    }

    private static Set<String> models(String kind) {
        return Models.rows().stream()
                .filter(r ->
                        text(r, DimModel.TABLE.placeOf(DimModel.MODEL_KIND)).equals(kind))
                .map(r -> text(r, DimModel.TABLE.placeOf(DimModel.MODEL)))
                .collect(Collectors.toSet());
    }

    @Test
    void partsOfTheGridWithOneNameAreOneSegment() {
        RfmSegment.Range low = new RfmSegment.Range(1, 2);
        RfmSegment.Range high = new RfmSegment.Range(3, 5);
        List<Row> rows = Segments.rows(List.of(
                new RfmSegment("Good", high, high, false),
                new RfmSegment("Going", low, high, false),
                new RfmSegment("Going", low, low, true),
                new RfmSegment("Fresh", high, low, false)));
        assertEquals(
                List.of("Good", "Going", "Fresh", "Prospects", "prospect", "new", "repeat", "(none)"),
                rows.stream()
                        .map(r -> text(r, DimSegment.TABLE.placeOf(DimSegment.SEGMENT)))
                        .toList());
        Row going = rows.get(1);
        assertEquals(true, going.get(DimSegment.TABLE.placeOf(DimSegment.IS_AT_RISK)));
        assertEquals(
                "Recency score 1 to 2, frequency score 3 to 5; or Recency score 1 to 2, frequency score 1 to 2; 1 is least, 5 most.",
                text(going, DimSegment.TABLE.placeOf(DimSegment.DESCRIPTION)));
    }

    private static String text(Row row, int place) {
        return row.getString(place);
    }
}
