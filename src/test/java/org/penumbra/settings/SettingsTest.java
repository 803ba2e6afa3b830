package org.penumbra.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.finding.Refusal;

class SettingsTest {

    record Watch(
            @Setting(unit = "LSB", value = "0.5", min = 0.1, max = 2, source = "test", why = "because") double threshold,
            @Setting(unit = "lines", value = "30", min = 1, source = "test", why = "because") int lines,
            @Setting(unit = "1", value = "[0.1, 0.2]", max = 1, source = "test", why = "because") double[] shares,
            @Setting(unit = "columns", value = "21", min = 3, odd = true, source = "test", why = "because") int window) {
    }

    @TempDir
    Path directory;

    @Test
    void without_a_file_every_setting_has_its_default() {
        Watch watch = Settings.read(Watch.class, directory.resolve("watch.yaml"));
        assertThat(watch.threshold()).isEqualTo(0.5);
        assertThat(watch.lines()).isEqualTo(30);
        assertThat(watch.shares()).containsExactly(0.1, 0.2);
    }

    @Test
    void an_empty_file_leaves_every_default() {
        assertThat(read("# nothing yet\n").lines()).isEqualTo(30);
    }

    @Test
    void a_file_overrides_what_it_names_and_leaves_the_rest() {
        Watch watch = read("lines: 40\n");
        assertThat(watch.lines()).isEqualTo(40);
        assertThat(watch.threshold()).isEqualTo(0.5);
    }

    @Test
    void both_ends_of_a_range_are_legal() {
        assertThat(read("threshold: 0.1").threshold()).isEqualTo(0.1);
        assertThat(read("threshold: 2").threshold()).isEqualTo(2);
    }

    @Test
    void an_unknown_name_is_refused_as_SETTINGS_101() {
        assertThat(refusal("treshold: 1")).hasMessageContainingAll("watch.yaml", "treshold").extracting("code").isEqualTo(SettingsCode.UNKNOWN_NAME);
    }

    @Test
    void a_word_where_a_number_is_expected_is_refused_as_SETTINGS_102() {
        assertThat(refusal("lines: many")).hasMessageContainingAll("lines", "many").extracting("code").isEqualTo(SettingsCode.NOT_A_VALUE);
    }

    @Test
    void a_setting_without_a_value_is_refused_as_SETTINGS_102() {
        assertThat(refusal("lines:")).hasMessageContaining("lines").extracting("code").isEqualTo(SettingsCode.NOT_A_VALUE);
    }

    @Test
    void a_fraction_where_a_whole_number_is_expected_is_refused_as_SETTINGS_102() {
        assertThat(refusal("lines: 1.5")).hasMessageContaining("lines").extracting("code").isEqualTo(SettingsCode.NOT_A_VALUE);
    }

    @Test
    void a_value_out_of_range_is_refused_as_SETTINGS_103_with_unit_and_range() {
        assertThat(refusal("threshold: 2.5")).hasMessageContainingAll("threshold", "2.5 LSB", "expected 0.1 to 2.")
                .extracting("code").isEqualTo(SettingsCode.OUT_OF_RANGE);
    }

    @Test
    void a_range_without_an_upper_end_is_named_by_its_lower_one() {
        assertThat(refusal("lines: 0")).hasMessageContaining("'lines' is 0 lines, expected at least 1.");
    }

    @Test
    void a_setting_that_is_given_twice_is_refused_as_SETTINGS_104_with_its_line() {
        assertThat(refusal("lines: 40\nlines: 50\n")).hasMessage("watch.yaml cannot be read as YAML: line 2: 'lines' stands there twice.")
                .extracting("code").isEqualTo(SettingsCode.UNREADABLE);
    }

    @Test
    void one_element_of_a_list_out_of_range_is_refused_as_SETTINGS_103() {
        assertThat(refusal("shares: [0.5, 1.5]")).hasMessageContaining("shares").extracting("code").isEqualTo(SettingsCode.OUT_OF_RANGE);
    }

    @Test
    void an_even_window_about_a_middle_is_refused_as_SETTINGS_106() {
        assertThat(read("window: 23").window()).isEqualTo(23);
        assertThat(refusal("window: 22")).hasMessageContaining("'window' is 22 columns").extracting("code").isEqualTo(SettingsCode.NOT_ODD);
    }

    record Limits(
            @Setting(unit = "LSB", value = "0.5", source = "test", why = "because") double changeWarningVnir,
            @Setting(unit = "LSB", value = "1", source = "test", why = "because") double changeAlarmVnir) {
    }

    @Test
    void a_warning_above_its_alarm_is_refused_as_SETTINGS_107() throws IOException {
        Path file = Files.writeString(directory.resolve("limits.yaml"), "changeWarningVnir: 5\n");
        assertThat(catchThrowableOfType(Refusal.class, () -> Settings.read(Limits.class, file)))
                .hasMessage("limits.yaml: setting 'changeWarningVnir' is 5 LSB, beyond 'changeAlarmVnir', which is 1: "
                        + "there would be alarms and no warning.")
                .extracting("code").isEqualTo(SettingsCode.ALARM_BEFORE_WARNING);
    }

    @Test
    void a_warning_may_equal_its_alarm() throws IOException {
        Path file = Files.writeString(directory.resolve("limits.yaml"), "changeWarningVnir: 1\n");
        assertThat(Settings.read(Limits.class, file).changeWarningVnir()).isEqualTo(1);
    }

    @Test
    void not_a_number_is_refused_as_SETTINGS_104() {
        assertThat(refusal("threshold: .nan").code()).isEqualTo(SettingsCode.UNREADABLE);
    }

    @Test
    void what_is_no_YAML_is_refused_as_SETTINGS_104() {
        assertThat(refusal("threshold: 1\nlines: [40\nwindow: 5"))
                .hasMessageMatching("watch.yaml cannot be read as YAML: line 3: expected .*\\.").message().hasLineCount(1);
    }

    @Test
    void a_list_in_place_of_names_is_refused_as_SETTINGS_104() {
        assertThat(refusal("- lines").code()).isEqualTo(SettingsCode.UNREADABLE);
    }

    @Test
    void the_values_in_force_come_with_their_units_in_the_order_of_the_record() {
        assertThat(Settings.effective(read("lines: 40"))).extracting(line -> line.name() + " " + line.value() + " " + line.unit())
                .containsExactly("threshold 0.5 LSB", "lines 40 lines", "shares [0.1, 0.2] 1", "window 21 columns");
    }

    private Watch read(String yaml) {
        Path file = directory.resolve("watch.yaml");
        try {
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Settings.read(Watch.class, file);
    }

    private Refusal refusal(String yaml) {
        return catchThrowableOfType(Refusal.class, () -> read(yaml));
    }
}
