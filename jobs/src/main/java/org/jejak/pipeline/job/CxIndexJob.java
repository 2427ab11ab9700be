package org.jejak.pipeline.job;

import org.jejak.config.ExperienceSettings;
import org.jejak.experience.Alerts;
import org.jejak.experience.CxIndex;
import org.jejak.experience.Drivers;
import org.jejak.experience.ExperienceData;
import org.jejak.experience.Impact;
import org.jejak.experience.ResponseQuality;
import org.jejak.table.*;

/** All figures of the customer experience, from contacts, answers and orders that are collected once. */
public final class CxIndexJob {
    private CxIndexJob() {}

    public static Outputs figures(Inputs in, Run run) {
        ExperienceSettings settings = run.settings().experience();
        ExperienceData data = ExperienceData.collect(
                in.of(FactContacts.TABLE),
                in.of(FactSurveyAnswers.TABLE),
                in.of(FactConversions.TABLE),
                in.of(Customers.TABLE),
                settings,
                run.date(),
                run.asOf());
        CxIndex index = CxIndex.of(data, settings);
        return Outputs.of(AggCxIndex.TABLE, index.indexRows(in.rows(AggCxIndex.TABLE)))
                .and(AggCxMetric.TABLE, index.metricRows())
                .and(AggResponseQuality.TABLE, ResponseQuality.rows(data, settings))
                .and(AggCxDriver.TABLE, Drivers.rows(data, settings))
                .and(AggCxImpact.TABLE, Impact.rows(data, settings))
                .and(AggCxAlert.TABLE, Alerts.rows(data, settings, run.date()));
    }
}
