#!/usr/bin/python3
"""Makes the references of the steps with scikit-image 0.19.3 and NumPy 1.24.2 (Debian 12: python3-skimage).

Run it in this folder; without arguments it makes all of them, with names those of the steps that are named.
The inputs in in/ are made of ../photos by Pillow, smaller where that is enough, and stored without loss.
"""
import os
import sys

import numpy as np
from PIL import Image
from scipy import ndimage
from skimage import color, exposure, filters, restoration

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


def gamma():
    for name, value in [("coffee", 0.7), ("coffee", 2.2), ("camera", 0.4)]:
        save(f"gamma/{name}-{value}", exposure.adjust_gamma(read(name), value))


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


STEPS = [
    gamma,
    gaussian,
    median_filter,
    sharpen,
    denoise,
    threshold,
]

if __name__ == "__main__":
    if not sys.argv[1:]:
        inputs()
    for step in STEPS:
        if not sys.argv[1:] or step.__name__ in sys.argv[1:]:
            step()
