package org.penumbra;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real and certified data that live beside the project and are never part of it; a test that lacks its file is skipped. */
public final class ReferenceData {
    private static final Path ROOT = Path.of(System.getProperty("penumbra.reference", "../shared/reference"));

    private ReferenceData() {
    }

    /** The file or directory of that name under the reference folder, for example {@code nist_strd/linear/Norris.dat}. */
    public static Path path(String relative) {
        Path path = ROOT.resolve(relative);
        Assumptions.assumeTrue(Files.exists(path), () -> "no reference data at " + path.toAbsolutePath());
        return path;
    }
}
