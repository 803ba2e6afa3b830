package org.penumbra.delivery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.penumbra.delivery.Product.Image;
import org.penumbra.delivery.Product.InputFile;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instruments;
import org.penumbra.instrument.Spacecraft;

/** Opens a {@code .SAFE} directory: verifies its files, reads its datastrip, decides its type, finds its images (FORMATS 1, 2). */
final class SafeProduct {
    private static final Pattern DATASTRIP_METADATA = Pattern.compile("S2[A-D]_\\w{4}_MTD_L(0|1A|1B|1C)_DS_.+\\.xml|MTD_DS\\.xml");
    private static final Map<String, String> NOT_ANALYSED = Map.of(
            "INS-RAW", "raw measurements are made without the nominal on-board processing",
            "INS-TST", "test patterns hold no radiometry",
            "INS-MOON", "the Moon is not among the sources that are analysed");

    private SafeProduct() {
    }

    /**
     * Opens the directory in place.
     *
     * @param name name it was delivered under, which ends in {@code .SAFE}
     * @throws Refusal DELIVERY-110 to 141
     */
    static Product open(Path root, String name, Instruments instruments) {
        String id = Names.checked(name.substring(0, name.length() - Names.SAFE.length()));
        Inventory inventory = Inventory.of(root);
        Datastrip datastrip = DatastripReader.read(datastripMetadata(root, inventory));
        AcquisitionType type = type(root, datastrip);
        checkLevel(root, datastrip, type);
        Spacecraft spacecraft = instruments.spacecraft(datastrip.spacecraftName())
                .orElseThrow(() -> new Refusal(DeliveryCode.UNKNOWN_UNIT, root.getFileName(), datastrip.spacecraftName()));
        Set<String> listed = inventory.files().stream().map(InputFile::name).collect(Collectors.toSet());
        Granules granules = new Granules(root, listed, datastrip, spacecraft.instrument());
        Map<BandDetector, List<Image>> images = granules.images();
        checkListed(root, listed, images);
        List<Finding> notes = new ArrayList<>(inventory.notes());
        notes.addAll(granules.notes());
        notes.addAll(QualityReport.failures(root, inventory.files()));
        return new Product(id, spacecraft, type, datastrip.datatakeType(), datastrip.level(), datastrip.sensingStart(),
                datastrip.sensingStop(), Optional.of(datastrip), images, Map.of(), inventory.files(), notes, root);
    }

    private static Path datastripMetadata(Path root, Inventory inventory) {
        List<String> found = inventory.files().stream().map(InputFile::name).filter(SafeProduct::isDatastripMetadata).toList();
        if (found.size() == 1) {
            return root.resolve(found.get(0));
        }
        throw new Refusal(DeliveryCode.NOT_ONE_DATASTRIP, root.getFileName(), found.isEmpty() ? "none" : String.join(", ", found));
    }

    private static boolean isDatastripMetadata(String name) {
        String[] parts = name.split("/");
        return parts.length == 3 && parts[0].equals("DATASTRIP") && DATASTRIP_METADATA.matcher(parts[2]).matches();
    }

    private static AcquisitionType type(Path root, Datastrip datastrip) {
        String datatakeType = datastrip.datatakeType();
        return AcquisitionType.ofDatatakeType(datatakeType).orElseThrow(() -> NOT_ANALYSED.containsKey(datatakeType)
                ? new Refusal(DeliveryCode.TYPE_NOT_ANALYSED, root.getFileName(), datatakeType, NOT_ANALYSED.get(datatakeType))
                : new Refusal(DeliveryCode.UNKNOWN_TYPE, root.getFileName(), datatakeType));
    }

    /** The sources that calibrate are analysed on raw counts only; nominal images also after equalisation. */
    private static void checkLevel(Path root, Datastrip datastrip, AcquisitionType type) {
        List<String> levels = type == AcquisitionType.NOMINAL ? List.of("L1B", "L1A") : List.of("L1A");
        if (!levels.contains(datastrip.level())) {
            throw new Refusal(DeliveryCode.WRONG_LEVEL, root.getFileName(), datastrip.level(), type.label(), String.join(" or ", levels));
        }
    }

    private static void checkListed(Path root, Set<String> listed, Map<BandDetector, List<Image>> images) {
        List<String> unlisted = images.values().stream().flatMap(List::stream)
                .map(image -> Names.relative(root, image.file()))
                .filter(name -> !listed.contains(name)).toList();
        if (!unlisted.isEmpty()) {
            throw new Refusal(DeliveryCode.IMAGE_NOT_LISTED, unlisted, null, unlisted.size(), root.getFileName(), unlisted.get(0));
        }
    }
}
