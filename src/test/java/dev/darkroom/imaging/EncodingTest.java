package dev.darkroom.imaging;

import dev.darkroom.steps.GrayscaleStep;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boofcv.struct.image.GrayU8;
import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored: the format that came in, the pixels, and nothing about the sender. */
class EncodingTest {

    private static final String[] WITHOUT_METADATA = {"JPEG", "JFIF", "Huffman", "File Type", "PNG-IHDR", "ICC Profile",
            "PNG-iCCP"};

    @ParameterizedTest
    @CsvSource({"jpeg/baseline_420.jpg, image/jpeg, jpg", "png/plain.png, image/png, png"})
    void theFormatThatCameInGoesOut(String name, String contentType, String extension) throws Exception {
        for (Photograph photograph : new Photograph[]{Photographs.resource(name),
                new GrayscaleStep().apply(Photographs.resource(name))}) {
            assertEquals(contentType, photograph.contentType());
            assertEquals(extension, photograph.extension());
            assertEquals(photograph.format(), Photographs.inspect(photograph.encode()).format());
            assertEquals(photograph.isGrey() ? 1 : 3,
                    ImageIO.read(new ByteArrayInputStream(photograph.encode())).getRaster().getNumBands());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg/gps_and_comment.jpg", "orientation/Landscape_6.jpg", "jpeg/icc_rgb.jpg"})
    void noMetadataIsCopied(String name) throws Exception {
        Photograph photograph = Photographs.resource(name);

        assertTrue(Set.of(WITHOUT_METADATA).containsAll(metadata(photograph.encode())));
        assertTrue(Set.of(WITHOUT_METADATA).containsAll(metadata(new GrayscaleStep().apply(photograph).encode())));
    }

    @Test
    void textsAndExifOfAPngAreNotCopied() throws Exception {
        byte[] png = new PngMaker(1, 1, 8, PngFile.COLOUR).chunk("tEXt", "Author\0me".getBytes())
                .chunk("eXIf", new byte[30]).samples(1, 2, 3).end();
        assertTrue(metadata(png).contains("PNG-tEXt"));

        assertTrue(Set.of(WITHOUT_METADATA).containsAll(metadata(Photographs.read(png).encode())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jpeg/baseline_420.jpg", "jpeg/grey.jpg", "jpeg/icc_rgb.jpg", "png/plain.png",
                    "golden/in/o3_gray8.png"})
    void thePhotographIsEncodedToTheSameBytesEveryTime(String name) {
        assertArrayEquals(Photographs.resource(name).encode(), Photographs.resource(name).encode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png/plain.png", "golden/grey/o2_rgb.png", "png/palette_trns.png"})
    void aPngKeepsItsPixels(String name) {
        Photograph photograph = Photographs.resource(name);

        assertEquals(0, Photographs.worstDifference(photograph, Photographs.read(photograph.encode())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg/baseline_444.jpg", "jpeg/grey.jpg", "jpeg/ycck_adobe2.jpg"})
    void aJpegLooksTheSame(String name) {
        Photograph photograph = Photographs.resource(name);

        GrayU8 stored = Photographs.read(photograph.encode()).luminance();

        double sum = 0;
        for (int i = 0; i < stored.data.length; i++) {
            sum += Math.abs((stored.data[i] & 0xff) - (photograph.luminance().data[i] & 0xff));
        }
        assertTrue(sum / stored.data.length < 4, "mean difference " + sum / stored.data.length);
    }

    @Test
    void aGreyPhotographIsItsOwnGrayscale() {
        Photograph grey = Photographs.resource("jpeg/grey.jpg");

        assertSame(grey, new GrayscaleStep().apply(grey));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JPEG", "PNG"})
    void theProfileOfAColourPhotographIsStoredWithItEvenIfItIsLong(Format format) {
        byte[] profile = Arrays.copyOf(Photographs.resource("jpeg/icc_rgb.jpg").iccProfile(), 200_000);
        ByteBuffer.wrap(profile).putInt(profile.length);
        Photograph photograph = Photograph.colour(Photographs.resource("png/plain.png").colour(), format, 0.9f,
                profile);

        Photograph stored = Photographs.read(photograph.encode());

        assertArrayEquals(profile, stored.iccProfile());
    }

    @Test
    void theProfileIsDroppedWithTheColours() {
        Photograph grey = new GrayscaleStep().apply(Photographs.resource("jpeg/icc_rgb.jpg"));

        assertNull(Photographs.read(grey.encode()).iccProfile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg/icc_of_cmyk.jpg", "jpeg/icc_broken.jpg"})
    void aProfileThatDoesNotDescribeThePixelsIsDropped(String name) {
        assertNull(Photographs.resource(name).iccProfile());
    }

    @ParameterizedTest(name = "{0}, {1} × {2}")
    @CsvSource({"JPEG, 1, 1", "JPEG, 50, 1", "JPEG, 1, 50", "PNG, 1, 1", "PNG, 50, 1"})
    void smallestPicturesAreWritten(Format format, int width, int height) {
        Photograph stored = Photographs.read(Photograph.grey(new GrayU8(width, height), format, 0.9f).encode());

        assertEquals(width, stored.width());
        assertEquals(height, stored.height());
    }

    @Test
    void aSubimageIsStoredAlone() {
        GrayU8 large = new GrayU8(new byte[][]{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}});

        Photograph part = Photograph.grey(large.subimage(1, 1, 3, 3), Format.PNG, 0.9f);

        assertArrayEquals(new int[]{5, 6, 8, 9}, Photographs.samples(Photographs.read(part.encode())));
    }

    private static Set<String> metadata(byte[] file) throws Exception {
        return StreamSupport.stream(ImageMetadataReader.readMetadata(new ByteArrayInputStream(file)).getDirectories()
                .spliterator(), false).map(Directory::getName).collect(Collectors.toSet());
    }
}
