package org.jejak.pipeline.job;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.config.SourceSettings;
import org.jejak.ingest.Deduplication;
import org.jejak.ingest.Mapping;
import org.jejak.ingest.RecordValidator;
import org.jejak.ingest.catalyst.InternalRows;
import org.jejak.rawlog.FileCheck;
import org.jejak.rawlog.RawFile;
import org.jejak.rawlog.RawFolder;
import org.jejak.rawlog.RawRecord;
import org.jejak.table.AdSpend;
import org.jejak.table.Datasets;
import org.jejak.table.IngestedFiles;
import org.jejak.table.Interactions;
import org.jejak.table.Rejects;
import org.jejak.table.RowBuilder;
import org.jejak.table.Table;
import org.jejak.table.raw.RawRecords;
import org.jejak.warehouse.AffectedKeys;
import org.jejak.warehouse.Restatement;

/**
 * Takes in the files that are not known yet: checks them, reads and validates their records, leaves out copies, and gives
 * new interactions, ad spend, rejects and, last, the files themselves. Can be repeated at any point: what a dead run added
 * already is recognised as its own.
 */
public final class IngestJob {
    private static final UserDefinedFunction FILE_DATE = functions.udf(
            (UDF1<String, Date>)
                    path -> RawFolder.dateIn(path).map(Date::valueOf).orElse(null),
            DataTypes.DateType);

    /** Number of a staged record. */
    private static final String RECORD_NUMBER = "record_number";

    /** Longest list of record numbers that is broadcast: about 100 MB per task. */
    private static final long MOST_BROADCAST = 2_000_000;

    /** What came of one file. */
    private record Counts(long read, long rejected, long accepted) {}

    /** What is in one file; days are null if no record of it is good. */
    private record Read(long read, long rejected, Date firstDay, Date lastDay) {
        Counts accepting(long accepted) {
            return new Counts(read, rejected, accepted);
        }
    }

    /**
     * What staged records change in the table of interactions.
     *
     * @param rows rows to add
     * @param count how many
     * @param replaced rows of the table that worse copies of them have
     * @param accepted records of each file that are or will be in the table
     */
    private record News(Dataset<Row> rows, long count, Optional<Dataset<Row>> replaced, Map<String, Long> accepted) {}

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

    /** Takes in the files of the {@link Delivery}. */
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
        Optional<Dataset<Row>> interactions = stage(Interactions.TABLE, decision.read());
        Optional<Dataset<Row>> spend = stage(AdSpend.TABLE, decision.read());

        Map<String, Read> read = interactions.map(IngestJob::read).orElse(Map.of());
        Map<String, Counts> counts = new HashMap<>();
        Outputs outputs = Outputs.none();
        addInteractions(outputs, interactions, corrected, read, counts);
        addSpend(outputs, spend, corrected, counts);
        addRejects(
                outputs,
                Stream.of(interactions, spend).flatMap(Optional::stream).toList(),
                broken,
                corrected);
        outputs.and(IngestedFiles.TABLE, files(decision, broken, counts));
        if (!corrected.isNone())
            outputs.touching(
                    KeySet.TAKEN_BACK_FILES,
                    rows(
                            KeySet.TAKEN_BACK_FILES,
                            decision.superseded().stream()
                                    .map(path -> RowFactory.create(path))
                                    .toList()));
        return outputs.touching(
                KeySet.FILES_OF_RUN,
                rows(
                        KeySet.FILES_OF_RUN,
                        read.entrySet().stream()
                                .filter(file -> file.getValue().firstDay != null)
                                .map(file -> RowFactory.create(
                                        file.getKey(), file.getValue().firstDay, file.getValue().lastDay))
                                .toList()));
    }

    private Dataset<Row> rows(KeySet set, List<Row> rows) {
        return spark.createDataFrame(rows, set.shape().toStructType());
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
                    delivery.reader().read(source, files, mapping.fieldNames()).map(RawRecord::columns),
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

    /**
     * New interactions take the place of worse copies and of what came from corrected files; both are handed on, since what
     * they belonged to is restated.
     */
    private void addInteractions(
            Outputs outputs,
            Optional<Dataset<Row>> staged,
            AffectedKeys corrected,
            Map<String, Read> read,
            Map<String, Counts> counts) {
        Dataset<Row> table = in.of(Interactions.TABLE);
        Optional<News> news = staged.map(records -> news(records, corrected.outside(table), read));
        news.ifPresent(n -> read.forEach(
                (file, r) -> counts.put(file, r.accepting(n.accepted().getOrDefault(file, 0L)))));
        Optional<Dataset<Row>> former = Stream.of(
                        corrected.isNone() ? Optional.<Dataset<Row>>empty() : Optional.of(corrected.in(table)),
                        news.flatMap(News::replaced))
                .flatMap(Optional::stream)
                .map(Interactions.TABLE::select)
                .reduce(Dataset::unionByName);
        if (former.isEmpty()) {
            news.ifPresent(n -> outputs.and(Restatement.of(Interactions.TABLE, n.rows(), AffectedKeys.NONE)
                    .counted(n.count())));
            return;
        }
        Dataset<Row> gone = Datasets.materialize(former.get());
        AffectedKeys ids =
                AffectedKeys.of(gone.select(Interactions.INTERACTION_ID.col()).distinct(), Interactions.INTERACTION_ID);
        outputs.touching(KeySet.FORMER_INTERACTIONS, gone)
                .replacing(
                        ids,
                        Interactions.TABLE,
                        news.map(n -> Datasets.materialize(Interactions.TABLE.select(n.rows())))
                                .orElseGet(() -> table.limit(0)));
    }

    /**
     * Compares good records with each other and with the table.
     *
     * @param table the interactions that stay
     */
    private News news(Dataset<Row> staged, Dataset<Row> table, Map<String, Read> read) {
        Dataset<Row> good = staged.filter("reason IS NULL");
        Dataset<Row> losers =
                Datasets.materialize(Deduplication.losers(good, col(RECORD_NUMBER), Interactions.SOURCE_FILE.col()));
        Map<String, Long> beaten = losers.groupBy(Interactions.SOURCE_FILE.col()).count().collectAsList().stream()
                .collect(Collectors.toMap(r -> r.getString(0), r -> r.getLong(1)));
        long beatenCount = beaten.values().stream().mapToLong(n -> n).sum();
        Dataset<Row> out = losers.select(RECORD_NUMBER);
        Dataset<Row> winners = beaten.isEmpty()
                ? good
                : good.join(beatenCount <= MOST_BROADCAST ? broadcast(out) : out, RECORD_NUMBER, "left_anti");
        if (!in.isEmpty(Interactions.TABLE)) {
            Dataset<Row> known = knownCopies(winners, table);
            if (!known.isEmpty()) return unknown(winners, known);
        }
        Map<String, Long> accepted = new HashMap<>();
        read.forEach((file, r) -> accepted.put(file, r.read - r.rejected - beaten.getOrDefault(file, 0L)));
        long count = accepted.values().stream().mapToLong(n -> n).sum();
        return new News(winners, count, Optional.empty(), accepted);
    }

    /** Those records that are not in the table, and those that are better copies of what is. */
    private static News unknown(Dataset<Row> winners, Dataset<Row> known) {
        Dataset<Row> compared = winners.join(
                        known.select("known_id", "known_rank"),
                        Interactions.INTERACTION_ID.col().equalTo(col("known_id")),
                        "left")
                .withColumn(
                        "fate",
                        when(col("known_id").isNull(), "new")
                                .when(col("known_rank").equalTo(Deduplication.rank()), "own")
                                .when(col("known_rank").gt(Deduplication.rank()), "better")
                                .otherwise("copy"));
        Map<String, Long> accepted = new HashMap<>();
        Map<String, Long> byFate = new HashMap<>();
        for (Row row : compared.groupBy("source_file", "fate").count().collectAsList()) {
            byFate.merge(row.getString(1), row.getLong(2), Long::sum);
            if (!row.getString(1).equals("copy")) accepted.merge(row.getString(0), row.getLong(2), Long::sum);
        }
        long better = byFate.getOrDefault("better", 0L);
        Dataset<Row> old = known.join(
                compared.filter("fate = 'better'").select(col("known_id").as("better_id")),
                col("known_id").equalTo(col("better_id")),
                "left_semi");
        return new News(
                compared.filter("fate IN ('new', 'better')"),
                byFate.getOrDefault("new", 0L) + better,
                better == 0 ? Optional.empty() : Optional.of(old),
                accepted);
    }

    /**
     * Interactions of the table that have the id of a record, with known_id and known_rank. Compares 64-bit keys first, so
     * that whole rows are read of few months only.
     */
    private static Dataset<Row> knownCopies(Dataset<Row> records, Dataset<Row> table) {
        Dataset<Row> keys = records.select(Interactions.INTERACTION_KEY.col().as("wanted_key"));
        List<Object> months = new ArrayList<>();
        table.select(Interactions.INTERACTION_KEY.col(), Interactions.BUSINESS_MONTH.col())
                .join(keys, Interactions.INTERACTION_KEY.col().equalTo(col("wanted_key")), "left_semi")
                .select(Interactions.BUSINESS_MONTH.col())
                .distinct()
                .collectAsList()
                .forEach(r -> months.add(r.getDate(0)));
        return table.filter(Interactions.BUSINESS_MONTH.col().isin(months.toArray()))
                .join(keys, Interactions.INTERACTION_KEY.col().equalTo(col("wanted_key")), "left_semi")
                .withColumn("file_date", FILE_DATE.apply(Interactions.SOURCE_FILE.col()))
                .withColumn("known_id", Interactions.INTERACTION_ID.col())
                .withColumn("known_rank", Deduplication.rank());
    }

    private void addSpend(
            Outputs outputs, Optional<Dataset<Row>> staged, AffectedKeys corrected, Map<String, Counts> counts) {
        staged.ifPresent(records ->
                read(records).forEach((file, r) -> counts.put(file, r.accepting(r.read - r.rejected))));
        if (staged.isPresent())
            outputs.replacing(corrected, AdSpend.TABLE, staged.get().filter("reason IS NULL"));
        else if (!corrected.isNone()) outputs.replacing(corrected, AdSpend.TABLE, List.of());
    }

    private static Map<String, Read> read(Dataset<Row> staged) {
        Column day = when(RawRecords.REASON.col().isNull(), Interactions.BUSINESS_DATE.col());
        return staged
                .groupBy(Interactions.SOURCE_FILE.col())
                .agg(count(lit(1)), count_if(RawRecords.REASON.col().isNotNull()), min(day), max(day))
                .collectAsList()
                .stream()
                .collect(Collectors.toMap(
                        r -> r.getString(0), r -> new Read(r.getLong(1), r.getLong(2), r.getDate(3), r.getDate(4))));
    }

    private void addRejects(
            Outputs outputs, List<Dataset<Row>> staged, List<FileCheck> broken, AffectedKeys corrected) {
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
                        .set(Rejects.DELIVERED_ON, c.file().deliveredOn())
                        .row())
                .toList();
        Dataset<Row> rejects = spark.createDataFrame(files, Rejects.TABLE.toStructType());
        for (Dataset<Row> records : staged) rejects = rejects.unionByName(RecordValidator.rejects(records));
        outputs.replacing(corrected, Rejects.TABLE, rejects);
    }

    private List<Row> files(IngestPlan.Decision decision, List<FileCheck> broken, Map<String, Counts> counts) {
        Counts none = new Counts(0, 0, 0);
        List<Row> rows = new ArrayList<>();
        for (FileCheck c : decision.read())
            rows.add(file(c, "read", null, counts.getOrDefault(c.file().relative(), none)));
        decision.duplicates().forEach((c, better) -> rows.add(file(c, "skipped", better, none)));
        // an unreadable file counts as one record, rejected
        for (FileCheck c : broken) rows.add(file(c, "quarantined", null, new Counts(1, 1, 0)));
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
                .set(IngestedFiles.DUPLICATE_COUNT, counts.read - counts.accepted - counts.rejected)
                .set(IngestedFiles.REJECTED_COUNT, counts.rejected)
                .set(IngestedFiles.MODIFIED_AT_MILLIS, i.file().modifiedAtMillis())
                .set(IngestedFiles.DELIVERED_ON, i.file().deliveredOn())
                .row();
    }
}
