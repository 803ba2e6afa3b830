package org.penumbra.analysis;

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
}
