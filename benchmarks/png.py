"""A small PNG writer (8-bit RGB) and the colours of the Mandelbrot picture."""

import struct
import zlib

import numpy as np


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def write_png(path, pixels):
    """`pixels`, (height, width, 3) of uint8, as the PNG file `path`."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 3 * width), np.uint8)  # each row opens with its filter, 0: none
    rows[:, 1:] = pixels.reshape(height, 3 * width)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    with open(path, "wb") as stream:
        stream.write(b"\x89PNG\r\n\x1a\n")
        stream.write(_chunk(b"IHDR", header))
        stream.write(_chunk(b"IDAT", zlib.compress(rows.tobytes(), 6)))
        stream.write(_chunk(b"IEND", b""))


def colours(counts, limit):
    """Escape counts as colours: black inside, blue to gold with rising counts outside."""
    level = np.where(counts >= limit, 0.0, np.log1p(counts) / np.log1p(limit))
    shade = np.stack([level**1.2, level**1.6, 0.5 * np.sin(np.pi * level) + 0.3 * level], axis=2)
    shade[counts >= limit] = 0.0
    return np.clip(255 * shade, 0, 255).astype(np.uint8)
