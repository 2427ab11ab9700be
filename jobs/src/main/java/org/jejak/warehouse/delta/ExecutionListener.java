package org.jejak.warehouse.delta;

import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;

/**
 * Hears of SQL executions too, beside the jobs and tasks that Spark tells every listener about. Each question that Spark plans is one:
 * a collected query, a write, and each part of them that Delta plans for itself. Spark tells of them by an event of a
 * private class.
 */
public abstract class ExecutionListener extends SparkListener {
    /**
     * An execution has started.
     *
     * @param group the job group of the thread that asked
     */
    protected abstract void onExecutionStart(Optional<String> group);

    @Override
    public final void onOtherEvent(SparkListenerEvent event) {
        if (event instanceof SparkListenerSQLExecutionStart start)
            onExecutionStart(Optional.ofNullable(start.jobGroupId().getOrElse(() -> null)));
    }

    /** Waits until listeners have heard of all that has happened; they are told in another thread. Gives up after some seconds. */
    protected static void awaitEvents(SparkContext spark) {
        try {
            spark.listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            // others keep Spark busy: what has been heard of by now has to do
        }
    }
}
