package org.penumbra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.settings.Setting;

/** What settings, comments and profiles cite can be looked up: METHODS in {@code docs/methods.adoc}, DOMAIN in {@code docs/instrument.adoc}. */
class CitedSectionsTest {
    private static final Path METHODS = Path.of("docs/methods.adoc");
    private static final Path INSTRUMENT = Path.of("docs/instrument.adoc");
    /** One section or several: "METHODS 2 and 9", "DOMAIN A.6, B.1". */
    private static final Pattern CITATION =
            Pattern.compile("(METHODS|DOMAIN) ((?:[A-E](?:\\.\\d+)?|\\d+)\\b(?:(?:, | and )(?:[A-E]\\.\\d+|\\d+)\\b)*)");
    private static final Pattern SECTION = Pattern.compile("^\\[#(methods|domain)-([a-z0-9-]+)]\n=+ (\\S+) ", Pattern.MULTILINE);

    static Set<String> ids() {
        return SettingsFilesTest.ids();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void every_section_that_a_setting_cites_is_there(String id) throws IOException {
        List<String> words = Arrays.stream(SettingsFilesTest.records().get(id).getRecordComponents())
                .map(component -> component.getAnnotation(Setting.class)).flatMap(one -> Stream.of(one.source(), one.why())).toList();
        assertThat(sections()).containsAll(cited(words));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void every_setting_whose_source_is_a_method_is_named_in_the_methods(String id) throws IOException {
        String page = Files.readString(METHODS);
        assertThat(SettingsFilesTest.records().get(id).getRecordComponents())
                .filteredOn(component -> component.getAnnotation(Setting.class).source().startsWith("METHODS"))
                .extracting(RecordComponent::getName).allMatch(name -> Pattern.compile("\\b" + name + "\\b").matcher(page).find());
    }

    @Test
    void every_section_that_the_program_cites_is_there() throws IOException {
        assertThat(sections()).containsAll(citedBelow(Path.of("src/main"), "java"));
    }

    @Test
    void every_section_that_an_instrument_profile_cites_is_there() throws IOException {
        assertThat(sections()).containsAll(citedBelow(Path.of("config/instrument"), "yaml"));
    }

    @Test
    void a_section_is_found_by_an_anchor_of_its_number() throws IOException {
        for (Path page : List.of(METHODS, INSTRUMENT)) {
            assertThat(SECTION.matcher(Files.readString(page)).results()).isNotEmpty().allSatisfy(section ->
                    assertThat(section.group(2)).isEqualTo(section.group(3).toLowerCase(Locale.ROOT).replace('.', '-')));
        }
    }

    /** As they are cited: "METHODS 5", "DOMAIN A.4". */
    private static Set<String> sections() throws IOException {
        return Stream.of(Files.readString(METHODS), Files.readString(INSTRUMENT)).flatMap(page -> SECTION.matcher(page).results())
                .map(section -> section.group(1).toUpperCase(Locale.ROOT) + " " + section.group(3)).collect(Collectors.toSet());
    }

    private static Set<String> citedBelow(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            Set<String> cited = new TreeSet<>();
            for (Path file : files.filter(one -> one.toString().endsWith("." + suffix)).toList()) {
                cited.addAll(cited(List.of(Files.readString(file))));
            }
            assertThat(cited).isNotEmpty();
            return cited;
        }
    }

    private static Set<String> cited(Collection<String> texts) {
        Set<String> cited = new TreeSet<>();
        for (String text : texts) {
            for (Matcher citation = CITATION.matcher(text); citation.find(); ) {
                for (String section : citation.group(2).split(", | and ")) {
                    cited.add(citation.group(1) + " " + section);
                }
            }
        }
        return cited;
    }
}
