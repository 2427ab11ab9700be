package org.jejak.pipeline;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.*;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.jejak.warehouse.delta.ExecutionListener;

/**
 * What a run asks of Spark and what that costs, by job group, and the processor time of this process. Counts from when it
 * is made until it is closed. Everything that Spark does meanwhile counts, so one process does one run at a time.
 */
final class SparkCosts extends ExecutionListener implements AutoCloseable {
    /** Job group of what a run does beside its jobs: ledger, quality gate, journal. */
    static final String REST = "run";

    private static final String GROUP = "spark.jobGroup.id";

    /**
     * What Spark did.
     *
     * @param executions SQL executions, those in executions included
     * @param sparkJobs Spark jobs
     * @param tasks tasks that ended, failed ones included
     * @param taskCpuNanos processor time of these tasks
     */
    record Cost(long executions, long sparkJobs, long tasks, long taskCpuNanos) {
        static final Cost NONE = new Cost(0, 0, 0, 0);

        Cost plus(Cost other) {
            return new Cost(
                    executions + other.executions,
                    sparkJobs + other.sparkJobs,
                    tasks + other.tasks,
                    taskCpuNanos + other.taskCpuNanos);
        }

        long taskCpuMillis() {
            return taskCpuNanos / 1_000_000;
        }
    }

    private final SparkContext spark;
    private final long processCpuNanosBefore = processCpuNanos();

    // written by Spark's thread for listeners, read by that of the run
    private final Map<String, Cost> costs = new HashMap<>();
    private final Map<Integer, String> groupOfStage = new HashMap<>();

    private SparkCosts(SparkContext spark) {
        this.spark = spark;
    }

    /** Starts to count. */
    static SparkCosts count(SparkContext spark) {
        awaitEvents(spark); // of what was done before
        SparkCosts costs = new SparkCosts(spark);
        spark.addSparkListener(costs);
        return costs;
    }

    /** What was done so far in a job group. */
    Cost of(String group) {
        awaitEvents(spark);
        synchronized (this) {
            return costs.getOrDefault(group, Cost.NONE);
        }
    }

    /** What was done so far, in whatever group. */
    Cost total() {
        awaitEvents(spark);
        synchronized (this) {
            return costs.values().stream().reduce(Cost.NONE, Cost::plus);
        }
    }

    /** Processor time of this process so far, tasks that run in it included: with a local Spark, all of them. */
    long processCpuMillis() {
        return (processCpuNanos() - processCpuNanosBefore) / 1_000_000;
    }

    @Override
    protected void onExecutionStart(Optional<String> group) {
        add(group.orElse(REST), new Cost(1, 0, 0, 0));
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
        add(group(job.properties()), new Cost(0, 1, 0, 0));
    }

    @Override
    public synchronized void onStageSubmitted(SparkListenerStageSubmitted stage) {
        groupOfStage.put(stage.stageInfo().stageId(), group(stage.properties()));
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        TaskMetrics metrics = task.taskMetrics(); // null if it did not get as far as that
        long nanos = metrics == null ? 0 : metrics.executorCpuTime() + metrics.executorDeserializeCpuTime();
        String group;
        synchronized (this) {
            group = groupOfStage.getOrDefault(task.stageId(), REST);
        }
        add(group, new Cost(0, 0, 1, nanos));
    }

    private synchronized void add(String group, Cost cost) {
        costs.merge(group, cost, Cost::plus);
    }

    private static String group(Properties properties) {
        return properties == null ? REST : properties.getProperty(GROUP, REST);
    }

    private static long processCpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    @Override
    public void close() {
        spark.removeSparkListener(this);
    }
}
