package org.penumbra.camel;

/** Is told how far the measuring of a product has come. */
@FunctionalInterface
public interface MeasureListener {

    /** {@code done} of {@code of} (band, detector)s are measured; called by any thread. */
    void measured(int done, int of);
}
