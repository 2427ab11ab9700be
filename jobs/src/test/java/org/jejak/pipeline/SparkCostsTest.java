package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jejak.TestSpark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SparkCostsTest {
    private final SparkSession spark = TestSpark.session();
    private final SparkContext context = spark.sparkContext();

    @AfterEach
    void leaveTheGroup() {
        context.clearJobGroup();
    }

    @Test
    void eachJobGroupHasItsOwnCosts() {
        context.setJobGroup("one", "before", false);
        spark.range(10).count();
        try (SparkCosts costs = SparkCosts.count(context)) {
            sum("one", 3); // one job, whose three tasks do the work
            context.setJobGroup("two", "asks nothing that needs a task", false);
            spark.emptyDataFrame().collectAsList();
            context.setJobGroup(SparkCosts.REST, "", false);
            context.clearJobGroup();
            spark.range(5).collectAsList();

            SparkCosts.Cost one = costs.of("one");
            assertEquals(1, one.executions(), "what was done before does not count");
            assertEquals(1, one.sparkJobs());
            assertEquals(3, one.tasks());
            assertTrue(one.taskCpuNanos() > 0, "tasks took " + one.taskCpuNanos() + " ns");
            assertEquals(new SparkCosts.Cost(1, 0, 0, 0), costs.of("two"));
            assertEquals(1, costs.of(SparkCosts.REST).executions(), "without a group it is the rest of the run");
            assertEquals(SparkCosts.Cost.NONE, costs.of("three"));
            assertEquals(3, costs.total().executions());
            assertEquals(
                    one.tasks() + costs.of(SparkCosts.REST).tasks(),
                    costs.total().tasks());
            sum("one", 3);
            assertEquals(2, costs.of("one").executions());
            assertTrue(costs.processCpuMillis() >= 0);
        }
    }

    @Test
    void nothingIsCountedOnceItIsClosed() {
        SparkCosts costs = SparkCosts.count(context);
        costs.close();
        sum("one", 1);
        assertEquals(SparkCosts.Cost.NONE, costs.total());
    }

    private void sum(String group, int tasks) {
        context.setJobGroup(group, "a sum", false);
        spark.range(0, 1_000_000, 1, tasks)
                .filter(functions.expr("id % 7 = 1"))
                .foreachPartition((org.apache.spark.api.java.function.ForeachPartitionFunction<Long>) ids -> {
                    while (ids.hasNext()) ids.next();
                });
    }
}
