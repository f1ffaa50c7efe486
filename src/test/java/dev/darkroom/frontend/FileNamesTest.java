package dev.darkroom.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.sequence.TestSteps;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

    static FileNames fileNames() {
        return new FileNames(TestSteps.darkrooms());
    }

    @ParameterizedTest
    @CsvSource({"images/12345/beach.jpg, beach.jpg", "images/12345/my-beach.jpg, my-beach.jpg",
            "images/12345/beach.tar.png, beach.tar.png", "images/12345/beach, beach.jpg",
            "images/12345/grayscale.jpg, grayscale.jpg", "images/12345/grayscale-.jpg, grayscale-.jpg",
            "images/12345/grayscale-beach.jpg, beach grayscale.jpg",
            "images/12345/histogram-grayscale-beach.npy, beach grayscale histogram.npy",
            "images/12345/histogram-grayscale-my-beach.npy, my-beach grayscale histogram.npy",
            "images/12345/gamma.gamma_0.8-resize.height_5.width_300-beach.jpg, beach resize height 5 width 300 gamma gamma 0.8.jpg",
            "queries/7/median-2026-11-22-5f3a9c.npy, 2026-11-22-5f3a9c median.npy",
            "images/12345/stepofold-beach.jpg, stepofold-beach.jpg", "beach.jpg, beach.jpg"})
    void aFileIsNamedAfterItsOriginalAndTheSteps(String key, String name) {
        assertEquals(name, fileNames().of(key, "image/jpeg"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"beach.jpg|inline; filename=\"beach.jpg\"",
                    "beach grayscale.jpg|inline; filename=\"beach grayscale.jpg\"",
                    "stränd.jpg|inline; filename=\"str_nd.jpg\"; filename*=UTF-8''str%C3%A4nd.jpg",
                    "海 1.jpg|inline; filename=\"_ 1.jpg\"; filename*=UTF-8''%E6%B5%B7%201.jpg",
                    "🏖.jpg|inline; filename=\"_.jpg\"; filename*=UTF-8''%F0%9F%8F%96.jpg",
                    "a\"b.jpg|inline; filename=\"a_b.jpg\"; filename*=UTF-8''a%22b.jpg",
                    "50%41.jpg|inline; filename=\"50_41.jpg\"; filename*=UTF-8''50%2541.jpg",
                    "a'(b)*.jpg|inline; filename=\"a'(b)*.jpg\"", "../etc/passwd|inline; filename=\".._etc_passwd\"",
                    "a\\b.jpg|inline; filename=\"a_b.jpg\""})
    void aHeaderSaysTheNameToOldAndNewPrograms(String name, String header) {
        assertEquals(header, FileNames.disposition(name));
    }

    @ParameterizedTest
    @CsvSource({"13", "10", "0", "127"})
    void noNameEndsTheHeader(int control) {
        assertEquals("inline; filename=\"a_Set-Cookie: b.jpg\"",
                FileNames.disposition("a" + (char) control + "Set-Cookie: b.jpg"));
    }
}
