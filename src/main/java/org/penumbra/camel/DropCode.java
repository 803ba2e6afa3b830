package org.penumbra.camel;

import org.penumbra.finding.FindingCode;

/** What an operator must know about a drop directory; each turns the health of its consumer DOWN until it is over. */
public enum DropCode implements FindingCode {
    UNREACHABLE("DROP-101", "Drop directory %s cannot be read: %s.",
            "Mount it, or give the service the right to read and write it; watching goes on by itself."),
    REPLACED("DROP-102", "Drop directory %s has lost its folder %s: it was unmounted, emptied or replaced.",
            "Mount it again; if it was replaced on purpose, make that folder in it. Watching goes on by itself."),
    NOT_CLAIMED("DROP-103", "%s cannot be claimed: %s.",
            "Give the service the right to rename in the drop directory and see that its store runs; the claim is tried again at every poll.");

    private final Wording wording;

    DropCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
