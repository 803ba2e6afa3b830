package org.penumbra.delivery;

import org.penumbra.finding.FindingCode;

/** Why a delivery is refused (1xx), and what is worth noting about one that is accepted (2xx). */
public enum DeliveryCode implements FindingCode {
    INCOMPLETE("DELIVERY-101", "%s is incomplete and has not changed for %s: %s.",
            "Deliver the missing files, or the whole product again."),
    NOT_A_DELIVERY("DELIVERY-102", "%s is neither a .SAFE directory, nor an archive (.zip, .tar, .tgz, .tar.gz), nor a directory with delivery.yaml.",
            "Deliver one of the three forms."),
    LINK_TO_NOTHING("DELIVERY-109", "%s is a link to %s, where nothing is.",
            "Drop the delivery itself, or a link whose target is an absolute path: a link is moved when it is taken."),
    ARCHIVE_CORRUPT("DELIVERY-103", "Archive %s is truncated or corrupt: %s.",
            "Deliver the archive again."),
    ARCHIVE_UNSAFE("DELIVERY-104", "Archive %s holds the entry '%s', which is %s.",
            "Ask the sender for an archive of plain files and directories below one .SAFE directory."),
    ARCHIVE_NOT_ONE_SAFE("DELIVERY-105", "Archive %s must hold exactly one .SAFE directory and nothing beside it; it holds %s.",
            "Deliver one archive per product."),
    ARCHIVE_TOO_LARGE("DELIVERY-106", "Archive %s passes the limit of %s %s.",
            "If the product is genuine, raise the limit in config/delivery.yaml and replay it."),
    DISK_FULL("DELIVERY-107", "There is no space left for unpacking to %s: %s.",
            "Free space on the disk of the work directory, then replay the delivery."),
    BAD_NAME("DELIVERY-108", "'%s' cannot name a product: letters, digits, '.', '_' and '-' are expected, a letter or digit first.",
            "Rename the delivery."),

    FILES_MISSING("DELIVERY-110", "%d of the files that manifest.safe of %s lists are missing, the first is %s.",
            "Deliver the product again with all its files."),
    SIZE_DIFFERS("DELIVERY-111", "%d files of %s differ in size from manifest.safe; the first is %s: %d bytes instead of %d.",
            "Deliver the product again."),
    CHECKSUM_DIFFERS("DELIVERY-112", "%d files of %s differ in content from manifest.safe; the first is %s: %s is %s instead of %s.",
            "Deliver the product again."),
    UNKNOWN_CHECKSUM("DELIVERY-113", "manifest.safe of %s gives a checksum of kind '%s' for %s; MD5, SHA-256 and SHA3-256 can be verified.",
            "Ask the sender for one of these checksums."),
    OUTSIDE("DELIVERY-114", "%s names the file '%s', which lies outside the product.",
            "Ask the sender for a product that is complete in itself."),
    IMAGE_NOT_LISTED("DELIVERY-115", "%d images of %s are not listed in manifest.safe, the first is %s.",
            "Ask the sender for a manifest that covers every image."),

    XML_MALFORMED("DELIVERY-120", "%s cannot be read as XML: line %d: %s",
            "Deliver the product again; if it stays so, ask the sender."),
    XML_FORBIDDEN("DELIVERY-121", "%s has a document type declaration (line %d); declarations and entities are never resolved.",
            "Ask the sender for metadata without DOCTYPE."),
    XML_LIMIT("DELIVERY-122", "%s passes the limit of %d %s.",
            "Ask the sender what the file is; no product metadata is of this kind."),
    ELEMENT_MISSING("DELIVERY-123", "%s lacks %s.",
            "Ask the sender for complete metadata."),
    VALUE_MALFORMED("DELIVERY-124", "%s: %s is '%s', where %s is expected.",
            "Ask the sender for correct metadata."),

    NOT_ONE_DATASTRIP("DELIVERY-130", "%s must hold exactly one datastrip metadata file in DATASTRIP/<datastrip>/; it holds %s.",
            "Deliver a product of level 1A or 1B with one datastrip."),
    UNKNOWN_UNIT("DELIVERY-131", "%s was acquired by '%s', which is not configured.",
            "Add the unit to config/instrument and replay the product."),
    TYPE_NOT_ANALYSED("DELIVERY-132", "%s has DATATAKE_TYPE %s: %s.",
            "Nothing; acquisitions of this type are not analysed."),
    UNKNOWN_TYPE("DELIVERY-133", "%s has DATATAKE_TYPE '%s', which is not known.",
            "Ask the sender what was acquired."),
    TYPE_MISMATCH("DELIVERY-134", "%s was delivered as %s, its metadata say %s.",
            "Deliver it to the folder of its type, or to the drop directory itself."),
    WRONG_LEVEL("DELIVERY-135", "%s is of level %s; %s is analysed at level %s.",
            "Deliver the product at that level."),
    GRANULE_MISSING("DELIVERY-136", "%d granules that the datastrip of %s names are missing, the first is %s.",
            "Deliver the product again with all its granules."),
    IMAGE_MISSING("DELIVERY-137", "%d images of %s are missing though other granules of their detector have that band, the first is %s.",
            "Deliver the product again with all its images."),
    NO_IMAGES("DELIVERY-138", "%s holds no image of an active detector.",
            "Deliver the product with its images."),
    GRANULE_GAP("DELIVERY-139", "Detector %d: granule %s begins at line %d; line %s is expected after the granule before it (lines of 10 m).",
            "Deliver the product again with all its granules."),
    GRANULE_UNPLACED("DELIVERY-140", "Granule %s has no POSITION, and without NROWS of every granule before it its place in the strip is unknown.",
            "Ask the sender for complete metadata."),
    GRANULE_OUT_OF_STEP("DELIVERY-141", "Granule %s begins at line %d, inside a chronogram cycle of %d lines of 10 m.",
            "Ask the sender for granules of whole cycles."),

    STACK_MALFORMED("DELIVERY-150", "%s, line %d: %s",
            "Correct delivery.yaml at that line."),
    STACK_FILE_MISSING("DELIVERY-151", "%s names files that are missing, the first is %s.",
            "Deliver the missing files."),

    NO_MANIFEST("DELIVERY-201", "%s has no manifest.safe: its files are taken as they are, none is verified.",
            "Ask the sender for products with a manifest."),
    FILES_NOT_LISTED("DELIVERY-202", "%d files of %s are not listed in manifest.safe and are ignored, the first is %s.",
            "Nothing, if they are not part of the product."),
    NO_CHECKSUM("DELIVERY-203", "manifest.safe of %s gives no checksum for %d of %d files: only their sizes are verified.",
            "Ask the sender for checksums of every file."),
    GRANULE_DEGRADED("DELIVERY-204", "Granule %s: %s %% of its image data are degraded.",
            "Look at the lines left out before trusting this detector."),
    QUALITY_FAILED("DELIVERY-205", "The quality report %s of the processing centre says FAILED: %s.",
            "Look at the failed checks before trusting this product.");

    private final Wording wording;

    DeliveryCode(String code, String template, String action) {
        wording = new Wording(code, template, action);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
