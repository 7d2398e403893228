"""The options of the decorators: which exist, what they accept, and what the compiler is told."""

# LLVM's fast-math flags, as the bits of ir::FastMath.
_FAST_MATH = {"reassoc": 1, "nnan": 2, "ninf": 4, "nsz": 8, "arcp": 16, "contract": 32, "afn": 64}
_ALL_FAST_MATH = sum(_FAST_MATH.values())

_DEFAULTS = {
    "nogil": False,
    "interruptible": True,
    "fastmath": False,
    "error_model": "python",
    "boundscheck": None,
    "cache": True,
    "inline": "never",
    "debug": False,
    "locals": None,
    "parallel": False,
    "forceobj": False,
    "profile": None,
}
# Options of Numba that choose between ways of compiling that pyrite does not have; they change no result.
_WITHOUT_MEANING = frozenset(
    """
    nopython looplift no_rewrites no_cpython_wrapper no_cfunc_wrapper forceinline _nrt _dbg_extend_lifetimes
    _dbg_optnone pipeline_class target_backend
    """.split()
)


def fast_math_bits(value):
    """True, False, or flags by name in a set (or one name)."""
    if isinstance(value, str):
        value = {value}
    if isinstance(value, (set, frozenset, list, tuple)):
        unknown = sorted(set(value) - {*_FAST_MATH, "fast"})
        if unknown:
            raise ValueError(
                f"unknown fastmath flags {', '.join(unknown)}; there are fast, {', '.join(_FAST_MATH)}"
            )
        return _ALL_FAST_MATH if "fast" in value else sum(_FAST_MATH[one] for one in set(value))
    if isinstance(value, dict):
        return fast_math_bits({name for name, is_on in value.items() if is_on})
    return _ALL_FAST_MATH if value else 0


class Options:
    """The options of one dispatcher, checked."""

    def __init__(self, given):
        unknown = sorted(set(given) - set(_DEFAULTS) - _WITHOUT_MEANING)
        if unknown:
            raise TypeError(f"unknown option{'s' if len(unknown) > 1 else ''} of jit: {', '.join(unknown)}")
        self.given = dict(given)
        self.values = {**_DEFAULTS, **{name: value for name, value in given.items() if name in _DEFAULTS}}
        if self.values["error_model"] not in ("python", "numpy"):
            raise ValueError(f"error_model is 'python' or 'numpy', not {self.values['error_model']!r}")
        if self.values["inline"] not in ("never", "always"):
            from pyrite.errors import UnsupportedError

            raise UnsupportedError(f"inline is 'never' or 'always', not {self.values['inline']!r}")
        fast_math_bits(self.values["fastmath"])
        if self.values["parallel"]:
            _warn_about_parallel()

    def __getitem__(self, name):
        return self.values[name]

    @property
    def is_visible(self):
        """Whether profilers shall see the calls."""
        from pyrite import config

        wanted = self.values["profile"]
        return config.PROFILE if wanted is None else bool(wanted)

    def for_compiler(self, scalar_entry):
        from pyrite import config

        values = self.values
        check = values["boundscheck"]
        return {
            "fastmath": fast_math_bits(values["fastmath"]),
            "error_model": values["error_model"],
            "boundscheck": bool(config.BOUNDSCHECK if check is None else check),
            "debug": bool(values["debug"]),
            "interruptible": bool(values["interruptible"]),
            "inline": values["inline"],
            "nogil": bool(values["nogil"]),
            "cache": bool(config.CACHE and values["cache"]),
            "scalar_entry": scalar_entry,
            "locals": _specs(values["locals"]) if values["locals"] else {},
        }


def _specs(types):
    from pyrite.sigutils import parse

    return {name: (parse(one) if isinstance(one, str) else one)._spec() for name, one in types.items()}


_has_warned_about_parallel = False


def _warn_about_parallel():
    global _has_warned_about_parallel
    if _has_warned_about_parallel:
        return
    _has_warned_about_parallel = True
    import warnings

    from pyrite.errors import PerformanceWarning

    warnings.warn(
        "parallel=True: this version compiles for one thread; results are the same",
        PerformanceWarning,
        stacklevel=4,
    )
