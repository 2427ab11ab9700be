package org.jejak.command.bench;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jejak.command.InstallationOptions;
import org.jejak.config.ExperienceSettings;
import org.jejak.config.Settings;
import org.jejak.config.UsageException;
import org.jejak.pipeline.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks on simulated worlds that the analysis finds the true driver of satisfaction and the true effect of bad experiences. */
@Command(
        name = "experience",
        mixinStandardHelpOptions = true,
        description =
                "Customer experience in small worlds of known truth: how often the true driver of satisfaction comes first, and "
                        + "how often the true effect of a bad experience lies in its interval. No warehouse, no Spark; about "
                        + "half a second a world. Exit code 11 below nine in ten.")
final class ExperienceBench implements Callable<Integer> {
    /** Customers of a world. */
    static final int CUSTOMERS = 3_000;

    @Mixin
    private InstallationOptions installation = new InstallationOptions();

    @Option(names = "--worlds", description = "How many worlds. Default: ${DEFAULT-VALUE}.", defaultValue = "100")
    private int worlds;

    @Option(
            names = "--first-seed",
            description = "Seed of the first world; the others follow. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private long firstSeed;

    @Override
    public Integer call() {
        if (worlds < 1) throw new UsageException("--worlds is " + worlds + ", but must be at least 1");
        Found found = run(
                firstSeed,
                worlds,
                Settings.read(installation.conf, installation.overrides).experience());
        System.out.print(found.text());
        return found.isEnough() ? 0 : ExitCodes.QUALITY_GATE;
    }

    /**
     * How many truths were found.
     *
     * @param worlds explored
     * @param first worlds whose true driver came first
     * @param estimated worlds with an estimate of the effect
     * @param held worlds whose true effect lies in the interval
     */
    record Found(int worlds, int first, int estimated, int held) {
        private int bar() {
            return (worlds * 9 + 9) / 10;
        }

        boolean isEnough() {
            return first >= bar() && held >= bar();
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "true driver first            %3d of %d small worlds   bar %d%n"
                            + "true effect in the interval  %3d of %d (%d estimated)   bar %d%n",
                    first,
                    worlds,
                    bar(),
                    held,
                    worlds,
                    estimated,
                    bar());
        }
    }

    /** Simulates and analyses a number of worlds. */
    static Found run(long firstSeed, int worlds, ExperienceSettings settings) {
        int first = 0;
        int estimated = 0;
        int held = 0;
        for (long seed = firstSeed; seed < firstSeed + worlds; seed++) {
            ExperienceSimulation.Result result = ExperienceSimulation.run(seed, CUSTOMERS, settings);
            if (result.isDriverFirst()) first++;
            if (result.hasEstimate()) estimated++;
            if (result.holdsTruth()) held++;
        }
        return new Found(worlds, first, estimated, held);
    }
}
