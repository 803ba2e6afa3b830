package org.penumbra.raster;

import org.penumbra.finding.FindingCode;

/** Why a raster cannot be used. */
public enum RasterCode implements FindingCode {
    ABSENT("RASTER-101", "%s is not there.", "Deliver the product again, complete."),
    NOT_JPEG2000("RASTER-102", "%s is named .jp2 but is not a JPEG 2000 file.",
            "Ask for the product again: the file was replaced or damaged on its way."),
    NOT_A_RASTER("RASTER-103", "%s cannot be opened as a raster: %s", "Check that the file is complete, and that 'gdalinfo' can open it."),
    TRUNCATED("RASTER-104", "%s is incomplete: %s.", "Copy or ask for the product again."),
    DAMAGED("RASTER-105", "%s cannot be decoded completely: %s", "Copy or ask for the product again."),
    WRONG_WIDTH("RASTER-106", "%s has %d columns; %s has %d.", "Check that the file belongs to this band and this processing level."),
    BROKEN_CYCLE("RASTER-107", "%s has %d lines, which is not a whole number of chronogram cycles of %d lines.",
            "Deliver granules that start and end with a chronogram cycle."),
    NO_SUCH_PART("RASTER-108", "%s has %d bands of %d rows; %s was asked for.", "Correct the list of rasters in delivery.yaml."),
    TOO_LARGE("RASTER-109", "%s holds %d lines of %d columns, more than 2 GiB in memory.", "Deliver the lines in several smaller files."),
    NO_GDAL("RASTER-110", "GDAL cannot be used: %s", "Run docker/install-gdal.sh and start with ./penumbra, which sets the library path."),
    BAD_HEADER("RASTER-111", "In the header of %s the %s is %s; it must be %s.", "Correct the header: nothing is guessed of the order of samples."),
    TOO_LONG("RASTER-112", "%s has %d bytes, its header accounts for %d.",
            "Correct samples, lines, bands, data type or header offset of the header, or deliver the raster that belongs to it.");

    private final Wording wording;

    RasterCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
