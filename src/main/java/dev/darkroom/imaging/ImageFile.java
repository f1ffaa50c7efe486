package dev.darkroom.imaging;

/** A file taken apart, its header read and nothing decoded. */
sealed interface ImageFile permits JpegFile, PngFile {

    Header header();

    /** A TIFF structure, or null. */
    byte[] exif();

    /** As found, or null. */
    byte[] iccProfile();

    /** Grey, or R, G, B, in the size of the header. */
    Samples decode();
}
