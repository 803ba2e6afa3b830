package org.penumbra.simulation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.penumbra.calibration.GippName;
import org.penumbra.delivery.Datastrip;
import org.penumbra.delivery.Trees;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.raster.Jpeg2000Writer;
import org.penumbra.raster.PixelLines;

/** Writes one acquisition as a product (FORMATS 2): beside its place, moved there when it is complete. */
final class ProductWriter {
    private final SimulatedAcquisition acquisition;
    private final Scenario scenario;
    private final StripMetadata metadata;
    private final ProductNames names;
    private final Path place;
    private final Path part;

    /** @param directory that holds the product */
    ProductWriter(SimulatedAcquisition acquisition, Path directory) {
        this.acquisition = acquisition;
        scenario = acquisition.scenario();
        metadata = acquisition.metadata();
        names = metadata.names();
        place = directory.resolve(names.product());
        part = directory.resolve("." + names.product() + ".part");
    }

    /**
     * One task for each image: independent of one another, in any order, on any thread.
     *
     * @throws Refusal SIMULATION-107 and 109
     */
    List<Callable<Void>> images() throws IOException {
        if (Files.exists(place)) {
            throw new Refusal(SimulationCode.PRODUCT_EXISTS, place);
        }
        // what a run that was killed left behind would be listed in the manifest
        Trees.delete(part);
        for (FileFault fault : scenario.fileFaults()) {
            image(fault);
        }
        List<Callable<Void>> tasks = new ArrayList<>();
        for (StripMetadata.Granule granule : metadata.granules()) {
            for (Band band : metadata.bands()) {
                Path file = part.resolve(names.image(granule.sensing(), granule.detector(), band.name()));
                Files.createDirectories(file.getParent());
                tasks.add(() -> {
                    PixelLines lines = acquisition.lines(new BandDetector(band, granule.detector()));
                    ByteBuffer samples = ByteBuffer.allocateDirect(lines.bytes(granule.index()));
                    lines.read(granule.index(), samples);
                    Jpeg2000Writer.write(file, lines.columns(), samples);
                    return null;
                });
            }
        }
        return tasks;
    }

    /**
     * Everything but the images, which are there; then the product gets its name.
     *
     * @param gipps calibration files that the metadata name
     * @return the product
     */
    Path finish(List<GippName> gipps) throws IOException {
        String created = names.created().toString();
        Datastrip strip = metadata.datastrip(gipps.stream()
                .map(name -> new Datastrip.GippName("GIP_" + name.type(), SimulatedCalibration.version(), name.toString())).toList());
        Templates.write("datastrip.ftlx", Map.of("strip", strip, "bands", metadata.bands(), "created", created, "lines", scenario.lines(),
                "inertial", metadata.inertial()), part.resolve(names.datastripFile()));
        for (StripMetadata.Granule granule : metadata.granules()) {
            Templates.write("granule.ftlx", Map.of("granule", granule, "bands", metadata.bands(), "created", created, "level", scenario.level()),
                    part.resolve(names.granuleFile(granule.sensing(), granule.detector())));
        }
        for (FileFault fault : scenario.fileFaults()) {
            fault.beforeManifest(part.resolve(image(fault)));
        }
        Templates.write("manifest.ftlx", Map.of("level", scenario.level(),
                "files", Manifest.of(part).stream().map(this::listed).filter(Objects::nonNull).toList()), part.resolve(Manifest.NAME));
        for (FileFault fault : scenario.fileFaults()) {
            fault.afterManifest(part.resolve(image(fault)));
        }
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        if (scenario.done()) {
            Files.createFile(place.resolveSibling(place.getFileName() + ".done"));
        }
        return place;
    }

    private Manifest.Entry listed(Manifest.Entry entry) {
        Manifest.Entry listed = entry;
        for (FileFault fault : scenario.fileFaults()) {
            if (listed != null && image(fault).equals(listed.name())) {
                listed = fault.listed(listed);
            }
        }
        return listed;
    }

    private String image(FileFault fault) {
        return metadata.granules().stream()
                .filter(granule -> granule.detector() == fault.detector() && granule.index() == fault.granule() - 1
                        && scenario.bands().contains(fault.band()))
                .findFirst().map(granule -> names.image(granule.sensing(), granule.detector(), fault.band()))
                .orElseThrow(() -> new Refusal(SimulationCode.NO_SUCH_FILE,
                        "%s-D%02d granule %d".formatted(fault.band(), fault.detector(), fault.granule())));
    }
}
