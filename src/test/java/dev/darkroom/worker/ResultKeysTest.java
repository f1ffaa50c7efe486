package dev.darkroom.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultKeysTest {

    @ParameterizedTest
    @CsvSource({
            "images/12345/beach.jpg,           grayscale, jpg, images/12345/grayscale-beach.jpg",
            "images/12345/grayscale-beach.jpg, histogram, npy, images/12345/histogram-grayscale-beach.npy",
            "images/12345/beach.JPG,           grayscale, jpg, images/12345/grayscale-beach.jpg",
            "images/12345/my.dog.png,          grayscale, png, images/12345/grayscale-my.dog.png",
            "images/12345/beach,               grayscale, jpg, images/12345/grayscale-beach.jpg",
            "images/12345/.hidden,             grayscale, jpg, images/12345/grayscale-.hidden.jpg",
            "images/1.5/beach,                 grayscale, jpg, images/1.5/grayscale-beach.jpg",
            "beach.jpg,                        grayscale, jpg, grayscale-beach.jpg"})
    void theStepBecomesAPrefixOfTheName(String key, String step, String extension, String expected) {
        assertEquals(expected, ResultKeys.next(key, step, extension));
    }
}
