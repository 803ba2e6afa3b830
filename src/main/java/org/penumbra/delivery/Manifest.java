package org.penumbra.delivery;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.penumbra.finding.Refusal;

/**
 * What {@code manifest.safe} says about the files of a product: an XFDU manifest as all Copernicus SAFE products have (FORMATS 2).
 *
 * @param entries listed files by path relative to the product, with forward slashes, in file order
 */
record Manifest(Map<String, Entry> entries) {
    static final String NAME = "manifest.safe";

    /**
     * One listed file.
     *
     * @param size in bytes, empty where the manifest gives none
     * @param checksum its listed checksum, empty where the manifest gives none
     */
    record Entry(Optional<Long> size, Optional<Checksum> checksum) {
    }

    /** A checksum by the name the manifest gives its algorithm, in hexadecimal of either case. */
    record Checksum(String name, String value) {
    }

    /**
     * Reads the manifest of a product.
     *
     * @param root the {@code .SAFE} directory
     * @throws Refusal DELIVERY-120 to 124 when it is not a manifest, DELIVERY-114 when it names a file outside the product
     */
    static Manifest read(Path root) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        new XmlStream().on("dataObjectSection/dataObject/byteStream", stream -> {
            Optional<Long> size = stream.findAttribute("size").map(text -> size(stream, text));
            Optional<Checksum> checksum = stream.find("checksum")
                    .map(element -> new Checksum(element.attribute("checksumName"), element.text()));
            String href = stream.get("fileLocation").attribute("href");
            String name = Names.inside(root, href).orElseThrow(() -> new Refusal(DeliveryCode.OUTSIDE, NAME, href));
            Entry entry = new Entry(size, checksum);
            Entry earlier = entries.putIfAbsent(name, entry);
            if (earlier != null && !earlier.equals(entry)) {
                throw stream.malformed(name, "a file that is listed once");
            }
        }).read(root.resolve(NAME));
        return new Manifest(entries);
    }

    private static long size(XmlElement stream, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw stream.malformed(text, "a size in bytes");
        }
    }
}
