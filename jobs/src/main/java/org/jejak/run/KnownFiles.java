package org.jejak.run;

import java.sql.Date;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jejak.io.Inspection;
import org.jejak.io.RawFile;
import org.jejak.io.Warehouse;
import org.jejak.table.Field;
import org.jejak.table.IngestedFiles;

/** The files recorded before this run, and what new files are next to them. Reads the table once. */
final class KnownFiles {
    /**
     * Which of some files are not taken in, and which are taken back.
     *
     * @param twins files whose content is known under a better name, with that name
     * @param superseded paths of recorded files whose content has now a better name, or is no longer what it was
     */
    record Names(Map<Inspection, String> twins, List<String> superseded) {}

    private final Warehouse warehouse;
    private List<Row> recorded;

    KnownFiles(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** Whether a file is recorded with its size and time stamp. */
    Predicate<RawFile> bySizeAndTime() {
        Set<String> known = by(
                IngestedFiles.SOURCE_NAME,
                IngestedFiles.SOURCE_FILE,
                IngestedFiles.BYTE_COUNT,
                IngestedFiles.MODIFIED_AT_MILLIS);
        return f ->
                known.contains(String.join("|", f.source(), f.relative(), "" + f.bytes(), "" + f.modifiedAtMillis()));
    }

    /** Without files that are recorded with this very content: only their time stamp is new. */
    List<Inspection> without(List<Inspection> inspections) {
        Set<String> known = by(IngestedFiles.SOURCE_NAME, IngestedFiles.SOURCE_FILE, IngestedFiles.CHECKSUM);
        return inspections.stream()
                .filter(i -> !known.contains(
                        String.join("|", i.file().source(), i.file().relative(), i.checksum())))
                .toList();
    }

    /**
     * Finds content that is known under another name. The better name is the one delivered first, so that it does not
     * matter in which order nights see them: where the better name comes later, what came in under the other is taken back.
     * The same happens to a file whose content changed under its name.
     */
    Names names(List<Inspection> inspections) {
        Map<String, RawName> best = new HashMap<>();
        Set<String> knownPaths = new HashSet<>();
        for (Row file : recorded()) {
            if (!"read".equals(file.getAs(IngestedFiles.STATE.name()))) continue;
            String source = file.getAs(IngestedFiles.SOURCE_NAME.name());
            RawName name = RawName.of(
                    file.getAs(IngestedFiles.DELIVERED_ON.name()), file.getAs(IngestedFiles.SOURCE_FILE.name()));
            best.merge(source + "|" + file.getAs(IngestedFiles.CHECKSUM.name()), name, RawName::better);
            knownPaths.add(source + "|" + name.path);
        }
        Names names = new Names(new HashMap<>(), new ArrayList<>());
        List<Inspection> byRank = new ArrayList<>(inspections);
        byRank.sort(Comparator.comparing(i -> i.file().rank()));
        for (Inspection inspection : byRank) {
            if (inspection.fault() != null) continue;
            RawFile file = inspection.file();
            RawName name = RawName.of(file.deliveredOn(), file.relative());
            RawName known = best.get(file.source() + "|" + inspection.checksum());
            if (known != null && known.better(name) == known) {
                names.twins.put(inspection, known.path);
            } else {
                if (known != null) names.superseded.add(known.path);
                best.put(file.source() + "|" + inspection.checksum(), name);
            }
            if (knownPaths.contains(file.source() + "|" + file.relative())) names.superseded.add(file.relative());
        }
        return names;
    }

    /** A file by its path and the order of its delivery. */
    private record RawName(String path, String rank) {
        static RawName of(Date deliveredOn, String path) {
            return new RawName(path, RawFile.rank(deliveredOn, path));
        }

        RawName better(RawName other) {
            return rank.compareTo(other.rank) <= 0 ? this : other;
        }
    }

    /** Recorded files by some of their columns, joined by bars. */
    private Set<String> by(Field... columns) {
        return recorded().stream()
                .map(file -> Stream.of(columns)
                        .map(c -> String.valueOf(file.<Object>getAs(c.name())))
                        .collect(Collectors.joining("|")))
                .collect(Collectors.toSet());
    }

    private List<Row> recorded() {
        if (recorded == null) recorded = warehouse.rows(IngestedFiles.TABLE);
        return recorded;
    }
}
