package org.jejak.pipeline.job;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jejak.ingest.RecordValidator;
import org.jejak.rawlog.RawFile;
import org.jejak.rawlog.RawReader;

/**
 * What a run takes in.
 *
 * @param runId the run
 * @param files new and changed files
 * @param plan what the warehouse knows of files
 * @param reader reads them
 * @param validator makes canonical records of what was read
 * @param staging gives an empty folder for intermediate files, by name
 */
public record Delivery(
        String runId,
        List<RawFile> files,
        IngestPlan plan,
        RawReader reader,
        RecordValidator validator,
        UnaryOperator<String> staging) {}
