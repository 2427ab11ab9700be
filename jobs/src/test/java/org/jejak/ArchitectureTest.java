package org.jejak;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may use which: stages meet in tables and never import each other. */
class ArchitectureTest {
    private static final Set<String> STAGE = Set.of("table", "config", "statistics", "channel");

    private static final Set<String> STAGES = Set.of(
            "ingest",
            "identity",
            "session",
            "journey",
            "attribution",
            "value",
            "retention",
            "experience",
            "audience",
            "dimension");

    /** What a package may use of jejak, beside itself. Packages that are not named here may not exist. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            // words and settings
            Map.entry("table", Set.of()),
            Map.entry("table.raw", Set.of("table")),
            Map.entry("config", Set.of()),
            Map.entry("statistics", Set.of()),
            // stages
            Map.entry("channel", Set.of("table", "config")),
            Map.entry("ingest", Set.of("table", "table.raw", "config", "ingest.catalyst")),
            Map.entry("ingest.catalyst", Set.of("table", "table.raw", "config")),
            Map.entry("identity", STAGE),
            Map.entry("session", STAGE),
            Map.entry("journey", STAGE),
            Map.entry("attribution", STAGE),
            Map.entry("value", STAGE),
            Map.entry("retention", STAGE),
            Map.entry("experience", STAGE),
            Map.entry("audience", STAGE),
            Map.entry("dimension", STAGE),
            // files and tables
            Map.entry("rawlog", Set.of("table", "table.raw", "config")),
            Map.entry("warehouse", Set.of("table", "config", "warehouse.delta")),
            Map.entry("warehouse.delta", Set.of("table", "config")),
            // the night
            Map.entry(
                    "pipeline",
                    with(
                            STAGES,
                            "table",
                            "config",
                            "warehouse",
                            "warehouse.delta",
                            "rawlog",
                            "pipeline.job",
                            "channel",
                            "publish")),
            Map.entry(
                    "pipeline.job",
                    with(STAGES, "table", "table.raw", "config", "warehouse", "rawlog", "channel", "ingest.catalyst")),
            // what people see
            Map.entry("html", Set.of()),
            Map.entry("report", Set.of("table", "config", "statistics", "report.chart", "html")),
            Map.entry("report.chart", Set.of()),
            Map.entry("publish", Set.of("table", "config")),
            Map.entry("dictionary", Set.of("table", "pipeline", "pipeline.job", "html")),
            Map.entry(
                    "notebook",
                    Set.of(
                            "table",
                            "config",
                            "report.chart",
                            "warehouse",
                            "warehouse.delta",
                            "pipeline",
                            "publish",
                            "command",
                            "html")),
            Map.entry("simulate", Set.of("config")),
            // the command line
            Map.entry("command", Set.of("config", "table", "ingest", "rawlog", "pipeline", "pipeline.job")),
            Map.entry("command.file", with(STAGES, "command", "table", "config", "rawlog", "channel", "statistics")),
            Map.entry(
                    "command.warehouse",
                    Set.of(
                            "command",
                            "config",
                            "table",
                            "warehouse",
                            "warehouse.delta",
                            "ingest",
                            "audience",
                            "pipeline",
                            "pipeline.job",
                            "dictionary",
                            "notebook",
                            "publish",
                            "report",
                            "report.chart",
                            "rawlog",
                            "simulate")),
            Map.entry(
                    "command.bench",
                    with(STAGES, "command", "config", "table", "statistics", "warehouse", "pipeline", "simulate")),
            Map.entry("", Set.of("command.warehouse", "command.file", "command.bench", "pipeline")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.jejak");

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static Set<String> packages() {
        Set<String> packages = new TreeSet<>();
        for (JavaClass c : CLASSES) packages.add(packageOf(c));
        return packages;
    }

    private static String packageOf(JavaClass c) {
        return c.getPackageName().replaceFirst("^org\\.jejak\\.?", "");
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyWhatItMay(String name) {
        assertTrue(MAY_USE.containsKey(name), "package org.jejak." + name + " is not in the table of this test");
        classes()
                .that(describe("are in " + name, (JavaClass c) -> packageOf(c).equals(name)))
                .should()
                .onlyDependOnClassesThat(describe(
                        "are outside of jejak or in " + name + " " + MAY_USE.get(name),
                        (JavaClass c) -> !c.getPackageName().startsWith("org.jejak")
                                || packageOf(c).equals(name)
                                || MAY_USE.get(name).contains(packageOf(c))))
                .check(CLASSES);
    }

    @Test
    void aTypeHasANameOfItsOwn() {
        Map<String, List<String>> places = new TreeMap<>(CLASSES.stream()
                .filter(c -> c.isTopLevelClass() && !c.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList()))));
        places.values().removeIf(names -> names.size() == 1);
        assertEquals(Map.of(), places);
    }

    /** A stage is a pure function of datasets and its own settings: the same input gives the same rows, whenever and wherever. */
    @Test
    void aStageHasNoSessionClockPathOrChance() {
        DescribedPredicate<JavaClass> stage = describe(
                "are in a stage",
                c -> STAGES.contains(packageOf(c)) || packageOf(c).equals("channel"));
        noClasses()
                .that(stage)
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "org\\.apache\\.spark\\.sql\\.SparkSession|org\\.jejak\\.config\\.Settings"
                                + "|java\\.io\\.File|java\\.nio\\.file\\..*|java\\.time\\.Clock|io\\.delta\\..*|org\\.apache\\.hadoop\\..*")
                .check(CLASSES);
        noClasses()
                .that(stage)
                .should()
                .callMethodWhere(
                        describe(
                                "asks for the time or for chance without a seed",
                                (JavaMethodCall call) ->
                                        call.getTarget().getFullName().matches("java\\.time\\..*\\.now\\(.*")
                                                || call.getTarget()
                                                        .getFullName()
                                                        .matches(
                                                                "java\\.lang\\.(System\\.(currentTimeMillis|nanoTime)|Math\\.random)\\(\\)")))
                .orShould()
                .callConstructor(java.util.Random.class)
                .orShould()
                .callConstructor(java.util.SplittableRandom.class)
                .check(CLASSES);
    }

    @Test
    void onlyTheWarehouseWritesTables() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.jejak.warehouse..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.delta..")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("DeltaStore")
                .check(CLASSES);
    }

    @Test
    void settingsKnowNothingOfSpark() {
        noClasses()
                .that()
                .resideInAPackage("org.jejak.config..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "io.delta..", "org.apache.hadoop..")
                .check(CLASSES);
    }

    /** A new version of Spark or Delta may change these classes at any time; then only two packages need work. */
    @Test
    void privateClassesOfSparkAndDeltaAreUsedInTwoPackagesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.jejak.warehouse.delta", "org.jejak.ingest.catalyst")
                .or()
                .haveSimpleName("PlainDeltaStore")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.spark.sql.catalyst..",
                        "org.apache.spark.sql.execution..",
                        "org.apache.spark.sql.classic..",
                        "org.apache.spark.sql.internal..",
                        "org.apache.spark.unsafe..",
                        "org.apache.spark.sql.delta..")
                .check(CLASSES);
    }
}
