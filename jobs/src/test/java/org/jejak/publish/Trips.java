package org.jejak.publish;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jejak.TestSpark;
import org.jejak.publish.Publication.Part;
import org.jejak.table.Columns;
import org.jejak.table.Field;
import org.jejak.table.Table;

/** Three tables that refer to each other, two of them in a circle: stops of trips, and the last stop of a trip. */
final class Trips {
    private static final Field CITY = Field.text("city", "The city.").required();
    private static final Field STOP_ID =
            Field.text("stop_id", "The stop.").required().aboutAPerson();
    private static final Field TRIP_ID =
            Field.text("trip_id", "The trip.").required().aboutAPerson();
    private static final Field LAST_STOP_ID =
            Field.text("last_stop_id", "Its last stop; null while it goes on.").aboutAPerson();

    static final Table STOPS = stops();
    static final Table TRIPS = trips();
    static final Table CITIES =
            Table.gold("dim_city", "One row per city.", new Columns(CITY)).keyedBy(CITY);

    private Trips() {}

    private static Table stops() {
        return Table.gold("fact_stops", "One row per stop.", new Columns(STOP_ID, TRIP_ID, CITY))
                .keyedBy(STOP_ID)
                .references(TRIP_ID, () -> TRIPS)
                .references(CITY, () -> CITIES);
    }

    private static Table trips() {
        return Table.gold("fact_trips", "One row per trip.", new Columns(TRIP_ID, LAST_STOP_ID))
                .keyedBy(TRIP_ID)
                .references(LAST_STOP_ID, () -> STOPS);
    }

    /** A trip from Bandung to Solo, and one that goes on; the second stop of the first is in this city. */
    static Publication publication(String run, String city) {
        Map<Table, List<Row>> rows = Map.of(
                CITIES, List.of(RowFactory.create("Bandung"), RowFactory.create("Solo")),
                TRIPS, List.of(RowFactory.create("t1", "s2"), RowFactory.create("t2", null)),
                STOPS, List.of(RowFactory.create("s1", "t1", "Bandung"), RowFactory.create("s2", "t1", city)));
        return publication(run, rows);
    }

    static Publication publication(String run, Map<Table, List<Row>> rows) {
        return new Publication(
                run,
                LocalDate.of(2026, 3, 1),
                List.of(new Part(STOPS, 1), new Part(TRIPS, 1), new Part(CITIES, 1)),
                (table, version) -> TestSpark.session().createDataFrame(rows.get(table), table.toStructType()));
    }
}
