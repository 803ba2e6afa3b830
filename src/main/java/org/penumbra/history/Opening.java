package org.penumbra.history;

/**
 * What an opened product is to the store.
 *
 * @param kind whether it goes on, and as what
 * @param revision 1-based revision that it is, or of which it is a duplicate
 */
public record Opening(Kind kind, int revision) {

    /** The three cases (DESIGN 4). */
    public enum Kind {
        /** The product id was never seen. */
        NEW,
        /** The same product, byte for byte, was processed or is being processed: it produces nothing. */
        DUPLICATE,
        /** The id is known with other content. */
        REVISION
    }
}
