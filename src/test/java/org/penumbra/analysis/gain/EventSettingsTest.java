package org.penumbra.analysis.gain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.finding.Refusal;
import org.penumbra.settings.Settings;

class EventSettingsTest {
    @TempDir
    Path directory;

    private List<GainEvent> read(String yaml) throws IOException {
        return Settings.read(EventSettings.class, Files.writeString(directory.resolve("events.yaml"), yaml)).events();
    }

    @Test
    void events_have_a_type_a_unit_dates_and_bands() throws IOException {
        assertThat(read("""
                events:
                  - {type: decontamination, unit: S2A, start: 2020-09-14T06:00:00Z, end: 2020-09-18T18:00:00Z, bands: [B10, B11]}
                  - {type: GIPP reissue, unit: S2B, start: 2022-01-25}
                """)).containsExactly(
                new GainEvent("decontamination", "S2A",
                        Instant.parse("2020-09-14T06:00:00Z"), Instant.parse("2020-09-18T18:00:00Z"), List.of("B10", "B11")),
                new GainEvent("GIPP reissue", "S2B", Instant.parse("2022-01-25T00:00:00Z"), Instant.parse("2022-01-25T00:00:00Z"), List.of()));
    }

    @Test
    void an_event_that_ends_before_it_starts_or_has_no_date_is_refused_as_SETTINGS_102() {
        assertThatThrownBy(() -> read("events: [{type: safe mode, unit: S2A, start: 2022-01-25, end: 2022-01-24}]"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code().code()).isEqualTo("SETTINGS-102"));
        assertThatThrownBy(() -> read("events: [{type: safe mode, unit: S2A, start: last year}]"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code().code()).isEqualTo("SETTINGS-102"));
    }

    @Test
    void an_event_of_a_type_that_there_is_not_is_refused_as_SETTINGS_102_with_those_that_there_are() {
        assertThatThrownBy(() -> read("events: [{type: party, unit: S2A, start: 2022-01-25}]"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code().code()).isEqualTo("SETTINGS-102"))
                .hasMessageEndingWith("'party' is no type of event; there are decontamination, safe mode, convention change, GIPP reissue.");
    }

    @Test
    void the_file_of_the_installation_is_readable() {
        assertThat(Settings.read(EventSettings.class, Path.of("config/events.yaml")).events()).isEmpty();
    }
}
