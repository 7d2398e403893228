"""@vectorize and @guvectorize: numpy.ufunc objects whose inner loops are compiled.

A loop is compiled for how its operands lie (one after another, the same for all steps, any stride) when it is
first run that way.
"""

import functools
import re
import threading
import warnings
from types import FunctionType

import numpy as np

from pyrite import _core
from pyrite.dispatcher import is_jitted, new_dispatcher
from pyrite.errors import PerformanceWarning, TypingError, UnsupportedError
from pyrite.numpy_support import as_dtype, from_dtype
from pyrite.options import Options
from pyrite.sigutils import normalize_signature

_IDENTITIES = {None: -1, 0: 0, 1: 1, "reorderable": -2}
_WEAK = {bool: np.bool_, int: np.int64, float: np.float64, complex: np.complex128}
_ORDER = "?bBhHiIlLqQefdgFDG"  # NumPy's order of types, from narrow to wide


class _Loop:
    """One combination of operand types. The universal function asks it for code: `variant`."""

    def __init__(self, owner, operands, cores):
        self.owner_name, self.options = owner.__name__, owner._options
        self.function, self.operands, self.cores = owner._dispatcher, operands, cores
        self.inputs, self.returns = owner.nin, owner._returns
        self.dtypes = [as_dtype(getattr(one, "dtype", one)) for one in operands]

    @property
    def chars(self):
        return "".join(one.char for one in self.dtypes)

    def request(self):
        return self.variant, [(dtype, list(core)) for dtype, core in zip(self.dtypes, self.cores)]

    def variant(self, pattern):
        """A dispatcher over arrays that lie as the pattern says, compiled."""
        from pyrite.library.ufunc_loops import loop_over
        from pyrite.types import Array

        slices = [hasattr(one, "dtype") and not core for one, core in zip(self.operands, self.cores)]
        kind = self.dtypes[-1].type if self.returns else None
        loop = loop_over(self.function, pattern, self.inputs, slices, kind)
        loop.__name__ = loop.__qualname__ = self.owner_name
        made = new_dispatcher(loop, self.options)
        arrays = []
        for dtype, core, letter in zip(self.dtypes, self.cores, pattern):
            layout = "A" if letter == "a" or (letter == "r" and not self.returns) else "C"
            arrays.append(Array(from_dtype(dtype), 1 + len(core), layout))
        return made.compile(tuple(arrays))


class UniversalFunction:
    """What @vectorize and @guvectorize make: called like a numpy.ufunc, and callable from compiled code."""

    __name__: str
    __qualname__: str
    signature: "str | None" = None
    _writable: "list[int]" = []  # places of the inputs that are written to

    def __init__(self, function, options, identity, outputs, returns):
        if identity not in _IDENTITIES:
            raise ValueError(f"identity is None, 0, 1 or 'reorderable', not {identity!r}")
        self._options, self._identity, self._returns = options, identity, returns
        functools.update_wrapper(self, function)
        self._dispatcher = new_dispatcher(function, options)
        count = function.__code__.co_argcount
        if function.__code__.co_flags & 12 or function.__code__.co_kwonlyargcount:  # *args, **kwargs
            raise TypeError(f"{function.__name__}() has to take a fixed number of positional arguments")
        self.nin, self.nout = count - (0 if returns else outputs), outputs
        self.nargs = self.nin + self.nout
        self._loops = {}  # by the characters of the inputs' dtypes
        self._lock = threading.RLock()
        self._may_grow = True
        self._seen = set()  # operands, by their dtypes' numbers or their classes, for which there is a loop
        self._ufunc = None

    # -- loops

    def _declare(self, signatures):
        for one in signatures:
            self.add(one)
        self._may_grow = False
        self._dispatcher.disable_compile()

    def add(self, signature):
        raise NotImplementedError

    def _put(self, loop):
        """A new loop; numpy.ufunc objects do not grow, so a new one is made when it is needed."""
        with self._lock:
            self._loops[loop.chars[: self.nin]] = loop
            self._ufunc = None

    def _in_order(self):
        loops = list(self._loops.values())
        if self._may_grow:  # not by the order of the calls so far
            loops.sort(key=lambda loop: [_ORDER.find(char) for char in loop.chars])
        return loops

    @property
    def ufunc(self):
        """The numpy.ufunc, with the loops that there are now."""
        with self._lock:
            if self._ufunc is None:
                if not self._loops:
                    raise TypeError(
                        f"{self.__name__} is compiled for the types it is called with, and was not called yet; "
                        "declare signatures to have loops at once"
                    )
                self._ufunc = _core.new_ufunc(
                    self.__name__,
                    self.__doc__ or "",
                    self.signature or "",
                    (self.nin, self.nout, _IDENTITIES[self._identity]),
                    [loop.request() for loop in self._in_order()],
                    self._writable,
                )
            return self._ufunc

    def disable_compile(self):
        """Calls use the loops that there are, converting operands as NumPy does."""
        self._may_grow = False

    @property
    def py_func(self):
        return self._dispatcher.py_func

    @property
    def targetoptions(self):
        return dict(self._options.given)

    @property
    def identity(self):
        return None if self._identity == "reorderable" else self._identity

    @property
    def is_dynamic(self):
        """Whether calls add loops."""
        return self._may_grow

    @property
    def types(self):
        return [f"{one.chars[: self.nin]}->{one.chars[self.nin :]}" for one in self._in_order()]

    @property
    def ntypes(self):
        return len(self._loops)

    # -- calls

    def _input_dtypes(self, inputs):
        """The dtypes of a call's inputs; Python's numbers take part as in NumPy: they widen nothing of their kind."""
        found = [_dtype_of(one) for one in inputs]
        strong = [one for one in found if isinstance(one, np.dtype)]
        if len(strong) == len(found):
            return found
        if not strong:
            return [np.dtype(_WEAK[one]) for one in found]
        common = np.result_type(*strong)
        return [
            one
            if isinstance(one, np.dtype)
            else np.dtype(bool)
            if one is bool
            else np.result_type(common, one(0))
            for one in found
        ]

    def _grow_for(self, inputs):
        if not self._may_grow or len(inputs) != self.nin:
            return  # NumPy says what is wrong
        dtypes = self._input_dtypes(inputs)
        if "".join([one.char for one in dtypes]) not in self._loops:
            self._compile_for(dtypes)

    def _compile_for(self, dtypes):
        raise NotImplementedError

    def __call__(self, *args, **kwargs):
        if self._may_grow:
            known = tuple([one.dtype.num if type(one) is np.ndarray else type(one) for one in args])
            if known not in self._seen and "dtype" not in kwargs and "signature" not in kwargs:
                self._grow_for(args[: self.nin])
                if all(type(one) is np.ndarray or type(one) in _WEAK for one in args):
                    self._seen.add(known)
        return _core.call_ufunc(self._ufunc or self.ufunc, args, kwargs)

    # -- methods of numpy.ufunc

    def _method(self, name, array, dtypes, args, kwargs):
        if self._may_grow and self._returns and self.nin == len(dtypes) and kwargs.get("dtype") is None:
            self._grow_for([np.empty(0, one) for one in dtypes])
        return _core.call_ufunc(getattr(self.ufunc, name), (array, *args), kwargs)

    def reduce(self, array, *args, **kwargs):
        """numpy.ufunc.reduce"""
        dtype = np.asarray(array).dtype
        return self._method("reduce", array, [dtype, dtype], args, kwargs)

    def accumulate(self, array, *args, **kwargs):
        """numpy.ufunc.accumulate"""
        dtype = np.asarray(array).dtype
        return self._method("accumulate", array, [dtype, dtype], args, kwargs)

    def reduceat(self, array, *args, **kwargs):
        """numpy.ufunc.reduceat"""
        dtype = np.asarray(array).dtype
        return self._method("reduceat", array, [dtype, dtype], args, kwargs)

    def outer(self, first, second, **kwargs):
        """numpy.ufunc.outer"""
        dtypes = [np.asarray(first).dtype, np.asarray(second).dtype]
        return self._method("outer", first, dtypes, (second,), kwargs)

    def at(self, array, indices, *operands):
        """numpy.ufunc.at"""
        dtypes = self._input_dtypes([array, *operands])
        return self._method("at", array, dtypes, (indices, *operands), {})

    def __reduce__(self):
        return self.__qualname__  # by reference, as functions are

    def __repr__(self):
        return f"<pyrite {type(self).__name__} '{self.__name__}'>"


def _dtype_of(value):
    """A dtype, or the class of a number of Python's."""
    if isinstance(value, (np.ndarray, np.generic)):
        return value.dtype
    kind = type(value)
    return kind if kind in _WEAK else np.asarray(value).dtype


class DUFunc(UniversalFunction):
    """An elementwise function of scalars: a numpy.ufunc with `reduce`, `accumulate`, `reduceat`, `outer` and `at`."""

    def __init__(self, function, options, identity=None):
        super().__init__(function, options, identity, outputs=1, returns=True)
        if self.nin == 0:
            raise TypeError(f"{function.__name__}() has no parameters, so there is nothing to loop over")

    @functools.cached_property
    def _applied(self):
        """The function that stands for this one in compiled code."""
        from pyrite.library.ufunc_loops import applied

        return applied(self._dispatcher, self.nin)

    def add(self, signature):
        """Compiles a loop for a signature like "float64(float64, float64)"."""
        args, result = normalize_signature(signature)
        if len(args) != self.nin:
            raise TypeError(
                f"{self.__name__}() takes {self.nin} argument{'s' * (self.nin > 1)}, the signature {signature} has {len(args)}"
            )
        if result is None:
            from pyrite.types.signature import Signature

            result = self._result_of(args)
            signature = Signature(result, args)
        self._dispatcher.compile(signature)
        self._put(_Loop(self, [*args, result], [()] * self.nargs))

    def _result_of(self, args):
        from pyrite.types.specs import from_spec

        result = from_spec(_core.result_of(self._dispatcher._kernel, tuple(one._spec() for one in args)))
        try:
            as_dtype(result)
        except Exception:
            raise TypingError(
                f"{self.__name__}() returns {result}; a vectorized function returns one number"
            ) from None
        return result

    def _compile_for(self, dtypes):
        args = tuple(map(from_dtype, dtypes))
        self._put(_Loop(self, [*args, self._result_of(args)], [()] * self.nargs))


class GUFunc(UniversalFunction):
    """A function of arrays, looped over their further dimensions: a generalized numpy.ufunc."""

    def __init__(self, function, options, layout, identity=None, writable=()):
        self._layout = layout
        self._cores, inputs = _parsed_layout(layout)
        super().__init__(function, options, identity, outputs=len(self._cores) - inputs, returns=False)
        if self.nargs != len(self._cores):
            raise TypeError(
                f"{function.__name__}() has {function.__code__.co_argcount} parameters, "
                f"the layout {layout!r} has {len(self._cores)} operands"
            )
        self.signature = layout if any(self._cores) else None
        self._writable = [self._place(one) for one in writable]

    def _place(self, operand):
        names = self.py_func.__code__.co_varnames[: self.nin]
        place = names.index(operand) if operand in names else operand
        if not isinstance(place, int) or not 0 <= place < self.nin:
            raise ValueError(
                f"writable_args names inputs of {self.__name__}() by name or place ({', '.join(names)}), not {operand!r}"
            )
        return place

    def add(self, signature):
        """Adds a loop for a signature like "void(float64[:], float64, float64[:])"."""
        args, result = _gufunc_signature(signature)
        if result is not None and str(result) != "none":
            raise TypingError(
                f"{self.__name__}() has to return nothing; the signature {signature} says {result}: "
                "outputs are written to the last arguments"
            )
        if len(args) != self.nargs:
            raise TypeError(
                f"the signature {signature} has {len(args)} operands, the layout {self._layout!r} {self.nargs}"
            )
        for number, (one, core) in enumerate(zip(args, self._cores)):
            dimensions = getattr(one, "ndim", 0)
            allowed = (len(core),) if core else (1,) if number >= self.nin else (0, 1)
            if dimensions not in allowed:
                raise TypeError(
                    f"operand {number + 1} of {self.__name__}() is {one}, "
                    f"which does not have the {len(core)} dimensions of the layout {self._layout!r}"
                )
        self._put(_Loop(self, args, self._cores))
        self._check(args)

    def _check(self, args):
        """Refuses now what would be refused when the loop is first run."""
        from pyrite.types import Array

        arrays = [Array(one.dtype, one.ndim, "A") if hasattr(one, "dtype") else one for one in args]
        _core.result_of(self._dispatcher._kernel, tuple(one._spec() for one in arrays))

    def _grow_for(self, inputs):
        raise TypeError(
            f"{self.__name__}() was declared without signatures; hand in the outputs, whose types tell the loop"
        )

    def __call__(self, *args, **kwargs):
        out = kwargs.get("out")
        outputs = args[self.nin : self.nargs] or (
            out if isinstance(out, tuple) else () if out is None else (out,)
        )
        if (
            self._may_grow
            and len(outputs) == self.nout
            and all(isinstance(one, np.ndarray) for one in outputs)
        ):
            self._add_for(self._input_dtypes(args[: self.nin]), [one.dtype for one in outputs])
        elif self._may_grow:
            self._grow_for(args)
        return _core.call_ufunc(self._ufunc or self.ufunc, args, kwargs)

    def _add_for(self, inputs, outputs):
        from pyrite.types import Array

        key = "".join([one.char for one in inputs])
        known = self._loops.get(key)
        if known is not None and known.chars == key + "".join([one.char for one in outputs]):
            return
        operands = []
        for number, (dtype, core) in enumerate(zip([*inputs, *outputs], self._cores)):
            scalar = from_dtype(dtype)
            is_scalar = not core and number < self.nin
            operands.append(scalar if is_scalar else Array(scalar, max(1, len(core)), "A"))
        self._check(operands)
        self._put(_Loop(self, operands, self._cores))


def _gufunc_signature(signature):
    if isinstance(signature, str):
        from pyrite.sigutils import parse

        signature = parse(signature)
    return normalize_signature(signature)


_LAYOUT = re.compile(r"\s*\(([^()]*)\)\s*(,|->|$)")


def _parsed_layout(layout):
    """The core dimensions of each operand, as places in the order of their first appearance; the number of inputs."""
    cores: list = []
    order: dict = {}
    inputs, known, position, separator = None, 0, 0, ","
    while position < len(layout):
        match = _LAYOUT.match(layout, position)
        if match is None:
            break
        names = [name.strip() for name in match.group(1).split(",") if name.strip()]
        if not all(re.fullmatch(r"\w+", name) for name in names):
            break
        cores.append(tuple(order.setdefault(name, len(order)) for name in names))
        position, separator = match.end(), match.group(2)
        if separator == "->":
            if inputs is not None:
                break
            inputs, known = len(cores), len(order)
        if not separator:
            break
    if position < len(layout) or separator:
        raise ValueError(
            f"bad token in signature {layout!r} at {layout[position:]!r}; write it like '(m,n),(n)->(m)'"
        )
    if inputs is None:
        return cores, len(cores)  # nothing but inputs, some of which are written to
    if len(order) > known:
        raise NameError(f"undefined output symbols: {','.join(sorted(list(order)[known:]))}")
    return cores, inputs


def _options(target, given):
    if target == "cuda":
        raise UnsupportedError("target='cuda' is not there in this version of pyrite; target='cpu' is")
    if target not in ("cpu", "parallel"):
        raise ValueError(f"target is 'cpu', 'parallel' or 'cuda', not {target!r}")
    if target == "parallel":
        warnings.warn(
            "target='parallel': this version runs on one thread; results are the same",
            PerformanceWarning,
            stacklevel=4,
        )
    return Options({"error_model": "numpy", **given})


def _checked(function, decorator):
    if is_jitted(function):
        return function.py_func
    if not isinstance(function, FunctionType):
        raise TypeError(f"{decorator} takes a Python function, not {type(function)}")
    return function


def _is_single(signatures):
    from pyrite.sigutils import is_signature

    return is_signature(signatures) and not (
        isinstance(signatures, tuple) and all(is_signature(one) for one in signatures)
    )


def vectorize(ftylist_or_function=(), *, target="cpu", identity=None, **options):
    """Makes a numpy.ufunc of a function of scalars.

    `@vectorize`, `@vectorize(["float64(float64, float64)", …])`: with signatures the loops are those, in the order
    in which NumPy tries them; without, one is added for each combination of input dtypes that it is called with.
    Division by zero follows NumPy unless `error_model="python"` is given.
    """
    checked = _options(target, options)

    def decorate(function):
        made = DUFunc(_checked(function, "vectorize"), checked, identity)
        if signatures:
            made._declare(signatures)
        return made

    if isinstance(ftylist_or_function, FunctionType) or is_jitted(ftylist_or_function):
        signatures = []
        return decorate(ftylist_or_function)
    single = _is_single(ftylist_or_function)
    signatures = [ftylist_or_function] if single else list(ftylist_or_function)
    return decorate


def guvectorize(*arguments, target="cpu", identity=None, writable_args=(), **options):
    """Makes a generalized numpy.ufunc of a function that is handed arrays, its outputs last.

    `@guvectorize(["void(float64[:], float64, float64[:])"], "(n),()->(n)")`, or the layout alone: then the loops
    are added by calls that hand in their outputs. `writable_args` names inputs, by name or place, that the function
    writes to: what was converted for the call is written back.
    """
    if not 1 <= len(arguments) <= 2:
        raise TypeError("guvectorize takes signatures and a layout, or a layout alone")
    signatures = arguments[0] if len(arguments) == 2 else []
    if _is_single(signatures):
        signatures = [signatures]
    checked = _options(target, options)

    def decorate(function):
        made = GUFunc(_checked(function, "guvectorize"), checked, arguments[-1], identity, writable_args)
        if signatures:
            made._declare(signatures)
        return made

    return decorate
