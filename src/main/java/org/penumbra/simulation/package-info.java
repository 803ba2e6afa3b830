/**
 * The instrument simulator: scenarios to level-1A products, in memory or as files, with a calibration set that fits and the truth beside them.
 *
 * <p>A {@link org.penumbra.simulation.Scene} gives the light, a {@link org.penumbra.simulation.SimulatedInstrument} what is individual about a unit,
 * a {@link org.penumbra.simulation.Fault} what goes wrong; {@link org.penumbra.simulation.DetectorSignal} makes counts of the three.
 */
package org.penumbra.simulation;
