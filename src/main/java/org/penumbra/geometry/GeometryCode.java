package org.penumbra.geometry;

import org.penumbra.finding.FindingCode;

/** Why the illumination of the diffuser cannot be known. */
public enum GeometryCode implements FindingCode {
    ATTITUDE_MISSING("GEOMETRY-101", "The datastrip has %d usable attitudes; at least 2 are needed.",
            "Ask for the datastrip metadata with its corrected attitudes."),
    ATTITUDE_NOT_COVERING("GEOMETRY-102", "There is no attitude for GPS time %s: attitudes run from %s to %s, with gaps of at most %d s bridged.",
            "Ask for the datastrip metadata with attitudes for the whole strip."),
    SUN_BEHIND_DIFFUSER("GEOMETRY-103", "At GPS time %s the Sun is %.3f° from the diffuser normal: behind it.",
            "Check the attitude and spacecraft_to_diffuser of the diffuser characterisation."),
    NOT_A_ROTATION("GEOMETRY-104", "The quaternion (%s, %s, %s, %s) has the length %.6f and is no rotation.",
            "Correct the quaternion: scalar last, length 1."),
    ATTITUDES_OUT_OF_ORDER("GEOMETRY-105", "The attitude of GPS time %s comes after that of %s.",
            "Ask for the datastrip metadata with attitudes in the order of time."),
    NO_LINE_TIMES("GEOMETRY-106", "The datastrip does not say when the lines of %s were taken.",
            "Ask for the datastrip metadata with LINE_PERIOD and the Band_Time_Stamp of every band and detector.");

    private final Wording wording;

    GeometryCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
