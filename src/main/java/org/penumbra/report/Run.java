package org.penumbra.report;

import java.time.Instant;

/**
 * The identity of one run: all that may differ between two reports of the same product with the same configuration.
 *
 * @param job id of the job
 * @param revision 1, or more when the same product id came again with other content
 * @param started UTC, when the delivery was claimed
 * @param produced UTC, when the report was made
 */
public record Run(String job, int revision, Instant started, Instant produced) {
}
