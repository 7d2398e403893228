"""Prints what cmake/bridge.cmake asks about the interpreter that runs this: one `name=value` per line."""

import os
import sysconfig


def include_of(module):
    try:
        found = __import__(module)
    except ImportError:
        return ""
    return found.get_include()


paths = sysconfig.get_paths()
suffix = sysconfig.get_config_var("EXT_SUFFIX")
print("suffix=" + suffix)
tag = suffix.split("-x86_64")[0].split("-aarch64")[0].strip(".")
print("tag=" + tag.replace("cpython-", "cp").replace("-", "_"))
headers = sorted({paths["include"], paths["platinclude"], sysconfig.get_config_var("INCLUDEPY")})
print("python=" + ";".join(headers))
# Debian's pyconfig.h includes <x86_64-linux-gnu/python3.x/pyconfig.h>, found by itself only under /usr.
multiarch = sysconfig.get_config_var("MULTIARCH") or ""
roots = sorted({os.path.dirname(folder) for folder in headers})
print(
    "after=" + ";".join(root for root in roots if multiarch and os.path.isdir(os.path.join(root, multiarch)))
)
print("pybind11=" + include_of("pybind11"))
print("numpy=" + include_of("numpy"))
