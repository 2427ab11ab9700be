package org.jejak.pipeline;

import java.util.*;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.SparkContext;
import org.jejak.pipeline.job.Inputs;
import org.jejak.pipeline.job.Job;
import org.jejak.pipeline.job.KeySet;
import org.jejak.pipeline.job.Outputs;
import org.jejak.pipeline.job.Run;
import org.jejak.pipeline.job.RunKeys;
import org.jejak.warehouse.Restatement;
import org.jejak.warehouse.TableReader;
import org.jejak.warehouse.TableWriter;
import org.jejak.warehouse.Written;

/**
 * Runs each job as soon as the jobs that make its inputs are done, a few at the same time. Gives a job what it declares, and
 * writes what it returns: first the keys it hands on, into the journal, then its tables, each by its scope.
 */
final class JobRunner {
    /**
     * What a job did.
     *
     * @param job the job
     * @param written what was written of its tables
     * @param millis how long it took
     */
    record Done(Job job, List<Written> written, long millis) {}

    private final SparkContext spark;
    private final TableReader reader;
    private final TableWriter writer;
    private final Journal journal;
    private final Progress progress;

    JobRunner(SparkContext spark, TableReader reader, TableWriter writer, Journal journal, Progress progress) {
        this.spark = spark;
        this.reader = reader;
        this.writer = writer;
        this.journal = journal;
        this.progress = progress;
    }

    /** Runs all jobs; returns what they did, in their order. Throws the failure of the first that failed once all have stopped. */
    List<Done> run(List<Job> jobs, Run run) {
        RunKeys keys = new RunKeys(journal::keys, run.full());
        ExecutorService workers = Executors.newFixedThreadPool(run.settings().parallelJobs());
        ExecutorService writers = Executors.newFixedThreadPool(run.settings().parallelJobs());
        try {
            List<CompletableFuture<Done>> running = new ArrayList<>();
            for (Job job : jobs) {
                CompletableFuture<?>[] before = jobs.subList(0, running.size()).stream()
                        .filter(job::waitsFor)
                        .map(earlier -> running.get(jobs.indexOf(earlier)))
                        .toArray(CompletableFuture[]::new);
                running.add(CompletableFuture.allOf(before)
                        .thenApplyAsync(ready -> done(job, run, keys, writers), workers));
            }
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
            return running.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw e;
        } finally {
            workers.shutdown();
            writers.shutdown();
        }
    }

    private Done done(Job job, Run run, RunKeys keys, ExecutorService writers) {
        long start = System.nanoTime();
        nameForSpark(job);
        List<Written> written = new ArrayList<>();
        Optional<Outputs> outputs = Optional.of(job.work().of(new Inputs(job, reader, keys), run));
        while (outputs.isPresent()) {
            written.addAll(write(job, outputs.get(), writers));
            outputs = outputs.get().next();
        }
        Done done = new Done(job, written, (System.nanoTime() - start) / 1_000_000);
        progress.finished(done);
        return done;
    }

    /** Says which job this thread works for; seen in Spark's UI and counted by {@link SparkCosts}. */
    private void nameForSpark(Job job) {
        spark.setJobGroup(job.name(), "jejak " + job.name(), false);
    }

    private List<Written> write(Job job, Outputs outputs, ExecutorService writers) {
        for (Set<KeySet> sets :
                List.of(outputs.touched().keySet(), outputs.touchedRows().keySet()))
            for (KeySet set : sets) require(job, job.touches().contains(set), "hands on " + set, ".touches");
        for (Restatement r : outputs.restatements())
            require(job, job.writes().contains(r.table()), "writes " + r.table(), ".writes");
        outputs.touched().forEach(journal::add);
        outputs.touchedRows().forEach(journal::add);
        return outputs.isInAnyOrder()
                ? together(job, outputs.restatements(), writers)
                : outputs.restatements().stream().map(writer::write).toList();
    }

    /** Writes tables at the same time; if one fails, the others are done before it is said. */
    private List<Written> together(Job job, List<Restatement> restatements, ExecutorService writers) {
        List<CompletableFuture<Written>> all = restatements.stream()
                .map(restatement -> CompletableFuture.supplyAsync(
                        () -> {
                            nameForSpark(job);
                            return writer.write(restatement);
                        },
                        writers))
                .toList();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        return all.stream().map(CompletableFuture::join).toList();
    }

    private static void require(Job job, boolean declared, String does, String how) {
        if (!declared)
            throw new IllegalStateException("job " + job.name() + " " + does
                    + " but does not declare it; add it to its line in Pipeline with " + how);
    }
}
