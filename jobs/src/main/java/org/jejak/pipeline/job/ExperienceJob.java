package org.jejak.pipeline.job;

import static org.jejak.table.Datasets.broadcastIfSmall;
import static org.jejak.table.Datasets.materialize;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.Alerts;
import org.jejak.experience.ContactsAndAnswers;
import org.jejak.experience.CxIndex;
import org.jejak.experience.Drivers;
import org.jejak.experience.ExperienceData;
import org.jejak.experience.Impact;
import org.jejak.experience.ResponseQuality;
import org.jejak.pipeline.Run;
import org.jejak.table.AggCxAlert;
import org.jejak.table.AggCxDriver;
import org.jejak.table.AggCxImpact;
import org.jejak.table.AggCxIndex;
import org.jejak.table.AggCxMetric;
import org.jejak.table.AggResponseQuality;
import org.jejak.table.Customers;
import org.jejak.table.FactContacts;
import org.jejak.table.FactConversions;
import org.jejak.table.FactStageHistory;
import org.jejak.table.FactSurveyAnswers;
import org.jejak.table.Identifiers;
import org.jejak.table.Interactions;
import org.jejak.table.RowArrays;
import org.jejak.table.Table;
import org.jejak.warehouse.AffectedKeys;
import org.jejak.warehouse.Warehouse.Written;

/** Contacts and answers of the customers that a run restates, and what follows from those of all customers. */
public final class ExperienceJob {
    private ExperienceJob() {}

    /** Restates contacts and answers of the customers whose histories were restated. */
    public static List<Written> contacts(Run run) {
        Dataset<Row> identifiers = run.of(Identifiers.TABLE);
        Dataset<Row> conversions = run.of(FactConversions.TABLE);
        Dataset<Row> stays = run.of(FactStageHistory.TABLE);
        AffectedKeys customers = null;
        if (!run.full()) {
            Dataset<Row> ids = identifiers.select(Identifiers.CUSTOMER_ID.col()).limit(0);
            customers = AffectedKeys.of(run.journal().read("scope", ids).distinct(), Identifiers.CUSTOMER_ID);
            identifiers = broadcastIfSmall(materialize(customers.in(identifiers)));
            conversions = customers.in(conversions);
            stays = customers.in(stays);
        }
        Dataset<Row> told = materialize(ContactsAndAnswers.build(
                run.of(Interactions.TABLE),
                identifiers,
                conversions,
                stays,
                run.settings().experience(),
                run.settings().zone()));
        AffectedKeys groups = customers;
        return ContactsAndAnswers.TABLES.stream()
                .map(table -> {
                    Dataset<Row> rows = RowArrays.rowsOf(table, told);
                    return run.full()
                            ? run.warehouse().fill(table, rows)
                            : run.warehouse().replaceGroups(table, rows, groups);
                })
                .toList();
    }

    /** All figures of the experience, from facts that are collected once. */
    public static List<Written> index(Run run) {
        ExperienceSettings settings = run.settings().experience();
        ExperienceData facts = ExperienceData.collect(
                run.of(FactContacts.TABLE),
                run.of(FactSurveyAnswers.TABLE),
                run.of(FactConversions.TABLE),
                run.of(Customers.TABLE),
                settings,
                run.asOf());
        CxIndex index = CxIndex.of(facts, settings);
        return List.of(
                replace(run, AggCxIndex.TABLE, index.indexRows(run.warehouse().rows(AggCxIndex.TABLE))),
                replace(run, AggCxMetric.TABLE, index.metricRows()),
                replace(run, AggResponseQuality.TABLE, ResponseQuality.rows(facts, settings)),
                replace(run, AggCxDriver.TABLE, Drivers.rows(facts, settings)),
                replace(run, AggCxImpact.TABLE, Impact.rows(facts, settings)),
                replace(run, AggCxAlert.TABLE, Alerts.rows(facts, settings, run.date())));
    }

    private static Written replace(Run run, Table table, List<Row> rows) {
        return run.warehouse().replaceAll(table, rows(run, table, rows));
    }

    private static Dataset<Row> rows(Run run, Table table, List<Row> rows) {
        return run.spark().createDataFrame(rows, table.toStructType());
    }
}
