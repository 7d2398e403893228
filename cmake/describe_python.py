"""Prints what cmake/bridge.cmake needs to know about the interpreter that runs this: one `name=value` per line."""

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
print("tag=" + suffix.split("-x86_64")[0].split("-aarch64")[0].strip(".").replace("cpython-", "cp").replace("-", "_"))
print("python=" + ";".join(sorted({paths["include"], paths["platinclude"], sysconfig.get_config_var("INCLUDEPY")})))
print("pybind11=" + include_of("pybind11"))
print("numpy=" + include_of("numpy"))
