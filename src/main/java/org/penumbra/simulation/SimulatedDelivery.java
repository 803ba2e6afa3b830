package org.penumbra.simulation;

import java.nio.file.Path;
import java.util.List;

/**
 * What a simulation has written.
 *
 * @param products {@code .SAFE} directories in the order of the series
 * @param calibration directory of the calibration set, to be given as {@code --calibration}
 * @param truths {@code truth.json} of each product
 */
public record SimulatedDelivery(List<Path> products, Path calibration, List<Path> truths) {
}
