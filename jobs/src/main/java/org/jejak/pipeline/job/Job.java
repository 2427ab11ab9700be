package org.jejak.pipeline.job;

import java.util.*;
import org.jejak.table.Table;

/**
 * One step of the pipeline, as the page {@code pipeline.Pipeline} declares it. It can read nothing but what it declares.
 *
 * @param name its name on the screen and in {@code ops.job_runs}
 * @param reads tables it reads; its own ones too, where it continues what they hold
 * @param scopedBy sets of keys that say what it restates
 * @param writes tables it writes, in the order of its {@link Outputs}
 * @param touches sets of keys that it hands on, written down before its tables change
 * @param work what it does
 */
public record Job(
        String name, List<Table> reads, List<KeySet> scopedBy, List<Table> writes, List<KeySet> touches, Work work) {

    /** What a job does: a function of what it reads and of the run. It writes nothing itself. */
    @FunctionalInterface
    public interface Work {
        Outputs of(Inputs in, Run run);
    }

    /** Whether it reads raw files, which no table holds. */
    public boolean takesInFiles() {
        return touches.contains(KeySet.FILES_OF_RUN);
    }

    /** Whether this job needs what another one makes. */
    public boolean waitsFor(Job other) {
        return !Collections.disjoint(other.writes, reads) || !Collections.disjoint(other.touches, scopedBy);
    }

    public static Builder job(String name) {
        return new Builder(name, List.of(), List.of(), List.of(), List.of());
    }

    /** Says what a job reads and writes, and then what it does. */
    public record Builder(
            String name, List<Table> reads, List<KeySet> scopedBy, List<Table> writes, List<KeySet> touches) {
        public Builder reads(Table... tables) {
            return new Builder(name, List.of(tables), scopedBy, writes, touches);
        }

        public Builder scopedBy(KeySet... sets) {
            return new Builder(name, reads, List.of(sets), writes, touches);
        }

        public Builder writes(Table... tables) {
            return new Builder(name, reads, scopedBy, List.of(tables), touches);
        }

        public Builder touches(KeySet... sets) {
            return new Builder(name, reads, scopedBy, writes, List.of(sets));
        }

        public Job as(Work work) {
            return new Job(name, reads, scopedBy, writes, touches, work);
        }
    }
}
