#!/usr/bin/python3
"""Makes the references of the steps with scikit-image 0.19.3 and NumPy 1.24.2 (Debian 12: python3-skimage).

Run it in this folder; without arguments it makes all of them, with names those of the steps that are named.
The inputs in in/ are made of ../photos by Pillow, smaller where that is enough, and stored without loss.
"""
import os
import sys

import numpy as np
from PIL import Image
from skimage import exposure

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


def save_array(name, array):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    np.save(name + ".npy", array)


def gamma():
    for name, value in [("coffee", 0.7), ("coffee", 2.2), ("camera", 0.4)]:
        save(f"gamma/{name}-{value}", exposure.adjust_gamma(read(name), value))


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


STEPS = [
    gamma,
    median,
    mean,
    colour_histogram,
]

if __name__ == "__main__":
    if not sys.argv[1:]:
        inputs()
    for step in STEPS:
        if not sys.argv[1:] or step.__name__ in sys.argv[1:]:
            step()
