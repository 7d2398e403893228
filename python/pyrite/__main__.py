"""`python -m pyrite`: what this installation is, and its cache."""

import argparse
import sys


def show_system():
    import pyrite
    from pyrite import _core, cache

    host = _core.host()
    print(f"pyrite       {pyrite.__version__}")
    version = ".".join(map(str, sys.implementation.version[:3]))
    print(f"interpreter  {sys.implementation.name} {version}, Python {sys.version.split()[0]}")
    try:
        import numpy

        print(f"numpy        {numpy.__version__}")
    except ImportError:
        print("numpy        not there: arrays cannot be passed")
    print(f"processor    {host['cpu']} ({host['triple']}, {host['pointer_bits']} bit)")
    print(f"features     {host['features']}")
    print("cache")
    print("  " + cache.report().replace("\n", "\n  "))


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="pyrite", description="Compiles Python's numerical code.")
    parser.add_argument("-s", "--sysinfo", action="store_true", help="show interpreter, processor and cache")
    commands = parser.add_subparsers(dest="command")
    cache_parser = commands.add_parser("cache", help="show or clear the object cache")
    cache_parser.add_argument("action", nargs="?", choices=["show", "clear"], default="show")
    options = parser.parse_args(arguments)
    if options.command == "cache":
        from pyrite import cache

        if options.action == "clear":
            cache.clear()
        print(cache.report())
    elif options.sysinfo:
        show_system()
    else:
        parser.print_help()
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
