"""np.nditer over one array or several: every element once, in NumPy's order, which is that of memory."""

import itertools

import numpy as np
import pytest
from pyrite import njit
from pyrite.errors import PyriteError


@njit
def of_one(a, found):
    i = 0
    for x in np.nditer(a):
        found[i] = x.item()
        i += 1
    return i


@njit
def of_two(a, b, found):
    i = 0
    for x, y in np.nditer((a, b)):
        found[i] = x.item() * 1000 + y[()]
        i += 1
    return i


@njit
def of_three(a, b, c, found):
    i = 0
    for x, y, z in np.nditer((a, b, c)):
        found[i] = x.item() * 1e6 + y.item() * 1000 + z.item()
        i += 1
    return i


CUBE = np.arange(24).reshape(2, 3, 4)
SHAPED = [
    CUBE, np.asfortranarray(CUBE), CUBE.transpose(1, 0, 2), CUBE.transpose(2, 0, 1), CUBE[::-1], CUBE[:, ::-1, ::-1], CUBE[:, :, ::2], CUBE[:, :1],
    np.asfortranarray(CUBE)[:, :, 1:2], CUBE[0], CUBE[0].T, CUBE[0, 0], CUBE[0, 0, ::-1], np.array(7), np.broadcast_to(CUBE[0], (2, 3, 4)),
    np.zeros((1, 1, 1)), CUBE.transpose(1, 0, 2)[:, ::-1],
]  # fmt: skip


@pytest.mark.parametrize("a", SHAPED, ids=range(len(SHAPED)))
def test_one_array(a):
    expected, got = np.zeros(30), np.zeros(30)
    assert of_one(a, got) == of_one.py_func(a, expected) == a.size
    assert np.array_equal(got, expected)


def test_pairs_of_arrays():
    for a, b in itertools.product(SHAPED, SHAPED):
        try:
            size = np.broadcast(a, b).size
        except ValueError:
            continue
        expected, got = np.zeros(size), np.zeros(size)
        assert of_two(a, b, got) == of_two.py_func(a, b, expected) == size
        assert np.array_equal(got, expected), (a.strides, b.strides)


def test_three_arrays():
    chosen = (
        CUBE,
        np.asfortranarray(CUBE),
        CUBE[0],
        CUBE[::-1, :, ::-1],
        CUBE.transpose(1, 0, 2)[:1, :, :1].transpose(1, 0, 2),
    )
    for a, b, c in itertools.product(chosen, chosen, chosen):
        size = np.broadcast(a, b, c).size
        expected, got = np.zeros(size), np.zeros(size)
        assert of_three(a, b, c, got) == of_three.py_func(a, b, c, expected)
        assert np.array_equal(got, expected)


def test_numbers_are_operands_too():
    found = np.zeros(3)
    assert of_two(np.arange(3), 5, found) == 3
    assert found.tolist() == [5, 1005, 2005]
    assert of_one(2.5, found) == 1 and found[0] == 2.5


def test_shapes_that_differ_and_empty_arrays_are_value_errors():
    with pytest.raises(ValueError, match="operands could not be broadcast together"):
        of_two(np.arange(2), np.arange(3), np.zeros(9))
    with pytest.raises(ValueError, match="zero-sized"):
        of_one(np.zeros((0, 3)), np.zeros(1))


def test_elements_are_read_only_and_flags_are_refused():
    with pytest.raises(PyriteError):

        @njit
        def store(a):
            for x in np.nditer(a):
                x[()] = 1

        store(np.zeros(3))
    with pytest.raises(PyriteError):

        @njit
        def flagged(a):
            for x in np.nditer(a, flags=("multi_index",)):
                print(x)

        flagged(np.zeros(3))
