package org.penumbra.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.penumbra.analysis.EvidenceHistory.Entry;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.analysis.Past.Pixels;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.FocalPlane;

/**
 * The earlier acquisitions of a product's unit and type that form series with it, because they are in its epoch (METHODS 0). R2SWIR ends
 * the epoch of those columns alone that it moves: what they used before says nothing of what they use now.
 */
public final class Earlier {
    /** Share of the columns of a band that may use another configuration before its mean values are no longer of the same pixels. */
    private static final double MOST_MOVED = 0.01;

    private final Dossier dossier;
    private final Map<String, String> epoch;
    private final List<Acquisition> acquisitions;
    /** Asked for by every detector, or by several analyses. */
    private final Map<Band, List<Acquisition>> bands = new ConcurrentHashMap<>();
    private final Map<Band, List<Acquisition>> wholeBands = new ConcurrentHashMap<>();

    /** What columns use: now, and in each earlier acquisition by its id. */
    private record Use(Evidence now, Map<String, Evidence> then) {
    }

    private Earlier(Dossier dossier) {
        this.dossier = dossier;
        epoch = Epoch.of(dossier.product(), dossier.calibration());
        acquisitions = dossier.past()
                .acquisitions(dossier.product().spacecraft().unit(), dossier.product().type(), dossier.product().sensingStart()).stream()
                .filter(acquisition -> Epoch.sameButConfigurations(epoch, acquisition.epoch())).toList();
    }

    /** Those of a product; its analyses share them. */
    public static Earlier than(Dossier dossier) {
        return dossier.shared(Earlier.class, () -> new Earlier(dossier));
    }

    /**
     * Configurations that R2SWIR commands, of the SWIR detectors that do not use the middle one throughout, as {@link Evidence#shifts()} has them.
     */
    public static Map<String, String> commanded(Dossier dossier) {
        CalibrationSet calibration = dossier.calibration().orElseThrow();
        Map<String, String> shifts = new TreeMap<>();
        for (BandDetector id : dossier.measurements().bandDetectors()) {
            if (id.band().focalPlane() == FocalPlane.SWIR && calibration.swirArrangement().shifts(id).stream().anyMatch(shift -> shift != 0)) {
                shifts.put(id.label(), Evidence.written(calibration.swirArrangement().shifts(id)));
            }
        }
        return shifts;
    }

    /** Those in which columns of a band used what they use now, earliest first; {@link #pixels} leaves out the other columns. */
    public List<Acquisition> of(Band band) {
        return bands.computeIfAbsent(band, key -> acquisitions.stream()
                .filter(acquisition -> Epoch.same(epoch, acquisition.epoch(), band) || knowsColumns(acquisition, band)).toList());
    }

    /** Those in which nearly all columns of a band used what they use now, so that the band's own values are one series; earliest first. */
    public List<Acquisition> ofWhole(Band band) {
        List<BandDetector> detectors = dossier.measurements().bandDetectors().stream().filter(id -> id.band().equals(band)).toList();
        return wholeBands.computeIfAbsent(band, key -> of(band).stream().filter(acquisition -> !knowsColumns(acquisition, band)
                || detectors.stream().mapToInt(id -> moved(acquisition, id).length).sum()
                        <= MOST_MOVED * detectors.size() * band.columns()).toList());
    }

    /**
     * Whether a band's own values are one series over two archived acquisitions of a unit, as {@link #ofWhole} tells it of a product's.
     *
     * @param detectors of the instrument
     */
    public static boolean oneSeries(Past past, Acquisition one, Acquisition other, Band band, int detectors) {
        if (Epoch.same(one.epoch(), other.epoch(), band)) {
            return true;
        }
        if (!Epoch.sameButConfigurations(one.epoch(), other.epoch()) || !Epoch.tells(one.epoch(), band) || !Epoch.tells(other.epoch(), band)) {
            return false;
        }
        Evidence then = past.evidence(one);
        Evidence now = past.evidence(other);
        int moved = IntStream.rangeClosed(1, detectors)
                .map(detector -> now.moved(then, new BandDetector(band, detector).label(), band.columns()).length).sum();
        return !then.kinds().isEmpty() && !now.kinds().isEmpty() && moved <= MOST_MOVED * detectors * band.columns();
    }

    /** What one of them measured; NaN in columns that used another configuration, and in all of a detector that did not answer. */
    public Pixels pixels(Acquisition acquisition, BandDetector id) {
        Pixels pixels = dossier.past().pixels(acquisition, id);
        int[] moved = pixels.frozen() ? IntStream.range(0, pixels.mean().length / id.band().linesPerCycle()).toArray()
                : knowsColumns(acquisition, id.band()) ? moved(acquisition, id) : new int[0];
        if (moved.length == 0) {
            return pixels;
        }
        Pixels left = new Pixels(pixels.mean().clone(), pixels.u().clone(), pixels.noise().clone(), pixels.change().clone());
        int n = id.band().linesPerCycle();
        for (int column : moved) {
            for (double[] values : List.of(left.mean(), left.u(), left.noise(), left.change())) {
                Arrays.fill(values, column * n, (column + 1) * n, Double.NaN);
            }
        }
        return left;
    }

    /** Whether it is known what each column used; an acquisition of which no pixel was ever judged does not say it. */
    private boolean knowsColumns(Acquisition acquisition, Band band) {
        return Epoch.tells(epoch, band) && Epoch.tells(acquisition.epoch(), band)
                && use().then().containsKey(acquisition.id()) && !use().then().get(acquisition.id()).kinds().isEmpty();
    }

    private int[] moved(Acquisition acquisition, BandDetector id) {
        return use().now().moved(use().then().get(acquisition.id()), id.label(), id.band().columns());
    }

    private Use use() {
        EvidenceHistory history = EvidenceHistory.before(dossier);
        return dossier.shared(Use.class, () -> new Use(
                history.active(epoch, dossier.product().sensingStart(), new Evidence(List.of(), List.of(), List.of(), commanded(dossier), List.of())),
                history.entries().stream().collect(Collectors.toMap(entry -> entry.acquisition().id(), Entry::evidence))));
    }
}
