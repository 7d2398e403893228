"""Buffers as the compiler core sees them: arrays over their memory that remember whose memory it is."""

import array

import numpy


class BufferArray(numpy.ndarray):
    """An array over the memory of a buffer. Only the compiler core meets it."""

    buffer: object  # keeps the memory where it is
    buffer_class: str


_CLASSES: dict[type, str] = {
    bytes: "bytes",
    bytearray: "bytearray",
    memoryview: "memoryview",
    array.array: "array.array",
}


def view(buffer):
    """The array of a buffer; None when the object is none. ValueError where arrays have no such elements."""
    name = _CLASSES.get(type(buffer))
    if name is None:
        return None
    found = numpy.asarray(memoryview(buffer)).view(BufferArray)
    found.buffer, found.buffer_class = buffer, name
    return found


def part(name, array):
    """What the interpreter has for elements of a buffer in an array that compiled code made."""
    if name == "bytes":
        return array.tobytes()
    return memoryview(array)
