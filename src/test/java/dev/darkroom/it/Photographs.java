package dev.darkroom.it;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/** Photographs to upload, and what is none. */
final class Photographs {

    static final int WIDTH = 64;
    static final int HEIGHT = 48;

    private Photographs() {
    }

    static byte[] jpeg() {
        return jpeg(WIDTH, HEIGHT);
    }

    static byte[] jpeg(int width, int height) {
        return picture(width, height, "jpeg");
    }

    static byte[] png() {
        return picture(WIDTH, HEIGHT, "png");
    }

    private static byte[] picture(int width, int height, String format) {
        var random = new Random(20261122);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] cutShort() {
        var whole = jpeg();
        return Arrays.copyOf(whole, whole.length / 2);
    }

    static byte[] noImage() {
        return "Dear Darkroom, this is a letter.".getBytes(StandardCharsets.UTF_8);
    }
}
