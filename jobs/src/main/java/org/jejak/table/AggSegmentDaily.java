package org.jejak.table;

/** Sizes of the segments of the audience, night after night: a record of what each night found, which later data do not change and a rebuild keeps. A night that was not published gives way to the next attempt. */
public final class AggSegmentDaily {
    private static final Columns C = new Columns();

    public static final Field SEGMENT = C.text("segment", "The segment; jejak.audience.segments.");
    public static final Field MEMBER_COUNT = C.number("member_count", "Customers in it.");
    public static final Field ENTERED_COUNT = C.number("entered_count", "Of them, those that were not in it in the last publication of an earlier date; all of them if there was none.");
    public static final Field LEFT_COUNT = C.number("left_count", "Customers that were in it then and are not now. Who became one with another customer counts as that one.");
    public static final Field LOGICAL_DATE = C.date("logical_date", "Logical date of the night.");
    public static final Table TABLE = Table.gold("agg_segment_daily", "One row per segment and logical date of a night.", C)
            .keyedBy(SEGMENT, LOGICAL_DATE)
            .references(LOGICAL_DATE, () -> DimDate.TABLE)
            .alternatives(SEGMENT)
            .semiAdditive(MEMBER_COUNT, LOGICAL_DATE)
            .check("entered_are_members", "entered_count BETWEEN 0 AND member_count");

    private AggSegmentDaily() {}
}
