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
from scipy import fftpack
from scipy.cluster import vq
from skimage import exposure, feature, segmentation

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
    Image.fromarray(picture).save(name + ".png")


def save_json(name, content):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name + ".json", "w") as file:
        json.dump(content, file, indent=1)
        file.write("\n")


def gamma():
    for name, value in [("coffee", 0.7), ("coffee", 2.2), ("camera", 0.4)]:
        save(f"gamma/{name}-{value}", exposure.adjust_gamma(read(name), value))


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


STEPS = [
    gamma,
    palette,
    perceptual_hash,
    corners,
    segments,
]

if __name__ == "__main__":
    if not sys.argv[1:]:
        inputs()
    for step in STEPS:
        if not sys.argv[1:] or step.__name__ in sys.argv[1:]:
            step()
