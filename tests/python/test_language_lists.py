"""Lists: made, changed, iterated over, handed in and out; compiled and interpreted."""

import copy
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcomes import IS_PYPY
from pyrite import njit
from pyrite.errors import TypingError, UnsupportedError


def both(function, *arguments):
    """What the compiled and the interpreted function give and leave in their arguments; asserts that they agree."""
    results = []
    for run in (function, njit(function)):
        given_arguments = copy.deepcopy(arguments)
        try:
            result = run(*given_arguments)
        except Exception as error:
            result = type(error), "" if IS_PYPY else str(error)  # texts differ between interpreters
        results.append((repr(result), repr(given_arguments)))
    assert results[0] == results[1]


# -- making ------------------------------------------------------------------------------------------------------------


def display(n):
    return [n, n + 1, 7], [1.5], [True], [(n, 2.0)], [None, None], [[n], [n, n]], []


def appended(n):
    found = []
    for i in range(n):
        found.append(i * i)
    return found


def comprehension(n):
    return [i * j for i in range(n) for j in range(i) if (i + j) % 3]


def nested_comprehension(n):
    return [[i * 10 + j for j in range(n)] for i in range(n)]


def of_iterables(n):
    return (
        list(range(n)),
        list((1, 2, n)),
        list([n, n]),
        list(np.arange(n) * 0.5)[:0],
        list(enumerate(range(n))),
        list(),
    )  # noqa: C410


def of_zip(n):
    return list(zip(range(n), [0.5] * n)), [*range(n), n, *(1, 2)]  # noqa: B905


def starred(n):
    a, *b, c = (n, 2, 3, 4)
    d, *e = range(n + 1)
    *f, g = [n, n]
    return a, b, c, d, e, f, g


def repeated(n):
    return [0] * n, [1, 2] * n, n * [(n, 1)], [1] + [2, n], [] + [n]


def on_two_ways(n):
    found = [] if n > 2 else [5]
    found.append(n)
    return found


@pytest.mark.parametrize(
    "function",
    [
        display,
        appended,
        comprehension,
        nested_comprehension,
        of_iterables,
        of_zip,
        starred,
        repeated,
        on_two_ways,
    ],
)
@pytest.mark.parametrize("n", [0, 1, 3, 20])
def test_lists_are_made(function, n):
    both(function, n)


def test_items_take_a_common_type():
    def mixed(n):
        found = []
        for i in range(n):
            if i > 1:
                found.append(i + 0.5)
            else:
                found.append(i)
        return found

    assert njit(mixed)(4) == mixed(4)
    assert njit(lambda x: [x, 2.5, True])(1) == [1.0, 2.5, 1.0]


def test_a_list_widens_where_it_was_made():
    def widened(n):
        found = [0] * n
        for i in range(n):
            found[i] = i / 4
        return found

    both(widened, 5)


# -- using -------------------------------------------------------------------------------------------------------------


def items(values, i):
    return values[i]


def assign(values, i, x):
    values[i] = x
    return len(values)


def remove_item(values, i):
    del values[i]


@pytest.mark.parametrize("i", [0, 1, 2, 3, -1, -3, -4, 100, True])
def test_items_by_index(i):
    for values in ([1, 2, 3], [0.5, -0.0, 2.0], [(1, 2), (3, 4), (5, 6)]):
        both(items, values, i)
        both(assign, values, i, values[0])
        both(remove_item, values, i)


def slices(values, start, stop, step):
    return values[start:stop:step]


def delete_slice(values, start, stop, step):
    del values[start:stop:step]


def assign_slice(values, start, stop, other):
    values[start:stop] = other


BOUNDS = [0, 1, 2, 5, 7, -1, -3, -9]


@pytest.mark.parametrize("start", BOUNDS)
@pytest.mark.parametrize("stop", BOUNDS)
def test_slices(start, stop):
    values = [0, 1, 2, 3, 4, 5]
    for step in (1, 2, -1, -2, 5):
        assert SLICES(list(values), start, stop, step) == values[start:stop:step]
        changed, expected = list(values), list(values)
        DELETE_SLICE(changed, start, stop, step)
        del expected[start:stop:step]
        assert changed == expected
    for other in ([], [7], [7, 8, 9]):
        changed, expected = list(values), list(values)
        ASSIGN_SLICE(changed, start, stop, other)
        expected[start:stop] = other
        assert changed == expected


SLICES, DELETE_SLICE, ASSIGN_SLICE = njit(slices), njit(delete_slice), njit(assign_slice)


def test_slices_with_steps_keep_their_size():
    def assign_every_second(values, other):
        values[::2] = other

    both(assign_every_second, [1, 2, 3, 4], [7, 8])
    both(assign_every_second, [1, 2, 3, 4], [7, 8, 9])


def methods(values, x):
    values.append(x)
    values.extend((x, x))
    values.extend(values)
    values.insert(1, x)
    values.insert(-1, x)
    values.insert(100, x)
    values.insert(-100, x)
    last, first, middle = values.pop(), values.pop(0), values.pop(-2)
    values.reverse()
    found = values.count(x), values.index(x), x in values, x not in values
    values.remove(x)
    other = values.copy()
    other.clear()
    values += [x]
    values *= 2
    return last, first, middle, found, len(other), values


@pytest.mark.parametrize(
    "values, x", [([1, 2, 3], 9), ([1.5, -0.0], 2.5), ([(1, 2)], (3, 4)), ([True, False], True)]
)
def test_methods(values, x):
    both(methods, values, x)


def test_errors_are_the_interpreters():
    def pop_empty():
        values = [1]
        values.pop()
        return values.pop()

    def pop_beyond(i):
        return [1, 2].pop(i)

    def remove_missing(x):
        values = [1, 2]
        values.remove(x)

    both(pop_empty)
    both(pop_beyond, 2)
    both(pop_beyond, -3)
    both(remove_missing, 3)
    both(lambda x: [1, 2].index(x), 3)


def test_a_list_is_one_object():
    def aliases(n):
        a = [n]
        b = a
        b.append(2)
        c = [a, a]
        c[0].append(3)
        d = a.copy()
        return a, c, a is b, a is d, c[0] is a, a == d

    both(aliases, 1)


def test_comparisons():
    def compare(a, b):
        return a == b, a != b, a < b, a <= b, a > b, a >= b

    compiled = njit(compare)
    lists = [[], [1], [1, 2], [2], [1, 3], [0, 5, 6], [1, 2, 3]]
    for a in lists[1:]:
        for b in lists[1:]:
            assert compiled(a, b) == compare(a, b)


def test_truth_and_length():
    both(lambda n: (bool([n]), not [], len([1, 2]), 1 if [0] * n else 2), 0)


def test_iteration_sees_what_is_appended():
    def grow(values):
        seen = 0
        for x in values:
            seen += 1
            if len(values) < 10:
                values.append(x + 1)
        return seen

    def shrink(values):
        seen = 0
        for _ in values:
            seen += 1
            values.pop()
        return seen

    def backwards(values):
        seen = []
        for x in reversed(values):
            seen.append(x)
            if len(values) > 2:
                values.pop()
                values.pop()
        return seen

    for function in (grow, shrink, backwards):
        both(function, [1, 2, 3, 4, 5])


def test_builtins_take_lists():
    def use(values):
        total = 0
        for i, x in enumerate(values):
            total += i * x
        for a, b in zip(values, values[1:]):  # noqa: B905
            total += a * b
        return total, sum(values), min(values), max(values), sorted(values), any(values), all(values)

    both(use, [3, 1, 2])
    both(use, [2.5, -1.0, 0.0])


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=200), st.booleans())
def test_sorting_is_the_interpreters(values, reverse):
    assert SORT(list(values), reverse) == sorted(values, reverse=reverse)
    assert SORT_BY(list(values), reverse) == sorted(values, key=lambda x: x % 7, reverse=reverse)


def sort(values, reverse):
    values.sort(reverse=reverse)
    return values


def sort_by(values, reverse):
    return sorted(values, key=lambda x: x % 7, reverse=reverse)


SORT, SORT_BY = njit(sort), njit(sort_by)


# -- in and out --------------------------------------------------------------------------------------------------------


def test_changes_are_seen_outside():
    def change(values):
        values[0] = 9
        values.append(4)

    values = [1, 2, 3]
    njit(change)(values)
    assert values == [9, 2, 3, 4]


def test_changes_before_an_exception_stay():
    def fail(values):
        values.append(1)
        raise KeyError("later")

    values = [0]
    with pytest.raises(KeyError):
        njit(fail)(values)
    assert values == [0, 1]


def test_the_same_list_comes_back():
    same = njit(lambda values: values)
    values = [1, 2]
    assert same(values) is values
    pair = njit(lambda a, b: (a is b, a))
    assert pair(values, values)[0] is True
    assert pair(values, [1, 2])[0] is False
    assert pair(values, [1, 2])[1] is values


def test_nested_lists_and_tuples_of_lists():
    def change(rows, pair):
        rows[0].append(5)
        rows.append([7])
        pair[0].append(1.5)
        return len(rows)

    rows, inner = [[1], [2]], [0.5]
    first = rows[0]
    assert njit(change)(rows, (inner, 3)) == 3
    assert rows == [[1, 5], [2], [7]]
    assert rows[0] is first
    assert inner == [0.5, 1.5]


def test_lists_of_arrays_share_them():
    def change(arrays):
        total = 0.0
        for a in arrays:
            a[0] += 1
            total += a.sum()
        return total, arrays[-1]

    arrays = [np.arange(3.0), np.zeros(2)]
    total, last = njit(change)(arrays)
    assert total == 5.0
    assert last is arrays[1]
    assert arrays[0][0] == 1


def test_lists_own_arrays():
    def make(n):
        made = [np.full(i + 1, i) for i in range(n)]
        made[0] = made[-1]
        kept = made.pop()
        made.append(kept)
        return made

    made = njit(make)(4)
    assert [list(a) for a in made] == [[3, 3, 3, 3], [1, 1], [2, 2, 2], [3, 3, 3, 3]]


def test_empty_lists_come_in_and_go_out():
    assert njit(lambda values: len(values))([]) == 0
    assert njit(lambda: [])() == []
    with pytest.raises(TypingError, match="does not go into"):
        njit(lambda values: values.append(1))([])


@pytest.mark.parametrize("values", [[1, 2.5], [1, "a"], [1, None], [(1,), (1, 2)], [object()]])
def test_items_of_an_argument_have_one_type(values):
    with pytest.raises(TypingError, match="list"):
        njit(lambda v: len(v))(values)


def test_every_item_is_looked_at():
    length = njit(lambda values: len(values))
    assert length([1, 2]) == 2
    with pytest.raises(TypeError, match="differ in type"):
        length([1, 2.5])
    assert length([1.5]) == 1
    arrays = njit(lambda values: values[1].sum())
    assert arrays([np.ones(2), np.ones(3)]) == 3
    with pytest.raises(TypeError, match="differ in type"):
        arrays([np.ones(2), np.ones((2, 2))])


def test_integers_beyond_64_bits():
    length = njit(lambda values: values[0])
    assert length([1, 2]) == 1
    assert length([2**63, 2**64 - 1]) == 2**63
    with pytest.raises((OverflowError, TypingError)):
        length([2**64])


def test_what_does_not_fit_is_refused():
    with pytest.raises(TypingError, match="items of one type"):
        njit(lambda n: [n, (n,)])(1)

    def append_tuple(n):
        values = [n]
        values.append((n, n))
        return values

    with pytest.raises(TypingError, match="does not go into"):
        njit(append_tuple)(1)
    with pytest.raises(UnsupportedError, match="lists of"):
        njit(lambda n: [range(n), slice(n)])(1)


def of_numbers(n):
    return np.array([i * 0.5 for i in range(n)])


def of_lists(n):
    return np.array([[i + j for j in range(3)] for i in range(n)], dtype=np.float32)


def of_tuples(n):
    return np.array([(i, 0.5) for i in range(n)])


def of_arrays(n):
    return np.array([np.arange(4) + i for i in range(n + 1)])


def of_tuple_of_lists(n):
    return np.asarray(([1] * n, [2] * n))


def ragged(n):
    return np.array([[0] * i for i in range(n)])


@pytest.mark.parametrize("function", [of_numbers, of_lists, of_tuples, of_arrays, of_tuple_of_lists])
@pytest.mark.parametrize("n", [1, 2, 5])
def test_arrays_are_made_of_lists(function, n):
    made, expected = njit(function)(n), function(n)
    assert made.dtype == expected.dtype and made.shape == expected.shape and (made == expected).all()


def test_ragged_lists_make_no_array():
    with pytest.raises(ValueError, match="inhomogeneous"):
        njit(ragged)(3)
    assert njit(of_numbers)(0).shape == (0,)


def test_random_programs_on_a_list():
    def program(seeds):
        values = [0]
        for seed in seeds:
            action = seed % 8
            x = seed // 8
            if action == 0:
                values.append(x)
            elif action == 1 and len(values) > 1:
                values.pop(x % len(values))
            elif action == 2:
                values.insert(x - 5, x)
            elif action == 3:
                values.reverse()
            elif action == 4:
                values = values + values[:2]
            elif action == 5:
                values[x % len(values)] = x
            elif action == 6:
                values.sort()
            else:
                values[: x % 3] = [x, x]
            if len(values) == 0:
                values.append(1)
        return values

    compiled = njit(program)
    random_numbers = random.Random(5)
    for _ in range(100):
        seeds = [random_numbers.randrange(160) for _ in range(40)]
        assert compiled(list(seeds)) == program(seeds)
