package org.jejak.pipeline;

import java.util.List;
import org.jejak.table.Table;
import org.jejak.warehouse.Warehouse.Written;

/**
 * One step of the pipeline.
 *
 * @param name what people call it
 * @param reads tables it reads
 * @param writes tables it writes
 * @param work brings the tables it writes up to date
 */
public record Job(String name, List<Table> reads, List<Table> writes, Work work) {
    /** What a job does; a function of the run and of the tables it reads. */
    interface Work {
        List<Written> of(Run run, RunInteractions batch);
    }

    static Builder job(String name) {
        return new Builder(name, List.of(), List.of());
    }

    /** Says what a job reads and writes, and then what it does. */
    record Builder(String name, List<Table> reads, List<Table> writes) {
        Builder reads(Table... tables) {
            return new Builder(name, List.of(tables), writes);
        }

        Builder writes(Table... tables) {
            return new Builder(name, reads, List.of(tables));
        }

        Job as(Work work) {
            return new Job(name, reads, writes, work);
        }
    }
}
