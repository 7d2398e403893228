"""Records the code objects of tests/bytecode/corpus as the running interpreter compiles them.

    python tests/bytecode/capture.py [FOLDER]

writes tests/bytecode/recorded/<dialect>/*.pyb, one file for each file of the corpus that the interpreter can parse, and
opcodes.txt, the interpreter's own table. The form of a .pyb is described in frontend/bytecode/recorded.hpp, whose reader
makes CodeObjects of it, so that every dialect is tested on machines without its interpreter.
"""

import opcode
import os
import sys
import types
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
FLAGS = (
    (0x04, "varargs"),
    (0x08, "varkeywords"),
    (0x20, "generator"),
    (0x80, "coroutine"),
    (0x200, "asyncgenerator"),
)
# What these files say themselves, outside of any function, is recorded as well.
MODULES = ("module_level.py",)


def dialect():
    """As frontend/bytecode names it: cpython-3.12, pypy-7.3.11, pypy-8.0."""
    name, version = sys.implementation.name, sys.implementation.version
    parts = 3 if name == "pypy" and version[0] == 7 else 2
    return name + "-" + ".".join(str(part) for part in version[:parts])


def quoted(text):
    """A literal of printable ASCII; every other byte as two hexadecimal digits."""
    special = {ord('"'): '\\"', ord("\\"): "\\\\", ord("\n"): "\\n"}
    return '"' + "".join(special.get(b) or (chr(b) if 32 <= b < 127 else f"\\x{b:02x}") for b in text) + '"'


class Recorder:
    def __init__(self, file):
        self.file = file
        self.lines = []
        self.numbers = {}  # of the code objects that are written already, by identity

    def constant(self, value):
        if isinstance(value, types.CodeType):
            return f"code {self.numbers[id(value)]}"
        if value is Ellipsis:
            return "..."
        if isinstance(value, str):
            return quoted(value.encode("utf-8", "surrogatepass"))
        if isinstance(value, bytes):
            return "b" + quoted(value)
        if isinstance(value, complex):
            return f"complex({value.real!r} {value.imag!r})"
        if isinstance(value, tuple):
            return "(" + " ".join(map(self.constant, value)) + ")"
        if isinstance(value, frozenset):  # in an order that does not change from run to run
            return "{" + " ".join(sorted(map(self.constant, value))) + "}"
        if isinstance(value, slice):
            return "slice(" + " ".join(map(self.constant, (value.start, value.stop, value.step))) + ")"
        assert value is None or isinstance(value, (bool, int, float)), value
        return repr(value)

    def code(self, code):
        """Appends a code object, after those that it holds."""
        for value in code.co_consts:
            if isinstance(value, types.CodeType):
                self.code(value)
        self.numbers[id(code)] = len(self.numbers)
        add = self.lines.append
        add(f"\ncode {code.co_name}")
        if getattr(code, "co_qualname", code.co_name) != code.co_name:
            add(f"qualname {code.co_qualname}")
        add(f"line {code.co_firstlineno}")
        add(f"arguments {code.co_argcount} {code.co_posonlyargcount} {code.co_kwonlyargcount}")
        flags = [name for bit, name in FLAGS if code.co_flags & bit]
        add(f"stack {code.co_stacksize}")
        words = (
            ("flags", flags),
            ("names", code.co_names),
            ("variables", code.co_varnames),
            ("cells", code.co_cellvars),
            ("free", code.co_freevars),
            ("exceptions", [getattr(code, "co_exceptiontable", b"").hex()]),
        )
        for word, items in words:
            if any(items):
                add(" ".join((word, *items)))
        for value in code.co_consts:
            add(f"constant {self.constant(value)}")
        self.units(code)

    def units(self, code):
        """One line for each instruction; inline caches are counted, a place is written where it changes, its line too."""
        data, places = code.co_code, places_of(code)
        unit, last = 0, None
        while 2 * unit < len(data):
            number, argument = data[2 * unit], data[2 * unit + 1]
            line = f" {number} {argument} {opcode.opname[number]}"
            first, unit = unit, unit + 1
            if opcode.opmap.get("CACHE") == 0:
                while data[2 * unit : 2 * unit + 2] == b"\0\0" and places[unit] == places[first]:
                    unit += 1
                line += f" +{unit - first - 1}" if unit - first > 1 else ""
            if places[first] != last:
                place = places[first]
                is_same_line = last is not None and ":" in place and place.split(":")[0] == last.split(":")[0]
                line += " @" + (place[place.index(":") :] if is_same_line else place)
                last = place
            self.lines.append(line)


def places_of(code):
    """For each code unit "line:column-line:column" (without the second line when it is the first), or as much of it as the interpreter records."""
    count = len(code.co_code) // 2
    if hasattr(code, "co_positions"):
        places = []
        for line, end_line, column, end_column in code.co_positions():
            text = str(line or 0)
            if column is not None and end_column is not None:
                text += f":{column}-" + (f"{end_line}:" if end_line != line else "") + str(end_column)
            places.append(text)
        return places[:count]
    lines = [0] * count
    if hasattr(code, "co_lines"):
        for start, end, line in code.co_lines():
            for unit in range(start // 2, end // 2):
                lines[unit] = line or 0
    else:
        increments = [(code.co_lnotab[i], code.co_lnotab[i + 1]) for i in range(0, len(code.co_lnotab), 2)]
        line, starts = code.co_firstlineno, {}
        byte = 0
        for bytes_more, lines_more in increments:
            byte += bytes_more
            line += lines_more - 256 if lines_more >= 128 else lines_more
            starts[byte] = line
        line = code.co_firstlineno
        for unit in range(count):
            line = starts.get(2 * unit, line)
            lines[unit] = line
    return list(map(str, lines))


def record(path):
    """The text of one file's .pyb; None when its syntax is newer than the interpreter."""
    with open(path, encoding="utf-8") as file:
        source = file.read()
    name = os.path.basename(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = compile(source, f"corpus/{name}", "exec", dont_inherit=True, optimize=0)
    except SyntaxError:
        return None
    version = sys.implementation.version
    recorder = Recorder(name)
    recorder.lines.append(
        f"interpreter {sys.implementation.name} {version[0]}.{version[1]}.{version[2]}"
        f" python {sys.version_info[0]}.{sys.version_info[1]}\nfile corpus/{name}"
    )
    if name in MODULES:
        recorder.code(module)
    else:
        for value in module.co_consts:
            if isinstance(value, types.CodeType):
                recorder.code(value)
    return "\n".join(recorder.lines) + "\n"


def opcodes():
    return "".join(
        f"{number} {name}\n" for number, name in sorted((n, name) for name, n in opcode.opmap.items())
    )


def main(folder=os.path.join(HERE, "recorded")):
    folder = os.path.join(folder, dialect())
    os.makedirs(folder, exist_ok=True)
    texts = {"opcodes.txt": opcodes()}
    corpus = os.path.join(HERE, "corpus")
    for name in sorted(os.listdir(corpus)):
        if name.endswith(".py"):
            texts[name[: -len("py")] + "pyb"] = record(os.path.join(corpus, name))
    for name in set(os.listdir(folder)) - set(texts):
        os.remove(os.path.join(folder, name))
    for name, text in texts.items():
        path = os.path.join(folder, name)
        if text is not None:
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
        elif os.path.exists(path):
            os.remove(path)
    print(
        f"{dialect()}: {sum(text is not None for text in texts.values()) - 1} of {len(texts) - 1} files recorded"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
