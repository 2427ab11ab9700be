package org.jejak.table;

/** Segments of customers, of both kinds: by recency and frequency of purchases (RFM), and by how many orders there were before. */
public final class DimSegment {
    private static final Columns C = new Columns();

    public static final Field SEGMENT = C.text("segment", "Code used in facts; (none) for bots and the unidentified, who are in no segment.");
    public static final Field SEGMENT_NAME = C.text("segment_name", "Name for people.");
    public static final Field SEGMENT_KIND = C.text("segment_kind",
            "rfm (jejak.value.rfm.segments, dim_customer.rfm_segment), orders (orders before a contact or an answer: fact_contacts.segment) or (none).");
    public static final Field DESCRIPTION = C.text("description", "Who is in it.");
    public static final Field SORT_ORDER = C.number("sort_order", "Order in reports, kinds one after the other.");
    public static final Field IS_AT_RISK = C.flag("is_at_risk", "Whether revenue of customers who move here is at risk; false for the kind orders.");
    public static final Table TABLE = Table.gold("dim_segment", "One row per segment.", C)
            .keyedBy(SEGMENT)
            .check("known_kind", "segment_kind IN ('rfm', 'orders', '(none)')");

    private DimSegment() {}
}
