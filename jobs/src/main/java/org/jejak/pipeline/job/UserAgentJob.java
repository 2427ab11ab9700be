package org.jejak.pipeline.job;

import java.util.List;
import org.apache.spark.sql.*;
import org.jejak.session.BotDetector;
import org.jejak.table.Agents;
import org.jejak.warehouse.AffectedKeys;

/** Classifies user agents that were not met before; in a full run all of them, since the settings may have changed. */
public final class UserAgentJob {
    private UserAgentJob() {}

    public static Outputs classify(Inputs in, Run run) {
        Dataset<Row> known = in.of(Agents.TABLE);
        if (run.full()) known = known.sparkSession().createDataFrame(List.of(), Agents.TABLE.toStructType());
        return Outputs.none()
                .replacing(
                        run.full() ? AffectedKeys.EVERYTHING : AffectedKeys.NONE,
                        Agents.TABLE,
                        BotDetector.classify(
                                in.interactionsOfRun(), known, run.settings().bots()));
    }
}
