package org.penumbra.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;
import org.penumbra.geometry.GroundTrack;

/**
 * What Penumbra reads from the metadata of an MSI datastrip, levels 0 to 1C (DOMAIN C.3).
 * Lists and maps are empty and numbers null where the file does not have them; band ids are {@code bandId} 0 to 12.
 *
 * @param id {@code datastripIdentifier}, null where the root has none (as in real L1C files)
 * @param level {@code L1A}, {@code L1B} … from the root element
 * @param spacecraftName {@code Sentinel-2A}
 * @param datatakeIdentifier identifier of the datatake
 * @param datatakeType {@code INS-DASC} …
 * @param datatakeStart UTC
 * @param orbit {@code SENSING_ORBIT_NUMBER}
 * @param orbitDirection {@code ASCENDING} or {@code DESCENDING}
 * @param sensingStart UTC start of the strip
 * @param sensingStop UTC stop of the strip
 * @param processingBaseline for example {@code 05.00}
 * @param granules granules in file order
 * @param compressMode whether counts went through the on-board compression
 * @param equalizationMode whether counts are equalised on board
 * @param nucTableId on-board equalisation table
 * @param activeDetectors detector numbers
 * @param tdiBands bands whose TDI is {@code APPLIED}
 * @param physicalGains absolute coefficient A by band id, LSB/(W.m-2.sr-1.µm-1)
 * @param compressionRates by band id
 * @param integrationTimes by band id, ms
 * @param degradationPercentage of the source packets, %
 * @param lostPackets number of lost source packets
 * @param linePeriod shortest line period in ms
 * @param timeStamps datation of each (band, detector)
 * @param solarAngles Sun angles of each located geometric header
 * @param swirRearranged {@code SWIR_REARRANGEMENT_PROC}
 * @param radiometricOffsets {@code RADIO_ADD_OFFSET} by band id, LSB
 * @param temperatures thermal series
 * @param attitudes corrected attitudes in time order
 * @param positions GPS points in time order
 * @param ut1MinusUtc in s
 * @param gpsMinusUtc in s
 * @param noiseModel alpha and beta of the metadata by band id (obsolete before 2025, never a reference)
 * @param gippNames every GIPP that the processing used
 * @param solarIrradiances ESUN by band id where the file has it, W.m-2.µm-1
 */
public record Datastrip(String id, String level, String spacecraftName, String datatakeIdentifier, String datatakeType, Instant datatakeStart,
                        Integer orbit, String orbitDirection, Instant sensingStart, Instant sensingStop, String processingBaseline,
                        List<Granule> granules, Boolean compressMode, Boolean equalizationMode, Integer nucTableId,
                        List<Integer> activeDetectors, List<Integer> tdiBands, Map<Integer, Double> physicalGains,
                        Map<Integer, Double> compressionRates, Map<Integer, Double> integrationTimes,
                        Double degradationPercentage, Integer lostPackets, Double linePeriod, List<TimeStamp> timeStamps,
                        List<SolarAngles> solarAngles, Boolean swirRearranged, Map<Integer, Double> radiometricOffsets,
                        List<Temperature> temperatures, List<Attitude> attitudes, List<GpsPoint> positions,
                        Double ut1MinusUtc, Double gpsMinusUtc, Map<Integer, Noise> noiseModel, List<GippName> gippNames,
                        Map<Integer, Double> solarIrradiances) {

    /** One granule of one detector; {@code position} is its first line, 1-based, in 10 m lines, or null where the file has none. */
    public record Granule(String id, int detector, Integer position) {
    }

    /** Time of the 1-based {@code referenceLine} of a (band, detector), GPS time scale written as if UTC. */
    public record TimeStamp(int bandId, int detector, double referenceLine, Instant gpsTime) {
    }

    /** Sun angles of one located geometric header, degrees; {@code line} is its 10 m line index, {@code pos} begin, center or end. */
    public record SolarAngles(double line, String pos, double zenith, double azimuth) {
    }

    /**
     * One temperature: {@code sensor} as {@code FPA VNIR}, {@code FEE SWIR}, {@code Mirror 1}, {@code Splitter bot+X}, {@code CSM_Diffuser 0};
     * unit as the file gives it.
     */
    public record Temperature(String sensor, String unit, Instant gpsTime, double value) {
    }

    /** Unit quaternion of the spacecraft-to-J2000 rotation, scalar last (METHODS 3). */
    public record Attitude(Instant gpsTime, double q1, double q2, double q3, double q4, boolean valid) {
    }

    /** Where the spacecraft stood over the Earth. */
    public GroundTrack groundTrack() {
        return new GroundTrack(positions.stream().collect(Collectors.toMap(GpsPoint::gpsTime, point -> new Vector3D(point.x(), point.y(), point.z()),
                (one, repeated) -> repeated)));
    }

    /** Earth-fixed position in m and velocity in m/s. */
    public record GpsPoint(Instant gpsTime, double x, double y, double z, double vx, double vy, double vz) {
    }

    /** Noise model as the metadata give it: alpha and beta in LSB. */
    public record Noise(double alpha, double beta) {
    }

    /** A GIPP named in the metadata: {@code type} as {@code GIP_R2ABCA}, {@code version} as written, full file name. */
    public record GippName(String type, String version, String name) {
    }
}
