package org.jejak.run;

import static org.jejak.io.Warehouse.fixed;
import static org.jejak.io.Warehouse.sent;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.Alerts;
import org.jejak.experience.CxIndex;
import org.jejak.experience.Drivers;
import org.jejak.experience.Facts;
import org.jejak.experience.Feedback;
import org.jejak.experience.Impact;
import org.jejak.experience.ResponseQuality;
import org.jejak.io.Groups;
import org.jejak.io.Warehouse.Written;
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
import org.jejak.table.Table;

/** Contacts and answers of the customers that a run restates, and what follows from those of all customers. */
final class ExperienceJob {
    private ExperienceJob() {}

    /** Restates contacts and answers of the customers whose histories were restated. */
    static List<Written> tell(Run run) {
        Dataset<Row> identifiers = run.of(Identifiers.TABLE);
        Dataset<Row> conversions = run.of(FactConversions.TABLE);
        Dataset<Row> stays = run.of(FactStageHistory.TABLE);
        Groups customers = null;
        if (!run.full()) {
            Dataset<Row> ids = identifiers.select(Identifiers.CUSTOMER_ID.col()).limit(0);
            customers = Groups.of(run.journal().read("scope", ids).distinct(), Identifiers.CUSTOMER_ID);
            identifiers = sent(fixed(customers.in(identifiers)));
            conversions = customers.in(conversions);
            stays = customers.in(stays);
        }
        Dataset<Row> told = fixed(Feedback.told(
                run.of(Interactions.TABLE),
                identifiers,
                conversions,
                stays,
                run.settings().experience(),
                run.settings().zone()));
        Groups groups = customers;
        return Feedback.TABLES.stream()
                .map(table -> {
                    Dataset<Row> rows = Feedback.rowsOf(table, told);
                    return run.full()
                            ? run.warehouse().fill(table, rows)
                            : run.warehouse().replaceGroups(table, rows, groups);
                })
                .toList();
    }

    /** All figures of the experience, from facts that are collected once. */
    static List<Written> measure(Run run) {
        ExperienceSettings settings = run.settings().experience();
        Facts facts = Facts.collect(
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
