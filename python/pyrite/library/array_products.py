"""Products of vectors and matrices: dot, matmul, vdot, inner, outer, kron, cross, trace."""

import numpy as np

from .intrinsics import kind_of
from .registry import implements


def _product_dtype(a, b):
    return np.multiply(a.ravel()[0:0], b.ravel()[0:0]).dtype


def _vectors(a, b):
    if len(a) != len(b):
        raise ValueError("incompatible array sizes for np.dot(a, b): shapes not aligned")
    kind = _product_dtype(a, b).type
    total = kind(0)
    for i in range(len(a)):
        if kind_of(total) == "b":
            total = kind(total | (a[i] & b[i]))
        else:
            total = kind(total + kind(a[i]) * kind(b[i]))
    return total


def _matrix_vector(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("incompatible array sizes for np.dot(a, b): shapes not aligned")
    result = np.empty(a.shape[0], _product_dtype(a, b))
    for i in range(len(a)):
        result[i] = _vectors(a[i], b)
    return result


def _matrices(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError("incompatible array sizes for np.dot(a, b): shapes not aligned")
    product = np.zeros((a.shape[0], b.shape[1]), _product_dtype(a, b))
    kind = product.dtype.type
    for i in range(a.shape[0]):
        for k in range(a.shape[1]):
            factor = kind(a[i, k])
            for j in range(b.shape[1]):
                product[i, j] += factor * kind(b[k, j])
    return product


@implements(np.dot, method="ndarray.dot")
def array_dot(a, b, out=None):
    if out is not None:
        out[...] = _dot(np.asarray(a), np.asarray(b))
        return out
    return _dot(np.asarray(a), np.asarray(b))


def _dot(a, b):
    if a.ndim == 0 or b.ndim == 0:
        return np.multiply(a, b)
    if a.ndim == 1 and b.ndim == 1:
        return _vectors(a, b)
    if a.ndim == 2 and b.ndim == 1:
        return _matrix_vector(a, b)
    if a.ndim == 1 and b.ndim == 2:
        return _matrix_vector(b.T, a)
    return _matrices(a, b)


@implements("numpy.matmul")
def matmul(a, b):
    return array_dot(a, b)


@implements(np.vdot)
def vdot(a, b):
    return _vectors(np.conj(a.ravel()), b.ravel())


@implements(np.inner)
def inner(a, b):
    a = np.asarray(a)
    b = np.asarray(b)
    if a.ndim == 0 or b.ndim == 0:
        return np.multiply(a, b)
    return array_dot(a, b.T)


@implements(np.outer)
def outer(a, b):
    return np.multiply(np.asarray(a).ravel()[:, None], np.asarray(b).ravel())


@implements(np.kron)
def kron(a, b):
    if a.ndim == 1:
        return outer(a, b).ravel()
    rows, columns = b.shape
    result = np.empty((a.shape[0] * rows, a.shape[1] * columns), _product_dtype(a, b))
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            result[i * rows : (i + 1) * rows, j * columns : (j + 1) * columns] = a[i, j] * b
    return result


@implements(np.trace, method="ndarray.trace")
def trace(a, offset=0):
    return np.sum(np.diagonal(a, offset))
