package dev.darkroom.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.analysis.PerceptualHash;
import dev.darkroom.analysis.QuerySet;
import dev.darkroom.imaging.Format;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Photographs;
import dev.darkroom.steps.NearDuplicatesStep.Member;
import dev.darkroom.steps.NearDuplicatesStep.NearDuplicates;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NearDuplicatesStepTest {

    private final QuerySet hashes = new QuerySet();

    @AfterEach
    void close() {
        hashes.close();
    }

    private void add(long imageId, long bits) {
        add(imageId, key(imageId), new PerceptualHash(bits));
    }

    private void add(long imageId, String s3Key, PerceptualHash hash) {
        hashes.add(new QuerySet.Member(imageId, 7, s3Key, hash.encode()));
    }

    private static String key(long imageId) {
        return "images/" + imageId + "/perceptual_hash-a.json";
    }

    /** Image ids by groups. */
    private List<List<Long>> groups(int distance) {
        return ((NearDuplicates) new NearDuplicatesStep().apply(hashes, distance).content()).groups().stream()
                .map(group -> group.stream().map(Member::imageId).toList()).toList();
    }

    @Test
    void leavesOutPhotographsThatAreLikeNoOther() {
        add(3, 0);
        add(2, -1);
        add(1, 0xffff);

        assertEquals(List.of(), groups(6));
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertEquals("{\"groups\":[]}", new String(new NearDuplicatesStep().apply(hashes, 6).encode(),
                StandardCharsets.UTF_8));
    }

    @Test
    void putsTheBiggestGroupFirstAndTheLowestImageIdFirstInside() {
        add(9, 1);
        add(8, 0xffff_0001);
        add(7, 0xffff_0000);
        add(6, 0xffff);
        add(5, 0);
        add(4, 0xfffe);
        add(3, 0xffff_0000);

        assertEquals(List.of(List.of(3L, 7L, 8L), List.of(4L, 6L), List.of(5L, 9L)), groups(1));
    }

    @Test
    void saysWhereTheHashIsAndWhoseThePhotographIs() {
        add(12, 5);
        add(11, 5);

        assertEquals("""
            {"groups":[[{"user_id":7,"image_id":11,"s3_key":"images/11/perceptual_hash-a.json"},\
            {"user_id":7,"image_id":12,"s3_key":"images/12/perceptual_hash-a.json"}]]}""",
                new String(new NearDuplicatesStep().apply(hashes, 0).encode(), StandardCharsets.UTF_8));
    }

    @Test
    void linksPhotographsThatDifferByTheDistanceAndNoMore() {
        add(2, 0b111111);
        add(1, 0);

        assertEquals(List.of(List.of(1L, 2L)), groups(6));
        assertEquals(List.of(), groups(5));
    }

    /** A photograph has several hashes when it was hashed after several other steps. */
    @Test
    void isNoDuplicateOfItself() {
        add(1, "images/1/perceptual_hash-grayscale-a.json", new PerceptualHash(0));
        add(1, key(1), new PerceptualHash(1));

        assertEquals(List.of(), groups(6));
    }

    @Test
    void namesAPhotographOnceByTheNewestOfItsHashes() {
        add(2, key(2), new PerceptualHash(0));
        add(1, "images/1/perceptual_hash-grayscale-a.json", new PerceptualHash(0));
        add(1, key(1), new PerceptualHash(1));

        var members = ((NearDuplicates) new NearDuplicatesStep().apply(hashes, 6).content()).groups().getFirst();

        assertEquals(List.of(new Member(7, 1, "images/1/perceptual_hash-grayscale-a.json"), new Member(7, 2, key(2))),
                members);
    }

    @Test
    void saysWhichMemberIsNoPerceptualHash() {
        hashes.add(new QuerySet.Member(4, 7, "images/4/palette-a.json", new byte[]{'{', '}'}));

        assertEquals("images/4/palette-a.json: This is no perceptual hash of the algorithm phash with 16 hexadecimal "
                + "digits", assertThrows(IllegalArgumentException.class, () -> groups(6)).getMessage());
    }

    @Test
    void findsCompressedAndScaledCopies() {
        var id = 1L;
        for (var name : List.of("astronaut", "camera", "chelsea", "coffee")) {
            var in = References.input(name);
            var jpeg = in.isGrey()
                    ? Photograph.grey(in.luminance(), Format.JPEG, 0.2f)
                    : Photograph.colour(in.colour(), Format.JPEG, 0.2f, null);
            add(id, key(id++), new PerceptualHashStep().apply(in));
            add(id, key(id++), new PerceptualHashStep().apply(Photographs.read(jpeg.encode())));
            add(id, key(id++),
                    new PerceptualHashStep().apply(Photographs.resource("/photos/" + name + ".jpg")));
        }

        assertEquals(List.of(List.of(1L, 2L, 3L), List.of(4L, 5L, 6L), List.of(7L, 8L, 9L), List.of(10L, 11L, 12L)),
                groups(6));
    }

    /** As many as a library of photographs has; with a metric tree it takes minutes. */
    @Test
    void groupsAHundredThousandHashes() {
        var chance = new Random(1);
        for (long i = 0; i < 100_000; i += 4) {
            var bits = chance.nextLong();
            add(i, bits);
            add(i + 1, bits ^ 0b111);
            add(i + 2, bits ^ 0b111 << 20);
            add(i + 3, chance.nextLong());
        }

        assertEquals(LongStream.range(0, 25_000).mapToObj(i -> List.of(4 * i, 4 * i + 1, 4 * i + 2)).toList(),
                groups(6));
    }
}
