package org.penumbra.raster;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.gdal.gdal.Driver;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconstConstants;
import org.penumbra.finding.Refusal;

/** GDAL, set up once per process for work that is split by (band, detector). */
public final class Gdal {
    static final String JPEG2000 = "JP2OpenJPEG";

    /** Formats whose files name other files or addresses: a delivered raster must hold its own pixels. */
    private static final List<String> REFERRING_FORMATS = List.of("VRT", "DERIVED", "WMS", "WMTS", "WCS", "HTTP", "STACIT", "STACTA",
            "OGCAPI", "NGW", "EEDAI", "DAAS", "PLMOSAIC", "PostGISRaster");

    private static final Optional<String> OBSTACLE = setUp();

    private Gdal() {
    }

    /**
     * Version of GDAL, for example {@code 3.6.2}.
     *
     * @throws Refusal RASTER-110 when its library is not on the library path or cannot decode JPEG 2000
     */
    public static String version() {
        require();
        return gdal.VersionInfo("RELEASE_NAME");
    }

    /** Throws RASTER-110 when GDAL cannot be used. */
    static void require() {
        OBSTACLE.ifPresent(obstacle -> {
            throw new Refusal(RasterCode.NO_GDAL, obstacle);
        });
    }

    /** Makes a call of GDAL without anything written to the error stream; {@link #complaint} then tells what it said. */
    static <T> T quietly(Supplier<T> call) {
        gdal.PushErrorHandler("CPLQuietErrorHandler");
        gdal.ErrorReset();
        try {
            return call.get();
        } finally {
            gdal.PopErrorHandler();
        }
    }

    /** The last warning or error of this thread's last {@link #quietly}, if there was one: GDAL keeps it per thread. */
    static Optional<String> complaint() {
        return gdal.GetLastErrorType() >= gdalconstConstants.CE_Warning ? Optional.of(gdal.GetLastErrorMsg()) : Optional.empty();
    }

    private static Optional<String> setUp() {
        try {
            gdal.AllRegister();
        } catch (LinkageError e) {
            return Optional.of("its Java library is not on the library path.");
        }
        // tasks already use all cores; OpenJPEG would take all of them again in each task
        gdal.SetConfigOption("GDAL_NUM_THREADS", "1");
        // nothing is ever read from or written to an .aux.xml beside a delivered file
        gdal.SetConfigOption("GDAL_PAM_ENABLED", "NO");
        for (String format : REFERRING_FORMATS) {
            Driver driver = gdal.GetDriverByName(format);
            if (driver != null) {
                driver.Deregister();
            }
        }
        return gdal.GetDriverByName(JPEG2000) == null ? Optional.of("this build has no " + JPEG2000 + " driver.") : Optional.empty();
    }
}
