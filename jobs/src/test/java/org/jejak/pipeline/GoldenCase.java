package org.jejak.pipeline;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jejak.config.Settings;
import org.jejak.table.Table;
import org.jejak.table.Tables;

/**
 * A folder of {@code cases/}: rows that are given, rows that are expected, and which jobs lie between.
 *
 * @param name path of the folder under {@code cases/}
 * @param conf its {@code case.conf}
 */
record GoldenCase(String name, Path folder, Config conf) {
    private static final Set<String> KEYS = Set.of("says", "jobs", "date", "where", "jejak");
    private static final String RAW = "given-raw-\\d{4}-\\d{2}-\\d{2}\\.(csv|jsonl)";
    private static final String RATES = "given-rates.csv";

    /** All folders below one that hold a {@code case.conf}, by name. */
    static List<GoldenCase> below(Path cases) {
        try (Stream<Path> files = Files.walk(cases)) {
            return files.filter(f -> f.getFileName().toString().equals("case.conf"))
                    .map(f -> read(cases, f.getParent()))
                    .sorted((a, b) -> a.name.compareTo(b.name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenCase read(Path cases, Path folder) {
        return new GoldenCase(
                cases.relativize(folder).toString(),
                folder,
                ConfigFactory.parseFile(folder.resolve("case.conf").toFile()).resolve());
    }

    /** What the folder claims, in a sentence. */
    String says() {
        return conf.getString("says");
    }

    /** Names of the jobs that run, one after the other. */
    List<String> jobs() {
        return conf.getStringList("jobs");
    }

    /** The logical date. */
    LocalDate date() {
        return LocalDate.parse(conf.hasPath("date") ? conf.getString("date") : "2026-03-31");
    }

    /** Which rows of a table are compared, as a SQL predicate; all without one. */
    Optional<String> where(Table table) {
        String path = "where." + ConfigUtil.joinPath(table.name());
        return conf.hasPath(path) ? Optional.of(conf.getString(path)) : Optional.empty();
    }

    /** The defaults with what the case says otherwise; raw files are those of the folder. */
    Settings settings(Path scratch) throws IOException {
        Config own = ConfigFactory.parseString(
                "jejak.raw = " + ConfigUtil.quoteString(folder.toAbsolutePath().toString()));
        if (Files.exists(folder.resolve(RATES)))
            own = ConfigFactory.parseString("jejak.rates-file = "
                            + ConfigUtil.quoteString(
                                    folder.resolve(RATES).toAbsolutePath().toString()))
                    .withFallback(own);
        Path file = scratch.resolve("jejak.conf");
        Files.writeString(
                file, own.withFallback(conf.withOnlyPath("jejak")).root().render(ConfigRenderOptions.concise()));
        return Settings.read(file);
    }

    /** The files {@code given-TABLE.csv}. */
    List<CaseFile> given() {
        return filesOf("given-");
    }

    /** The files {@code expect-TABLE.csv}. */
    List<CaseFile> expected() {
        return filesOf("expect-");
    }

    private List<CaseFile> filesOf(String prefix) {
        return names().stream()
                .filter(name -> name.startsWith(prefix) && tableOf(name).isPresent())
                .map(name -> CaseFile.read(folder.resolve(name), tableOf(name).orElseThrow()))
                .toList();
    }

    /** What is wrong with the folder before anything runs, in sentences; misspelt names foremost. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (String key : conf.root().keySet())
            if (!KEYS.contains(key)) faults.add("case.conf: unknown key " + key + "; there are " + new TreeSet<>(KEYS));
        for (String key : List.of("says", "jobs")) if (!conf.hasPath(key)) faults.add("case.conf lacks " + key);
        for (String name : names()) {
            boolean isKnown = name.equals("case.conf")
                    || name.equals(RATES)
                    || name.matches(RAW)
                    || name.matches("(given|expect)-.*\\.csv") && tableOf(name).isPresent();
            if (!isKnown) faults.add(name + " is read by nothing: no table, or no name of a case's file");
        }
        if (expected().isEmpty()) faults.add("nothing is expected: no expect-TABLE.csv");
        return faults;
    }

    private Set<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(files.map(f -> f.getFileName().toString()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Table> tableOf(String fileName) {
        return Tables.named(fileName.replaceAll("^(given|expect)-|\\.csv$", ""));
    }

    @Override
    public String toString() {
        return name;
    }
}
