package org.jejak.attribution;

import java.io.Serializable;

/** A way to say which touches earned a conversion. Listed in {@link AttributionModels}. */
public interface AttributionModel extends Serializable {
    /** Name in tables and options, snake_case. */
    String name();

    /** Whether it learns from paths with and without conversion, rather than following a fixed rule. */
    default boolean isDataDriven() {
        return true;
    }

    /** An empty tally of paths whose channels have the numbers of {@code channels}. */
    Accumulator tally(ChannelDictionary channels);
}
