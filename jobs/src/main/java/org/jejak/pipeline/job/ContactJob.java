package org.jejak.pipeline.job;

import static org.apache.spark.sql.functions.broadcast;
import static org.jejak.table.Datasets.materialize;

import org.apache.spark.sql.*;
import org.jejak.experience.ContactsAndAnswers;
import org.jejak.identity.Identities;
import org.jejak.table.*;
import org.jejak.warehouse.AffectedKeys;

/** Restates contact episodes and survey answers of the customers whose histories were restated. */
public final class ContactJob {
    private ContactJob() {}

    public static Outputs restate(Inputs in, Run run) {
        AffectedKeys customers = in.affected(KeySet.CUSTOMERS_OF_RUN);
        Dataset<Row> identifiers = in.of(Identifiers.TABLE);
        Dataset<Row> owners = Identities.owners(customers.in(identifiers), identifiers);
        Dataset<Row> contacts = materialize(ContactsAndAnswers.build(
                Identities.withCustomers(in.of(Interactions.TABLE), customers.areFew() ? broadcast(owners) : owners),
                customers.in(in.of(FactConversions.TABLE)),
                customers.in(in.of(FactStageHistory.TABLE)),
                run.settings().experience(),
                run.settings().zone()));
        Outputs outputs = Outputs.none().inAnyOrder();
        for (Table table : ContactsAndAnswers.TABLES)
            outputs.replacing(customers, table, RowArrays.rowsOf(table, contacts));
        return outputs;
    }
}
