#!/usr/bin/python3
"""Makes the references of the steps with scikit-image 0.19.3 and NumPy 1.24.2 (Debian 12: python3-skimage).

Run it in this folder; without arguments it makes all of them, with names those of the steps that are named.
The inputs in in/ are made of ../photos by Pillow, smaller where that is enough, and stored without loss.
"""
import os
import sys

import numpy as np
from PIL import Image
from skimage import exposure, transform

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


STEPS = [
    gamma,
    resize,
    thumbnail,
]

if __name__ == "__main__":
    if not sys.argv[1:]:
        inputs()
    for step in STEPS:
        if not sys.argv[1:] or step.__name__ in sys.argv[1:]:
            step()
