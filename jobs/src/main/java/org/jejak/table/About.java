package org.jejak.table;

/** What the gold tables are about: whose they are, in which currency and zone, to which day, and who made them. */
public final class About {
    private static final Columns C = new Columns();

    public static final Field BRAND = C.text("brand", "Name of the company; jejak.report.brand.");
    public static final Field CURRENCY_CODE = C.text("currency_code", "Base currency of all amounts, ISO 4217.");
    public static final Field TIME_ZONE = C.text("time_zone", "Business zone, in which days begin and end; IANA name.");
    public static final Field CODE_VERSION = C.text("code_version", "Version of jejak that made the tables.");
    public static final Field LOGICAL_DATE =
            C.date("logical_date", "The date the tables are for: what is known to the end of this day.");
    public static final Field FIRST_DATE =
            C.optional().date("first_date", "First business date with a session; null without any.");
    public static final Field LAST_DATE = C.optional()
            .date(
                    "last_date",
                    "Last business date with a session; may lie after the logical date, when a zone's day began. Null without any.");
    public static final Table TABLE = Table.gold("about", "One row.", C)
            .keyedBy(LOGICAL_DATE)
            .references(LOGICAL_DATE, () -> DimDate.TABLE)
            .references(FIRST_DATE, () -> DimDate.TABLE)
            .references(LAST_DATE, () -> DimDate.TABLE);

    private About() {}
}
