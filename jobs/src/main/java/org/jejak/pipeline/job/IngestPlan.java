package org.jejak.pipeline.job;

import java.sql.Date;
import java.time.Duration;
import java.time.LocalDate;
import java.util.*;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jejak.config.SourceSettings;
import org.jejak.rawlog.FileCheck;
import org.jejak.rawlog.RawFile;
import org.jejak.rawlog.RawFolder;
import org.jejak.table.*;

/**
 * Decides which files a run reads and which it takes back, by the files recorded before. Content is read once, under the best of its
 * names: the one delivered first. So it does not matter in which order nights see the names of one content, nor whether a
 * log was renamed in between.
 */
public final class IngestPlan {
    /**
     * What a run does about files.
     *
     * @param read files to read: new ones, and recorded ones whose records gave way to others that now go
     * @param duplicates files that are not read, each with the better name of its content
     * @param superseded paths whose rows are taken back: the same content has a better name now, or the path holds other content
     */
    public record Decision(List<FileCheck> read, Map<FileCheck, String> duplicates, List<String> superseded) {}

    /** A path within a source. */
    private record Name(String source, String path) {}

    /** Some content of a source. */
    private record Content(String source, String checksum) {}

    private final Map<Name, Row> recorded = new LinkedHashMap<>();
    private final Function<RawFile, Optional<RawFile>> onDisk;
    private final Function<String, Optional<Duration>> maxLateness;
    private final Set<String> takenBack;

    /**
     * @param recorded all rows of {@link IngestedFiles}; what the last run found about a path counts
     * @param onDisk finds a recorded file again, as it is now
     * @param maxLateness how far apart copies of a record may be delivered, by source; empty for any time
     * @param takenBack paths whose rows a run that did not finish has taken back or was about to: they are read again, even
     *     if they hold what is recorded
     */
    public IngestPlan(
            List<Row> recorded,
            Function<RawFile, Optional<RawFile>> onDisk,
            Function<String, Optional<Duration>> maxLateness,
            Set<String> takenBack) {
        recorded.stream()
                .sorted(Comparator.comparingLong(row -> Runs.numberOf(row.getAs(IngestedFiles.RUN_ID.name()))))
                .forEach(row -> this.recorded.put(nameOf(fileOf(row)), row));
        this.onDisk = onDisk;
        this.maxLateness = maxLateness;
        this.takenBack = Set.copyOf(takenBack);
    }

    /**
     * Files of some delivery dates that are not recorded with their size and time stamp.
     *
     * @throws InputMissingException if a required source has no file for these dates
     */
    public List<RawFile> newFiles(
            RawFolder folder, List<SourceSettings> sources, Optional<LocalDate> from, LocalDate to) {
        List<RawFile> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (SourceSettings source : sources) {
            List<RawFile> files = folder.filesOf(source, from, to);
            if (files.isEmpty() && source.required()) missing.add(source.name() + " (" + source.path() + ")");
            files.stream().filter(file -> !isKnown(file)).forEach(found::add);
        }
        if (!missing.isEmpty()) {
            throw new InputMissingException("no file for required source " + String.join(", ", missing) + " under "
                    + folder + from.map(f -> " from " + f).orElse("") + " to " + to
                    + "; deliver it, or set required = false");
        }
        return found;
    }

    /** Whether a file is recorded with its size and time stamp. */
    private boolean isKnown(RawFile file) {
        Row row = recorded.get(nameOf(file));
        return !takenBack.contains(file.relative()) && row != null && isSame(fileOf(row), file);
    }

    /** Without files that are recorded with this very content: only their time stamp is new. */
    List<FileCheck> without(List<FileCheck> checks) {
        return checks.stream()
                .filter(i -> takenBack.contains(i.file().relative())
                        || !i.checksum()
                                .equals(Optional.ofNullable(recorded.get(nameOf(i.file())))
                                        .map(IngestPlan::checksum)
                                        .orElse(null)))
                .toList();
    }

    /**
     * Decides what is read and what is taken back, given what each path holds now. A file that cannot be read changes
     * nothing but itself.
     */
    public Decision decide(List<FileCheck> checks) {
        Map<Name, FileCheck> before = new LinkedHashMap<>();
        recorded.forEach((name, row) -> {
            if (!isIn(row, "quarantined")) before.put(name, checkOf(row));
        });
        Map<Name, FileCheck> after = new LinkedHashMap<>(before);
        Map<Name, FileCheck> news = new LinkedHashMap<>();
        for (FileCheck i : checks) if (i.fault() == null) news.put(nameOf(i.file()), i);
        after.putAll(news);
        Map<Content, Name> bestBefore = best(before);
        Map<Content, Name> best = best(after);

        Set<Name> superseded = new HashSet<>();
        for (Name name : news.keySet()) {
            if (recorded.containsKey(name) && !isRotatedOut(name, before, news, bestBefore, best)) superseded.add(name);
        }
        Decision decision = new Decision(new ArrayList<>(), new HashMap<>(), new ArrayList<>());
        after.forEach((name, i) -> {
            boolean isBest = best.get(contentOf(i)).equals(name);
            boolean isNew = news.containsKey(name);
            boolean wasRead = !isNew && isIn(recorded.get(name), "read");
            if (isBest && isNew) decision.read.add(i);
            else if (isBest && !wasRead) again(i).ifPresent(decision.read::add);
            else if (!isBest && (isNew || wasRead)) decision.duplicates.put(i, best.get(contentOf(i)).path);
            if (!isBest && wasRead) superseded.add(name);
        });
        after.forEach((name, i) -> {
            if (!news.containsKey(name) && mayHaveLostTo(name, superseded)) again(i).ifPresent(decision.read::add);
        });
        decision.read.sort(Comparator.comparing(i -> i.file().rank()));
        superseded.stream().map(Name::path).sorted().forEach(decision.superseded::add);
        return decision;
    }

    /**
     * Whether a name got content that was known under another, and its own content is gone: so ends a log that is renamed
     * night after night. Nobody corrected it, so what was read from it stays.
     */
    private static boolean isRotatedOut(
            Name name,
            Map<Name, FileCheck> before,
            Map<Name, FileCheck> news,
            Map<Content, Name> bestBefore,
            Map<Content, Name> best) {
        FileCheck old = before.get(name);
        return old != null && bestBefore.containsKey(contentOf(news.get(name))) && !best.containsKey(contentOf(old));
    }

    /**
     * Whether a file that was read had records that are not in the table because of a file that is taken back: of a copy in it,
     * if it was delivered near by, or of any deletion in it.
     */
    private boolean mayHaveLostTo(Name name, Set<Name> superseded) {
        Row row = recorded.get(name);
        if (!isIn(row, "read") || superseded.contains(name)) return false;
        boolean hadCopies = row.<Long>getAs(IngestedFiles.DUPLICATE_COUNT.name()) > 0;
        return superseded.stream()
                .filter(gone -> gone.source.equals(name.source))
                .map(recorded::get)
                .filter(gone -> isIn(gone, "read"))
                .anyMatch(gone -> gone.<Long>getAs(IngestedFiles.DELETION_COUNT.name()) > 0
                        || hadCopies && isNear(row, gone, name.source));
    }

    /** Whether two files of a source were delivered so near each other that they can hold copies of one record. */
    private boolean isNear(Row one, Row other, String source) {
        Date here = one.getAs(IngestedFiles.DELIVERED_DATE.name());
        Date there = other.getAs(IngestedFiles.DELIVERED_DATE.name());
        Optional<Long> reachDays = maxLateness.apply(source).map(Duration::toDays);
        return here == null
                || there == null
                || reachDays.isEmpty()
                || Math.abs(here.toLocalDate().toEpochDay()
                                - there.toLocalDate().toEpochDay())
                        <= reachDays.get();
    }

    /** A recorded file, to be read once more; empty if it is not there any more, or is not what it was. */
    private Optional<FileCheck> again(FileCheck recorded) {
        return onDisk.apply(recorded.file())
                .filter(file -> isSame(recorded.file(), file))
                .map(file -> new FileCheck(file, recorded.checksum(), null, recorded.blankLines()));
    }

    /** The best name of each content. */
    private static Map<Content, Name> best(Map<Name, FileCheck> files) {
        Map<Content, Name> best = new HashMap<>();
        files.entrySet().stream()
                .sorted(Comparator.comparing(f -> f.getValue().file().rank()))
                .forEach(f -> best.putIfAbsent(contentOf(f.getValue()), f.getKey()));
        return best;
    }

    private static boolean isSame(RawFile one, RawFile other) {
        return one.bytes() == other.bytes() && one.modifiedAtMillis() == other.modifiedAtMillis();
    }

    private static Name nameOf(RawFile file) {
        return new Name(file.source(), file.relative());
    }

    private static Content contentOf(FileCheck i) {
        return new Content(i.file().source(), i.checksum());
    }

    private static FileCheck checkOf(Row row) {
        return new FileCheck(fileOf(row), checksum(row), null, row.<Long>getAs(IngestedFiles.BLANK_COUNT.name()));
    }

    /** A file as it was recorded; where it lies is not. */
    private static RawFile fileOf(Row row) {
        return new RawFile(
                row.getAs(IngestedFiles.SOURCE_NAME.name()),
                "",
                row.getAs(IngestedFiles.SOURCE_FILE.name()),
                row.<Long>getAs(IngestedFiles.BYTE_COUNT.name()),
                row.<Long>getAs(IngestedFiles.MODIFIED_AT_MILLIS.name()),
                row.getAs(IngestedFiles.DELIVERED_DATE.name()));
    }

    private static String checksum(Row row) {
        return row.getAs(IngestedFiles.CHECKSUM.name());
    }

    private static boolean isIn(Row row, String state) {
        return state.equals(row.getAs(IngestedFiles.STATE.name()));
    }
}
