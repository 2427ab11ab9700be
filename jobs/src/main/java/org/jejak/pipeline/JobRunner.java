package org.jejak.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jejak.warehouse.Warehouse.Written;

/** Runs jobs as soon as the jobs that write what they read are done; a few at the same time. */
final class JobRunner {
    /**
     * What a job did.
     *
     * @param job the job
     * @param written what it wrote
     * @param millis how long it took
     */
    record Done(Job job, List<Written> written, long millis) {}

    private JobRunner() {}

    /** Runs all jobs and returns what they did, in the order of the list. The first failure is thrown once all have stopped. */
    static List<Done> run(List<Job> jobs, Run run, RunInteractions batch, Progress progress) {
        ExecutorService workers = Executors.newFixedThreadPool(run.settings().parallelJobs());
        try {
            List<CompletableFuture<Done>> running = new ArrayList<>();
            for (Job job : jobs) {
                CompletableFuture<?>[] before = jobs.subList(0, running.size()).stream()
                        .filter(earlier -> !Collections.disjoint(earlier.writes(), job.reads()))
                        .map(earlier -> running.get(jobs.indexOf(earlier)))
                        .toArray(CompletableFuture[]::new);
                running.add(CompletableFuture.allOf(before)
                        .thenApplyAsync(ready -> done(job, run, batch, progress), workers));
            }
            CompletableFuture<Void> all = CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
            try {
                all.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) throw cause;
                throw e;
            }
            return running.stream().map(CompletableFuture::join).toList();
        } finally {
            workers.shutdown();
        }
    }

    private static Done done(Job job, Run run, RunInteractions batch, Progress progress) {
        long start = System.nanoTime();
        run.spark().sparkContext().setJobGroup(job.name(), "jejak " + job.name(), false); // seen in Spark's UI
        List<Written> written = job.work().of(run, batch);
        Done done = new Done(job, written, (System.nanoTime() - start) / 1_000_000);
        progress.finished(done);
        return done;
    }
}
