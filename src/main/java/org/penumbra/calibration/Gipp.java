package org.penumbra.calibration;

import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** One GIPP: its header and, in the class of its type, its parameters; immutable, equal when all of it is equal. */
public sealed interface Gipp
        permits AbsoluteGains, BlindPixels, CrosstalkCorrection, DefectivePixels,
                GroundEqualisation, NoiseModel, OnBoardEqualisation, SwirArrangement {

    GippType type();

    GippHeader header();

    /** Band of the file name: {@code B00} where the file is of all bands. */
    default String band() {
        return "B00";
    }

    /** File name that fits the header, with the suffix {@code .xml}; the site is made of the provider's first four letters. */
    default String fileName() {
        GippHeader header = header();
        String site = (header.provider().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "____").substring(0, 4);
        return new GippName(header.satellite(), type().name(), site, header.productionDate().truncatedTo(ChronoUnit.SECONDS),
                header.applicabilityDate().truncatedTo(ChronoUnit.SECONDS), header.applicabilityEndDate().truncatedTo(ChronoUnit.SECONDS), band())
                + ".xml";
    }

    /**
     * Writes it as XML, beside the place and then moved there; reading it gives an equal object, writing that the same bytes.
     *
     * @throws IllegalArgumentException if a number is not finite
     * @throws java.io.UncheckedIOException if the disk fails
     */
    void write(Path file);
}
