package org.penumbra.finding;

import java.util.List;

/** A product or an input cannot be used: the reason has a code, a sentence and something to do. Nothing is lost by it. */
public final class Refusal extends RuntimeException {
    private final transient FindingCode code;
    private final transient List<String> missing;

    public Refusal(FindingCode code, Object... values) {
        this(code, List.of(), null, values);
    }

    /**
     * @param missing names of what is absent, empty where nothing is
     * @param cause the failure underneath, or null
     */
    public Refusal(FindingCode code, List<String> missing, Throwable cause, Object... values) {
        super(code.message(values), cause);
        this.code = code;
        this.missing = List.copyOf(missing);
    }

    public FindingCode code() {
        return code;
    }

    public List<String> missing() {
        return missing;
    }
}
