package org.jejak.pipeline.job;

import java.util.List;
import org.apache.spark.sql.*;
import org.jejak.session.BotDetector;
import org.jejak.table.Agents;
import org.jejak.warehouse.AffectedKeys;
import org.jejak.warehouse.Restatement;

/** Classifies user agents that were not met before; in a full run all of them, since the settings may have changed. */
public final class UserAgentJob {
    private UserAgentJob() {}

    public static Outputs classify(Inputs in, Run run) {
        Dataset<Row> known = in.of(Agents.TABLE);
        if (run.full()) known = known.sparkSession().createDataFrame(List.of(), Agents.TABLE.toStructType());
        Dataset<Row> classified = BotDetector.classify(
                in.interactionsOfRun(), known, run.settings().bots());
        if (run.full()) return Outputs.none().replacing(AffectedKeys.EVERYTHING, Agents.TABLE, classified);
        // most nights bring a few, or none
        List<Row> news = classified.collectAsList();
        return Outputs.none()
                .and(Restatement.of(Agents.TABLE, news, AffectedKeys.NONE).counted(news.size()));
    }
}
