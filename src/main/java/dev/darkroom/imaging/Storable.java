package dev.darkroom.imaging;

/** What a step makes and Darkroom can store: bytes with a media type. */
public interface Storable {

    /** The media type of {@link #encode()}, for example {@code image/jpeg}. */
    String contentType();

    /** The file name extension without its dot, for example {@code npy}. */
    String extension();

    /** The bytes to store; the same object gives the same bytes every time. */
    byte[] encode();
}
