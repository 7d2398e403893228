"""The language, construct by construct: what docs/language.md tabulates and test_language_table.py runs.

A row names a construct and has a function `f` with the arguments of some calls. Either compiled code does with them what the
interpreter does, or the function is refused with the words that the row has.
"""

import dataclasses
import textwrap

START, END = "<!-- rows -->\n", "<!-- end of rows -->\n"


@dataclasses.dataclass
class Row:
    section: str
    construct: str
    source: str
    calls: "list[str]"  # the arguments of each, as source
    refused: "str | None" = None  # part of the message
    since: "tuple[int, int]" = (3, 9)  # the Python whose syntax it is


ROWS: "list[Row]" = []
_section = ""


def section(name):
    global _section
    _section = name


def compiled(construct, source, *calls, since=(3, 9)):
    ROWS.append(Row(_section, construct, textwrap.dedent(source).strip() + "\n", list(calls), None, since))


def refused(construct, source, call, message, since=(3, 9)):
    ROWS.append(Row(_section, construct, textwrap.dedent(source).strip() + "\n", [call], message, since))


def table():
    """The rows as the page shows them."""
    lines = []
    for name in dict.fromkeys(row.section for row in ROWS):
        lines += [f"### {name}", "", "| construct | |", "| --- | --- |"]
        for row in ROWS:
            if row.section == name:
                state = "compiled" if row.refused is None else f"refused: {row.refused}"
                construct = row.construct.replace("|", "\\|")
                lines.append(f"| {construct} | {state} |")
        lines.append("")
    return "\n".join(lines)


# -- expressions ---------------------------------------------------------------------------------------------------------

section("Expressions")
compiled(
    "`+ - * / // % **` of numbers",
    "def f(a, b): return a + b, a - b, a * b, a / b, a // b, a % b, a ** 2",
    "7, -2",
    "7.5, -2",
    "True, 3",
    "1, 0",
    "-7, 2.0",
    "1.0, 0",
)
compiled(
    "`& | ^ ~ << >>` of integers",
    "def f(a, b): return a & b, a | b, a ^ b, ~a, a << 2, a >> b",
    "-5, 3",
    "12, 1",
)
compiled("`and or not`", "def f(a, b): return (a and b, a or b, not a)", "0, 3", "2, 0", "2, 3")
compiled(
    "comparisons, chained ones",
    "def f(a, b, c): return a < b <= c, a == b != c, a >= c",
    "1, 2, 2",
    "2, 2, 3",
    "3.5, 1, 0",
    "float('nan'), 1, 2",
)
compiled("`is`, `is not`", "def f(a): return (a is None, a is not None)", "None", "3")
compiled(
    "`in`, `not in` of tuples and lists", "def f(a): return a in (1, 2, 3), a not in [4, 5]", "2", "4", "2.0"
)
compiled("conditional expressions", "def f(a): return 1 if a > 0 else -1", "3", "-3", "float('nan')")
compiled("`:=`", "def f(a):\n    if (b := a * 2) > 4:\n        return b\n    return -b", "1", "3")
compiled("lambda", "def f(a): return (lambda x, y=2: x * y)(a)", "3", "1.5")
compiled(
    "slices, negative steps, `...`, `None` as index",
    "def f(a): return a[1:4:2].sum(), a[::-1][0], a[..., None].shape, a[-2]",
    "np.arange(6)",
    "np.arange(6.0)[::2]",
)
compiled(
    "f-strings in exceptions",
    "def f(a):\n    if a < 0:\n        raise ValueError(f'{a} is below zero')\n    return a",
    "1",
    "-1",
)
compiled(
    "list comprehensions, nested and with conditions",
    "def f(n): return [i * j for i in range(n) if i % 2 for j in range(i)]",
    "0",
    "6",
)
compiled("generator expressions", "def f(n): return sum(i * i for i in range(n) if i % 3)", "0", "10")
refused("dictionary displays", "def f(a): return {1: a}", "1", "dictionaries are not compiled yet")
refused("set displays", "def f(a): return {1, a}", "1", "sets are not compiled yet")
refused(
    "dictionary comprehensions",
    "def f(n): return len({i: i for i in range(n)})",
    "3",
    "dictionaries are not compiled yet",
)
refused("set comprehensions", "def f(n): return len({i for i in range(n)})", "3", "sets are not compiled yet")
refused("`await`", "async def g(): pass\nasync def f(): await g()", "", "async")

# -- assignments ---------------------------------------------------------------------------------------------------------

section("Assignments and names")
compiled(
    "chained assignment, unpacking, nested unpacking",
    "def f(a):\n    x = y = a\n    (p, q), r = (x, y + 1), y + 2\n    return p, q, r",
    "3",
    "2.5",
)
compiled(
    "unpacking with a star",
    "def f(a, b, c, d):\n    first, *middle, last = (a, b, c, d)\n    return first, len(middle), middle[0], last",
    "1, 2, 3, 4",
)
compiled(
    "augmented assignment to names, items and attributes of arrays",
    "def f(a):\n    n = 1\n    n += 2\n    n <<= 2\n    a[0] += n\n    a[1:] *= 2\n    a //= 3\n    return n, a.sum()",
    "np.arange(5)",
)
compiled(
    "`del` of a variable",
    "def f(a):\n    b = a\n    del b\n    if a > 0:\n        return b\n    return a",
    "0",
    "1",
)
compiled(
    "variables defined on some paths only", "def f(a):\n    if a > 0:\n        b = a\n    return b", "1", "-1"
)
compiled(
    "variables that widen: an int, then a float",
    "def f(n):\n    x = 0.0\n    for i in range(n):\n        x += i / 2\n    return x",
    "0",
    "5",
)
compiled(
    "values that may be None",
    "def f(a):\n    b = None\n    if a > 0:\n        b = a\n    return 0 if b is None else b + 1",
    "1",
    "-1",
)
compiled("returning None on some paths", "def f(a):\n    if a > 0:\n        return a", "1", "-1")
compiled(
    "globals, read when compiling",
    "LIMIT = 3\nTABLE = np.arange(4)\ndef f(a): return a + LIMIT + TABLE[a]",
    "1",
)
compiled(
    "`nonlocal`, shared variables of nested functions",
    "def f(n):\n    total = 0\n    def add(i):\n        nonlocal total\n        total += i\n    for i in range(n):\n        add(i)\n    return total",
    "0",
    "5",
)
compiled("annotations", "def f(a: int) -> int:\n    b: int = a + 1\n    return b", "1")
refused(
    "assignment to a global",
    "LIMIT = 3\ndef f(a):\n    global LIMIT\n    LIMIT = a\n    return a",
    "1",
    "global",
)
refused(
    "variables of unlike types",
    "def f(a):\n    x = (1, 2)\n    for i in range(a):\n        x = 3\n    return x",
    "1",
    "this variable is UniTuple(int64 x 2) on one path",
)

# -- statements ----------------------------------------------------------------------------------------------------------

section("Statements")
compiled(
    "`if`, `elif`, `else`",
    "def f(a):\n    if a > 1:\n        return 1\n    elif a < -1:\n        return -1\n    else:\n        return 0",
    "2",
    "-2",
    "0",
)
compiled(
    "`while`, `break`, `continue`, `else`",
    "def f(n):\n    total = i = 0\n    while i < n:\n        i += 1\n        if i % 3 == 0:\n            continue\n        if i > 7:\n            break\n        total += i\n    else:\n        total = -total\n    return total",
    "0",
    "5",
    "20",
)
compiled(
    "`for` over `range`, arrays, tuples and lists",
    "def f(a):\n    total = 0\n    for i in range(5, -1, -2):\n        total += i\n    for x in a:\n        total += x\n    for x in (1, 2):\n        total += x\n    for x in [3, 4]:\n        total += x\n    return total",
    "np.arange(4)",
    "np.arange(0)",
)
compiled(
    "`for` over a tuple of unlike items",
    "def f(t):\n    total = 0.0\n    for x in t:\n        total += x\n    return total",
    "(1, 2.5, True)",
)
compiled(
    "`enumerate`, `zip`, `reversed`",
    "def f(a):\n    total = 0\n    for i, (x, y) in enumerate(zip(a, reversed(range(9)))):\n        total += i * x - y\n    return total",
    "np.arange(4)",
    "[1, 2]",
)
compiled(
    "a loop variable after the loop",
    "def f(n):\n    for i in range(n):\n        pass\n    return i",
    "3",
    "0",
)
compiled("`assert`", "def f(a):\n    assert a > 0, 'below'\n    return a", "1", "-1")
compiled(
    "`pass`, documentation strings, `return` without a value",
    "def f(a):\n    '''Nothing.'''\n    pass\n    return",
    "1",
)
compiled(
    "`match` over literals, with guards",
    """
    def f(a):
        match a:
            case 0:
                return 10
            case 1 | 2:
                return 20
            case x if x < 0:
                return -x
            case _:
                return 30
    """,
    "0",
    "2",
    "-4",
    "9",
    since=(3, 10),
)
compiled(
    "`with` over context managers that compiled code makes",
    """
    class Counted:
        def __init__(self, counts):
            self.counts = counts
        def __enter__(self):
            self.counts[0] += 1
            return self
        def __exit__(self, kind, error, traceback):
            self.counts[1] += 1
            return False
    def f(a, n):
        with Counted(a):
            if n < 0:
                raise ValueError('below')
        return a[0], a[1]
    """,
    "np.zeros(2, np.int64), 1",
    "np.zeros(2, np.int64), -1",
)
compiled(
    "imports of modules inside a function",
    "def f(a):\n    import math\n    from math import sin\n    return math.sqrt(a) + sin(a)",
    "2.0",
)
compiled(
    "`match` over sequences, with stars, and over classes",
    """
    from collections import namedtuple
    Point = namedtuple('Point', 'x y')
    def f(a):
        match a:
            case Point(x=0, y=y):
                return y
            case (x, y):
                return x * 10 + y
            case (x, *rest):
                return x + len(rest)
            case int(x) if x > 3:
                return -x
        return 0
    """,
    "(3, 4)",
    "(3, 4, 5)",
    "5",
    "2",
    since=(3, 10),
)
refused(
    "`match` over mappings",
    "def f(a):\n    match a:\n        case {'a': 1}:\n            return 1\n    return 2",
    "1",
    "matching a mapping",
    since=(3, 10),
)
refused("class definitions", "def f(a):\n    class Inner:\n        pass\n    return a", "1", "class")
refused("`async for`, `async with`, async functions", "async def f(a):\n    return a", "1", "async")

# -- exceptions ----------------------------------------------------------------------------------------------------------

section("Exceptions")
compiled(
    "`raise` of any class, with run-time arguments", "def f(a):\n    raise KeyError(a, 'x', 2.5)", "1", "2.5"
)
compiled(
    "`try`, `except` by class, by a tuple of classes, by a base class",
    "def f(a):\n    try:\n        return 10 // a\n    except (ValueError, ArithmeticError):\n        return -1",
    "0",
    "3",
)
compiled(
    "`else` and `finally`",
    "def f(a):\n    n = 0\n    try:\n        n = 10 // a\n    except ZeroDivisionError:\n        n = -1\n    else:\n        n += 100\n    finally:\n        n *= 2\n    return n",
    "0",
    "3",
)
compiled(
    "`finally` with `return`, `break`, `continue`",
    "def f(n):\n    total = 0\n    for i in range(n):\n        try:\n            if i == 2:\n                continue\n            if i == 5:\n                break\n            total += i\n        finally:\n            total += 100\n    return total",
    "0",
    "4",
    "9",
)
compiled(
    "a bare `raise`",
    "def f(a):\n    try:\n        return 10 // a\n    except ZeroDivisionError:\n        raise",
    "0",
    "5",
)
compiled(
    "`raise … from …`: an exception, a class, `None`",
    "def f(a):\n    try:\n        return 10 // a\n    except ZeroDivisionError as error:\n        raise ValueError(a) from error",
    "0",
    "5",
)
compiled(
    "exceptions of NumPy and of array indexing",
    "def f(a, i):\n    try:\n        return a[i]\n    except IndexError:\n        return -1.0",
    "np.arange(3.0), 1",
)
compiled(
    "user-defined exception classes",
    "class Mine(ValueError):\n    pass\ndef f(a):\n    try:\n        raise Mine(a)\n    except ValueError:\n        return a + 1",
    "1",
)
compiled(
    "`args` of a caught exception, where all that may be caught have arguments alike",
    """
    def f(a):
        try:
            if a > 1:
                raise ValueError(a, "large")
            raise ValueError(-a, "small")
        except ValueError as error:
            return error.args[0], error.args[1], len(error.args)
    """,
    "1",
    "2",
)
compiled(
    "`str`, `repr`, f-strings and `print` of a caught exception",
    """
    def f(a):
        try:
            raise KeyError(a, 2.5)
        except KeyError as error:
            return str(error), repr(error), f"<{error}>"
    """,
    "0",
)
compiled(
    "`is` between caught exceptions",
    """
    def f(a):
        try:
            raise ValueError(a)
        except ValueError as outer:
            try:
                if a:
                    raise outer
                raise ValueError(a)
            except ValueError as inner:
                return inner is outer
    """,
    "0",
    "1",
)
refused(
    "`args` of a caught exception, where they differ in type",
    """
    def f(a):
        try:
            if a:
                raise ValueError(a)
            raise ValueError("text")
        except ValueError as error:
            return error.args[0]
    """,
    "0",
    "the exceptions that may be caught here have arguments of different types",
)
refused(
    "other attributes of a caught exception",
    "def f(a):\n    try:\n        return 10 // a\n    except ZeroDivisionError as error:\n        return error.__traceback__",
    "0",
    "attribute '__traceback__' of a caught exception is not compiled",
)
refused(
    "keyword arguments of exception classes",
    "def f(a):\n    raise ImportError(a, name='module')",
    "0",
    "keyword arguments of ImportError are not compiled",
)
refused(
    "`except*`",
    "def f(a):\n    try:\n        return 10 // a\n    except* ValueError:\n        pass",
    "1",
    "except*",
    since=(3, 11),
)

# -- functions -----------------------------------------------------------------------------------------------------------

section("Functions")
compiled(
    "default values, keywords, keyword-only and positional-only parameters",
    "def g(a, /, b=2, *, c=3): return a + 10 * b + 100 * c\ndef f(a): return g(a) + g(a, 1, c=a) + g(a, b=a)",
    "1",
    "2.5",
)
compiled(
    "`*args`",
    "def g(*args):\n    total = 0\n    for x in args:\n        total += x\n    return total\ndef f(a, b): return g() + g(a) + g(*(a, b), 3)",
    "1, 2",
    "1.5, 2",
)
compiled(
    "recursion, mutual recursion",
    "def even(n): return True if n == 0 else odd(n - 1)\ndef odd(n): return False if n == 0 else even(n - 1)\ndef f(n): return even(n), odd(n)",
    "0",
    "7",
)
compiled(
    "functions as arguments",
    "def twice(g, x): return g(g(x))\ndef f(a): return twice(lambda x: x * x, a)",
    "3",
    "1.5",
)
compiled(
    "functions chosen at run time",
    "def g(x): return x + 1\ndef h(x): return x * 2\ndef f(a):\n    k = g if a > 2 else h\n    return k(a), (g, h)[a % 2](a), [g, h][a % 2](a)",
    "1",
    "4",
)
compiled(
    "`**kwargs` iterated over, unpacked and asked for its class: a dictionary",
    """
    def g(**kwargs):
        first, *rest = kwargs
        return first, rest, (*kwargs,), sorted(kwargs), max(kwargs), isinstance(kwargs, dict), len(kwargs)
    def f(a):
        return g(b=a, a=2.5)
    """,
    "1",
)
refused(
    "operators on `**kwargs`",
    "def g(**kwargs): return kwargs | kwargs\ndef f(a): return g(x=a)",
    "1",
    "operators on **kwargs are not compiled",
)
compiled(
    "`**kwargs` of functions that compiled code calls",
    "def g(**kwargs):\n    total = kwargs.get('x', 5)\n    for value in kwargs.values():\n        total += value\n    return total, 'y' in kwargs\ndef f(a): return g(), g(x=a), g(y=a, **{'x': 1})",
    "1",
    "2.5",
)
compiled(
    "nested functions and closures",
    "def f(a):\n    def g(x):\n        return x + a\n    return g(1) + g(2)",
    "3",
)
compiled(
    "functions that return closures to compiled code",
    "def make(k):\n    def g(x):\n        return x * k\n    return g\ndef f(a): return make(2)(a) + make(3)(a)",
    "5",
)
compiled(
    "functions chosen at run time: by a condition, or from a tuple",
    """
    def double(x): return x * 2
    def f(c, i, x):
        g = double if c else lambda y: y + 1
        return g(x) + (double, abs)[i](x)
    """,
    "True, 0, 3",
    "False, 1, -3",
)
compiled(
    "`functools.partial` objects",
    "import functools\ng = functools.partial(lambda a, b, c=1: a * 100 + b * 10 + c, 1)\ndef f(x): return g(x) + g(x, c=3)",
    "4",
)
compiled(
    "`**kwargs` with literal names",
    "def g(**words): return words['a'] - words['b']\ndef f(x): return g(a=x, b=1)",
    "4",
)
compiled(
    "generators: `yield`, `yield from`, `return` values",
    "def g(n):\n    for i in range(n):\n        yield i\n    return n\ndef h(n):\n    k = yield from g(n)\n    yield k\ndef f(n):\n    total = 0\n    for x in h(n):\n        total += x\n    return total",
    "0",
    "5",
)
refused(
    "`send`, `throw` and `close` of a generator, called by compiled code",
    "def numbers(n):\n    got = yield n\n    yield got\ndef f(n):\n    running = numbers(n)\n    next(running)\n    return running.send(n)",
    "3",
    "send() of a generator is not compiled",
)
compiled(
    "methods of dataclasses",
    """
    import dataclasses
    @dataclasses.dataclass
    class Point:
        x: float
        y: float
        def norm(self):
            return (self.x ** 2 + self.y ** 2) ** 0.5
        @property
        def twice(self):
            return self.x * 2
    def f(a):
        p = Point(a, a + 1)
        p.x += 1
        return p.norm(), p.twice, p == Point(a, a)
    """,
    "1.0",
    "2.5",
)
compiled(
    "named tuples",
    "from collections import namedtuple\nPair = namedtuple('Pair', 'a b')\ndef f(x):\n    p = Pair(x, b=x + 1)\n    return p.a, p[1], len(p)",
    "1",
    "2.5",
)
compiled(
    "members of Enum and IntEnum classes",
    "import enum\nclass Colour(enum.IntEnum):\n    RED = 1\n    BLUE = 4\ndef f(a): return Colour.RED + a, Colour.BLUE == 4, Colour.BLUE is Colour.RED",
    "1",
)
compiled(
    "calls with `**` of a dictionary display with literal keys",
    "def g(a, b): return a - b\ndef f(a): return g(**{'b': a, 'a': 2 * a})",
    "1",
    "2.5",
)
refused(
    "`super()`",
    "class A:\n    def m(self): return 1\nclass B(A):\n    def m(self): return super().m() + 1\ndef f(a): return B().m() + a",
    "1",
    "super",
)

# -- builtins ------------------------------------------------------------------------------------------------------------

section("Builtins")
compiled(
    "`abs round min max pow divmod sum`",
    "def f(a, b): return abs(a), round(b, 1), min(a, b), max(a, b), pow(a, 2), divmod(a, 3), sum((a, b))",
    "-7.5, 2.25",
    "4.0, -1.5",
)
compiled(
    "`bool int float complex`", "def f(a): return bool(a), int(a), float(a), complex(a, 1)", "0", "2.75", "-3"
)
compiled(
    "`len range enumerate zip reversed iter next`",
    "def f(a):\n    it = iter(a)\n    return len(a), next(it), next(it)",
    "(1, 2)",
    "[4, 5]",
)
compiled("`any all sorted`", "def f(a): return any(a), all(a), sorted(a)", "[3, 0, 2]", "[1]")
compiled(
    "`isinstance`, decided when compiling",
    "def f(a): return 1 if isinstance(a, (int, bool)) else 2",
    "1",
    "2.5",
)
compiled(
    "`hasattr`, `getattr` with literals",
    "def f(a): return (a.sum() if hasattr(a, 'sum') else -1), getattr(a, 'real')",
    "1",
    "2.5",
)
compiled("`type(x)` compared", "def f(a): return type(a) is int, type(a) is float", "1", "2.5")
compiled("`hash` of numbers", "def f(a): return hash(a)", "1", "2.5", "-1", "1e300")
compiled("`print`", "def f(a):\n    print('a is', a)\n    return a", "1")
compiled("`map`, `filter`", "def f(n): return sum(map(lambda x: x * 2, range(n)))", "4")
refused("`locals()`", "def f(a): return len(locals())", "1", "locals() is not compiled yet")
refused("`globals()`", "def f(a): return len(globals())", "1", "globals() is not compiled yet")
refused("`eval`", "def f(a): return eval('a')", "1", "eval")
refused("`exec`", "def f(a): exec('a')", "1", "exec")
refused("`open`", "def f(a): return open('x')", "1", "open")
refused("`input`", "def f(a): return input()", "1", "input")
refused("`id`", "def f(a): return id(a)", "1", "id")
refused("`super`, `setattr`, `delattr`", "def f(a):\n    setattr(a, 'x', 1)", "1", "setattr")
