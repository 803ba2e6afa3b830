package org.penumbra.measure;

/**
 * A line that was dropped whole because light fell on it (METHODS 2).
 *
 * @param line 0-based from the first line of the strip
 * @param fraction fraction of the active columns that lie beyond cut level 5 in it, 0 to 1
 * @param excess mean over active columns of X minus its median of the block, in LSB; saturated samples count as they are
 */
public record LightEvent(int line, double fraction, double excess) {
}
