#!/usr/bin/env python3
"""The service of the step emboss: a photograph in, its relief out.

    POST /emboss?azimuth=135&depth=1    with a JPEG or PNG as body: 200 and a PNG
                                        400, 413, 422 and a sentence in plain text: this photograph will never work

Needs Pillow and NumPy (on Debian python3-pil and python3-numpy). Started with the port to listen on:

    python3 docs/examples/emboss.py 8091
"""
import io
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

import numpy
from PIL import Image, UnidentifiedImageError

MOST_BYTES = 64 * 1024 * 1024


def emboss(photograph, azimuth, depth):
    """How much each pixel rises towards the light, around a middle grey."""
    grey = numpy.asarray(photograph.convert("L"), dtype=numpy.float32)
    down, right = numpy.gradient(numpy.pad(grey, 1, mode="edge"))
    angle = numpy.radians(azimuth)
    rise = (numpy.cos(angle) * right - numpy.sin(angle) * down)[1:-1, 1:-1]
    return Image.fromarray(numpy.clip(numpy.rint(128 - depth * rise), 0, 255).astype(numpy.uint8))


class Service(BaseHTTPRequestHandler):

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        if length > MOST_BYTES:
            return self.answer(413, "text/plain", b"The photograph has too many bytes")
        body = self.rfile.read(length)
        query = parse_qs(urlparse(self.path).query)
        try:
            relief = emboss(Image.open(io.BytesIO(body)), float(query.get("azimuth", ["135"])[0]),
                            float(query.get("depth", ["1"])[0]))
        except UnidentifiedImageError:
            return self.answer(422, "text/plain", b"This is no photograph")
        except ValueError as wrong:
            return self.answer(400, "text/plain", str(wrong).encode())
        out = io.BytesIO()
        relief.save(out, "PNG")
        self.answer(200, "image/png", out.getvalue())

    def answer(self, status, content_type, body):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Service).serve_forever()
