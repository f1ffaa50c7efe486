package dev.darkroom.docs;

import boofcv.struct.image.GrayU8;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/**
 * Pictures, and what is done with them. Scaling and drawing are Java's own on every machine, and nothing is lettered,
 * since fonts differ.
 */
final class Canvas {

    static final int WIDTH = 640;
    static final int HEIGHT = 320;
    private static final int GAP = 32;
    /** What the picture before, and the one after, have at most. */
    static final int PANEL = (WIDTH - GAP) / 2;
    private static final float JPEG_QUALITY = 0.8f;

    private Canvas() {
    }

    static BufferedImage of(Photograph photograph) {
        GrayU8[] planes = Photographs.planes(photograph);
        var image = new BufferedImage(photograph.width(), photograph.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < photograph.width() * photograph.height(); i++) {
            int rgb = 0;
            for (int band = 0; band < 3; band++) {
                rgb = rgb << 8 | planes[band % planes.length].data[i] & 0xff;
            }
            image.setRGB(i % photograph.width(), i / photograph.width(), rgb);
        }
        return image;
    }

    /** @param scale above 0 and up to 1 */
    static BufferedImage scaled(BufferedImage image, double scale) {
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        if (width == image.getWidth() && height == image.getHeight()) {
            return image;
        }
        return drawn(width, height,
                graphics -> graphics.drawImage(image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0,
                        null));
    }

    /** By how much something becomes smaller that is to fit. */
    static double fit(BufferedImage image, int width, int height) {
        return Math.min(1, Math.min((double) width / image.getWidth(), (double) height / image.getHeight()));
    }

    static BufferedImage fitted(BufferedImage image, int width, int height) {
        return scaled(image, fit(image, width, height));
    }

    /** The middle of an image, pixel by pixel. */
    static BufferedImage middle(BufferedImage image) {
        int width = Math.min(PANEL, image.getWidth());
        int height = Math.min(PANEL, image.getHeight());
        return drawn(width, height, graphics -> graphics.drawImage(image, (width - image.getWidth()) / 2,
                (height - image.getHeight()) / 2, null));
    }

    /** On white. */
    static BufferedImage drawn(int width, int height, Consumer<Graphics2D> drawing) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            drawing.accept(graphics);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    /** Side by side, with an arrow from one to the other. */
    static BufferedImage beforeAndAfter(BufferedImage before, BufferedImage after) {
        int height = Math.max(before.getHeight(), after.getHeight());
        return drawn(before.getWidth() + GAP + after.getWidth(), height, graphics -> {
            graphics.drawImage(before, 0, (height - before.getHeight()) / 2, null);
            graphics.drawImage(after, before.getWidth() + GAP, (height - after.getHeight()) / 2, null);
            arrow(graphics, before.getWidth() + GAP / 2, height / 2);
        });
    }

    private static void arrow(Graphics2D graphics, int x, int y) {
        var head = new Path2D.Double();
        head.moveTo(x - 4, y - 8);
        head.lineTo(x + 4, y);
        head.lineTo(x - 4, y + 8);
        graphics.setColor(Color.GRAY);
        graphics.setStroke(new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(head);
    }

    /** As JPEG. */
    static byte[] encode(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
