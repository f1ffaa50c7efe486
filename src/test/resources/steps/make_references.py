#!/usr/bin/python3
"""Makes the references of the steps with scikit-image 0.19.3 and NumPy 1.24.2 (Debian 12: python3-skimage).

Run it in this folder; without arguments it makes all of them, with names those of the steps that are named.
The inputs in in/ are made of ../photos by Pillow, smaller where that is enough, and stored without loss.
"""
import glob
import json
import os
import sys

import numpy as np
from PIL import Image
from scipy import fftpack, ndimage
from scipy.cluster import vq
from skimage import color, exposure, feature, filters, restoration, segmentation, transform

INPUTS = {"coffee": 0.4, "camera": 0.3, "chelsea": 0.4, "astronaut": 0.4, "rocket": 0.3}


def inputs():
    os.makedirs("in", exist_ok=True)
    for name, scale in INPUTS.items():
        photograph = Image.open(f"../photos/{name}.jpg")
        size = [round(side * scale) for side in photograph.size]
        photograph.resize(size, Image.LANCZOS).save(f"in/{name}.png", icc_profile=None)


def read(name):
    return np.asarray(Image.open(f"in/{name}.png"))


def save(name, picture):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    Image.fromarray(picture.astype(np.uint8) * 255 if picture.dtype == bool else picture).save(name + ".png")


def save_json(name, content):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name + ".json", "w") as file:
        json.dump(content, file, indent=1)
        file.write("\n")


def save_array(name, array):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    np.save(name + ".npy", array)


def gamma():
    for name, value in [("coffee", 0.7), ("coffee", 2.2), ("camera", 0.4)]:
        save(f"gamma/{name}-{value}", exposure.adjust_gamma(read(name), value))


def to_light(picture):
    values = picture / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def from_light(light):
    return 255 * np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def rounded(picture):
    return np.rint(np.clip(picture, 0, 255)).astype(np.uint8)


def resize():
    for name, width, height in [("coffee", 100, 66), ("coffee", 37, 150), ("camera", 61, 61), ("rocket", 400, 20)]:
        resized = transform.resize(read(name), (height, width), anti_aliasing=True, preserve_range=True)
        save(f"resize/{name}-{width}x{height}", rounded(resized))
    for name, width, height in [("coffee", 100, 66), ("camera", 200, 40)]:
        resized = transform.resize(to_light(read(name)), (height, width), anti_aliasing=True)
        save(f"resize/{name}-{width}x{height}-linear", rounded(from_light(resized)))


def thumbnail():
    """In floating-point numbers: of 8-bit pictures, Pillow rounds once more on its way."""
    for name, size, part in [("coffee", (64, 43), None), ("camera", (32, 32), None),
                             ("coffee", (48, 32), (8, 0, 40, 32)), ("rocket", (144, 96), (24, 0, 120, 96))]:
        bands = [band.convert("F").resize(size, Image.LANCZOS) for band in Image.open(f"in/{name}.png").split()]
        picture = rounded(np.dstack(bands).squeeze())
        if part:
            picture = picture[part[1]:part[3], part[0]:part[2]]
        save(f"thumbnail/{name}-{'square' if part else 'fitted'}-{max(picture.shape)}", picture)


def eight_bits(picture):
    return np.rint(np.clip(picture, 0, 1) * 255).astype(np.uint8)


def channel_axis(picture):
    # not -1, which unsharp_mask of this version takes for rows: it leaves most of its result uninitialised
    return 2 if picture.ndim == 3 else None


def luminance(picture):
    return np.rint(color.rgb2gray(picture) * 255).astype(np.uint8) if picture.ndim == 3 else picture


def gaussian():
    for name, sigma in [("coffee", "0.7"), ("coffee", "2"), ("camera", "5.5"), ("rocket", "50")]:
        picture = read(name)
        save(f"gaussian/{name}-{sigma}", eight_bits(filters.gaussian(
            picture, float(sigma), mode="nearest", channel_axis=channel_axis(picture))))


def median_filter():
    for name, radius in [("coffee", 1), ("coffee", 2), ("camera", 7), ("rocket", 50)]:
        picture = read(name)
        size = (2 * radius + 1, 2 * radius + 1, 1)[:picture.ndim]
        save(f"median_filter/{name}-{radius}", ndimage.median_filter(picture, size, mode="nearest"))


def sharpen():
    for name, radius, amount in [("coffee", "1", "1"), ("coffee", "2.5", "0.6"), ("camera", "5", "3"),
                                 ("rocket", "30", "10")]:
        picture = read(name)
        save(f"sharpen/{name}-{radius}-{amount}", eight_bits(filters.unsharp_mask(
            picture, float(radius), float(amount), channel_axis=channel_axis(picture))))


def denoise():
    for name, sigma in [("coffee", 10), ("camera", 20)]:
        picture = read(name)
        noise = np.random.default_rng(sigma).normal(0, sigma, picture.shape)
        noisy = np.rint(np.clip(picture + noise, 0, 255)).astype(np.uint8)
        save(f"denoise/{name}-{sigma}-noisy", noisy)
        save(f"denoise/{name}-{sigma}", eight_bits(restoration.denoise_nl_means(
            noisy, patch_size=5, patch_distance=3, h=0.8 * sigma / 255, sigma=sigma / 255,
            channel_axis=channel_axis(picture))))


def threshold():
    for name in INPUTS:
        grey = luminance(read(name))
        save(f"threshold/{name}-otsu", grey > filters.threshold_otsu(grey))
    for name, window, k in [("coffee", 25, "0.2"), ("camera", 15, "0.05"), ("astronaut", 61, "0.5"),
                            ("rocket", 301, "0.1")]:
        grey = luminance(read(name))
        save(f"threshold/{name}-sauvola-{window}-{k}", grey > filters.threshold_sauvola(grey, window, float(k)))


def edges():
    for name, sigma, low, high in [("coffee", "1", "25.5", "51"), ("coffee", "2", "25.5", "51"),
                                   ("camera", "3", "10", "40"), ("astronaut", "0.5", "100", "300"),
                                   ("rocket", "30", "1", "3")]:
        save(f"edges/{name}-{sigma}-{low}-{high}",
             feature.canny(luminance(read(name)), float(sigma), float(low), float(high)))


def palette():
    for name, colours in [("coffee", 6), ("chelsea", 4), ("rocket", 12), ("camera", 5)]:
        picture = read(name)
        pixels = np.repeat(picture.reshape(-1, 1), 3, 1) if picture.ndim == 2 else picture.reshape(-1, 3)
        pixels = pixels.astype(float)
        runs = [vq.kmeans2(pixels, colours, iter=200, minit="++", seed=seed)[0] for seed in range(30)]
        best = min(runs, key=lambda centres: np.mean(vq.vq(pixels, centres)[1] ** 2))
        nearest, distance = vq.vq(pixels, best)
        save_json(f"palette/{name}-{colours}", {
            "mean_squared_distance": np.mean(distance ** 2),
            "colours": best[np.argsort(-np.bincount(nearest))].tolist()})


def perceptual_hash():
    """As imagehash.phash of ImageHash 4.3."""
    hashes = {}
    for path in sorted(glob.glob("in/*.png")) + ["../photos/retina.jpg", "../photos/hubble_deep_field.jpg"]:
        pixels = np.asarray(Image.open(path).convert("L").resize((32, 32), Image.Resampling.LANCZOS))
        lowest = fftpack.dct(fftpack.dct(pixels, axis=0), axis=1)[:8, :8]
        bits = "".join("01"[int(bit)] for bit in (lowest > np.median(lowest)).flatten())
        hashes[os.path.splitext(os.path.basename(path))[0]] = f"{int(bits, 2):016x}"
    save_json("perceptual-hash/hashes", hashes)


def histograms(n):
    """Few different counts, those of photographs, and some that no sum of doubles holds exactly, side by side."""
    random = np.random.default_rng(n)
    highest = np.resize([1, 4, 100_000, 2**24, 2**54, 2**62], 256)
    return random.integers(0, highest, (n, 256))


def median():
    for n in [1, 2, 7, 8]:
        save_array(f"in/histograms-{n}", histograms(n))
        save_array(f"median/{n}", np.median(histograms(n), axis=0))


def mean():
    for n in [1, 2, 7, 8]:
        save_array(f"mean/{n}", np.mean(histograms(n), axis=0))


def colour_histogram():
    for name in ["coffee", "astronaut", "camera"]:
        bands = np.atleast_3d(read(name)).transpose(2, 0, 1)
        counts = [np.bincount(band.ravel(), minlength=256) for band in bands]
        save_array(f"colour_histogram/{name}", np.resize(counts, (3, 256)))


def rotate():
    for name, angle, canvas, background in [
            ("coffee", 30, "grow", "black"), ("coffee", -7.5, "keep", "white"), ("camera", 40, "grow", "edge"),
            ("camera", 45, "grow", "edge"),
            ("rocket", 90, "keep", "black"), ("rocket", 200, "grow", "white"), ("camera", 270, "grow", "white")]:
        mode = {"mode": "edge"} if background == "edge" else {"cval": {"black": 0, "white": 255}[background]}
        rotated = transform.rotate(read(name), angle, resize=canvas == "grow", clip=False, preserve_range=True, **mode)
        save(f"rotate/{name}-{angle}-{canvas}-{background}", rounded(rotated))


def equalize():
    save("equalize/camera", rounded(exposure.equalize_hist(read("camera")) * 255))
    for name in ["rocket", "coffee"]:
        # the luminance that the colours have to get
        save(f"equalize/{name}-luminance", rounded(exposure.equalize_hist(rounded(color.rgb2gray(read(name)) * 255)) * 255))
def corners():
    for name in ["coffee", "camera", "astronaut"]:
        picture = Image.open(f"in/{name}.png")
        grey = np.asarray(picture).astype(float)
        if grey.ndim == 3:
            grey = np.rint(grey @ [0.2125, 0.7154, 0.0721])
        strength = feature.corner_shi_tomasi(grey, sigma=1)
        peaks = feature.corner_peaks(strength, min_distance=5, threshold_rel=0.05, num_peaks=100, p_norm=np.inf,
                                     exclude_border=8)
        save_json(f"corners/{name}", [{"x": int(x), "y": int(y), "intensity": strength[y, x]} for y, x in peaks])


def segments():
    for name, scale in [("coffee", 200), ("chelsea", 100), ("camera", 300)]:
        picture = read(name)
        parts = segmentation.felzenszwalb(picture, scale=scale, sigma=0.8, min_size=50,
                                          channel_axis=None if picture.ndim == 2 else -1)
        colours = picture if picture.ndim == 3 else np.stack([picture] * 3, -1)
        painted = np.zeros(colours.shape, np.uint8)
        for part in range(parts.max() + 1):
            painted[parts == part] = np.rint(colours[parts == part].mean(0))
        save(f"segments/{name}-{scale}", painted if picture.ndim == 3 else painted[..., 0])


def adaptive_equalize():
    for name, tiles, clip_limit in [("camera", 8, 0.01), ("coffee", 8, 0.01), ("rocket", 4, 0.03), ("camera", 7, 0),
                                    ("camera", 64, 0.5), ("chelsea", 64, 0.5)]:
        picture = read(name)
        kernel = [max(side // tiles, 1) for side in picture.shape[:2]]
        equalized = exposure.equalize_adapthist(picture, kernel, clip_limit=clip_limit)
        save(f"adaptive_equalize/{name}-{tiles}-{clip_limit}", rounded(equalized * 255))


def contrast_stretch():
    for name, low, high in [("camera", 2, 98), ("coffee", 2, 98), ("rocket", 0, 100), ("chelsea", 12.5, 60.25)]:
        limits = tuple(np.percentile(read(name), (low, high)))
        save(f"contrast_stretch/{name}-{low}-{high}", exposure.rescale_intensity(read(name), in_range=limits))


def tiles():
    """Histograms of photographs of all sizes: the green of eight parts of each input."""
    for name in INPUTS:
        picture = read(name)
        green = picture if picture.ndim == 2 else picture[..., 1]
        for strip in np.array_split(green, 2):
            for part in np.array_split(strip, 4, axis=1):
                yield np.bincount(part.ravel(), minlength=256)


def cluster():
    histograms = np.array(list(tiles()))
    save_array("in/tiles", histograms)
    shares = histograms / histograms.sum(axis=1, keepdims=True)
    for k in [3, 5, 8]:
        runs = [vq.kmeans2(shares, k, iter=100, minit="++", seed=seed) for seed in range(200)]
        costs = [((shares - centroids[labels]) ** 2).sum() for centroids, labels in runs]
        save_array(f"cluster/{k}", runs[np.argmin(costs)][1].astype(np.int64))


def classify():
    """What a model is given, before samples are scaled: in floating-point numbers, as in thumbnail."""
    def resized(name, width, height):
        bands = [band.convert("F").resize((width, height), Image.BILINEAR)
                 for band in Image.open(f"in/{name}.png").split()]
        return rounded(np.dstack(bands).squeeze())

    for name, width, height in [("coffee", 32, 48), ("coffee", 300, 20), ("camera", 33, 33)]:
        save(f"classify/{name}-stretch-{width}x{height}", resized(name, width, height))
    # 240 x 160 and 192 x 128: the shorter side to 64, then the middle
    save("classify/coffee-crop-48x56", resized("coffee", 96, 64)[4:60, 24:72])
    save("classify/rocket-crop-64x64", resized("rocket", 96, 64)[:, 16:80])
    fitted = np.zeros((40, 60, 3), np.uint8)
    fitted[:, :] = resized("coffee", 60, 40)
    save("classify/coffee-fit-60x40", fitted)
    fitted = np.zeros((64, 48, 3), np.uint8)
    fitted[16:48] = resized("rocket", 48, 32)
    save("classify/rocket-fit-48x64", fitted)
    fitted = np.zeros((32, 64), np.uint8)
    fitted[:, 16:48] = resized("camera", 32, 32)
    save("classify/camera-fit-64x32", fitted)


STEPS = [
    gamma,
    resize,
    thumbnail,
    gaussian,
    median_filter,
    sharpen,
    denoise,
    threshold,
    edges,
    palette,
    perceptual_hash,
    median,
    mean,
    colour_histogram,
    rotate,
    equalize,
    corners,
    segments,
    adaptive_equalize,
    contrast_stretch,
    cluster,
    classify,
]

if __name__ == "__main__":
    if not sys.argv[1:]:
        inputs()
    for step in STEPS:
        if not sys.argv[1:] or step.__name__ in sys.argv[1:]:
            step()
