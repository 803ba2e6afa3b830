package org.penumbra.simulation;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Independent random streams, one for each key: what is drawn for one line of one detector does not depend on what was drawn before,
 * so any part of a product can be made alone, in any order and on any number of threads.
 *
 * <p>The numbers are those of {@link SplittableRandom}, whose integers are specified; its Gaussian is that of the Java release.
 */
final class Streams {

    /** What a stream is for; two purposes never share numbers. */
    enum Purpose { DARK, DRIFT, GAIN, GAMMA, ON_BOARD, NOISE, FAULT, EVENT, SCENE, LINE }

    private Streams() {
    }

    static RandomGenerator of(long seed, Purpose purpose, long... key) {
        long hash = mixed(seed ^ mixed(purpose.ordinal() + 1L));
        for (long part : key) {
            hash = mixed(hash ^ mixed(part + 0x9E3779B97F4A7C15L));
        }
        return new SplittableRandom(hash);
    }

    /** Stafford's mix 13 (the finaliser of SplitMix64, Steele, Lea and Flood 2014): every input bit moves about half of the output bits. */
    private static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
