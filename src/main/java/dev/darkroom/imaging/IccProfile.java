package dev.darkroom.imaging;

import java.nio.ByteBuffer;

/** The header of an ICC profile (ICC.1:2022, 7.2), as far as it decides whether the profile is carried along. */
final class IccProfile {

    private static final int HEADER_BYTES = 128;
    private static final int COLOUR_SPACE = 16;
    private static final int SIGNATURE = 36;
    private static final int RGB = 0x52474220;
    private static final int ACSP = 0x61637370;

    private IccProfile() {
    }

    /** Null unless it is an intact profile of RGB data: that of a CMYK file does not describe the RGB made from it. */
    static byte[] ofRgb(byte[] profile) {
        if (profile == null || profile.length < HEADER_BYTES) {
            return null;
        }
        ByteBuffer header = ByteBuffer.wrap(profile);
        boolean intact = header.getInt(0) == profile.length && header.getInt(SIGNATURE) == ACSP;
        return intact && header.getInt(COLOUR_SPACE) == RGB ? profile : null;
    }
}
