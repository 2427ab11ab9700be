package org.jejak.pipeline;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows the progress of a run: a bar on a terminal, and a line for each finished step everywhere. */
final class Progress implements AutoCloseable {
    private final PrintStream out;
    private final ProgressBar bar;

    Progress(PrintStream out, String title, int steps) {
        this.out = out;
        this.bar = System.console() != null && System.getenv("CI") == null
                ? new ProgressBarBuilder()
                        .setTaskName(title)
                        .setInitialMax(steps)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(500)
                        .build()
                : null;
    }

    /** A step is done. */
    void finished(JobRunner.Done done) {
        String what = done.written().stream()
                .filter(w -> w.rows() > 0)
                .map(w -> w.table().name() + " " + String.format(Locale.ROOT, "%,d", w.rows()))
                .collect(Collectors.joining(", "));
        line(String.format(
                Locale.ROOT,
                "  %-20s %6.1f s   %s",
                done.job().name(),
                done.millis() / 1000.0,
                what.isEmpty() ? "nothing changed" : what));
        if (bar != null) bar.step();
    }

    /** A line of its own. */
    synchronized void line(String text) {
        if (bar != null) out.print("\r\u001b[K");
        out.println(text);
    }

    @Override
    public void close() {
        if (bar != null) bar.close();
    }
}
