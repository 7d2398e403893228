"""Strings of run time: compiled code does what the interpreter does."""

import itertools

import pytest
from pyrite import _core, njit, types

# Empty, ASCII, other scripts, beyond 16 bits, NUL, a lone surrogate, white space.
TEXTS = [
    "",
    "a",
    "abc",
    "abcabc",
    "ABC def",
    "b",
    "é",
    "straße",
    "日本語",
    "\U0001f600x",
    "a\0b",
    "\ud800",
    " \t padded\n",
    "12",
    "-3",
    "x" * 300,
]
PAIRS = list(itertools.product(TEXTS, TEXTS))


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:  # noqa: BLE001
        return type(error), error.args


def same(function, *cases):
    compiled = njit(function)
    for case in cases:
        expected, given = outcome(function, *case), outcome(compiled, *case)
        assert repr(given) == repr(expected), (case, given, expected)
    return compiled


def alive():
    allocated, freed, _ = _core.allocation_counts()
    return allocated - freed


# -- in and out


def test_strings_come_back_as_they_went():
    compiled = same(lambda s: s, *[(s,) for s in TEXTS])
    assert len(compiled.signatures) == 1
    assert compiled.signatures[0][0] == types.unicode_type


def test_strings_are_items_of_tuples_and_lists():
    same(lambda s: (s, 1, (s, 2.5)), *[(s,) for s in TEXTS])
    same(lambda p: p[0] + p[2], *[((a, 1, b),) for a, b in PAIRS[:40]])
    same(lambda items: items[0] + items[-1], (["a", "b", "cé"],), (["only"],))
    same(lambda a, b: [a, b, a + b, "literal"], *PAIRS[:40])


def test_a_list_of_strings_is_changed_in_place():
    def add(items, s):
        items.append(s + "!")
        items[0] = s
        return len(items)

    compiled = njit(add)
    given, expected = ["one", "two"], ["one", "two"]
    assert compiled(given, "three") == add(expected, "three")
    assert given == expected


def test_strings_may_be_none():
    def choose(s, flag):
        if flag:
            return s
        return None

    same(choose, ("abc", True), ("abc", False))


def test_a_declared_signature_takes_strings():
    compiled = njit("unicode_type(unicode_type, int64)")(lambda s, n: s * n)
    assert compiled("ab", 3) == "ababab"
    assert compiled("é", 0) == ""


# -- operators


def test_strings_are_compared():
    same(lambda a, b: (a == b, a != b, a < b, a <= b, a > b, a >= b), *PAIRS)


def test_strings_are_compared_with_literals():
    def kind(s):
        if s == "abc":
            return 1
        if s < "b":
            return 2
        return 3

    same(kind, *[(s,) for s in TEXTS])


def test_strings_are_never_equal_to_others():
    same(lambda s, x: (s == x, s != x), ("1", 1), ("", 0.0), ("a", None))


def test_strings_are_concatenated():
    same(lambda a, b: a + b, *PAIRS)
    same(lambda a: "<" + a + ">", *[(s,) for s in TEXTS])


def test_strings_are_repeated():
    same(lambda s, n: (s * n, n * s), *[(s, n) for s in TEXTS for n in (-1, 0, 1, 3)])


def test_strings_are_searched_for_strings():
    same(lambda a, b: (a in b, a not in b), *PAIRS)
    same(lambda a: "b" in a, *[(s,) for s in TEXTS])


def test_strings_have_a_length_and_a_truth_value():
    same(lambda s: (len(s), bool(s), not s), *[(s,) for s in TEXTS])


def test_strings_are_indexed():
    same(lambda s, i: s[i], *[(s, i) for s in TEXTS for i in (0, 1, 2, -1, -3, 400)])


def test_strings_are_sliced():
    def parts(s, i, j):
        return s[i:j], s[i:], s[:j], s[::-1], s[i:j:2], s[::-2], s[:]

    same(parts, *[(s, i, j) for s in TEXTS for i in (-2, 0, 1) for j in (-1, 0, 2, 500)])


def test_strings_are_iterated():
    def spelled(s):
        out = ""
        for c in s:
            out = c + "." + out
        return out

    def counted(s):
        n = 0
        for i, c in enumerate(s):
            if c == "b" or c == "é":
                n += i + 1
        return n

    same(spelled, *[(s,) for s in TEXTS])
    same(counted, *[(s,) for s in TEXTS])


def test_strings_are_unpacked():
    def swapped(s):
        a, b = s
        return b + a

    same(swapped, ("ab",), ("\U0001f600é",))


def test_a_variable_holds_different_literals():
    def name(x):
        if x > 0:
            sign = "plus"
        elif x < 0:
            sign = "minus"
        else:
            sign = "zero"
        return sign + "!"

    same(name, (1,), (-1,), (0,))
    same(lambda x: "even" if x % 2 == 0 else "odd", (1,), (2,))


def test_a_string_is_built_in_a_loop():
    def built(n):
        s = ""
        for i in range(n):
            s += "ab"
            if len(s) > 6:
                s = s[1:]
        return s

    same(built, (0,), (1,), (10,))


def test_strings_pass_between_functions_and_closures():
    @njit
    def twice(s):
        return s + s

    def outer(s):
        mark = s + "-"

        def inner(t):
            return mark + t

        return inner(twice(s)) + twice("x")

    assert njit(outer)("ab") == outer("ab")


def test_a_string_of_the_enclosing_scope_is_a_constant():
    greeting = "héllo "
    same(lambda s: greeting + s, ("you",), ("",))


# -- memory


def test_nothing_is_left_behind():
    def work(s, n):
        items = [s]
        for i in range(n):
            items.append(items[-1] + s[i])
        return items[-1]

    compiled = njit(work)
    compiled("abc", 3)
    outcome(compiled, "abc", 5)
    before = alive()
    for _ in range(20):
        assert outcome(compiled, "abc", 3) == outcome(work, "abc", 3)
        assert outcome(compiled, "abc", 5) == outcome(work, "abc", 5)
    assert alive() <= before


def test_a_function_that_needs_to_know_its_string_is_compiled_for_each():
    import numpy as np

    def laid_out(a, order):
        return np.ravel(a, order).copy()

    compiled = njit(laid_out)
    a = np.arange(6).reshape(2, 3)
    for order in ("C", "F", "C"):
        assert compiled(a, order).tolist() == laid_out(a, order).tolist()


# -- texts of other values

NUMBERS = [0, 1, -1, 9, 10, -10, 99, 100, 12345678901, 2**63 - 1, -(2**63)]
FLOATS = [
    0.0,
    -0.0,
    1.0,
    0.1,
    1e16,
    1e22,
    1e-5,
    123456789.123,
    float("inf"),
    float("-inf"),
    float("nan"),
    5e-324,
]


def test_numbers_have_texts():
    same(lambda x: str(x), *[(x,) for x in NUMBERS])
    same(lambda x: repr(x), *[(x,) for x in NUMBERS])
    same(lambda x: str(x), *[(x,) for x in FLOATS])
    same(lambda x: repr(x), *[(x,) for x in FLOATS])
    same(lambda x: (str(x), repr(x)), (True,), (False,))
    same(lambda x: str(x), (1 + 2j,), (None,))
    same(lambda x: str((x, 1.5)), (1,), (None,), ("a",))


def test_strings_have_texts():
    same(lambda s: (str(s), repr(s), ascii(s)), *[(s,) for s in TEXTS])


def test_texts_are_read_as_numbers():
    same(lambda s: int(s), *[(s,) for s in [*TEXTS, " 7 ", "1_000", "9" * 18, "٣"]])
    same(lambda s: float(s), *[(s,) for s in [*TEXTS, "1.5", "nan", "-inf", "1e400", "0x1"]])


def test_characters_have_numbers():
    same(lambda s: ord(s), *[(s,) for s in TEXTS])
    same(lambda i: chr(i), *[(i,) for i in (0, 65, 0xE9, 0xD800, 0x1F600, 0x10FFFF, 0x110000, -1)])
    same(lambda s: "".join([chr(ord(c) + 1) for c in s]), ("abc",), ("é",), ("",))


# -- f-strings


def test_f_strings_are_texts():
    same(lambda s, i: f"<{s}|{i}>", *[(s, i) for s in TEXTS for i in (0, -12)])
    same(lambda s, i: f"{s!r:>8} {i:05d} {s:^7} {s!a}", *[(s, i) for s in TEXTS for i in (0, -12)])
    same(lambda x: f"{x} {x:.3f} {x:e} {x!r}", *[(x,) for x in FLOATS])
    same(lambda s: len(f"{s}{s}") + (1 if f"{s}!" == "a!" else 0), *[(s,) for s in TEXTS])
    same(lambda s: f"{{{s}}}" + f"{s:>5}{{}}", ("x",))


def test_f_strings_are_put_into_lists_and_passed_on():
    @njit
    def wrapped(s):
        return "[" + s + "]"

    def work(n):
        items = [f"{i}:" for i in range(n)]
        items.append(f"{n}")
        return wrapped(f"{n} {items[0]}"), items

    assert njit(work)(3) == work(3)


def test_specifications_may_be_made_at_run_time():
    same(lambda x, width: format(x, ">" + str(width)), (1, 5), (2.5, 8), ("a", 3))


# -- methods

PLAIN = ["isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable",
         "isspace", "istitle", "isupper", "capitalize", "casefold", "lower", "swapcase", "title", "upper", "strip",
         "lstrip", "rstrip", "split", "rsplit", "splitlines", "expandtabs"]  # fmt: skip


@pytest.mark.parametrize("name", PLAIN)
def test_methods_without_arguments(name):
    same(eval(f"lambda s: s.{name}()"), *[(s,) for s in TEXTS])


@pytest.mark.parametrize("name", ["startswith", "endswith", "find", "rfind", "index", "rindex", "count", "split",
                                  "rsplit", "strip", "lstrip", "rstrip", "partition", "rpartition", "join"])  # fmt: skip
def test_methods_of_two_strings(name):
    if name == "join":
        same(lambda s, t: s.join([t, s, t]), *PAIRS[:60])
        same(lambda s: s.join(["a", "bc"]), *[(s,) for s in TEXTS])
        same(lambda s: ",".join(s), *[(s,) for s in TEXTS])
        return
    same(eval(f"lambda s, t: s.{name}(t)"), *PAIRS)


def test_methods_with_more_arguments():
    same(lambda s, t: s.replace(t, "-"), *PAIRS)
    same(lambda s, t: s.replace("b", t, 1), *PAIRS)
    same(
        lambda s, n: (s.zfill(n), s.center(n), s.ljust(n, "*"), s.rjust(n)),
        *[(s, n) for s in TEXTS for n in (0, 9)],
    )
    same(lambda s, n: s.find("b", n), *[(s, n) for s in TEXTS for n in (-2, 0, 2)])
    same(lambda s, n: s.split("b", n), *[(s, n) for s in TEXTS for n in (-1, 0, 1)])
    same(lambda s, n: s.split(maxsplit=n), *[(s, n) for s in TEXTS for n in (-1, 0, 1)])
    same(lambda s: "abc".startswith(s), *[(s,) for s in TEXTS])
    same(lambda s: s.startswith(("a", "é")), *[(s,) for s in TEXTS])


def test_words_are_counted():
    def longest(text):
        best = ""
        for word in text.lower().split():
            if len(word) > len(best):
                best = word
        return best.upper()

    same(longest, ("the quick brown Fox",), ("",), ("ÄÖ ü",))


def test_methods_raise_what_the_interpreter_raises():
    def tried(s):
        try:
            return s.index("q")
        except ValueError:
            return -7

    same(tried, ("abc",), ("abq",))


# -- exceptions


def test_exceptions_carry_strings():
    def refuse(s, n):
        if n == 0:
            raise ValueError(s)
        if n == 1:
            raise KeyError(f"no {s!r} of {n}", n, (s, 1.5))
        if n == 2:
            raise TypeError("about " + s)
        raise RuntimeError(f"{s}")

    same(refuse, *[(s, n) for s in TEXTS for n in range(4)])


def test_exceptions_with_strings_are_caught_and_leave_nothing_behind():
    def inner(s, n):
        if n % 2 == 0:
            raise ValueError("even " + s)
        if n % 3 == 0:
            raise KeyError(f"three {s} {n}", s + "!")
        return s

    compiled_inner = njit(inner)

    def outer(s, n):
        total = ""
        for i in range(n):
            try:
                total += compiled_inner(s + str(i), i)
            except ValueError:
                total += "v"
        return total

    compiled = njit(outer)
    for n in (3, 4):
        outcome(compiled, "abc", n)
    before = alive()
    for n in (0, 1, 3, 4):
        assert outcome(compiled, "abc", n) == outcome(outer, "abc", n)
    assert alive() <= before


def test_strings_live_in_generators_and_objects():
    import dataclasses

    @dataclasses.dataclass
    class Named:
        name: str
        count: int

    def relabel(thing):
        thing.name = thing.name + "!"
        return len(thing.name) + thing.count

    given, expected = Named("ab", 3), Named("ab", 3)
    assert njit(relabel)(given) == relabel(expected)
    assert given == expected

    def prefixes(s):
        for i in range(len(s)):
            yield s[: i + 1]

    compiled = njit(prefixes)
    assert list(compiled("abc")) == ["a", "ab", "abc"]
    assert njit(lambda s: [p + "." for p in compiled(s)])("xyz") == ["x.", "xy.", "xyz."]


def test_strings_are_printed(capfd):
    njit(lambda s, n: print(s, f"<{s}>", n, [s, "x"], sep="|"))("aé", 2)
    assert capfd.readouterr().out == "aé|<aé>|2|['aé', 'x']\n"
