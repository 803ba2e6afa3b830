package org.penumbra.calibration;

import java.util.Map;
import org.penumbra.finding.Refusal;

/**
 * The {@code .HDR} beside a {@code .DBL}: an Earth Explorer header (DOMAIN C.5); texts are kept as they are written.
 *
 * @param fileName name of the file without suffix
 * @param mission {@code Sentinel-2A}
 * @param fileType {@code GIP_SPAMOD}
 * @param fileVersion four digits
 * @param validityStart {@code UTC=2022-01-25T02:20:00}
 * @param validityStop likewise
 */
record EarthExplorerHeader(String fileName, String mission, String fileType, String fileVersion, String validityStart, String validityStop) {

    /** @throws Refusal CALIBRATION-103 or -105 */
    static EarthExplorerHeader read(byte[] content, String file) {
        XmlCursor xml = new XmlCursor(content, file);
        xml.child();
        Map<String, String> texts = xml.texts();
        return new EarthExplorerHeader(xml.required(texts, "File_Name"), xml.required(texts, "Mission"), xml.required(texts, "File_Type"),
                xml.required(texts, "File_Version"), xml.required(texts, "Validity_Start"), xml.required(texts, "Validity_Stop"));
    }

    /** Refuses a header that is of another file, as CALIBRATION-104. */
    void requireOf(String name) {
        if (!fileName.equals(name)) {
            throw new Refusal(CalibrationCode.OF_ANOTHER, name + ".HDR", fileName, name);
        }
    }
}
