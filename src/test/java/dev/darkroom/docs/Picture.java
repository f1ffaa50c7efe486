package dev.darkroom.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.analysis.PerceptualHash;
import dev.darkroom.imaging.Photograph;
import dev.darkroom.imaging.Storable;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The picture of a step at work: what it works on, and what it makes of that. */
final class Picture {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int BITS = 8;
    private static final int BIT = 28;

    private final Bench bench;

    Picture(Bench bench) {
        this.bench = bench;
    }

    /** What the step made as JSON, if it is that. */
    static Optional<JsonNode> json(Storable what) {
        try {
            return what.contentType().equals("application/json")
                    ? Optional.of(JSON.readTree(what.encode()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BufferedImage of(Demonstration shown) {
        return shown.result() instanceof Photograph after
                ? shown.isOfQuery() || shown.words().size() > 2
                        ? Canvas.beforeAndAfter(before(shown), panel(after))
                        : together(Canvas.of(shown.photograph()), Canvas.of(after))
                : after(shown).map(after -> Canvas.beforeAndAfter(before(shown), after)).orElseGet(() -> before(shown));
    }

    /** Where pixels stay in their places, a part shows what becomes of them; where they do not, all is shown. */
    private static BufferedImage together(BufferedImage before, BufferedImage after) {
        if (before.getWidth() == after.getWidth() && before.getHeight() == after.getHeight()) {
            return Canvas.beforeAndAfter(Canvas.middle(before), Canvas.middle(after));
        }
        double width = 2.0 * Canvas.PANEL / (before.getWidth() + after.getWidth());
        double height = (double) Canvas.HEIGHT / Math.max(before.getHeight(), after.getHeight());
        double scale = Math.min(1, Math.min(width, height));
        return Canvas.beforeAndAfter(Canvas.scaled(before, scale), Canvas.scaled(after, scale));
    }

    private BufferedImage before(Demonstration shown) {
        return shown.isOfQuery()
                ? DocumentDrawing.sheet(bench.album(), shown.values().get("TARGET_IMAGE_ID"))
                : panel(shown.photograph());
    }

    private static BufferedImage panel(Photograph photograph) {
        return Canvas.fitted(Canvas.of(photograph), Canvas.PANEL, Canvas.HEIGHT);
    }

    private Optional<BufferedImage> after(Demonstration shown) {
        if (shown.result() instanceof PerceptualHash hash) {
            return Optional.of(bits(hash.bits()));
        }
        return json(shown.result()).map(DocumentDrawing::new)
                .flatMap(drawing -> shown.isOfQuery()
                        ? drawing.of(bench.album())
                        : drawing.over(Canvas.of(shown.photograph())))
                .or(() -> Optional.ofNullable(bench.draw(shown.result(), shown.step().output())).map(Picture::panel));
    }

    /** The highest bit first. */
    private static BufferedImage bits(long bits) {
        return Canvas.drawn(BITS * BIT + 1, BITS * BIT + 1, graphics -> {
            for (int i = 0; i < BITS * BITS; i++) {
                graphics.setColor(bits << i < 0 ? Color.WHITE : Color.DARK_GRAY);
                graphics.fillRect(i % BITS * BIT, i / BITS * BIT, BIT, BIT);
                graphics.setColor(Color.GRAY);
                graphics.drawRect(i % BITS * BIT, i / BITS * BIT, BIT, BIT);
            }
        });
    }
}
