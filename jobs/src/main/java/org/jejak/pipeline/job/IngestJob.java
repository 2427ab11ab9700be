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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.config.SourceSettings;
import org.jejak.ingest.Deduplication;
import org.jejak.ingest.Mapping;
import org.jejak.ingest.RecordValidator;
import org.jejak.ingest.catalyst.InternalRows;
import org.jejak.pipeline.Run;
import org.jejak.rawlog.FileCheck;
import org.jejak.rawlog.RawFile;
import org.jejak.rawlog.RawFolder;
import org.jejak.rawlog.RawReader;
import org.jejak.rawlog.RawRecord;
import org.jejak.table.AdSpend;
import org.jejak.table.Datasets;
import org.jejak.table.IngestedFiles;
import org.jejak.table.Interactions;
import org.jejak.table.Rejects;
import org.jejak.table.RowBuilder;
import org.jejak.table.raw.RawRecords;
import org.jejak.warehouse.AffectedKeys;
import org.jejak.warehouse.Warehouse.Written;

/**
 * Takes in the files that are not known yet: looks them through, reads and judges their records, leaves out copies, and
 * adds interactions, ad spend, rejects and, last, the files themselves. Can be repeated at any point: what a dead run
 * added already is recognised as its own.
 */
public final class IngestJob {
    /** A source that must deliver has nothing. */
    public static final class InputMissing extends RuntimeException {
        public InputMissing(String message) {
            super(message);
        }
    }

    private static final UserDefinedFunction FILE_DATE = functions.udf(
            (UDF1<String, Date>)
                    path -> RawFolder.dateIn(path).map(Date::valueOf).orElse(null),
            DataTypes.DateType);

    /** Number of a staged record. */
    private static final String RECORD_NUMBER = "record_number";

    /** Of so many numbers each task may hold a copy: about 100 MB. */
    private static final long MOST_BROADCAST = 2_000_000;

    /** What came of one file. */
    private record Counts(long read, long rejected, long accepted) {}

    /** What is in one file; days are null if no record of it is good. */
    private record Read(long read, long rejected, Date firstDay, Date lastDay) {
        Counts accepting(long accepted) {
            return new Counts(read, rejected, accepted);
        }
    }

    private final Run run;
    private final RecordValidator intake;
    private final Map<String, SourceSettings> sources = new LinkedHashMap<>();
    private final RawReader reader;
    private final RawFolder folder;
    private final List<Written> written = new ArrayList<>();
    private final IngestPlan known;

    public IngestJob(Run run, RecordValidator intake) {
        this.run = run;
        this.intake = intake;
        run.settings().sources().forEach(s -> sources.put(s.name(), s));
        this.reader = new RawReader(run.spark(), run.settings().ingest());
        this.folder =
                new RawFolder(run.settings().raw(), run.spark().sparkContext().hadoopConfiguration());
        this.known = new IngestPlan(
                run.warehouse(),
                folder::asNow,
                run.settings().ingest().maxLateness().toDays(),
                takenBack());
    }

    /** Files of the date range that are not recorded with this size and time stamp. */
    public List<RawFile> newFiles(Optional<LocalDate> from, LocalDate to) {
        Predicate<RawFile> isKnown = known.bySizeAndTime();
        List<RawFile> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (SourceSettings source : sources.values()) {
            List<RawFile> files = folder.filesOf(source, from, to);
            if (files.isEmpty() && source.required()) missing.add(source.name() + " (" + source.path() + ")");
            files.stream().filter(isKnown.negate()).forEach(found::add);
        }
        if (!missing.isEmpty()) {
            throw new InputMissing("no file for required source " + String.join(", ", missing) + " under "
                    + run.settings().raw() + from.map(f -> " from " + f).orElse("") + " to " + to
                    + "; deliver it, or set required = false");
        }
        return found;
    }

    /** Takes files in. Their names stand in the journal before any table changes. */
    public List<Written> takeIn(List<RawFile> files, String runId) {
        List<FileCheck> inspections = known.without(reader.check(files, sources));
        if (inspections.isEmpty()) return written;
        IngestPlan.Choice choice = known.choose(inspections);
        List<FileCheck> broken =
                inspections.stream().filter(i -> i.fault() != null).toList();
        Dataset<Row> interactions = stage("interactions", choice.read());
        Dataset<Row> spend = stage("ad_spend", choice.read());
        takeBack(choice.superseded()); // not before: a file may be gone by now, and the night fails
        Map<String, Counts> counts = new HashMap<>();
        Map<String, Read> read = interactions == null ? Map.of() : read(interactions);
        note(read);
        if (interactions != null) counts.putAll(addInteractions(interactions, read));
        if (spend != null) counts.putAll(addSpend(spend));
        addRejects(interactions, spend, broken);
        recordFiles(choice, broken, counts, runId);
        return written;
    }

    /** Removes what came in with some files; the journal keeps the interactions, whose groups are restated. */
    private void takeBack(List<String> paths) {
        if (paths.isEmpty()) return;
        ObjectNode note = run.journal().empty();
        ArrayNode noted = note.putArray("paths");
        Stream.concat(takenBack().stream(), paths.stream()).distinct().forEach(noted::add);
        run.journal().write("taken_back", note);
        AffectedKeys ofPaths = AffectedKeys.of(
                run.spark().createDataset(paths, Encoders.STRING()).toDF("source_file"), Interactions.SOURCE_FILE);
        run.journal().add("superseded", Interactions.TABLE.select(ofPaths.in(run.of(Interactions.TABLE))));
        run.warehouse().delete(Rejects.TABLE, Rejects.SOURCE_FILE, paths);
        run.warehouse().delete(AdSpend.TABLE, AdSpend.SOURCE_FILE, paths);
        written.add(run.warehouse().replaceGroups(Interactions.TABLE, run.none(Interactions.TABLE), ofPaths));
    }

    /** Paths whose rows a run that did not finish has taken back, or was about to. */
    private Set<String> takenBack() {
        Set<String> paths = new TreeSet<>();
        run.journal()
                .note("taken_back")
                .ifPresent(note -> note.path("paths").forEach(path -> paths.add(path.asText())));
        return paths;
    }

    /** Reads, maps and judges all records once, and keeps them aside: they are looked at several times. */
    private Dataset<Row> stage(String target, List<FileCheck> readable) {
        Dataset<Row> all = null;
        for (SourceSettings source : sources.values()) {
            List<RawFile> files = readable.stream()
                    .map(FileCheck::file)
                    .filter(f -> f.source().equals(source.name()))
                    .toList();
            if (files.isEmpty() || !source.target().equals(target)) continue;
            Mapping mapping = Mapping.of(source);
            Dataset<Row> raw = InternalRows.dataset(
                    run.spark(),
                    reader.read(source, files, mapping.fieldNames()).map(RawRecord::columns),
                    RawRecords.SCHEMA);
            Dataset<Row> mapped = mapping.apply(raw, source);
            all = all == null ? mapped : all.union(mapped);
        }
        if (all == null) return null;
        String place = run.journal().scratch(target);
        Dataset<Row> validated = intake.validate(target.equals("ad_spend") ? AdSpend.TABLE : Interactions.TABLE, all);
        Dataset<Row> numbered = validated.withColumn(RECORD_NUMBER, monotonically_increasing_id());
        numbered.write()
                .option("compression", "snappy")
                .option("parquet.enable.dictionary", "false") // read twice and thrown away
                .parquet(place);
        return run.spark().read().schema(numbered.schema()).parquet(place);
    }

    /** Writes down which files this run is about, so that a restart restates what they touch even if they are in. */
    private void note(Map<String, Read> interactions) {
        ObjectNode note = run.journal().empty();
        run.journal().note("files").ifPresent(before -> note.setAll((ObjectNode) before));
        interactions.forEach((file, read) -> {
            if (read.firstDay != null)
                note.putArray(file).add(read.firstDay.toString()).add(read.lastDay.toString());
        });
        run.journal().write("files", note);
    }

    private Map<String, Counts> addInteractions(Dataset<Row> staged, Map<String, Read> read) {
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
        Dataset<Row> known = run.warehouse().isEmpty(Interactions.TABLE) ? null : knownCopies(winners);
        if (known != null && !known.isEmpty()) return addUnknown(winners, known, read);
        Map<String, Counts> counts = new HashMap<>();
        read.forEach((file, r) -> counts.put(file, r.accepting(r.read - r.rejected - beaten.getOrDefault(file, 0L))));
        long news = counts.values().stream().mapToLong(Counts::accepted).sum();
        written.add(run.warehouse().append(Interactions.TABLE, winners, news));
        return counts;
    }

    /** Adds those records that are not in the table, and takes those that are better copies in the place of theirs. */
    private Map<String, Counts> addUnknown(Dataset<Row> winners, Dataset<Row> known, Map<String, Read> read) {
        Dataset<Row> judged = winners.join(
                        known, Interactions.INTERACTION_ID.col().equalTo(col("known_id")), "left")
                .withColumn(
                        "fate",
                        when(col("known_id").isNull(), "new")
                                .when(col("known_rank").equalTo(Deduplication.rank()), "own")
                                .when(col("known_rank").gt(Deduplication.rank()), "better")
                                .otherwise("copy"));
        Map<String, long[]> accepted = new HashMap<>();
        long news = 0;
        long better = 0;
        for (Row row : judged.groupBy("source_file", "fate").count().collectAsList()) {
            String fate = row.getString(1);
            if (fate.equals("new")) news += row.getLong(2);
            if (fate.equals("better")) better += row.getLong(2);
            if (!fate.equals("copy")) accepted.computeIfAbsent(row.getString(0), f -> new long[1])[0] += row.getLong(2);
        }
        written.add(run.warehouse().append(Interactions.TABLE, judged.filter("fate = 'new'"), news));
        if (better > 0) {
            Dataset<Row> replacing = Datasets.materialize(judged.filter("fate = 'better'"));
            AffectedKeys ids =
                    AffectedKeys.of(replacing.select(Interactions.INTERACTION_ID.col()), Interactions.INTERACTION_ID);
            Dataset<Row> old = Interactions.TABLE.select(ids.in(run.of(Interactions.TABLE)));
            run.journal().add("superseded", old);
            written.add(run.warehouse().replaceGroups(Interactions.TABLE, replacing, ids));
        }
        Map<String, Counts> counts = new HashMap<>();
        read.forEach((file, r) -> counts.put(file, r.accepting(accepted.getOrDefault(file, new long[1])[0])));
        return counts;
    }

    /** Interactions in the table that have the id of a record: known_id, known_rank. Looks at 64-bit keys first. */
    private Dataset<Row> knownCopies(Dataset<Row> records) {
        Dataset<Row> keys = records.select(Interactions.INTERACTION_KEY.col().as("wanted_key"));
        List<Object> months = new ArrayList<>();
        run.of(Interactions.TABLE)
                .select(Interactions.INTERACTION_KEY.col(), Interactions.BUSINESS_MONTH.col())
                .join(keys, Interactions.INTERACTION_KEY.col().equalTo(col("wanted_key")), "left_semi")
                .select(Interactions.BUSINESS_MONTH.col())
                .distinct()
                .collectAsList()
                .forEach(r -> months.add(r.getDate(0)));
        return run.of(Interactions.TABLE)
                .filter(Interactions.BUSINESS_MONTH.col().isin(months.toArray()))
                .join(keys, Interactions.INTERACTION_KEY.col().equalTo(col("wanted_key")), "left_semi")
                .withColumn("file_date", FILE_DATE.apply(Interactions.SOURCE_FILE.col()))
                .select(
                        Interactions.INTERACTION_ID.col().as("known_id"),
                        Deduplication.rank().as("known_rank"));
    }

    private Map<String, Counts> addSpend(Dataset<Row> staged) {
        written.add(run.warehouse().appendNew(AdSpend.TABLE, staged.filter("reason IS NULL")));
        Map<String, Counts> counts = new HashMap<>();
        read(staged).forEach((file, r) -> counts.put(file, r.accepting(r.read - r.rejected)));
        return counts;
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

    private void addRejects(Dataset<Row> interactions, Dataset<Row> spend, List<FileCheck> broken) {
        RowBuilder row = new RowBuilder(Rejects.TABLE);
        List<Row> files = broken.stream()
                .map(i -> row.set(
                                Rejects.REJECT_ID,
                                DigestUtils.sha256Hex(String.join(
                                        "|", i.file().source(), i.file().relative(), i.checksum(), i.fault())))
                        .set(Rejects.SOURCE_NAME, i.file().source())
                        .set(Rejects.SOURCE_FILE, i.file().relative())
                        .set(Rejects.REASON, i.fault())
                        .set(Rejects.SOURCE_LINE, 0L)
                        .set(Rejects.DELIVERED_ON, i.file().deliveredOn())
                        .row())
                .toList();
        Dataset<Row> rejects = run.spark().createDataFrame(files, Rejects.TABLE.toStructType());
        if (interactions != null) rejects = rejects.unionByName(RecordValidator.rejects(interactions));
        if (spend != null) rejects = rejects.unionByName(RecordValidator.rejects(spend));
        written.add(run.warehouse().appendNew(Rejects.TABLE, rejects));
    }

    private void recordFiles(
            IngestPlan.Choice choice, List<FileCheck> broken, Map<String, Counts> counts, String runId) {
        Counts none = new Counts(0, 0, 0);
        List<Row> rows = new ArrayList<>();
        for (FileCheck i : choice.read())
            rows.add(file(i, "read", null, counts.getOrDefault(i.file().relative(), none), runId));
        choice.twins().forEach((i, better) -> rows.add(file(i, "skipped", better, none, runId)));
        // an unreadable file counts as one record, rejected
        for (FileCheck i : broken) rows.add(file(i, "quarantined", null, new Counts(1, 1, 0), runId));
        written.add(run.warehouse()
                .appendNew(IngestedFiles.TABLE, run.spark().createDataFrame(rows, IngestedFiles.TABLE.toStructType())));
    }

    private static Row file(FileCheck i, String state, String sameAs, Counts counts, String runId) {
        return new RowBuilder(IngestedFiles.TABLE)
                .set(IngestedFiles.SOURCE_NAME, i.file().source())
                .set(IngestedFiles.SOURCE_FILE, i.file().relative())
                .set(IngestedFiles.CHECKSUM, i.checksum())
                .set(IngestedFiles.STATE, state)
                .set(IngestedFiles.SAME_AS_FILE, sameAs)
                .set(IngestedFiles.RUN_ID, runId)
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
