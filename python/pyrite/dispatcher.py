"""The object that @jit makes of a function.

It has two front doors over one core. Where a C type is called fast (CPython) the dispatcher is the core
itself. Elsewhere, and wherever profilers shall see its calls, it is a Python object whose call is a Python
function of the kernel's name.
"""

import functools
import sys
import weakref
from collections import Counter, namedtuple

from pyrite import _core

Stats = namedtuple("Stats", ["cache_path", "cache_hits", "cache_misses"])


def _normalized(signature):
    from pyrite.sigutils import normalize_signature  # with the types, which most programs never name

    return normalize_signature(signature)


class Overload:
    """One specialisation."""

    def __init__(self, dispatcher, index, facts):
        from pyrite.types.signature import Signature
        from pyrite.types.specs import from_spec

        self.dispatcher, self.index = dispatcher, index
        self.signature = Signature(from_spec(facts["result"]), map(from_spec, facts["args"]))
        self.entry_point = dispatcher
        self.facts = facts

    @property
    def metadata(self):
        return {name: self.facts[name] for name in ("from_cache", "frontend_seconds", "backend_seconds")}

    def stage(self, name):
        return _core.stage(self.dispatcher._kernel, self.index, name)

    def __call__(self, *args, **kwargs):
        return self.dispatcher(*args, **kwargs)


class Dispatcher:
    """What both front doors share: everything but the call."""

    _kernel: _core.Kernel
    __name__: str
    __qualname__: str

    def _prepare(self, function, options, scalar_entry):
        self.py_func = function
        self._options = options
        functools.update_wrapper(self, function)  # type: ignore[arg-type]
        _core.configure(self._kernel, options.for_compiler(scalar_entry))

    def _declare(self, signatures):
        if signatures is None:
            return
        for signature in signatures:
            self.compile(signature)
        self.disable_compile()

    # -- compiling

    def compile(self, signature):
        """Compiles for a signature now; returns the dispatcher. RuntimeError after `disable_compile`, unless it exists."""
        args, result = _normalized(signature)
        if not _core.may_compile(self._kernel) and args not in self.overloads:
            raise RuntimeError("compilation disabled")
        _core.compile(
            self._kernel, tuple(one._spec() for one in args), None if result is None else result._spec()
        )
        return self

    def disable_compile(self, value=True):
        """Calls then use the existing specialisations, converting arguments where that is possible."""
        _core.allow_compile(self._kernel, not value)

    def recompile(self):
        """Compiles all specialisations anew, with the globals of now."""
        overloads = [(one.signature, one.facts["declared"]) for one in self.overloads.values()]
        may_compile = _core.may_compile(self._kernel)
        _core.forget(self._kernel)
        _core.allow_compile(self._kernel, True)
        try:
            for signature, is_declared in overloads:
                self.compile(signature if is_declared else signature.args)
        finally:
            _core.allow_compile(self._kernel, may_compile)

    # -- what there is

    @property
    def overloads(self):
        """Specialisations by argument types."""
        facts = _core.specializations(self._kernel)
        made = [Overload(self, index, one) for index, one in enumerate(facts)]
        return {one.signature.args: one for one in made}

    @property
    def signatures(self):
        """Argument types it was compiled for, by itself or as a part of functions that call it."""
        return [one.args for one in self.nopython_signatures]

    @property
    def nopython_signatures(self):
        from pyrite.types.signature import Signature
        from pyrite.types.specs import from_spec

        known = [(one.facts["order"], one.signature) for one in self.overloads.values()]
        for arguments, result, order in _core.called_types(self._kernel):
            known.append((order, Signature(from_spec(result), map(from_spec, arguments))))
        known.sort(key=lambda one: one[0])
        return list({signature.args: signature for _, signature in known}.values())

    def get_overload(self, signature):
        args = tuple(_normalized(signature)[0])
        if args not in self.overloads and args in self.signatures:
            self.compile(args)  # so far it was compiled as a part of other functions only
        return self.overloads[args]

    @property
    def targetoptions(self):
        return dict(self._options.given)

    @property
    def stats(self):
        hits, misses = _core.cache_counts(self._kernel)
        return Stats(
            _core.cache_statistics()["folder"],
            Counter({"all": hits} if hits else {}),
            Counter({"all": misses} if misses else {}),
        )

    @property
    def _cache_hits(self):
        return self.stats.cache_hits

    def get_metadata(self, signature=None):
        if signature is not None:
            return self.get_overload(signature).metadata
        return {args: one.metadata for args, one in self.overloads.items()}

    # -- looking inside

    def _texts(self, signature, stage):
        if signature is not None:
            return self.get_overload(signature).stage(stage)
        return {args: one.stage(stage) for args, one in self.overloads.items()}

    def inspect_ir(self, signature=None):
        """The typed IR that is compiled, by signature."""
        return self._texts(signature, "ir")

    def inspect_llvm(self, signature=None):
        """LLVM IR after optimisation, by signature."""
        return self._texts(signature, "llvm-optimized")

    def inspect_asm(self, signature=None):
        """Machine code as text, by signature."""
        return self._texts(signature, "asm")

    def inspect_types(self, file=None, signature=None):
        """Prints the typed IR as inference left it."""
        out = sys.stdout if file is None else file
        overloads = self.overloads.values() if signature is None else [self.get_overload(signature)]
        for one in overloads:
            print(f"{self.__name__} {one.signature}", file=out)
            print("-" * 80, file=out)
            print(one.stage("inferred"), file=out)

    # -- as an object

    @property
    def __code__(self):
        return self.py_func.__code__

    @property
    def __defaults__(self):
        return self.py_func.__defaults__

    @property
    def _numba_type_(self):
        from pyrite.types import Dispatcher as DispatcherType

        return DispatcherType(self)

    def __reduce__(self):
        return self.__qualname__  # by reference, as functions are

    def __repr__(self):
        return f"{type(self).__name__}({self.py_func!r})"


if _core.HAS_NATIVE_FRONT_DOOR:

    class NativeDispatcher(Dispatcher, _core.Kernel):
        """The core is called directly."""

        @property
        def _kernel(self):
            return self

    NativeDispatcher.__name__ = NativeDispatcher.__qualname__ = "CPUDispatcher"
    _core.inherit_vectorcall(NativeDispatcher)


class VisibleDispatcher(Dispatcher):
    """The call is a Python function; each dispatcher has a class of its own for it."""

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        import types

        return types.MethodType(self, instance)  # type: ignore[arg-type]


_core.set_dispatcher_class(VisibleDispatcher)


def _visible(function, options, has_scalar_entries):
    from pyrite.front_door import plain_call

    kernel = _core.Kernel(function)
    cls = type(
        "CPUDispatcher", (VisibleDispatcher,), {"__call__": plain_call(function, _core.kernel_call(kernel))}
    )
    made = cls()
    made._kernel = kernel
    # A weak reference, because PyPy frees no cycle through C, nor a class whose objects C has seen.
    _core.set_face(kernel, weakref.ref(made))
    made._prepare(function, options, has_scalar_entries)
    if has_scalar_entries:
        from pyrite.front_door import ScalarDoor

        made._door = ScalarDoor(made)
    return made


def new_dispatcher(function, options, signatures=None):
    """The dispatcher of a Python function."""
    if _core.HAS_NATIVE_FRONT_DOOR and not options.is_visible:
        made = NativeDispatcher(function)
        made._prepare(function, options, False)
    else:
        made = _visible(function, options, not _core.HAS_NATIVE_FRONT_DOOR and not options.is_visible)
    made._declare(signatures)
    return made


def is_jitted(value):
    return isinstance(value, Dispatcher)
