package org.penumbra.delivery;

import static java.util.Collections.unmodifiableMap;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penumbra.finding.Refusal;

/**
 * Reads the metadata of a datastrip, levels 0 to 1C of PSD 14 and 15, as a stream (DOMAIN C.3).
 *
 * <p>Temperatures are given as the file has them: some real files hold raw counts under "°C".
 */
public final class DatastripReader {
    private static final Pattern ROOT = Pattern.compile("Level-(0|1A|1B|1C)_Data[Ss]trip_ID");
    private static final String DATATAKE = "General_Info/Datatake_Info";
    private static final String STRIP_TIME = "General_Info/Datastrip_Time_Info";
    private static final String BASELINE = "General_Info/Processing_Info/PROCESSING_BASELINE";
    private static final String GRANULE = "Image_Data_Info/Granules_Information/Detector_List/Detector/Granule_List/Granule";
    private static final String ACQUISITION = "Image_Data_Info/Sensor_Configuration/Acquisition_Configuration/";
    private static final String SPECTRAL_BAND = ACQUISITION + "Spectral_Band_Info/Spectral_Band_Information";
    private static final String DEGRADATION = "Image_Data_Info/Sensor_Configuration/Source_Packet_Description/Degradation_Summary";
    private static final String TIME_STAMP = "Image_Data_Info/Sensor_Configuration/Time_Stamp/";
    private static final String RADIOMETRY = "Image_Data_Info/Radiometric_Info/";
    private static final String THERMAL = "Satellite_Ancillary_Data_Info/Thermal_Data/";
    private static final String BULLETIN = "Auxiliary_Data_Info/IERS_Bulletin";

    /** Path below the thermal data, and the attribute that tells its sensors apart. */
    private static final Map<String, String> THERMAL_SENSORS = Map.of(
            "FPA_List/FPA", "fpaId",
            "FPA_List/FEE", "feeId",
            "Mirror_List/Mirror", "mirrorId",
            "ThSensor_List/ThSensor", "sensorId",
            "Splitter_List/Splitter", "splitterId",
            "CSM_Diffuser_List/CSM_Diffuser", "diffuserId");

    private final String file;
    private final Map<String, XmlElement> single = new HashMap<>();
    private final List<Datastrip.Granule> granules = new ArrayList<>();
    private final List<Integer> activeDetectors = new ArrayList<>();
    private final List<Integer> tdiBands = new ArrayList<>();
    private final Map<Integer, Double> physicalGains = new TreeMap<>();
    private final Map<Integer, Double> compressionRates = new TreeMap<>();
    private final Map<Integer, Double> integrationTimes = new TreeMap<>();
    private final List<Datastrip.TimeStamp> timeStamps = new ArrayList<>();
    private final List<Datastrip.SolarAngles> solarAngles = new ArrayList<>();
    private final Map<Integer, Double> radiometricOffsets = new TreeMap<>();
    private final List<Datastrip.Temperature> temperatures = new ArrayList<>();
    private final List<Datastrip.Attitude> attitudes = new ArrayList<>();
    private final List<Datastrip.GpsPoint> positions = new ArrayList<>();
    private final Map<Integer, Datastrip.Noise> noiseModel = new TreeMap<>();
    private final List<Datastrip.GippName> gippNames = new ArrayList<>();
    private final Map<Integer, Double> solarIrradiances = new TreeMap<>();

    private DatastripReader(Path file) {
        this.file = file.getFileName().toString();
    }

    /**
     * Reads a datastrip metadata file.
     *
     * @throws Refusal DELIVERY-120 to 124, naming the element that is absent or malformed
     */
    public static Datastrip read(Path file) {
        DatastripReader reader = new DatastripReader(file);
        return reader.datastrip(reader.paths().read(file));
    }

    private XmlStream paths() {
        XmlStream xml = new XmlStream();
        for (String path : List.of(DATATAKE, STRIP_TIME, BASELINE, ACQUISITION + "COMPRESS_MODE", ACQUISITION + "EQUALIZATION_MODE",
                ACQUISITION + "NUC_TABLE_ID", DEGRADATION, TIME_STAMP + "LINE_PERIOD", RADIOMETRY + "SWIR_REARRANGEMENT_PROC", BULLETIN)) {
            xml.on(path, element -> single.put(path, element));
        }
        xml.on(GRANULE, this::granule);
        xml.on(ACQUISITION + "Active_Detectors_List/ACTIVE_DETECTOR", element -> activeDetectors.add(element.integer()));
        xml.on(ACQUISITION + "TDI_Configuration_List/TDI_CONFIGURATION", this::tdi);
        xml.on(SPECTRAL_BAND, this::spectralBand);
        xml.on(TIME_STAMP + "Band_Time_Stamp/Detector", this::timeStamp);
        xml.on("Image_Data_Info/Geometric_Header_List/Geometric_Header", this::solarAngles);
        xml.on(RADIOMETRY + "Radiometric_Offset_List/RADIO_ADD_OFFSET",
                element -> radiometricOffsets.put(element.integerAttribute("band_id"), element.number()));
        xml.on(RADIOMETRY + "Reflectance_Conversion/Solar_Irradiance_List/SOLAR_IRRADIANCE",
                element -> solarIrradiances.put(element.integerAttribute("bandId"), element.number()));
        THERMAL_SENSORS.forEach((path, id) -> xml.on(THERMAL + path + "/Value", value -> temperature(value, id)));
        xml.on("Satellite_Ancillary_Data_Info/Attitudes/Corrected_Attitudes/Values", this::attitude);
        xml.on("Satellite_Ancillary_Data_Info/Ephemeris/GPS_Points_List/GPS_Point", this::gpsPoint);
        xml.on("Quality_Indicators_Info/Radiometric_Info/Radiometric_Quality_List/Radiometric_Quality", this::noise);
        xml.on("Auxiliary_Data_Info/GIPP_List/GIPP_FILENAME", element -> gippNames.add(new Datastrip.GippName(
                element.attribute("type"), element.findAttribute("version").orElse(null), element.text())));
        return xml;
    }

    private Datastrip datastrip(XmlElement root) {
        Matcher level = ROOT.matcher(root.name());
        if (!level.matches()) {
            throw new Refusal(DeliveryCode.ELEMENT_MISSING, file, "the root element Level-1A_DataStrip_ID, or that of another level");
        }
        XmlElement datatake = required(DATATAKE);
        if (activeDetectors.isEmpty()) {
            throw new Refusal(DeliveryCode.ELEMENT_MISSING, file, "Active_Detectors_List/ACTIVE_DETECTOR");
        }
        attitudes.sort(Comparator.comparing(Datastrip.Attitude::gpsTime));
        positions.sort(Comparator.comparing(Datastrip.GpsPoint::gpsTime));
        boolean equalised = required(ACQUISITION + "EQUALIZATION_MODE").flag();
        // without it the raw counts behind equalised ones cannot be had
        Optional<XmlElement> nucTable = equalised && level.group(1).equals("1A") ? Optional.of(required(ACQUISITION + "NUC_TABLE_ID"))
                : found(ACQUISITION + "NUC_TABLE_ID");
        Optional<XmlElement> degradation = found(DEGRADATION);
        Optional<XmlElement> bulletin = found(BULLETIN);
        return new Datastrip(root.findAttribute("datastripIdentifier").orElse(null), "L" + level.group(1),
                datatake.get("SPACECRAFT_NAME").text(), datatake.attribute("datatakeIdentifier"), datatake.get("DATATAKE_TYPE").text(),
                datatake.get("DATATAKE_SENSING_START").instant(), datatake.get("SENSING_ORBIT_NUMBER").integer(),
                datatake.find("SENSING_ORBIT_DIRECTION").map(XmlElement::text).orElse(null),
                required(STRIP_TIME).get("DATASTRIP_SENSING_START").instant(), required(STRIP_TIME).get("DATASTRIP_SENSING_STOP").instant(),
                required(BASELINE).text(), List.copyOf(granules),
                required(ACQUISITION + "COMPRESS_MODE").flag(), equalised, nucTable.map(XmlElement::integer).orElse(null),
                List.copyOf(activeDetectors), List.copyOf(tdiBands), unmodifiableMap(physicalGains),
                unmodifiableMap(compressionRates), unmodifiableMap(integrationTimes),
                degradation.filter(summary -> summary.findAttribute("degradationPercentage").isPresent())
                        .map(summary -> summary.numberAttribute("degradationPercentage")).orElse(null),
                degradation.flatMap(summary -> summary.find("NUMBER_OF_LOST_PACKETS")).map(XmlElement::integer).orElse(null),
                required(TIME_STAMP + "LINE_PERIOD").number(), List.copyOf(timeStamps), List.copyOf(solarAngles),
                found(RADIOMETRY + "SWIR_REARRANGEMENT_PROC").map(XmlElement::flag).orElse(null), unmodifiableMap(radiometricOffsets),
                List.copyOf(temperatures), List.copyOf(attitudes), List.copyOf(positions),
                bulletin.flatMap(values -> values.find("UT1_UTC")).map(XmlElement::number).orElse(null),
                bulletin.flatMap(values -> values.find("GPS_TIME_UTC")).map(XmlElement::number).orElse(null),
                unmodifiableMap(noiseModel), List.copyOf(gippNames), unmodifiableMap(solarIrradiances));
    }

    private Optional<XmlElement> found(String path) {
        return Optional.ofNullable(single.get(path));
    }

    private XmlElement required(String path) {
        return found(path).orElseThrow(() -> new Refusal(DeliveryCode.ELEMENT_MISSING, file, path));
    }

    private void granule(XmlElement granule) {
        granules.add(new Datastrip.Granule(granule.attribute("granuleId"), granule.ancestor("Detector").integerAttribute("detectorId"),
                granule.find("POSITION").map(XmlElement::integer).orElse(null)));
    }

    private void tdi(XmlElement configuration) {
        if (configuration.text().equals("APPLIED")) {
            tdiBands.add(configuration.integerAttribute("bandId"));
        }
    }

    private void spectralBand(XmlElement information) {
        int band = information.integerAttribute("bandId");
        physicalGains.put(band, information.get("PHYSICAL_GAINS").number());
        information.find("COMPRESSION_RATE").ifPresent(rate -> compressionRates.put(band, rate.number()));
        information.find("INTEGRATION_TIME").ifPresent(time -> integrationTimes.put(band, time.number()));
    }

    private void timeStamp(XmlElement detector) {
        timeStamps.add(new Datastrip.TimeStamp(detector.ancestor("Band_Time_Stamp").integerAttribute("bandId"),
                detector.integerAttribute("detectorId"), detector.get("REFERENCE_LINE").number(), detector.get("GPS_TIME").instant()));
    }

    private void solarAngles(XmlElement header) {
        double line = header.get("LINE_INDEX").number();
        for (XmlElement located : header.children("Located_Geometric_Header")) {
            XmlElement sun = located.get("Solar_Angles");
            solarAngles.add(new Datastrip.SolarAngles(line, located.attribute("pos"),
                    sun.get("ZENITH_ANGLE").number(), sun.get("AZIMUTH_ANGLE").number()));
        }
    }

    private void temperature(XmlElement value, String id) {
        XmlElement sensor = value.parent();
        XmlElement temperature = value.get("T");
        temperatures.add(new Datastrip.Temperature(sensor.name() + " " + sensor.attribute(id),
                temperature.findAttribute("unit").orElse(null), value.get("GPS_TIME").instant(), temperature.number()));
    }

    private void attitude(XmlElement value) {
        double[] q = value.get("QUATERNION_VALUES").numbers(4);
        attitudes.add(new Datastrip.Attitude(value.get("GPS_TIME").instant(), q[0], q[1], q[2], q[3],
                value.get("QUATERNION_VALIDITY").flag()));
    }

    private void gpsPoint(XmlElement point) {
        double[] position = inMetres(point.get("POSITION_VALUES"), "");
        double[] velocity = inMetres(point.get("VELOCITY_VALUES"), "/s");
        Instant time = point.get("GPS_TIME").instant();
        positions.add(new Datastrip.GpsPoint(time, position[0], position[1], position[2], velocity[0], velocity[1], velocity[2]));
    }

    /** Three values in m or mm (per s), as their unit says; a division keeps whole millimetres as exact as a double can. */
    private static double[] inMetres(XmlElement values, String per) {
        String unit = values.attribute("unit");
        double perMetre;
        if (unit.equals("mm" + per)) {
            perMetre = 1000;
        } else if (unit.equals("m" + per)) {
            perMetre = 1;
        } else {
            throw values.malformed(unit, "the unit mm" + per + " or m" + per);
        }
        double[] metres = values.numbers(3);
        for (int i = 0; i < metres.length; i++) {
            metres[i] /= perMetre;
        }
        return metres;
    }

    private void noise(XmlElement quality) {
        quality.find("Noise_Model").ifPresent(model -> noiseModel.put(quality.integerAttribute("bandId"),
                new Datastrip.Noise(model.get("ALPHA").number(), model.get("BETA").number())));
    }
}
