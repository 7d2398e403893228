"""What can go wrong, and the warnings. The compiler's messages are made in C++; these are their classes."""

# How a refusal of a call through `f(*args)` introduces the types of the arguments, which the source line does not show.
ARGUMENT_TYPES_LEAD = "called with ("


class PyriteWarning(Warning):
    """Something works, but not as well as one may expect."""


class PerformanceWarning(PyriteWarning):
    """Code runs slower than it could."""


class DeprecationWarning_(PyriteWarning, DeprecationWarning):
    """A feature that will go."""


class PendingDeprecationWarning_(PyriteWarning, PendingDeprecationWarning):
    """A feature that will be deprecated."""


class ExperimentalFeatureWarning(PyriteWarning):
    """A feature that may still change."""


class InvalidConfigWarning(PyriteWarning):
    """A setting that has no meaning."""


class PyriteError(Exception):
    """Base of every error of the compiler."""

    @property
    def msg(self):
        return str(self)


class TypingError(PyriteError):
    """The program's types do not fit an operation."""


class LiteralTypingError(TypingError):
    """A value has to be known at compile time."""


class UnsupportedError(PyriteError):
    """The construct is not compiled."""


class UnsupportedBytecodeError(UnsupportedError):
    """An instruction of the interpreter is not compiled."""


class ForbiddenConstruct(UnsupportedError):
    """The construct has no meaning in compiled code."""


class LoweringError(PyriteError):
    """Code could not be generated."""


class CompilerError(PyriteError):
    """A function cannot be compiled as it is written."""


class DeviceError(PyriteError):
    """The machine lacks or refuses something."""


class InternalError(PyriteError):
    """A fault of the compiler itself."""


class PyriteTypeError(TypingError, TypeError):
    """Wrong type of an argument."""


class PyriteValueError(TypingError, ValueError):
    """Wrong value of an argument."""


class PyriteNotImplementedError(UnsupportedError, NotImplementedError):
    """Not there yet."""


class PyriteRuntimeError(PyriteError, RuntimeError):
    """An error while compiled code runs."""


class NoMatchError(TypingError, TypeError):
    """No declared signature accepts the arguments of a call."""
