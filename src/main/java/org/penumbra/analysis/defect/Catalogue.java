package org.penumbra.analysis.defect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.analysis.EvidenceHistory;
import org.penumbra.analysis.EvidenceHistory.Entry;
import org.penumbra.analysis.Imaging;
import org.penumbra.analysis.defect.Life.Status;
import org.penumbra.calibration.DefectivePixels;
import org.penumbra.calibration.DefectivePixels.Singularity;
import org.penumbra.calibration.GippHeader;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Product;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.DetectorMeasurement;

/**
 * The lives that are worth telling, held against R2DEPI in force and what the operator decided (METHODS 6).
 *
 * @param lives lives that go on and those that end with this acquisition; forbidden pixels are left out, known ones say so; of a SWIR column
 *     those of the configuration in force alone: another one is not in use
 * @param known pixels of R2DEPI, or of the mask of a raster stack, that no life speaks of, with the type that it gives; blind columns left out
 * @param gone pixels of R2DEPI that enough acquisitions of both types did not see
 * @param forced pixels that the operator calls defective, with the reason
 * @param forbidden pixels with a sign that the operator never wants to be called defective
 */
record Catalogue(List<Life> lives, List<Sign> known, List<Place> gone, Map<Place, String> forced, List<Place> forbidden) {
    /** In place of a kind of defect, where the operator alone says that there is one. */
    static final String FORCED = "FORCED";

    /** A column of a (band, detector), 0-based. */
    record Place(BandDetector id, int column) implements Comparable<Place> {
        private static final Comparator<Place> ORDER = Comparator.<Place>comparingInt(one -> one.id().band().id())
                .thenComparingInt(one -> one.id().detector()).thenComparingInt(Place::column);

        boolean holds(Life life) {
            return id.label().equals(life.place()) && column == life.column();
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    static Catalogue of(Dossier dossier, EvidenceHistory history, Evidence now, List<Life> all, DefectSettings settings) {
        PixelOverrides overrides = dossier.settings().of("pixels", PixelOverrides.class);
        Product product = dossier.product();
        String unit = product.spacecraft().unit();
        Instant time = product.sensingStart();
        Map<String, BandDetector> ids = new TreeMap<>();
        dossier.measurements().bandDetectors().forEach(id -> ids.put(id.label(), id));
        Set<Place> inFile = new TreeSet<>();
        List<Sign> types = new ArrayList<>();
        dossier.calibration().ifPresent(calibration -> ids.values().forEach(id -> calibration.defectivePixels().singularities().stream()
                .filter(entry -> entry.bandId() == id.band().id() && entry.detector() == id.detector()).forEach(entry -> entry.columns().stream()
                        .filter(column -> !calibration.blindPixels().detector(id).blind().contains(column))
                        .filter(column -> inFile.add(new Place(id, column)))
                        .forEach(column -> types.add(new Sign(id.label(), column, 0, entry.type(), Map.of()))))));
        for (BandDetector id : product.knownDefects().isEmpty() ? List.<BandDetector>of() : ids.values()) {
            DetectorMeasurement measurement = dossier.measurements().of(id);
            IntStream.range(0, measurement.columns()).filter(measurement::knownDefect).filter(column -> inFile.add(new Place(id, column)))
                    .forEach(column -> types.add(new Sign(id.label(), column, 0, "MASK", Map.of())));
        }
        List<Life> lives = new ArrayList<>();
        List<Place> forbidden = new ArrayList<>();
        Map<Place, String> forced = new TreeMap<>();
        Set<Place> active = new LinkedHashSet<>();
        for (Life life : all) {
            BandDetector id = ids.get(life.place());
            if (id == null || life.ended() != null && life.ended().isBefore(time) || life.shift() != now.shift(life.place(), life.column())) {
                continue;
            }
            Place place = new Place(id, life.column());
            if (overrides.forbidden(unit, life.place(), life.column()) != null) {
                forbidden.add(place);
                continue;
            }
            if (life.status() != Status.RELEASED) {
                active.add(place);
            }
            boolean isForced = overrides.forced(unit, life.place(), life.column()) != null;
            lives.add(inFile.contains(place) && life.status() != Status.RELEASED ? life.withStatus(Status.KNOWN)
                    : isForced ? life.withStatus(Status.CONFIRMED) : life);
        }
        for (PixelOverrides.Entry entry : overrides.force()) {
            ids.values().stream().filter(id -> entry.unit().equals(unit) && id.label().equals(BandDetector.label(entry.band(), entry.detector())))
                    .forEach(id -> entry.columns().stream().filter(column -> imaging(dossier, id, column))
                            .forEach(column -> forced.put(new Place(id, column), entry.reason())));
        }
        List<Sign> known = types.stream().filter(type -> !active.contains(new Place(ids.get(type.place()), type.column()))).toList();
        List<Place> gone = known.stream().map(type -> new Place(ids.get(type.place()), type.column())).filter(place -> !forced.containsKey(place))
                .filter(place -> unseen(history, now, place, settings)).sorted().toList();
        return new Catalogue(lives, known, gone, forced, forbidden);
    }

    /** Whether a column exists and sees the scene: another is never defective. */
    private static boolean imaging(Dossier dossier, BandDetector id, int column) {
        boolean[] imaging = Imaging.of(dossier, dossier.measurements().of(id)).columns();
        return column < imaging.length && imaging[column];
    }

    /** Whether enough acquisitions of both types could have seen the pixel that a column uses now; that it has no life says that they did not. */
    private static boolean unseen(EvidenceHistory history, Evidence now, Place place, DefectSettings settings) {
        String label = place.id().label();
        return Stream.of(AcquisitionType.NIGHT_OCEAN, AcquisitionType.SUN_DIFFUSER).allMatch(type -> history.of(type).map(Entry::evidence)
                .filter(then -> then.places().contains(label) && then.shift(label, place.column()) == now.shift(label, place.column()))
                .limit(settings.released()).count() == settings.released());
    }

    /** Lives that are confirmed and not in R2DEPI. */
    List<Life> confirmed() {
        return lives.stream().filter(life -> life.status() == Status.CONFIRMED).toList();
    }

    /** Pixels that the operator calls defective and nothing else does, neither a life nor R2DEPI, with the reason. */
    Map<Place, String> forcedAlone() {
        Map<Place, String> alone = new TreeMap<>(forced);
        alone.keySet().removeIf(place -> lives.stream().anyMatch(place::holds)
                || known.stream().anyMatch(type -> type.place().equals(place.id().label()) && type.column() == place.column()));
        return alone;
    }

    /** How many pixels are confirmed and not in R2DEPI, by what was seen or by the operator. */
    int news() {
        return confirmed().size() + forcedAlone().size();
    }

    /** R2DEPI as it should be, if that is another than the one in force. */
    Optional<DefectivePixels> candidate(DefectivePixels inForce, Product product) {
        if (news() == 0 && gone.isEmpty()) {
            return Optional.empty();
        }
        List<Singularity> proposed = new ArrayList<>();
        for (Singularity entry : inForce.singularities()) {
            proposed.add(new Singularity(entry.bandId(), entry.type(), entry.detector(), entry.columns().stream()
                    .filter(column -> gone.stream().noneMatch(place -> place.id().band().id() == entry.bandId()
                            && place.id().detector() == entry.detector() && place.column() == column)).toList()));
        }
        Map<String, BandDetector> ids = new TreeMap<>();
        product.images().keySet().forEach(id -> ids.put(id.label(), id));
        confirmed().forEach(life -> add(proposed, ids.get(life.place()), life.kind(), life.column()));
        forcedAlone().keySet().forEach(place -> add(proposed, place.id(), FORCED, place.column()));
        return Optional.of(new DefectivePixels(inForce.header(), proposed).issued(GippHeader.PENUMBRA, product.sensingStart()));
    }

    private static void add(List<Singularity> all, BandDetector id, String type, int column) {
        Singularity before = all.stream()
                .filter(entry -> entry.bandId() == id.band().id() && entry.detector() == id.detector() && entry.type().equals(type))
                .findFirst().orElse(new Singularity(id.band().id(), type, id.detector(), List.of()));
        Set<Integer> columns = new TreeSet<>(before.columns());
        columns.add(column);
        all.remove(before);
        all.add(new Singularity(id.band().id(), type, id.detector(), List.copyOf(columns)));
    }
}
