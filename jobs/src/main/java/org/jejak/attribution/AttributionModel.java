package org.jejak.attribution;

import java.io.Serializable;

/** A model that splits the credit for conversions over the touches before them. All are listed in {@link AttributionModels}. */
public interface AttributionModel extends Serializable {
    /** Name in tables and options, snake_case. */
    String name();

    /** Whether it learns from paths with and without conversion, rather than following a fixed rule. */
    default boolean isDataDriven() {
        return true;
    }

    /** An empty accumulator of paths whose channels have the numbers of {@code channels}. */
    Accumulator accumulator(ChannelDictionary channels);
}
