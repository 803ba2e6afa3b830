package org.penumbra.delivery;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.penumbra.finding.Refusal;

/**
 * What Penumbra reads from the metadata of a granule (DOMAIN C.3).
 *
 * @param position first line, 1-based, in 10 m lines of the datastrip
 * @param rows lines of the granule by resolution in m
 * @param degradedPercentage {@code DEGRADED_MSI_DATA_PERCENTAGE} in %, empty where the file has none
 */
public record GranuleMetadata(Optional<Integer> position, Map<Integer, Integer> rows, Optional<Double> degradedPercentage) {

    public GranuleMetadata {
        rows = Collections.unmodifiableMap(new TreeMap<>(rows));
    }

    /**
     * Reads a granule metadata file.
     *
     * @throws Refusal DELIVERY-120 to 124
     */
    public static GranuleMetadata read(Path file) {
        Map<String, XmlElement> single = new TreeMap<>();
        Map<Integer, Integer> rows = new TreeMap<>();
        new XmlStream()
                .on("Geometric_Info/Granule_Position/POSITION", element -> single.put("position", element))
                .on("Geometric_Info/Granule_Dimensions/Size",
                        size -> rows.put(size.integerAttribute("resolution"), size.get("NROWS").integer()))
                .on("Quality_Indicators_Info/Image_Content_QI/DEGRADED_MSI_DATA_PERCENTAGE", element -> single.put("degraded", element))
                .read(file);
        return new GranuleMetadata(Optional.ofNullable(single.get("position")).map(XmlElement::integer), rows,
                Optional.ofNullable(single.get("degraded")).map(XmlElement::number));
    }
}
