package org.penumbra.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.geometry.SunEphemeris;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instruments;

class DiffuserSceneTest {
    private static final Simulator SIMULATOR = new Simulator(Instruments.load(List.of(Path.of("config/instrument"))), 1);

    @ParameterizedTest
    @ValueSource(strings = {"2016-02-10T10:00:00Z", "2020-08-16T12:02:00Z", "2026-01-08T13:02:21Z"})
    void the_sun_of_the_simulation_agrees_with_the_ephemeris_within_its_limits(String time) {
        SunEphemeris.Sun own = SimulatedAcquisition.sun(Instant.parse(time));
        SunEphemeris.Sun precise = SunEphemeris.at(Instant.parse(time));
        assertThat(Math.toDegrees(Vector3D.angle(own.direction(), precise.direction()))).isLessThan(0.01);
        assertThat(own.distance()).isCloseTo(precise.distance(), within(2e-4));
    }

    @Test
    void no_band_saturates_at_the_usual_angle_of_the_sun() {
        SimulatedAcquisition acquisition = acquisition("{acquisition_type: sun-diffuser, detectors: [7], granules: 1, lines_per_granule: 36}");
        for (BandDetector place : acquisition.bandDetectors()) {
            int[] counts = new int[place.band().columns()];
            acquisition.signal(place).line(0, counts);
            assertThat(Arrays.stream(counts).max().orElseThrow()).as(place.label()).isBetween(1000, 4000);
            assertThat(Arrays.stream(counts).limit(5).max().orElseThrow()).as("blind columns of " + place.label()).isLessThan(530);
        }
    }

    @Test
    void a_step_of_another_type_has_that_types_own_datatake_and_sun() {
        List<SimulatedAcquisition> pair = SIMULATOR.acquisitions(ScenarioFile.read("x", """
                {detectors: [7], series: [{days: 0}, {days: 3, acquisition_type: sun-diffuser}]}"""));
        assertThat(pair).extracting(acquisition -> acquisition.product().datatakeType()).containsExactly("INS-DASC", "INS-ABSR");
        assertThat(pair.get(1).product().type()).isEqualTo(AcquisitionType.SUN_DIFFUSER);
        assertThat(pair.get(1).product().datastrip().orElseThrow().solarAngles().get(0).zenith()).isCloseTo(75, within(2.0));
    }

    @Test
    void faults_of_the_response_change_what_light_gives_and_not_the_dark() {
        String scenario = "{acquisition_type: %s, detectors: [7], bands: [B05], granules: 1, lines_per_granule: 36, "
                + "faults: [{kind: gain-change, at: {columns: [600]}, factor: 1.5}]}";
        BandDetector place = acquisition(scenario.formatted("sun-diffuser")).bandDetectors().get(0);
        assertThat(acquisition(scenario.formatted("sun-diffuser")).signal(place).relativeResponse()[600]).isEqualTo(1.5);
        int[] with = new int[place.band().columns()];
        acquisition(scenario.formatted("night-ocean")).signal(place).line(0, with);
        assertThat(with[600]).isLessThan(530);
        acquisition(scenario.formatted("sun-diffuser")).signal(place).line(0, with);
        assertThat((with[600] - 480) / (double) (with[610] - 480)).isBetween(1.3, 1.7);
    }

    private static SimulatedAcquisition acquisition(String yaml) {
        return SIMULATOR.acquisitions(ScenarioFile.read("x", yaml)).get(0);
    }
}
