package org.jejak.run;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Measurements. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures the pipeline against its bars.")
final class BenchCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalArgumentException("not yet");
    }
}
