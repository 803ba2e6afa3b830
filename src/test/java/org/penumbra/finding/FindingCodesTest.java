package org.penumbra.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FindingCodesTest {
    private static final Pattern SPECIFIER = Pattern.compile("%[-#+ 0,(]*\\d*(?:\\.\\d+)?([a-zA-Z%])");

    /** Every code of the program, whoever raises it. */
    static List<FindingCode> codes() {
        return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.penumbra").stream()
                .filter(type -> type.isEnum() && type.isAssignableTo(FindingCode.class)).map(JavaClass::reflect)
                .flatMap(type -> Stream.of(type.getEnumConstants())).map(FindingCode.class::cast).toList();
    }

    @Test
    void codes_are_unique_over_the_whole_program() {
        assertThat(codes()).isNotEmpty().extracting(FindingCode::code).doesNotHaveDuplicates();
    }

    /** By this name those of plugins are held against them. */
    @Test
    void every_enum_of_codes_is_named_so() {
        assertThat(codes()).extracting(code -> code.getClass().getName()).allMatch(name -> name.endsWith("Code"));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void a_code_is_a_name_and_three_digits(FindingCode code) {
        assertThat(code.code()).matches("[A-Z]+-\\d{3}");
    }

    @ParameterizedTest
    @MethodSource("codes")
    void a_code_says_what_can_be_done_in_a_sentence(FindingCode code) {
        assertThat(code.action()).isNotBlank().endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("codes")
    void a_message_is_made_of_its_template_and_values(FindingCode code) {
        Object[] values = SPECIFIER.matcher(code.template()).results().map(specifier -> specifier.group(1)).filter(kind -> !kind.matches("[%n]"))
                .map(FindingCodesTest::value).toArray();
        assertThat(code.message(values)).isNotBlank().doesNotContain("null");
    }

    private static Object value(String kind) {
        return switch (kind) {
            case "d" -> 7;
            case "f", "e", "g" -> 1.5;
            default -> "text";
        };
    }
}
