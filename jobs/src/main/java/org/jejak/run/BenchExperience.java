package org.jejak.run;

import java.util.Locale;
import org.jejak.config.ExperienceSettings;

/** The part of bench about the customer experience: whether the truth of small worlds is found. */
final class BenchExperience {
    /** Customers of a world. */
    static final int CUSTOMERS = 3_000;

    private BenchExperience() {}

    /** Explores so many worlds and says how many truths were found, against the bar of nine in ten. */
    static String explore(int worlds, ExperienceSettings settings) {
        int first = 0;
        int estimated = 0;
        int held = 0;
        for (int seed = 1; seed <= worlds; seed++) {
            ExperienceWorlds.Result result = ExperienceWorlds.explore(seed, CUSTOMERS, settings);
            if (result.isDriverFirst()) first++;
            if (result.hasEstimate()) estimated++;
            if (result.holdsTruth()) held++;
        }
        return String.format(
                Locale.ROOT,
                "true driver first            %3d of %d small worlds   bar %d%n"
                        + "true effect in the interval  %3d of %d (%d estimated)   bar %d%n",
                first,
                worlds,
                worlds * 9 / 10,
                held,
                worlds,
                estimated,
                worlds * 9 / 10);
    }
}
