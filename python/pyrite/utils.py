"""Facts about the interpreter."""

import inspect
import sys

PYVERSION = sys.version_info[:2]
MACHINE_BITS = 64 if sys.maxsize > 1 << 32 else 32
IS_32BITS = MACHINE_BITS == 32
IS_WIN32 = sys.platform.startswith("win32")
pysignature = inspect.signature
