package org.penumbra.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code docs/methods.adoc} says when each finding about a measurement comes. */
class ExplainedCodesTest {
    private static final Pattern CODE = Pattern.compile("\\b[A-Z]+-\\d{3}\\b");
    /** Those that analyses find, and why the light on the diffuser cannot be known. */
    private static final List<String> MEASUREMENTS = List.of("org.penumbra.analysis.", "org.penumbra.geometry.");
    /** What the reading of a product notes, and its report tells. */
    private static final String NOTE = "DELIVERY-2";

    private Set<String> explained;

    @BeforeEach
    void read_the_page() throws IOException {
        explained = CODE.matcher(Files.readString(Path.of("docs/methods.adoc"))).results().map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_code_of_a_measurement_is_explained() {
        assertThat(FindingCodesTest.codes()).filteredOn(code -> MEASUREMENTS.stream().anyMatch(code.getClass().getName()::startsWith))
                .isNotEmpty().extracting(FindingCode::code).isSubsetOf(explained);
    }

    @Test
    void every_note_on_the_reading_of_a_product_is_explained() {
        assertThat(FindingCodesTest.codes()).extracting(FindingCode::code).filteredOn(code -> code.startsWith(NOTE))
                .isNotEmpty().isSubsetOf(explained);
    }

    @Test
    void every_code_that_is_explained_exists() {
        assertThat(FindingCodesTest.codes()).extracting(FindingCode::code).containsAll(explained);
    }
}
