package org.penumbra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ArchitectureTest {
    /** Each package may use those before it. */
    static final List<String> PACKAGES = List.of("finding", "settings", "instrument", "statistics", "geometry", "delivery", "calibration", "raster",
            "measure", "analysis", "history", "report", "camel", "cli");
    /** Sub-packages of analysis: each may use those before it, and what lies in analysis itself. */
    static final List<String> ANALYSES = List.of("dark", "response", "noise", "equalisation", "gain", "sensitivity", "striping", "defect", "swir");
    /** Beside the chain; only cli and tests use it. */
    private static final String SIMULATION = "simulation";
    private static final Set<String> SIMULATION_USES = Set.of("finding", "settings", "instrument", "statistics",
            "geometry", "delivery", "calibration", "raster", SIMULATION);

    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.penumbra");

    @Test
    void every_package_has_its_place_in_the_order() {
        Set<String> known = Stream.concat(PACKAGES.stream(), Stream.of(SIMULATION)).collect(Collectors.toSet());
        assertThat(names("org.penumbra.")).isSubsetOf(known);
    }

    @Test
    void every_analysis_has_its_place_in_the_order() {
        assertThat(names("org.penumbra.analysis.")).isSubsetOf(ANALYSES);
    }

    @ParameterizedTest
    @FieldSource("PACKAGES")
    void a_package_uses_only_packages_before_it(String name) {
        noClasses().that().resideInAPackage(tree(name)).should().dependOnClassesThat()
                .resideInAnyPackage(trees("", after(PACKAGES, name))).allowEmptyShould(true).check(CLASSES);
    }

    @ParameterizedTest
    @FieldSource("ANALYSES")
    void an_analysis_uses_only_analyses_before_it(String name) {
        noClasses().that().resideInAPackage(tree("analysis." + name)).should().dependOnClassesThat()
                .resideInAnyPackage(trees("analysis.", after(ANALYSES, name))).allowEmptyShould(true).check(CLASSES);
    }

    @Test
    void the_contract_of_the_analyses_knows_none_of_them() {
        noClasses().that().resideInAPackage("org.penumbra.analysis").should().dependOnClassesThat().resideInAPackage("org.penumbra.analysis.*..")
                .check(CLASSES);
    }

    @Test
    void the_simulation_uses_only_what_it_may() {
        noClasses().that().resideInAPackage(tree(SIMULATION)).should().dependOnClassesThat()
                .resideInAnyPackage(trees("", PACKAGES.stream().filter(name -> !SIMULATION_USES.contains(name)).toList())).check(CLASSES);
    }

    @Test
    void only_the_command_line_uses_the_simulation() {
        noClasses().that().resideOutsideOfPackages(tree(SIMULATION), tree("cli")).should().dependOnClassesThat().resideInAPackage(tree(SIMULATION))
                .check(CLASSES);
    }

    @Test
    void no_package_cycle_exists() {
        slices().matching("org.penumbra.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void only_raster_knows_GDAL() {
        noClasses().that().resideOutsideOfPackage(tree("raster")).should().dependOnClassesThat().resideInAPackage("org.gdal..").check(CLASSES);
    }

    @Test
    void only_history_knows_SQL() {
        noClasses().that().resideOutsideOfPackage(tree("history")).should().dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.duckdb..").check(CLASSES);
    }

    @Test
    void only_camel_and_the_command_line_know_Camel() {
        noClasses().that().resideOutsideOfPackages(tree("camel"), tree("cli")).should().dependOnClassesThat().resideInAPackage("org.apache.camel..")
                .check(CLASSES);
    }

    @Test
    void no_class_is_named_for_nothing() {
        noClasses().should().haveNameMatching(".*(Manager|Helper|Helpers|Util|Utils)").check(CLASSES);
    }

    /** Those that camel-package-maven-plugin generates are what they are. */
    @Test
    void classes_are_final_unless_they_are_made_to_be_extended() {
        classes().that().areTopLevelClasses().and().areNotInterfaces().and().areNotEnums().and().areNotRecords()
                .and().doNotHaveModifier(JavaModifier.ABSTRACT).and().haveNameNotMatching(".*\\.Delivery\\w*(Configurer|UriFactory)")
                .should().haveModifier(JavaModifier.FINAL).check(CLASSES);
    }

    /** Names of the packages right below one. */
    private static Set<String> names(String parent) {
        return CLASSES.stream().map(JavaClass::getPackageName).filter(name -> name.startsWith(parent))
                .map(name -> name.substring(parent.length()).split("\\.")[0]).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> after(List<String> names, String name) {
        return names.subList(names.indexOf(name) + 1, names.size());
    }

    private static String tree(String name) {
        return "org.penumbra." + name + "..";
    }

    private static String[] trees(String prefix, List<String> names) {
        return names.stream().map(name -> tree(prefix + name)).toArray(String[]::new);
    }
}
