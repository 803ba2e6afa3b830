package org.penumbra.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Writes a small product of level 1A or 1B whose images hold a few bytes that are no raster: nothing in this package opens them. */
final class TinySafe {
    static final String CREATED = "20261120T120000";
    private static final List<String> BAND_NAMES =
            List.of("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12");

    String unit = "S2A";
    String spacecraft = "Sentinel-2A";
    String level = "1A";
    String type = "INS-DASC";
    List<Integer> detectors = List.of(1, 2);
    List<Integer> activeDetectors = List.of(1, 2);
    List<String> bands = List.of("B01", "B02", "B10");
    int granules = 2;
    int rows = 2304;
    boolean positions = true;
    boolean granuleMetadata = true;
    boolean granulePosition = true;
    double degraded = 0;
    String checksum = "SHA3-256";
    UnaryOperator<String> datastripEdit = UnaryOperator.identity();

    String name() {
        return unit + "_OPER_PRD_MSIL" + level + "_PDMC_" + CREATED + "_R022_V20261119T223000_20261119T223010.SAFE";
    }

    String granule(int detector, int index) {
        return "%s_OPER_MSI_L%s_GR_SGS__%s_S20261119T22300%d_D%02d_N05.00".formatted(unit, level, CREATED, index, detector);
    }

    String image(int detector, int index, String band) {
        String id = granule(detector, index);
        return "GRANULE/" + id + "/IMG_DATA/" + id.substring(0, id.lastIndexOf("_N")) + "_" + band + ".jp2";
    }

    String granuleMetadata(int detector, int index) {
        String id = granule(detector, index);
        return "GRANULE/" + id + "/" + id.substring(0, id.lastIndexOf("_N")).replace("_MSI_", "_MTD_") + ".xml";
    }

    String datastrip() {
        String id = "%s_OPER_MSI_L%s_DS_SGS__%s_S20261119T223000".formatted(unit, level, CREATED);
        return "DATASTRIP/" + id + "_N05.00/" + id.replace("_MSI_", "_MTD_") + ".xml";
    }

    /** Writes the product with its manifest below a directory and returns its root. */
    Path write(Path directory) {
        Path root = directory.resolve(name());
        put(root, datastrip(), datastripEdit.apply(datastripXml()));
        for (int detector : detectors) {
            for (int index = 0; index < granules; index++) {
                if (granuleMetadata) {
                    put(root, granuleMetadata(detector, index), granuleXml(index));
                }
                for (String band : bands) {
                    put(root, image(detector, index, band), "image " + band + " of " + granule(detector, index));
                }
            }
        }
        writeManifest(root, checksum);
        return root;
    }

    /** Lists every file that is there now. */
    static void writeManifest(Path root, String checksumName) {
        StringBuilder xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <xfdu:XFDU xmlns:xfdu="urn:ccsds:schema:xfdu:1" version="esa/safe/sentinel/1.1">
                <metadataSection><metadataObject ID="platform"/></metadataSection><dataObjectSection>
                """);
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).filter(path -> !path.endsWith(Manifest.NAME)).sorted().toList()) {
                byte[] content = Files.readAllBytes(file);
                xml.append("""
                        <dataObject ID="x"><byteStream mimeType="application/octet-stream" size="%d">\
                        <fileLocation locatorType="URL" href="./%s"/><checksum checksumName="%s">%s</checksum></byteStream></dataObject>
                        """.formatted(content.length, root.relativize(file), checksumName, digest(checksumName, content)));
            }
            Files.writeString(root.resolve(Manifest.NAME), xml.append("</dataObjectSection></xfdu:XFDU>").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void put(Path root, String name, String content) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void edit(Path file, UnaryOperator<String> edit) {
        try {
            Files.writeString(file, edit.apply(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String checksumName, byte[] content) {
        try {
            String algorithm = checksumName.equalsIgnoreCase("sha256") ? "SHA-256" : checksumName;
            return HexFormat.of().withUpperCase().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String datastripXml() {
        StringBuilder granuleList = new StringBuilder();
        for (int detector : detectors) {
            granuleList.append("<Detector detectorId=\"%02d\"><Granule_List>".formatted(detector));
            for (int index = granules - 1; index >= 0; index--) {
                granuleList.append("<Granule granuleId=\"").append(granule(detector, index)).append("\">")
                        .append(positions ? "<POSITION>" + (1 + index * rows) + "</POSITION>" : "").append("</Granule>");
            }
            granuleList.append("</Granule_List></Detector>");
        }
        StringBuilder active = new StringBuilder();
        activeDetectors.forEach(detector -> active.append("<ACTIVE_DETECTOR>%02d</ACTIVE_DETECTOR>".formatted(detector)));
        StringBuilder gains = new StringBuilder();
        bands.forEach(band -> gains.append("<Spectral_Band_Information bandId=\"%d\"><PHYSICAL_GAINS>4.1</PHYSICAL_GAINS></Spectral_Band_Information>"
                .formatted(BAND_NAMES.indexOf(band))));
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <n1:Level-%1$s_DataStrip_ID xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/x.xsd" datastripIdentifier="strip">
                <n1:General_Info>
                <Datatake_Info datatakeIdentifier="GS2A_20261119T223000_059000_N05.00"><SPACECRAFT_NAME>%2$s</SPACECRAFT_NAME>
                <DATATAKE_TYPE>%3$s</DATATAKE_TYPE><DATATAKE_SENSING_START>2026-11-19T22:30:00.000Z</DATATAKE_SENSING_START>
                <SENSING_ORBIT_NUMBER>22</SENSING_ORBIT_NUMBER></Datatake_Info>
                <Datastrip_Time_Info><DATASTRIP_SENSING_START>2026-11-19T22:30:00.000Z</DATASTRIP_SENSING_START>
                <DATASTRIP_SENSING_STOP>2026-11-19T22:30:10.5Z</DATASTRIP_SENSING_STOP></Datastrip_Time_Info>
                <Processing_Info><PROCESSING_BASELINE>05.00</PROCESSING_BASELINE></Processing_Info>
                </n1:General_Info>
                <n1:Image_Data_Info>
                <Granules_Information><Detector_List>%4$s</Detector_List></Granules_Information>
                <Sensor_Configuration><Acquisition_Configuration><COMPRESS_MODE>true</COMPRESS_MODE><EQUALIZATION_MODE>true</EQUALIZATION_MODE>
                <NUC_TABLE_ID>3</NUC_TABLE_ID><Active_Detectors_List>%5$s</Active_Detectors_List>
                <Spectral_Band_Info>%6$s</Spectral_Band_Info></Acquisition_Configuration>
                <Time_Stamp><LINE_PERIOD unit="ms">1.565873622</LINE_PERIOD></Time_Stamp></Sensor_Configuration>
                </n1:Image_Data_Info>
                </n1:Level-%1$s_DataStrip_ID>
                """.formatted(level, spacecraft, type, granuleList, active, gains);
    }

    private String granuleXml(int index) {
        return """
                <n1:Level-%s_Granule_ID xmlns:n1="x"><n1:Geometric_Info>%s
                <Granule_Dimensions><Size resolution="10"><NROWS>%d</NROWS><NCOLS>2592</NCOLS></Size></Granule_Dimensions></n1:Geometric_Info>
                <n1:Quality_Indicators_Info><Image_Content_QI><DEGRADED_MSI_DATA_PERCENTAGE>%s</DEGRADED_MSI_DATA_PERCENTAGE></Image_Content_QI>
                </n1:Quality_Indicators_Info></n1:Level-%s_Granule_ID>
                """.formatted(level, granulePosition
                ? "<Granule_Position><POSITION>" + (1 + index * rows) + "</POSITION></Granule_Position>" : "", rows, degraded, level);
    }
}
