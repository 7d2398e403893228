"""Settings. Their first values come from the environment (PYRITE_*); an assignment counts from then on."""

import sys

from pyrite import _core

IS_WIN32 = sys.platform.startswith("win32")
IS_OSX = sys.platform.startswith("darwin")
MACHINE_BITS = _core.host()["pointer_bits"]
IS_32BITS = MACHINE_BITS == 32
PYVERSION = sys.version_info[:2]


def _is_on(variable):
    return _core.knob(variable) not in ("", "0")


DISABLE_JIT = False  # the decorators return the Python function
CACHE = True  # keep compiled code on disk
CACHE_DIR = ""  # where; empty: the user's cache directory
BOUNDSCHECK = False  # default of the option boundscheck
PROFILE = False  # default of the option profile: profilers see calls of compiled functions


def reload_config():
    """Reads the environment again."""
    global DISABLE_JIT, CACHE, CACHE_DIR
    DISABLE_JIT = _is_on("PYRITE_DISABLE_JIT")
    CACHE = _is_on("PYRITE_CACHE")
    CACHE_DIR = _core.knob("PYRITE_CACHE_DIR")


reload_config()
