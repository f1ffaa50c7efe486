package dev.darkroom.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {

    @ParameterizedTest
    @MethodSource("dev.darkroom.local.Samples#all")
    void isAPhotograph(Sample sample) throws IOException {
        assertNotNull(ImageIO.read(new ByteArrayInputStream(sample.content())));
    }

    @Test
    void findsASampleByItsName() {
        assertEquals("coffee.jpg", Samples.named("coffee.jpg").name());
        assertThrows(IllegalArgumentException.class, () -> Samples.named("tea.jpg"));
    }
}
