package org.penumbra.calibration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.penumbra.delivery.WholeFile;
import org.penumbra.finding.Refusal;
import org.penumbra.settings.YamlWords;

/**
 * Characterisation of the Sun diffuser of one unit, {@code S2A_DIFFUSER.yaml} (FORMATS 3).
 *
 * @param unit {@code S2A}
 * @param spacecraftToDiffuser unit quaternion qv1, qv2, qv3, qs (scalar last) that rotates spacecraft-frame vectors into the diffuser frame,
 *        whose z is the diffuser normal
 * @param referenceIncidenceDeg θ0, incidence on the diffuser at which the polynomial in the angle is 1, degrees, 0 to 90
 * @param bands by band name
 */
public record Diffuser(String unit, List<Double> spacecraftToDiffuser, double referenceIncidenceDeg, SortedMap<String, Surface> bands) {
    private static final int DETECTORS = 12;
    private static final YAMLMapper YAML = YAMLMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build();

    /**
     * The diffuser in one band.
     *
     * @param reflectance at θ0 in the middle of the field, without unit, above 0
     * @param incidence coefficients of t and t², t = θ − θ0 in rad
     * @param field coefficients of x and x², x the field coordinate
     * @param straylight factor on the radiance that reaches the instrument, without unit, above 0
     * @param reflectanceUncertainty relative, k = 1, 0 or more
     */
    public record Surface(double reflectance, List<Double> incidence, List<Double> field, double straylight, double reflectanceUncertainty) {
    }

    public Diffuser {
        spacecraftToDiffuser = spacecraftToDiffuser == null ? List.of() : List.copyOf(spacecraftToDiffuser);
        bands = GippDocument.sorted(bands == null ? Map.of() : bands);
    }

    /** @throws Refusal CALIBRATION-103, -106 or -107 */
    public static Diffuser read(Path file) {
        return parse(StoredGipp.read(file));
    }

    static Diffuser parse(StoredGipp stored) {
        try {
            Diffuser diffuser = YAML.readValue(stored.content(), Diffuser.class);
            diffuser.check(stored.name());
            return diffuser;
        } catch (JsonProcessingException e) {
            throw new Refusal(CalibrationCode.UNREADABLE, List.of(), e, stored.name(), YamlWords.located(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes it as YAML, beside the place and then moved there. */
    public void write(Path file) {
        try {
            String yaml = YAML.writeValueAsString(this);
            WholeFile.write(file, out -> out.write(yaml.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The diffuser in that band; refused as CALIBRATION-105 if it is not characterised there. */
    public Surface surface(String band) {
        Surface surface = bands.get(band);
        if (surface == null) {
            throw new Refusal(CalibrationCode.INCOMPLETE, unit + "_DIFFUSER", "band " + band);
        }
        return surface;
    }

    /**
     * Bidirectional reflectance factor of a band (FORMATS 3).
     *
     * @param incidence θ, angle of the Sun from the diffuser normal in rad
     * @param x field coordinate, −1 to 1
     */
    public double brf(String band, double incidence, double x) {
        Surface surface = surface(band);
        double t = incidence - Math.toRadians(referenceIncidenceDeg);
        return surface.reflectance() * (1 + surface.incidence().get(0) * t + surface.incidence().get(1) * t * t)
                * (1 + surface.field().get(0) * x + surface.field().get(1) * x * x);
    }

    /**
     * Field coordinate x over the whole field of view: −1 before the first column of detector 1, 1 after the last of detector 12.
     *
     * @param detector 1 to 12
     * @param column 0-based
     * @param columns number of columns of the detector
     */
    public static double fieldCoordinate(int detector, int column, int columns) {
        return 2 * (detector - 1 + (column + 0.5) / columns) / DETECTORS - 1;
    }

    private void check(String file) {
        require(file, spacecraftToDiffuser.size() == 4, "spacecraft_to_diffuser", spacecraftToDiffuser, "four numbers");
        double norm = Math.sqrt(spacecraftToDiffuser.stream().mapToDouble(q -> q * q).sum());
        require(file, Math.abs(norm - 1) < 1e-6, "norm of spacecraft_to_diffuser", norm, "1 within 1e-6");
        require(file, referenceIncidenceDeg >= 0 && referenceIncidenceDeg < 90,
                "reference_incidence_deg", referenceIncidenceDeg, "0 to below 90 degrees");
        bands.forEach((band, surface) -> {
            require(file, surface.reflectance() > 0, "reflectance of " + band, surface.reflectance(), "above 0");
            require(file, surface.incidence() != null && surface.incidence().size() == 2, "incidence of " + band, surface.incidence(), "two numbers");
            require(file, surface.field() != null && surface.field().size() == 2, "field of " + band, surface.field(), "two numbers");
            require(file, surface.straylight() > 0, "straylight of " + band, surface.straylight(), "above 0");
            require(file, surface.reflectanceUncertainty() >= 0, "reflectance_uncertainty of " + band, surface.reflectanceUncertainty(), "0 or more");
        });
    }

    private static void require(String file, boolean holds, String what, Object value, String expected) {
        if (!holds) {
            throw new Refusal(CalibrationCode.OUT_OF_RANGE, file, what, value, expected);
        }
    }
}
