package org.penumbra.geometry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;
import org.penumbra.ReferenceData;

/** Attitudes, and positions in m and velocities in m/s in the Earth-fixed frame by GPS time, of the real datastrip. */
record SampleDatastrip(AttitudeSeries attitudes, NavigableMap<Instant, Vector3D> positions, NavigableMap<Instant, Vector3D> velocities) {

    static SampleDatastrip read() throws IOException, XMLStreamException {
        List<AttitudeSeries.Attitude> attitudes = new ArrayList<>();
        NavigableMap<Instant, Vector3D> positions = new TreeMap<>();
        NavigableMap<Instant, Vector3D> velocities = new TreeMap<>();
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = Files.newInputStream(ReferenceData.path(
                "samples/sen2vm/S2A_OPER_MTD_L1B_DS_DPRM_20140630T140000_S20200816T120220.xml"))) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            double[] quaternion = null;
            Vector3D position = null;
            Vector3D velocity = null;
            String section = "";
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (xml.getLocalName()) {
                    case "Corrected_Attitudes", "Raw_Attitudes", "GPS_Points_List", "AOCS_Ephemeris_List" -> section = xml.getLocalName();
                    case "QUATERNION_VALUES" -> quaternion = numbers(xml);
                    case "POSITION_VALUES" -> position = new Vector3D(numbers(xml)).scalarMultiply(1e-3);
                    case "VELOCITY_VALUES" -> velocity = new Vector3D(numbers(xml)).scalarMultiply(1e-3);
                    case "GPS_TIME" -> {
                        String time = xml.getElementText().strip() + "Z";
                        if (section.equals("Corrected_Attitudes") && quaternion != null) {
                            attitudes.add(new AttitudeSeries.Attitude(Instant.parse(time),
                                    new UnitQuaternion(quaternion[0], quaternion[1], quaternion[2], quaternion[3])));
                        } else if (section.equals("GPS_Points_List") && position != null) {
                            positions.put(Instant.parse(time), position);
                            velocities.put(Instant.parse(time), velocity);
                        }
                        quaternion = null;
                        position = null;
                        velocity = null;
                    }
                    default -> { }
                }
            }
        }
        return new SampleDatastrip(new AttitudeSeries(attitudes), positions, velocities);
    }

    private static double[] numbers(XMLStreamReader xml) throws XMLStreamException {
        return Stream.of(xml.getElementText().strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
    }
}
