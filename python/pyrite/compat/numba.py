"""`import pyrite.compat.numba` before anything imports numba: the name numba then means pyrite.

A table of names, no logic. What pyrite does not have yet can be imported and refuses when it is used.
"""

import importlib
import importlib.abc
import importlib.machinery
import sys
from types import ModuleType

# Module of Numba: the modules of pyrite that answer for it, in order.
MODULES = {
    "numba": ["pyrite"],
    "numba.core": ["pyrite"],
    "numba.core.config": ["pyrite.config"],
    "numba.core.decorators": ["pyrite.decorators"],
    "numba.core.dispatcher": ["pyrite.dispatcher"],
    "numba.core.errors": ["pyrite.errors"],
    "numba.core.extending": ["pyrite.extending"],
    "numba.core.sigutils": ["pyrite.sigutils"],
    "numba.core.types": ["pyrite.types"],
    "numba.core.types.abstract": ["pyrite.types"],
    "numba.core.types.containers": ["pyrite.types"],
    "numba.core.types.functions": ["pyrite.types"],
    "numba.core.types.misc": ["pyrite.types"],
    "numba.core.types.npytypes": ["pyrite.types"],
    "numba.core.typing": ["pyrite.typing"],
    "numba.core.typing.typeof": ["pyrite.typing"],
    "numba.core.utils": ["pyrite.utils"],
    "numba.core.withcontexts": ["pyrite.object_blocks"],
    "numba.errors": ["pyrite.errors"],
    "numba.extending": ["pyrite.extending"],
    "numba.misc.special": ["pyrite"],
    "numba.np.numpy_support": ["pyrite.numpy_support"],
    "numba.np.types": ["pyrite.types"],
    "numba.types": ["pyrite.types"],
    "numba.types.containers": ["pyrite.types"],
    "numba.types.misc": ["pyrite.types"],
}

# Modules of Numba that have no counterpart: they can be imported; what is in them refuses to be used.
MODULES |= {
    "numba." + name: []
    for name in """
    _dispatcher cloudpickle core.analysis core.annotations core.base core.bytecode core.caching
    core.callwrapper core.ccallback core.codegen core.compiler core.compiler_lock core.compiler_machinery
    core.controlflow core.cpu core.datamodel core.datamodel.manager core.datamodel.models
    core.datamodel.testing core.descriptors core.funcdesc core.imputils core.inline_closurecall
    core.interpreter core.ir core.ir_utils core.itanium_mangler core.pythonapi core.registry core.runtime
    core.runtime.nrt core.serialize core.target_extension core.targetconfig core.transforms core.typeconv
    core.typeconv.typeconv core.typed_passes core.typing.asnumbatype core.typing.cffi_utils
    core.typing.dictdecl core.typing.npydecl core.typing.templates core.unsafe core.unsafe.bytes
    core.unsafe.nrt core.unsafe.refcount core.untyped_passes cpython cpython.unicode
    cpython.unsafe cpython.unsafe.numbers cpython.unsafe.tuple cuda cuda.cg cuda.compiler cuda.cudadrv
    cuda.cudadrv.runtime cuda.kernels cuda.kernels.transpose cuda.libdevice cuda.random experimental
    experimental.jitclass experimental.jitclass.base experimental.structref misc misc.coverage_support
    misc.firstlinefinder misc.gdb_hook misc.help misc.help.inspector misc.init_utils misc.mergesort
    misc.numba_gdbinfo misc.numba_sysinfo misc.quicksort misc.timsort np np.arrayobj np.extensions np.linalg
    np.random np.random.generator_core np.random.generator_methods np.ufunc np.ufunc.dufunc
    np.ufunc.parallel np.ufunc.ufuncbuilder np.unsafe np.unsafe.ndarray parfors parfors.array_analysis
    parfors.parfor pycc pycc.decorators pycc.platform stencils stencils.stencil typed typed.dictobject
    typed.listobject typed.setobject typed.typedobjectutils
    """.split()
}

# Names that are spelt differently: (module, name) -> "module:name" of pyrite.
RENAMED = {
    ("numba.core.runtime", "rtsys"): "pyrite:testing",
    ("numba.core.types.functions", "_header_lead"): "pyrite.errors:ARGUMENT_TYPES_LEAD",
    ("numba.np.ufunc", "DUFunc"): "pyrite.ufuncs:DUFunc",
    ("numba.np.ufunc", "GUVectorize"): "pyrite.ufuncs:guvectorize",
    ("numba.np.ufunc", "Vectorize"): "pyrite.ufuncs:vectorize",
    ("numba.np.ufunc.dufunc", "DUFunc"): "pyrite.ufuncs:DUFunc",
    ("numba.np.ufunc.gufunc", "GUFunc"): "pyrite.ufuncs:GUFunc",
    ("numba.core.withcontexts", "objmode_context"): "pyrite.object_blocks:objmode",
    **{
        (module, theirs): f"pyrite.errors:{ours}"
        for module in ("numba.errors", "numba.core.errors")
        for theirs, ours in {
            "NumbaError": "PyriteError",
            "NumbaWarning": "PyriteWarning",
            "NumbaPerformanceWarning": "PerformanceWarning",
            "NumbaParallelSafetyWarning": "PerformanceWarning",
            "NumbaDeprecationWarning": "DeprecationWarning_",
            "NumbaPendingDeprecationWarning": "PendingDeprecationWarning_",
            "NumbaExperimentalFeatureWarning": "ExperimentalFeatureWarning",
            "NumbaInvalidConfigWarning": "InvalidConfigWarning",
            "NumbaDebugInfoWarning": "PyriteWarning",
            "NumbaIRAssumptionWarning": "PyriteWarning",
            "NumbaTypeError": "PyriteTypeError",
            "NumbaAttributeError": "TypingError",
            "NumbaIndexError": "TypingError",
            "NumbaValueError": "PyriteValueError",
            "NumbaNotImplementedError": "PyriteNotImplementedError",
            "NumbaRuntimeError": "PyriteRuntimeError",
            "NumbaAssertionError": "InternalError",
            "InternalTargetMismatchError": "InternalError",
            "NonexistentTargetError": "UnsupportedError",
            "UnsupportedRewriteError": "UnsupportedError",
            "UnsupportedParforsError": "UnsupportedError",
            "RequireLiteralValue": "LiteralTypingError",
            "ConstantInferenceError": "TypingError",
        }.items()
    },
}

# Settings of Numba that change nothing here; tests and programs read or set them.
SETTINGS = {
    **dict.fromkeys(
        """
        CAPTURED_ERRORS DEBUG DEBUG_CACHE DEVELOPER_MODE DUMP_ASSEMBLY DUMP_BYTECODE DUMP_CFG DUMP_IR
        DUMP_LLVM DUMP_OPTIMIZED ALWAYS_WARN_UNINIT_VAR ENABLE_CUDASIM FULL_TRACEBACKS OPT
        USE_LEGACY_TYPE_SYSTEM
        CUDA_WARN_ON_IMPLICIT_COPY CUDA_LOW_OCCUPANCY_WARNINGS CUDA_PER_THREAD_DEFAULT_STREAM
        CUDA_DEALLOCS_COUNT CUDA_DEALLOCS_RATIO DISABLE_PERFORMANCE_WARNINGS COLOR_SCHEME
        """.split(),
        0,
    ),
    "ENABLE_AVX": 1,
    "NUMBA_NUM_THREADS": 1,
    "NUMBA_DEFAULT_NUM_THREADS": 1,
    "THREADING_LAYER": "default",
}

# Decorators that pyrite does not have yet: the decorated function refuses when it is called.
DECORATORS = frozenset(
    """
    Flags box cfunc declare_device generated_jit guvectorize intrinsic jit jitclass lower_builtin overload
    overload_attribute overload_classmethod overload_method register register_model register_pass stencil
    type_callable typeof_impl unbox vectorize
    """.split()
)


class Refused:
    """In place of something that pyrite does not have yet."""

    def __init__(self, name):
        self.__name__ = name

    def _refuse(self):
        from pyrite.errors import UnsupportedError

        raise UnsupportedError(f"{self.__name__} is not there in this version of pyrite")

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Refused(f"{self.__name__}.{name}")

    def __call__(self, *args, **kwargs):
        if self.__name__.rpartition(".")[2] not in DECORATORS:
            self._refuse()
        decorated = args[0] if len(args) == 1 and callable(args[0]) and not kwargs else None
        if decorated is None:
            return lambda function: Refused(
                f"{self.__name__} (used for {getattr(function, '__name__', function)})"
            )
        return Refused(f"{self.__name__} (used for {getattr(decorated, '__name__', decorated)})")

    def __mro_entries__(self, bases):
        return ()

    def __repr__(self):
        return f"<{self.__name__}: not there>"


class Alias(ModuleType):
    """A module of Numba, answered from modules of pyrite."""

    def __getattr__(self, name):
        full = self.__name__
        if (full, name) in RENAMED:
            module, _, attribute = RENAMED[full, name].partition(":")
            return getattr(importlib.import_module(module), attribute)
        if f"{full}.{name}" in MODULES and not callable(
            getattr(importlib.import_module("pyrite"), name, None)
        ):
            return importlib.import_module(f"{full}.{name}")
        for source in MODULES[full]:
            try:
                return getattr(importlib.import_module(source), name)
            except AttributeError:
                continue
        if full.endswith("config") and name in SETTINGS:
            return SETTINGS[name]
        # A private name of the top level is a module of Numba's, if anything: the import system looks for it.
        if (
            name.startswith("__")
            or (full == "numba" and name.startswith("_"))
            or full in ("numba.core.types", "numba.types")
        ):
            raise AttributeError(f"module {full!r} has no attribute {name!r}")
        return Refused(f"{full}.{name}")

    def __setattr__(self, name, value):
        if not name.startswith("__") and not isinstance(value, ModuleType):
            for source in MODULES[self.__name__]:
                if hasattr(importlib.import_module(source), name):
                    setattr(importlib.import_module(source), name, value)
                    return
        super().__setattr__(name, value)

    def __dir__(self):
        return sorted(
            {name for source in MODULES[self.__name__] for name in dir(importlib.import_module(source))}
        )


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if name in MODULES else None

    def create_module(self, spec):
        return Alias(spec.name)

    def exec_module(self, module):
        module.__dict__["__path__"] = []


def install():
    """Answers imports of numba from now on."""
    loaded = sys.modules.get("numba")
    if loaded is not None and not isinstance(loaded, Alias):
        raise ImportError("numba itself has been imported already: import pyrite.compat.numba before it")
    if not any(isinstance(finder, Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, Finder())


install()
