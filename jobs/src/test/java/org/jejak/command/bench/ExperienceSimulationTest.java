package org.jejak.command.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jejak.config.ExperienceSettings;
import org.jejak.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few of the worlds that bench explores a hundred of; more by hand: -Djejak.worlds=100. */
class ExperienceSimulationTest {
    @TempDir
    Path folder;

    @Test
    void trueDriverComesFirstAndTrueEffectLiesInTheInterval() throws Exception {
        Files.writeString(folder.resolve("jejak.conf"), "");
        ExperienceSettings settings = Settings.read(folder).experience();
        int worlds = Integer.getInteger("jejak.worlds", 5);
        List<ExperienceSimulation.Result> results = new ArrayList<>();
        for (int seed = 1; seed <= worlds; seed++)
            results.add(ExperienceSimulation.run(seed, ExperienceBench.CUSTOMERS, settings));
        long first = results.stream()
                .filter(ExperienceSimulation.Result::isDriverFirst)
                .count();
        long held =
                results.stream().filter(ExperienceSimulation.Result::holdsTruth).count();
        System.out.println("worlds " + worlds + ": driver first " + first + ", effect in interval " + held
                + (worlds > 5
                        ? " of " + results.stream().filter(r -> r.hasEstimate()).count() + " with an estimate"
                        : ""));
        assertEquals(worlds, first, () -> "true driver first: " + results);
        assertTrue(held >= 0.8 * worlds, () -> "true effect in the interval: " + results);
    }
}
