package dev.darkroom.steps;

import boofcv.abst.feature.detect.interest.ConfigGeneralDetector;
import boofcv.abst.feature.detect.interest.ConfigShiTomasi;
import boofcv.abst.filter.derivative.ImageGradient;
import boofcv.alg.feature.detect.interest.GeneralFeatureDetector;
import boofcv.core.image.ConvertImage;
import boofcv.factory.feature.detect.interest.FactoryDetectPoint;
import boofcv.factory.filter.derivative.FactoryDerivative;
import boofcv.struct.image.GrayF32;
import boofcv.struct.image.GrayU8;
import dev.darkroom.analysis.Document;
import dev.darkroom.imaging.Photograph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the grey values of a photograph change in two directions at once (Shi and Tomasi, Good Features to Track, 1994):
 * local maxima of the smaller eigenvalue of the structure tensor, made of Sobel's derivatives and weighted by a Gaussian
 * of 1 pixel, by BoofCV's detector. {@code skimage.feature.corner_shi_tomasi(grey, sigma=1)} with {@code corner_peaks}
 * finds the same with 16 times the intensity, but for the Gaussian's tail, which BoofCV leaves out from the third pixel
 * on. The outermost two pixels all around are no corners; nor has a photograph any that is less than 5 wide or high.
 *
 * <p>Large photographs are searched strip by strip, so that memory does not grow with them: about 40 MB.
 */
public final class CornersStep {

    /**
     * @param width   of the photograph, in pixels
     * @param height  of the photograph, in pixels
     * @param corners the strongest first; of the same strength that which is higher up, then farther left
     */
    public record Corners(int width, int height, List<Corner> corners) {
    }

    /**
     * @param x         0 is the first column of pixels
     * @param y         0 is the first row of pixels
     * @param intensity the eigenvalue: above 0, it grows with the square of the contrast
     */
    public record Corner(int x, int y, float intensity) {

        private boolean isNear(Corner other, int distance) {
            return Math.abs(x - other.x) <= distance && Math.abs(y - other.y) <= distance;
        }
    }

    private static final Comparator<Corner> STRONGEST_FIRST = Comparator.comparing(Corner::intensity).reversed()
            .thenComparing(Corner::y).thenComparing(Corner::x);
    /** BoofCV's Gaussian of this radius has a standard deviation of 1 pixel. */
    private static final int RADIUS = 2;
    /** What rounding makes of a straight edge is weaker, and a corner of a single grey level is stronger. */
    private static final float WEAKEST = 0.05f;
    /** What is smaller has no pixel that the weights fit around. */
    private static final int SMALLEST = 2 * RADIUS + 1;
    private static final int STRIP = 1 << 20;

    /**
     * @param maximum  at least 1, how many corners there are at most
     * @param distance at least 1, how many pixels between two corners are free of others, in x or in y
     * @param quality  0…1, how strong a corner is at least, the strongest being 1
     * @return a document that holds {@link Corners}
     */
    public Document apply(Photograph in, int maximum, int distance, double quality) {
        if (in.width() < SMALLEST || in.height() < SMALLEST) {
            return new Document(new Corners(in.width(), in.height(), List.of()));
        }
        var search = new Search(in.luminance(), distance);
        List<Corner> strongest = List.of();
        int rows = Math.max(1, STRIP / in.width());
        for (int top = 0; top < in.height(); top += rows) {
            var corners = new ArrayList<>(strongest);
            corners.addAll(search.rows(top, Math.min(in.height(), top + rows)));
            strongest = apart(corners, maximum, distance);
        }
        var weakest = strongest.isEmpty() ? 0 : quality * strongest.getFirst().intensity();
        return new Document(new Corners(in.width(), in.height(),
                strongest.stream().filter(corner -> corner.intensity() >= weakest).toList()));
    }

    /** Maxima are farther from each other than the distance anyway, unless they are equally strong. */
    private static List<Corner> apart(List<Corner> corners, int maximum, int distance) {
        corners.sort(STRONGEST_FIRST);
        var apart = new ArrayList<Corner>();
        for (var corner : corners) {
            if (apart.size() == maximum) {
                break;
            }
            if (apart.stream().noneMatch(other -> other.isNear(corner, distance))) {
                apart.add(corner);
            }
        }
        return apart;
    }

    /** Looks for corners in some rows of a picture; what they need to know of the rows around is read too. */
    private static final class Search {

        private final GrayU8 grey;
        private final int margin;
        private final ImageGradient<GrayF32, GrayF32> gradient = FactoryDerivative.sobel(GrayF32.class, GrayF32.class);
        private final GeneralFeatureDetector<GrayF32, GrayF32> detector;
        private final GrayF32 strip = new GrayF32(1, 1);
        private final GrayF32 derivativeX = new GrayF32(1, 1);
        private final GrayF32 derivativeY = new GrayF32(1, 1);

        Search(GrayU8 grey, int distance) {
            this.grey = grey;
            margin = 1 + RADIUS + distance;
            // BoofCV adds the distance to the border that it leaves out
            var maxima = new ConfigGeneralDetector(-1, distance, WEAKEST, RADIUS - distance, false);
            detector = FactoryDetectPoint.createShiTomasi(maxima, new ConfigShiTomasi(true, RADIUS), GrayF32.class);
        }

        List<Corner> rows(int top, int end) {
            int first = Math.max(0, top - margin);
            ConvertImage.convert(grey.subimage(0, first, grey.width, Math.min(grey.height, end + margin)), strip);
            gradient.process(strip, reshaped(derivativeX), reshaped(derivativeY));
            detector.process(strip, derivativeX, derivativeY, null, null, null);
            return detector.getMaximums().toList().stream().filter(p -> p.y + first >= top && p.y + first < end)
                    .map(p -> new Corner(p.x, p.y + first, detector.getIntensity().get(p.x, p.y))).toList();
        }

        private GrayF32 reshaped(GrayF32 derivative) {
            derivative.reshape(strip.width, strip.height);
            return derivative;
        }
    }
}
