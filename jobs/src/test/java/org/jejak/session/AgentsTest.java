package org.jejak.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.table.Agents;
import org.jejak.table.Interactions;
import org.junit.jupiter.api.Test;

/** The lists as shipped and the agent parser together, over agents that the lists were not written from. */
class AgentsTest {
    private static final double LEAST_MACHINES_FOUND = 0.95;

    @Test
    void noPersonIsAMachine() throws IOException {
        assertEquals(List.of(), classified("people", true));
    }

    @Test
    void atLeast95PercentOfTheMachinesAreFound() throws IOException {
        List<String> missed = classified("machines", false);
        double found = 1 - (double) missed.size() / agents("machines").size();
        assertTrue(found >= LEAST_MACHINES_FOUND, () -> "%.3f found; missed: %s".formatted(found, missed));
    }

    /** Agents of a file that are classified so. */
    private static List<String> classified(String file, boolean isBot) throws IOException {
        SparkSession spark = TestSpark.session();
        return BotDetector.classify(
                        spark.createDataset(agents(file), Encoders.STRING()).toDF(Interactions.USER_AGENT.name()),
                        spark.createDataFrame(List.of(), Agents.TABLE.toStructType()),
                        Settings.defaults(Map.of()).bots())
                .filter(Agents.IS_BOT.col().equalTo(isBot))
                .select(Agents.USER_AGENT.col())
                .as(Encoders.STRING())
                .collectAsList();
    }

    private static List<String> agents(String file) throws IOException {
        try (var in = AgentsTest.class.getResourceAsStream("/agents/" + file + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
