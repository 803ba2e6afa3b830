package org.penumbra.instrument;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/**
 * What is the same for all units of one kind of instrument; loaded from {@code config/instrument/<id>.yaml}.
 *
 * @param id name of the profile: {@code msi}, {@code emit}
 * @param detectors number of detectors side by side
 * @param bands bands in the order of their id
 * @param saturation count at and above which a sample is saturated, in LSB (4095 for MSI)
 * @param minimumLines lines below which a dark is unusable, in shortest line periods
 * @param sufficientLines lines below which the evidence of a dark is insufficient, in shortest line periods
 * @param linePeriod nominal shortest line period in ms, NaN where unknown
 * @param blindColumns columns that do not image and follow the thermal drift, 0-based, where no calibration set names them
 * @param excludedColumns columns that are neither blind nor imaging, 0-based; they are measured but never judged
 * @param excludedBands names of bands that carry no radiometry and are not measured
 * @param digitisedBeforeEqualisation whether counts are rounded before the on-board equalisation as well (METHODS 1)
 */
public record Instrument(String id, int detectors, List<Band> bands, double saturation, int minimumLines, int sufficientLines,
                         double linePeriod, List<Integer> blindColumns, List<Integer> excludedColumns, List<String> excludedBands,
                         boolean digitisedBeforeEqualisation) {

    public Instrument {
        bands = List.copyOf(bands);
        blindColumns = List.copyOf(blindColumns);
        excludedColumns = List.copyOf(excludedColumns);
        excludedBands = List.copyOf(excludedBands);
    }

    /** The band of that name, for example {@code B8A}; throws NoSuchElementException if there is none. */
    public Band band(String name) {
        return bands.stream().filter(band -> band.name().equals(name)).findFirst()
                .orElseThrow(() -> new NoSuchElementException(id + " has no band " + name));
    }

    /** The band of that id; throws NoSuchElementException if there is none. */
    public Band band(int bandId) {
        return bands.stream().filter(band -> band.id() == bandId).findFirst()
                .orElseThrow(() -> new NoSuchElementException(id + " has no band with id " + bandId));
    }

    /** Bands that carry radiometry, in the order of their id. */
    public List<Band> measuredBands() {
        return bands.stream().filter(band -> !excludedBands.contains(band.name())).toList();
    }

    /** Every measured (band, detector), bands in the order of their id, detectors ascending. */
    public List<BandDetector> bandDetectors() {
        return measuredBands().stream()
                .flatMap(band -> IntStream.rangeClosed(1, detectors).mapToObj(detector -> new BandDetector(band, detector)))
                .toList();
    }
}
