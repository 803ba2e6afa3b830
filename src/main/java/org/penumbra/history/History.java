package org.penumbra.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.penumbra.delivery.AcquisitionType;

/** What the store remembers of products, series, events and pixels; what each product adds is written with the state of its job. */
public final class History {
    private static final String PRODUCTS = "select * from product where published is not null ";

    private final Store store;

    /**
     * How many jobs are done and how long they took together.
     *
     * @param jobs number of jobs
     * @param seconds time in s
     */
    public record Throughput(long jobs, double seconds) {
    }

    public History(Store store) {
        this.store = store;
    }

    /** Published products of a unit, or of all when it is empty, that started at or after an instant; earliest first. */
    public List<ProcessedProduct> products(Optional<String> unit, Instant since) {
        return store.read(handle -> handle.createQuery(PRODUCTS + "and unit = coalesce(:unit, unit) and sensing_start >= :since"
                        + " order by sensing_start, product_id, revision")
                .bind("unit", unit.orElse(null)).bind("since", since).mapTo(ProcessedProduct.class).list());
    }

    /** The revisions of one product, first to last. */
    public List<ProcessedProduct> revisions(String productId) {
        return store.read(handle -> handle.createQuery(PRODUCTS + "and product_id = :id order by revision")
                .bind("id", productId).mapTo(ProcessedProduct.class).list());
    }

    /** What a job has published, if it has. */
    public Optional<ProcessedProduct> product(String job) {
        return store.read(handle -> handle.createQuery(PRODUCTS + "and job = :job").bind("job", job).mapTo(ProcessedProduct.class).findOne());
    }

    /**
     * Jobs whose delivery holds that product, byte for byte, and has been put into the archive; the latest first.
     *
     * @param sha256 as in {@link ProductIdentity}
     */
    public List<String> archived(String productId, String sha256) {
        return store.read(handle -> handle.createQuery("select id from job where product_id = :id and identity = :sha256"
                        + " and state in ('DONE', 'DUPLICATE') order by id desc")
                .bind("id", productId).bind("sha256", sha256).mapTo(String.class).list());
    }

    /** When the last acquisition of that type and unit started that was published and can be used, if any was. */
    public Optional<Instant> lastAcquisition(String unit, AcquisitionType type) {
        return store.read(handle -> handle.createQuery("select max(sensing_start) from product"
                        + " where published is not null and verdict <> 'UNUSABLE' and unit = :unit and type = :type")
                .bind("unit", unit).bind("type", type).mapTo(Instant.class).findOne());
    }

    /** The product of each unit and type whose report was published last, by unit, then by label of the type. */
    public List<ProcessedProduct> last() {
        Map<String, ProcessedProduct> last = new TreeMap<>();
        // a subquery that names the row it belongs to, or a join with one, is answered again for each row by H2;
        // of several of the same moment the last revision
        store.read(handle -> handle.createQuery("select * from product where (unit, type, published) in (select unit, type, max(published)"
                        + " from product group by unit, type) order by product_id, revision").mapTo(ProcessedProduct.class).list())
                .forEach(product -> last.put(product.unit() + ' ' + product.type().label(), product));
        return List.copyOf(last.values());
    }

    /** How many products were published with that verdict. */
    public long published(String verdict) {
        return store.read(handle -> handle.createQuery("select count(*) from product where published is not null and verdict = :verdict")
                .bind("verdict", verdict).mapTo(Long.class).one());
    }

    /** How many jobs were refused. */
    public long refused() {
        return store.read(handle -> handle.createQuery("select count(*) from job where state = 'QUARANTINED'").mapTo(Long.class).one());
    }

    /** Products that were published in a period, in the order of their acquisition. */
    public List<ProcessedProduct> products(Instant from, Instant until) {
        return store.read(handle -> handle.createQuery(PRODUCTS + "and published >= :from and published < :until"
                        + " order by sensing_start, product_id, revision")
                .bind("from", from).bind("until", until).mapTo(ProcessedProduct.class).list());
    }

    /** Jobs that were refused in a period, earliest first. */
    public List<Job> refused(Instant from, Instant until) {
        return store.read(handle -> handle.createQuery("select * from job where state = 'QUARANTINED'"
                        + " and changed >= :from and changed < :until order by id")
                .bind("from", from).bind("until", until).mapTo(Job.class).list());
    }

    /** Units of which a product was published, in alphabetical order. */
    public List<String> units() {
        return store.read(handle -> handle.createQuery("select distinct unit from product where published is not null order by unit")
                .mapTo(String.class).list());
    }

    /** Time in s from the finding of each delivery to the end of its job, of all that are done, and how many those are. */
    public Throughput throughput() {
        return store.read(handle -> handle.createQuery("select count(*) as jobs, coalesce(sum(extract(epoch from changed - created)), 0) as seconds"
                + " from job where state = 'DONE'").mapTo(Throughput.class).one());
    }

    /** A series of a unit in order of time. */
    public List<SeriesPoint> series(String unit, String name) {
        return store.read(handle -> handle.createQuery("select * from series where unit = :unit and name = :name order by time, source")
                .bind("unit", unit).bind("name", name).mapTo(SeriesPoint.class).list());
    }

    /** Points of a series of a unit that did not come from a product, in order of time. */
    public List<SeriesPoint> imported(String unit, String name) {
        return store.read(handle -> handle.createQuery("select * from series where unit = :unit and name = :name"
                        + " and source not in (select product_id from product) order by time, source")
                .bind("unit", unit).bind("name", name).mapTo(SeriesPoint.class).list());
    }

    /** Adds points of a source that is no product, for example an imported file, in place of those that the source gave before. */
    public void add(String source, List<SeriesPoint> points) {
        store.write(handle -> replaceSeries(handle, source, points));
    }

    /** Events of a unit in order of time. */
    public List<InstrumentEvent> events(String unit) {
        return store.read(handle -> handle.createQuery("select * from event where unit = :unit order by started, type")
                .bind("unit", unit).mapTo(InstrumentEvent.class).list());
    }

    /** Records an event; one of the same unit, type and start is replaced. */
    public void add(InstrumentEvent event) {
        store.write(handle -> {
            handle.createUpdate("delete from event where unit = :unit and type = :type and started = :started").bindMethods(event).execute();
            handle.createUpdate("insert into event (unit, type, started, ended, bands, source)"
                            + " values (:unit, :type, :started, :ended, :bands, :source)")
                    .bindMethods(event).execute();
        });
    }

    /**
     * Lives of pixels as the archive had them when a dark or diffuser of the unit was published last: those of one band or of all that had not
     * ended before an instant, in the order of their place, then time.
     */
    public List<PixelLife> lives(String unit, Optional<String> band, Instant since) {
        return store.read(handle -> handle.createQuery("select * from pixel_life where unit = :unit and band = coalesce(:band, band)"
                        + " and (ended is null or ended >= :since) order by band, detector, pixel, line_of_cycle, since, defect_class")
                .bind("unit", unit).bind("band", band.orElse(null)).bind("since", since).mapTo(PixelLife.class).list());
    }

    /**
     * Records that something due once in each period was done, for example {@code digest} of {@code 2026-10}, with the mails that
     * tell of it.
     *
     * @return whether this was the first time; otherwise nothing was recorded and no mail is sent
     */
    public boolean done(String kind, String unit, String period, List<Mail> mails) {
        return store.change(handle -> {
            boolean first = 1 == handle.createUpdate("insert into periodical (kind, unit, period, made)"
                            + " values (:kind, :unit, :period, current_timestamp) on conflict do nothing")
                    .bind("kind", kind).bind("unit", unit).bind("period", period).execute();
            if (first) {
                Outbox.add(handle, mails);
            }
            return first;
        });
    }

    /** Whether that was done for a period. */
    public boolean isDone(String kind, String unit, String period) {
        return store.read(handle -> handle.createQuery("select count(*) from periodical where kind = :kind and unit = :unit and period = :period")
                .bind("kind", kind).bind("unit", unit).bind("period", period).mapTo(Integer.class).one()) > 0;
    }

    /** Periods for which that was done. */
    public Set<String> done(String kind, String unit) {
        return store.read(handle -> handle.createQuery("select period from periodical where kind = :kind and unit = :unit")
                .bind("kind", kind).bind("unit", unit).mapTo(String.class).set());
    }

    static void publish(Handle handle, String job, Publication publication) {
        handle.createUpdate("update product set verdict = :verdict, report = :report, published = current_timestamp where job = :job")
                .bindMethods(publication).bind("job", job).execute();
        String product = handle.createQuery("select product_id from product where job = :job").bind("job", job).mapTo(String.class).one();
        replaceSeries(handle, product, publication.series());
        publication.lives().ifPresent(lives -> replaceLives(handle, job, lives));
    }

    private static void replaceLives(Handle handle, String job, List<PixelLife> lives) {
        handle.createUpdate("delete from pixel_life where unit = (select unit from product where job = :job)").bind("job", job).execute();
        // two lives that differ by the configuration of a SWIR column alone are one row
        PreparedBatch rows = handle.prepareBatch("insert into pixel_life (unit, band, detector, pixel, line_of_cycle,"
                + " defect_class, since, status, ended, evidence)"
                + " values (:unit, :band, :detector, :pixel, :lineOfCycle, :defectClass, :since, :status, :ended, :evidence)"
                + " on conflict do nothing");
        lives.forEach(life -> rows.bindMethods(life).add());
        rows.execute();
    }

    private static void replaceSeries(Handle handle, String source, List<SeriesPoint> points) {
        handle.createUpdate("delete from series where source = :source").bind("source", source).execute();
        PreparedBatch rows = handle.prepareBatch("insert into series (unit, name, time, source, reading)"
                + " values (:unit, :name, :time, :source, :reading)");
        for (SeriesPoint point : points) {
            if (!point.source().equals(source)) {
                throw new IllegalArgumentException("a point of %s does not come from %s".formatted(point.source(), source));
            }
            rows.bindMethods(point).add();
        }
        rows.execute();
    }
}
