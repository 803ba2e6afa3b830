package org.penumbra.analysis;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.penumbra.analysis.Dossier.Outcome;
import org.penumbra.calibration.GippType;

/** What a calibration product ends in; the program proposes, it never installs (METHODS 9). */
public enum Decision {
    /** The evidence is insufficient. */
    NOT_JUDGED("not judged"),
    /** The parameters in force are as good as what could be proposed. */
    NO_CHANGE("no change"),
    /** New ground parameters are proposed. */
    GROUND_CANDIDATE("ground candidate"),
    /** The change is beyond what ground parameters should absorb. */
    EXPERT("on-board and ground candidate, for an expert");

    private final String label;

    Decision(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** The gravest of all analyses of a product; empty where none decides anything, as for nominal images. */
    public static Optional<Decision> of(Collection<Outcome> outcomes) {
        return outcomes.stream().flatMap(outcome -> Stream.concat(outcome.result().decision().stream(),
                outcome.candidates().stream().map(Decision::of))).max(Comparator.naturalOrder());
    }

    /** What is read out on board changes with R2SWIR; all other files are of the ground. */
    private static Decision of(Candidate candidate) {
        return candidate.type().equals(GippType.R2SWIR.name()) ? EXPERT : GROUND_CANDIDATE;
    }
}
