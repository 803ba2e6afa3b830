package org.penumbra.history;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.delivery.Datastrip;
import org.penumbra.delivery.Product;

/**
 * An acquisition as it was issued once. The order is that of creation; where that is not known, which is so of what was archived before
 * it was kept, an issue comes before those whose is, and of several the id decides.
 *
 * @param created when the datastrip was made, UTC, {@code yyyyMMdd'T'HHmmss}, as the identifier in its metadata says: a directory may have
 *        been renamed; empty where it does not
 */
record Issue(Acquisition acquisition, String created) implements Comparable<Issue> {
    static final String UNKNOWN = "";
    /** {@code S2A_OPER_MSI_L1A_DS_<site4>_<create>_S<sensing>_N<bb.bb>} (FORMATS 2). */
    private static final Pattern DATASTRIP = Pattern.compile(".*_(\\d{8}T\\d{6})_S\\d{8}T\\d{6}.*");
    private static final Comparator<Issue> ORDER = Comparator.comparing(Issue::created).thenComparing(issue -> issue.acquisition.id());

    static Issue of(Product product, Acquisition acquisition) {
        return new Issue(acquisition, product.datastrip().map(Datastrip::id).map(Issue::creation).orElse(UNKNOWN));
    }

    static String creation(String datastrip) {
        return Optional.of(DATASTRIP.matcher(datastrip)).filter(Matcher::matches).map(id -> id.group(1)).orElse(UNKNOWN);
    }

    @Override
    public int compareTo(Issue other) {
        return ORDER.compare(this, other);
    }
}
