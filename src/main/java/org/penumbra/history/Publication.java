package org.penumbra.history;

import java.nio.file.Path;
import java.util.List;

/**
 * What a published report leaves in the store.
 *
 * @param verdict {@code OK}, {@code WARNING}, {@code ALARM} or {@code UNUSABLE} (METHODS 0)
 * @param report directory of the report
 * @param series points of series; those that the product left before, in an earlier revision, are replaced
 * @param lives lives of pixels that began, changed or ended with it
 */
public record Publication(String verdict, Path report, List<SeriesPoint> series, List<PixelLife> lives) {

    public Publication {
        series = List.copyOf(series);
        lives = List.copyOf(lives);
    }
}
