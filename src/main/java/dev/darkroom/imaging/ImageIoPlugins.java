package dev.darkroom.imaging;

import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIOServiceProvider;

/**
 * The readers and writers of the JDK itself. Other plugins that register themselves would be picked depending on the
 * class path, and pixels with them.
 */
final class ImageIoPlugins {

    private ImageIoPlugins() {
    }

    static ImageReader reader(Format format) {
        return stream(ImageIO.getImageReadersByFormatName(format.name()))
                .filter(reader -> isOfJdk(reader.getOriginatingProvider())).findFirst().orElseThrow();
    }

    static ImageWriter writer(Format format) {
        return stream(ImageIO.getImageWritersByFormatName(format.name()))
                .filter(writer -> isOfJdk(writer.getOriginatingProvider())).findFirst().orElseThrow();
    }

    private static <T> Stream<T> stream(Iterator<T> iterator) {
        Iterable<T> iterable = () -> iterator;
        return StreamSupport.stream(iterable.spliterator(), false);
    }

    private static boolean isOfJdk(IIOServiceProvider provider) {
        return provider.getClass().getModule() == ImageIO.class.getModule();
    }
}
