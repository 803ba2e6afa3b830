package org.penumbra.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.penumbra.instrument.FocalPlane;

/** One number for each focal plane; the unit is that of the quantity. */
public record PerFocalPlane(@JsonProperty(required = true) double vnir, @JsonProperty(required = true) double swir) {
    static final PerFocalPlane ZERO = new PerFocalPlane(0, 0);

    double of(FocalPlane focalPlane) {
        return focalPlane == FocalPlane.VNIR ? vnir : swir;
    }
}
