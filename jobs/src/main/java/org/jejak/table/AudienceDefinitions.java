package org.jejak.table;

/** The definitions by which the per-customer tables of the audience were made. One that changes is told anew for all customers in that night. */
public final class AudienceDefinitions {
    private static final Columns C = new Columns();

    public static final Field KIND =
            C.text("kind", "activity, consent, or zones (of countries, by which local hours are told).");
    public static final Field NAME = C.text("name", "Its name in jejak.audience; (all) for zones.");
    public static final Field FINGERPRINT = C.text("fingerprint", "SHA-256 of the definition, hex.");
    public static final Field FIRST_RUN_ID =
            C.optional().text("first_run_id", "Run that first used it; null if that was a single job.");
    public static final Table TABLE = Table.ops("audience_definitions", "One row per definition in use.", C)
            .keyedBy(KIND, NAME)
            .scope(Scope.WHOLE);

    private AudienceDefinitions() {}
}
