package org.jejak.pipeline.job;

import static org.apache.spark.sql.functions.*;
import static org.jejak.table.Datasets.broadcastIfSmall;
import static org.jejak.table.Datasets.materialize;

import java.sql.Date;
import java.util.*;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.*;
import org.jejak.config.SourceSettings;
import org.jejak.ingest.Mapping;
import org.jejak.ingest.RecordValidator;
import org.jejak.ingest.catalyst.InternalRows;
import org.jejak.rawlog.FileCheck;
import org.jejak.rawlog.RawFile;
import org.jejak.rawlog.RawRecord;
import org.jejak.table.*;
import org.jejak.table.raw.RawRecords;
import org.jejak.warehouse.AffectedKeys;
import org.jejak.warehouse.Restatement;

/**
 * Ingests the files that are not recorded yet: checks them, reads and validates their records, leaves out copies and
 * what was deleted, and gives new interactions, deletions, ad spend, rejects and, last, the files themselves. Can be repeated at
 * any point: what a dead run added already is recognised as its own.
 */
public final class IngestJob {
    /** Number of a staged record. */
    static final String RECORD_NUMBER = "record_number";

    /** So many rows of a small table are fetched and written from this process. */
    private static final int FEW_ROWS = 1_000;

    /** What came of one file. */
    private record Counts(long read, long leftOut, long deletions, long rejected, long accepted) {}

    /** What is in one file; days are null if no record of it is good. */
    record Read(long read, long leftOut, long deletions, long rejected, Date firstDay, Date lastDay) {
        Counts accepting(long accepted) {
            return new Counts(read, leftOut, deletions, rejected, accepted);
        }

        /** Records that can be used, copies of others included. */
        long good() {
            return read - leftOut - rejected;
        }
    }

    private final Inputs in;
    private final Run run;
    private final Delivery delivery;
    private final Map<String, SourceSettings> sources = new LinkedHashMap<>();
    private final SparkSession spark;

    private IngestJob(Inputs in, Run run) {
        this.in = in;
        this.run = run;
        this.delivery = run.delivery();
        this.spark = in.of(Interactions.TABLE).sparkSession();
        run.settings().sources().forEach(s -> sources.put(s.name(), s));
    }

    /** Ingests the files of the {@link Delivery}. */
    public static Outputs takeIn(Inputs in, Run run) {
        return new IngestJob(in, run).outputs();
    }

    private Outputs outputs() {
        List<FileCheck> checks = delivery.plan().without(delivery.reader().check(delivery.files(), sources));
        if (checks.isEmpty()) return Outputs.none();
        IngestPlan.Decision decision = delivery.plan().decide(checks);
        List<FileCheck> broken = checks.stream().filter(c -> c.fault() != null).toList();
        AffectedKeys corrected = decision.superseded().isEmpty()
                ? AffectedKeys.NONE
                : AffectedKeys.of(Interactions.SOURCE_FILE, decision.superseded());
        Optional<Dataset<Row>> staged = stage(Interactions.TABLE, decision.read());
        Optional<Dataset<Row>> spend = stage(AdSpend.TABLE, decision.read());

        Map<String, Read> found = staged.map(IngestJob::read).orElse(Map.of());
        boolean isDeleted = found.values().stream().anyMatch(file -> file.deletions > 0);
        Optional<Dataset<Row>> deletions =
                staged.filter(records -> isDeleted).map(records -> materialize(RecordValidator.deletions(records)));
        Optional<Dataset<Row>> interactions = staged.map(records -> withoutDeleted(records, deletions, corrected));
        Map<String, Read> read = interactions.equals(staged)
                ? found
                : interactions.map(IngestJob::read).orElse(Map.of());
        Map<String, Counts> counts = new HashMap<>();
        Outputs outputs = Outputs.none();
        addInteractions(outputs, interactions, deletions, corrected, read, counts);
        addDeletions(outputs, deletions, corrected);
        Map<String, Read> spent = spend.map(IngestJob::read).orElse(Map.of());
        spent.forEach((file, r) -> counts.put(file, r.accepting(r.good())));
        addSpend(outputs, spend, corrected, spent);
        addRejects(
                outputs,
                Stream.of(interactions, spend).flatMap(Optional::stream).toList(),
                sum(read, Read::rejected) + sum(spent, Read::rejected),
                broken,
                corrected);
        outputs.and(IngestedFiles.TABLE, files(decision, broken, counts));
        Stream<String> takenBack = decision.superseded().stream();
        if (!corrected.isNone())
            touch(outputs, KeySet.TAKEN_BACK_FILES, takenBack.map(path -> RowFactory.create(path)));
        touch(outputs, KeySet.FILES_OF_RUN, daysOf(read));
        return outputs;
    }

    private void touch(Outputs outputs, KeySet set, Stream<Row> keys) {
        outputs.touching(set, keys.toList());
    }

    private static Stream<Row> daysOf(Map<String, Read> files) {
        return files.entrySet().stream()
                .filter(file -> file.getValue().firstDay != null)
                .map(file -> RowFactory.create(file.getKey(), file.getValue().firstDay, file.getValue().lastDay));
    }

    /** Reads, maps and validates all records once, and keeps them aside: they are looked at several times. */
    private Optional<Dataset<Row>> stage(Table target, List<FileCheck> readable) {
        Dataset<Row> all = null;
        for (SourceSettings source : sources.values()) {
            List<RawFile> files = readable.stream()
                    .map(FileCheck::file)
                    .filter(f -> f.source().equals(source.name()))
                    .toList();
            if (files.isEmpty() || !source.target().equals(target == AdSpend.TABLE ? "ad_spend" : "interactions"))
                continue;
            Mapping mapping = Mapping.of(source);
            Dataset<Row> raw = InternalRows.dataset(
                    spark,
                    delivery.reader()
                            .read(source, files, mapping.fieldNames(), mapping.fieldsOfItems())
                            .map(RawRecord::columns),
                    RawRecords.SCHEMA);
            Dataset<Row> mapped = mapping.apply(raw, source);
            all = all == null ? mapped : all.union(mapped);
        }
        if (all == null) return Optional.empty();
        String place = delivery.staging().apply(target.name());
        Dataset<Row> numbered =
                delivery.validator().validate(target, all).withColumn(RECORD_NUMBER, monotonically_increasing_id());
        numbered.write()
                .option("compression", "snappy")
                .option("parquet.enable.dictionary", "false") // read twice and thrown away
                .parquet(place);
        return Optional.of(spark.read().schema(numbered.schema()).parquet(place));
    }

    /** Staged records; those are left out that are deleted, by a file of before or of now. */
    private Dataset<Row> withoutDeleted(Dataset<Row> staged, Optional<Dataset<Row>> deletions, AffectedKeys corrected) {
        if (deletions.isEmpty() && in.isEmpty(Deletions.TABLE)) return staged;
        Dataset<Row> before = idsOf(corrected.outside(in.of(Deletions.TABLE)));
        Dataset<Row> deleted =
                deletions.map(now -> before.union(idsOf(now))).orElse(before).distinct();
        return RecordValidator.leavingOut(staged, broadcastIfSmall(materialize(deleted)));
    }

    private static Dataset<Row> idsOf(Dataset<Row> rows) {
        return rows.select(Interactions.INTERACTION_ID.col());
    }

    private void addDeletions(Outputs outputs, Optional<Dataset<Row>> deletions, AffectedKeys corrected) {
        if (deletions.isPresent()) outputs.replacing(corrected, Deletions.TABLE, deletions.get());
        else if (!corrected.isNone() && !in.isEmpty(Deletions.TABLE))
            outputs.replacing(corrected, Deletions.TABLE, List.of());
    }

    /**
     * New interactions take the place of worse copies and of what came from corrected files, and deletions take back what they
     * name; all of that is handed on, since what it belonged to is restated.
     */
    private void addInteractions(
            Outputs outputs,
            Optional<Dataset<Row>> staged,
            Optional<Dataset<Row>> deletions,
            AffectedKeys corrected,
            Map<String, Read> read,
            Map<String, Counts> counts) {
        Dataset<Row> table = in.of(Interactions.TABLE);
        Optional<NewInteractions> news = staged.map(records ->
                NewInteractions.among(records, corrected.outside(table), in.isEmpty(Interactions.TABLE), read));
        news.ifPresent(n -> read.forEach(
                (file, r) -> counts.put(file, r.accepting(n.accepted().getOrDefault(file, 0L)))));
        Optional<Dataset<Row>> former = Stream.of(
                        corrected.isNone() ? Optional.<Dataset<Row>>empty() : Optional.of(corrected.in(table)),
                        deletions.flatMap(found -> NewInteractions.known(found, corrected.outside(table))),
                        news.flatMap(NewInteractions::replaced))
                .flatMap(Optional::stream)
                .map(Interactions.TABLE::select)
                .reduce(Dataset::unionByName)
                .map(Datasets::materialize)
                .filter(gone -> !gone.isEmpty());
        if (former.isEmpty()) {
            news.ifPresent(n -> outputs.and(Restatement.of(Interactions.TABLE, n.rows(), AffectedKeys.NONE)
                    .counted(n.count())));
            return;
        }
        AffectedKeys ids = AffectedKeys.of(idsOf(former.get()).distinct(), Interactions.INTERACTION_ID);
        Dataset<Row> rows =
                materialize(news.map(n -> Interactions.TABLE.select(n.rows())).orElseGet(() -> table.limit(0)));
        Dataset<Row> added = ids.outside(rows); // apart: what is new need not be compared
        outputs.touching(KeySet.FORMER_INTERACTIONS, former.get())
                .replacing(ids, Interactions.TABLE, ids.in(rows))
                .and(Restatement.of(Interactions.TABLE, added, AffectedKeys.NONE)
                        .counted(added.count()));
    }

    private void addSpend(
            Outputs outputs, Optional<Dataset<Row>> staged, AffectedKeys corrected, Map<String, Read> read) {
        if (staged.isEmpty() && corrected.isNone()) return;
        Dataset<Row> good = staged.map(records -> AdSpend.TABLE.select(
                        records.filter(RawRecords.REASON.col().isNull())))
                .orElseGet(() -> none(AdSpend.TABLE));
        replace(outputs, corrected, AdSpend.TABLE, good, sum(read, Read::good));
    }

    /** A few rows are fetched: the table is then written without questions to Spark about them. */
    private static void replace(Outputs outputs, AffectedKeys keys, Table table, Dataset<Row> rows, long count) {
        if (count > FEW_ROWS) outputs.replacing(keys, table, rows);
        else outputs.replacing(keys, table, count == 0 ? List.of() : rows.collectAsList());
    }

    private static long sum(Map<String, Read> read, ToLongFunction<Read> number) {
        return read.values().stream().mapToLong(number).sum();
    }

    private Dataset<Row> none(Table table) {
        return spark.createDataFrame(List.of(), table.toStructType());
    }

    private static Map<String, Read> read(Dataset<Row> staged) {
        Column day = when(RawRecords.REASON.col().isNull(), Interactions.BUSINESS_DATE.col());
        return staged
                .groupBy(Interactions.SOURCE_FILE.col())
                .agg(
                        count(lit(1)),
                        count_if(RecordValidator.isLeftOut()),
                        count_if(RecordValidator.isDeletion()),
                        count_if(RecordValidator.isRejected()),
                        min(day),
                        max(day))
                .collectAsList()
                .stream()
                .collect(Collectors.toMap(
                        r -> r.getString(0),
                        r -> new Read(
                                r.getLong(1), r.getLong(2), r.getLong(3), r.getLong(4), r.getDate(5), r.getDate(6))));
    }

    private void addRejects(
            Outputs outputs, List<Dataset<Row>> staged, long count, List<FileCheck> broken, AffectedKeys corrected) {
        RowBuilder row = new RowBuilder(Rejects.TABLE);
        List<Row> files = broken.stream()
                .map(c -> row.set(
                                Rejects.REJECT_ID,
                                DigestUtils.sha256Hex(String.join(
                                        "|", c.file().source(), c.file().relative(), c.checksum(), c.fault())))
                        .set(Rejects.SOURCE_NAME, c.file().source())
                        .set(Rejects.SOURCE_FILE, c.file().relative())
                        .set(Rejects.REASON, c.fault())
                        .set(Rejects.SOURCE_LINE, 0L)
                        .set(Rejects.DELIVERED_DATE, c.file().deliveredOn())
                        .row())
                .toList();
        Dataset<Row> rejects = spark.createDataFrame(files, Rejects.TABLE.toStructType());
        for (Dataset<Row> records : staged) rejects = rejects.unionByName(RecordValidator.rejects(records));
        replace(outputs, corrected, Rejects.TABLE, rejects, count + files.size());
    }

    private List<Row> files(IngestPlan.Decision decision, List<FileCheck> broken, Map<String, Counts> counts) {
        Counts none = new Counts(0, 0, 0, 0, 0);
        List<Row> rows = new ArrayList<>();
        for (FileCheck c : decision.read())
            rows.add(file(c, "read", null, counts.getOrDefault(c.file().relative(), none)));
        decision.duplicates().forEach((c, better) -> rows.add(file(c, "skipped", better, none)));
        // an unreadable file counts as one record, rejected
        for (FileCheck c : broken) rows.add(file(c, "quarantined", null, new Counts(1, 0, 0, 1, 0)));
        return rows;
    }

    private Row file(FileCheck i, String state, String sameAs, Counts counts) {
        return new RowBuilder(IngestedFiles.TABLE)
                .set(IngestedFiles.SOURCE_NAME, i.file().source())
                .set(IngestedFiles.SOURCE_FILE, i.file().relative())
                .set(IngestedFiles.CHECKSUM, i.checksum())
                .set(IngestedFiles.STATE, state)
                .set(IngestedFiles.SAME_AS_FILE, sameAs)
                .set(IngestedFiles.RUN_ID, delivery.runId())
                .set(IngestedFiles.BYTE_COUNT, i.file().bytes())
                .set(IngestedFiles.READ_COUNT, counts.read)
                .set(IngestedFiles.BLANK_COUNT, i.blankLines())
                .set(IngestedFiles.ACCEPTED_COUNT, counts.accepted)
                .set(IngestedFiles.DUPLICATE_COUNT, counts.read - counts.leftOut - counts.accepted - counts.rejected)
                .set(IngestedFiles.LEFT_OUT_COUNT, counts.leftOut)
                .set(IngestedFiles.DELETION_COUNT, counts.deletions)
                .set(IngestedFiles.REJECTED_COUNT, counts.rejected)
                .set(IngestedFiles.MODIFIED_AT_MILLIS, i.file().modifiedAtMillis())
                .set(IngestedFiles.DELIVERED_DATE, i.file().deliveredOn())
                .row();
    }
}
