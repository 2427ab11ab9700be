package org.jejak;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may use which: stages meet in tables and never import each other. */
class ArchitectureTest {
    private static final Set<String> STAGE_MAY_USE = Set.of("table", "config", "statistics");

    /** What a package may use of jejak, beside itself. {@code run} may use anything. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("table", Set.of()),
            Map.entry("config", Set.of()),
            Map.entry("statistics", Set.of()),
            Map.entry("io", STAGE_MAY_USE),
            Map.entry("ingest", STAGE_MAY_USE),
            Map.entry("identity", STAGE_MAY_USE),
            Map.entry("session", STAGE_MAY_USE),
            Map.entry("journey", STAGE_MAY_USE),
            Map.entry("attribution", STAGE_MAY_USE),
            Map.entry("value", STAGE_MAY_USE),
            Map.entry("retention", STAGE_MAY_USE),
            Map.entry("experience", STAGE_MAY_USE),
            Map.entry("audience", STAGE_MAY_USE),
            Map.entry("report", STAGE_MAY_USE),
            Map.entry("publish", STAGE_MAY_USE),
            Map.entry("notebook", Set.of("report")),
            Map.entry("simulate", STAGE_MAY_USE));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.jejak");

    private static Set<String> packages() {
        Set<String> packages = new TreeSet<>();
        for (JavaClass c : CLASSES) packages.add(packageOf(c));
        packages.remove("run");
        return packages;
    }

    private static String packageOf(JavaClass c) {
        return c.getPackageName().replaceFirst("^org\\.jejak\\.?", "").replaceFirst("\\..*", "");
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyWhatItMay(String name) {
        assertTrue(MAY_USE.containsKey(name), "package org.jejak." + name + " is not in the table of this test");
        classes()
                .that()
                .resideInAPackage("org.jejak." + name + "..")
                .should()
                .onlyDependOnClassesThat(describe(
                        "are outside of jejak or in " + name + " " + MAY_USE.get(name),
                        (JavaClass c) -> !c.getPackageName().startsWith("org.jejak")
                                || packageOf(c).equals(name)
                                || MAY_USE.get(name).contains(packageOf(c))))
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

    @Test
    void onlyRunAndIoTouchTheSessionAndFiles() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.jejak.table..", "org.jejak.identity..", "org.jejak.session..", "org.jejak.journey..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.delta..", "org.apache.hadoop..", "java.nio.file..")
                .check(CLASSES);
    }
}
