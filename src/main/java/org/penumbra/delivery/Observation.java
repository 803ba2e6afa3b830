package org.penumbra.delivery;

import java.time.Instant;

/**
 * What a delivery amounted to when it was looked at, and since when it has been so.
 *
 * @param files number of files that count for readiness
 * @param bytes their sizes together
 * @param since when these numbers were first seen
 */
public record Observation(long files, long bytes, Instant since) {
}
