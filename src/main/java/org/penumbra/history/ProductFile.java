package org.penumbra.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Datastrip;
import org.penumbra.delivery.DeliveryCode;
import org.penumbra.delivery.Product;
import org.penumbra.delivery.Product.Image;
import org.penumbra.delivery.Product.InputFile;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Refusal;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instrument;
import org.penumbra.instrument.Instruments;
import org.penumbra.instrument.Spacecraft;

/**
 * {@code product.json.gz}: an opened product without its pixels, so that it can be analysed again when its delivery is gone.
 *
 * @param schema {@code penumbra-product/1}
 * @param id as in {@link Product}, and so are all the others
 * @param spacecraft its name; the rest of it, as of the instrument, is what is configured when the file is read
 * @param instrument id of its profile
 * @param datastrip null for a raster stack
 */
record ProductFile(String schema, String id, String spacecraft, String instrument, AcquisitionType type, String datatakeType, String level,
                   Instant sensingStart, Instant sensingStop, Datastrip datastrip, List<Rasters> images, List<Rasters> knownDefects,
                   List<InputFile> inputs, List<Note> notes) {
    static final String NAME = "product.json.gz";
    private static final String SCHEMA = "penumbra-product/1";
    private static final int BUFFER = 1 << 16;
    // a field that a release did not know when it wrote is refused by its name: a null in its place would be found anywhere, or nowhere;
    // and the file is read to its end, where the checksum is
    private static final JsonMapper JSON = JsonMapper.builder().addModule(new Times())
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** The images of one (band, detector), or its one mask of known defects. */
    record Rasters(String band, int detector, List<Raster> rasters) {
        static Rasters of(Path root, BandDetector id, List<Image> images) {
            return new Rasters(id.band().name(), id.detector(), images.stream().map(image -> Raster.of(root, image)).toList());
        }

        BandDetector id(Instrument profile) {
            return new BandDetector(profile.band(band), detector);
        }

        List<Image> images(Path root) {
            return rasters.stream().map(raster -> raster.image(root)).toList();
        }
    }

    /** As in {@link Image}; {@code file} is relative to the delivery, with forward slashes. */
    record Raster(String file, int rasterBand, int row, long position) {
        static Raster of(Path root, Image image) {
            return new Raster(root.relativize(image.file()).toString().replace('\\', '/'), image.rasterBand(), image.row(), image.position());
        }

        Image image(Path root) {
            return new Image(root.resolve(file), rasterBand, row, position);
        }
    }

    /** A finding of the opening; {@code code} is one of {@link DeliveryCode}. */
    record Note(String code, Severity severity, Finding.Place where, Double measured, Double threshold, String unit, String message) {
        static Note of(Finding finding) {
            return new Note(finding.code().code(), finding.severity(), finding.where(), finding.measured(), finding.threshold(),
                    finding.unit(), finding.message());
        }

        Finding finding() {
            DeliveryCode known = Arrays.stream(DeliveryCode.values()).filter(each -> each.code().equals(code)).findFirst()
                    .orElseThrow(() -> new NoSuchElementException("it has a note " + code + ", which is not known"));
            return new Finding(known, severity, where, measured, threshold, unit, message);
        }
    }

    static void write(Product product, Path file) throws IOException {
        Path root = product.root();
        Spacecraft unit = product.spacecraft();
        ProductFile written = new ProductFile(SCHEMA, product.id(), unit.name(), unit.instrument().id(), product.type(), product.datatakeType(),
                product.level(), product.sensingStart(), product.sensingStop(), product.datastrip().orElse(null),
                product.images().entrySet().stream().map(each -> Rasters.of(root, each.getKey(), each.getValue())).toList(),
                product.knownDefects().entrySet().stream().map(each -> Rasters.of(root, each.getKey(), List.of(each.getValue()))).toList(),
                product.inputs(), product.notes().stream().map(Note::of).toList());
        try (OutputStream packed = Files.newOutputStream(file); OutputStream out = new GZIPOutputStream(packed, BUFFER)) {
            JSON.writeValue(out, written);
        }
    }

    /**
     * Reads a product; its files are named as if they lay beside this one, where none of them is.
     *
     * @throws Refusal HISTORY-101 when the file is not one of these, DELIVERY-131 when its unit or instrument is not configured any more
     */
    static Product read(Path file, Instruments instruments) {
        try (InputStream packed = Files.newInputStream(file); InputStream in = new GZIPInputStream(packed, BUFFER)) {
            ProductFile read = JSON.readValue(in, ProductFile.class);
            String schema = read == null ? "" : read.schema;
            if (!SCHEMA.equals(schema)) {
                throw new Refusal(HistoryCode.ENTRY_UNREADABLE, file, "its schema is '%s' instead of '%s'".formatted(schema, SCHEMA));
            }
            if (Stream.of(read.images, read.knownDefects, read.inputs, read.notes).anyMatch(Objects::isNull)) {
                throw new Refusal(HistoryCode.ENTRY_UNREADABLE, file, "a list in it is empty where it must not be");
            }
            return read.product(file.getParent(), instruments);
        } catch (JsonProcessingException e) {
            throw new Refusal(HistoryCode.ENTRY_UNREADABLE, List.of(), e, file, e.getOriginalMessage());
        } catch (EOFException e) {
            throw new Refusal(HistoryCode.ENTRY_UNREADABLE, List.of(), e, file, "it is cut short");
        } catch (ZipException | NoSuchElementException e) {
            throw new Refusal(HistoryCode.ENTRY_UNREADABLE, List.of(), e, file, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Product product(Path root, Instruments instruments) {
        Spacecraft unit = unit(instruments).filter(known -> known.instrument().id().equals(instrument))
                .orElseThrow(() -> new Refusal(DeliveryCode.UNKNOWN_UNIT, id, spacecraft + " with " + instrument));
        Map<BandDetector, List<Image>> all = new LinkedHashMap<>();
        images.forEach(each -> all.put(each.id(unit.instrument()), each.images(root)));
        Map<BandDetector, Image> known = new LinkedHashMap<>();
        knownDefects.forEach(each -> known.put(each.id(unit.instrument()), each.images(root).get(0)));
        return new Product(id, unit, type, datatakeType, level, sensingStart, sensingStop, Optional.ofNullable(datastrip), all, known, inputs,
                notes.stream().map(Note::finding).toList(), root);
    }

    /** By the rules for deliveries: a unit of a raster stack alone need not be configured. */
    private Optional<Spacecraft> unit(Instruments instruments) {
        return datastrip != null ? instruments.spacecraft(spacecraft)
                : instruments.instrument(instrument).map(profile -> instruments.unit(spacecraft, profile));
    }
}
