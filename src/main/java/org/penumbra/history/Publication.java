package org.penumbra.history;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a published report leaves in the store.
 *
 * @param verdict {@code OK}, {@code WARNING}, {@code ALARM} or {@code UNUSABLE} (METHODS 0)
 * @param report directory of the report
 * @param series points of series; those that the product left before, in an earlier revision, are replaced
 * @param lives lives of all pixels of its unit, in place of those known before, which it may have moved or undone;
 *     empty when it says nothing of pixels
 */
public record Publication(String verdict, Path report, List<SeriesPoint> series, Optional<List<PixelLife>> lives) {

    public Publication {
        series = List.copyOf(series);
        lives = lives.map(List::copyOf);
    }
}
