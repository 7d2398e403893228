"""The rules about who may include whom and what stands where, as functions from a tree to its violations.

A tree is a dict from path to text. A violation is one line, `path:line: what is wrong`.
"""

import ast
import importlib.util
import os
import re
import sys

FRONTEND = ("support", "types", "ir", "bytecode", "flow", "infer", "passes")  # in the order of dependence
CORE = ("frontend/support", "frontend/types", "frontend/ir")

# Which folders of ours a folder may include, itself apart.
MAY_INCLUDE = {
    f"frontend/{name}": tuple(f"frontend/{earlier}" for earlier in FRONTEND[:place])
    for place, name in enumerate(FRONTEND)
}
MAY_INCLUDE.update(
    {
        "runtime": (),
        "targets": CORE,
        "cpu": (*CORE, "targets", "runtime"),
        "cuda": (*CORE, "targets"),
    }
)
MAY_INCLUDE["python/bridge"] = tuple(MAY_INCLUDE)
MAY_INCLUDE["tests"] = tuple(MAY_INCLUDE)
# Single files beyond the folders: what compiled code and the runtime agree on.
ABI = tuple("runtime/" + name for name in ("functions.def", "functions.hpp", "memory.hpp", "status.hpp"))
STATUSES = ("runtime/status.def", "runtime/status.hpp")
ALSO = {"targets": ABI, "cuda": ABI, "frontend/ir": STATUSES}

# Which libraries each folder may include beside the C++ standard library.
MAY_USE = {
    "runtime": {"tbb", "system"},
    "targets": {"llvm", "system"},
    "cpu": {"llvm", "system"},
    "cuda": {"llvm", "cuda", "system"},
    "python/bridge": {"python", "system"},
    "tests": {"llvm", "gtest", "system"},
}
LIBRARIES = (
    ("python", r"Python\.h|structmember\.h|frameobject\.h|pybind11/|numpy/"),
    ("llvm", r"llvm/|llvm-c/|lld/"),
    ("cuda", r"cuda|nv|thrust/|cub/"),
    ("tbb", r"tbb/|oneapi/"),
    ("gtest", r"gtest/|gmock/"),
    ("standard", r"[a-z_0-9]+$|(assert|ctype|errno|fenv|float|inttypes|limits|locale|math)\.h$"),
    ("standard", r"(setjmp|signal|stdarg|stddef|stdint|stdio|stdlib|string|time|wchar)\.h$"),
    ("system", r""),
)

COMPILED = (".cpp", ".hpp", ".h", ".c", ".def", ".cu", ".inc")


def source_files(root):
    """What the repository holds as text: the files that git would list, found without git."""
    skipped_folders = {
        ".git",
        ".pyrite",
        "build",
        "dist",
        "__pycache__",
        ".pytest_cache",
        ".hypothesis",
        ".mypy_cache",
        ".ruff_cache",
        ".cache",
    }
    tree = {}
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(set(folders) - skipped_folders)
        for name in sorted(files):
            path = os.path.join(folder, name)
            if (
                name == ".git"
                or os.path.islink(path)
                or name.endswith((".png", ".pyc", ".npy", ".bin", ".so", ".o"))
            ):
                continue
            with open(path, encoding="utf-8", errors="replace") as file:
                tree[os.path.relpath(path, root).replace(os.sep, "/")] = file.read()
    return tree


def folder_of(path):
    """The folder of the table that a path belongs to, None outside of them."""
    parts = path.split("/")
    for length in (2, 1):
        name = "/".join(parts[:length])
        if len(parts) > length and name in MAY_INCLUDE:
            return name
    return None


def blank_out(text):
    """C++ without what stands in comments and literals; lines keep their numbers."""
    comment = r"//[^\n]*|/\*.*?\*/"
    literal = r"""R"([^()\s]{0,16})\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])\'"""
    pattern = re.compile(f"{comment}|{literal}", re.DOTALL)
    return pattern.sub(lambda found: "\n" * found.group().count("\n") or " ", text)


def without_consteval(code):
    """C++ without the bodies of consteval functions: a `throw` there is a message of the compiler, never an exception."""
    position = 0
    while found := re.compile(r"\bconsteval\b[^;{]*\{").search(code, position):
        end = closing = found.end()
        depth = 1
        while depth and closing < len(code):
            depth += {"{": 1, "}": -1}.get(code[closing], 0)
            closing += 1
        code = code[:end] + re.sub(r"[^\n]", " ", code[end : closing - 1]) + code[closing - 1 :]
        position = closing
    return code


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def compiled(tree):
    return {path: text for path, text in tree.items() if path.endswith(COMPILED) and folder_of(path)}


def includes(text):
    """(line, what is included, whether in quotes), comments left out."""
    for number, line in enumerate(text.split("\n"), 1):
        found = re.match(r'\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', line)
        if found:
            yield number, found.group(1) or found.group(2), found.group(1) is not None


def layers(tree):
    """Folders include what the table allows, and name it from the repository's root."""
    for path, text in compiled(tree).items():
        folder = folder_of(path)
        for line, name, quoted in includes(text):
            if not quoted:
                library = next(library for library, form in LIBRARIES if re.match(form, name))
                if library != "standard" and library not in MAY_USE.get(folder, ()):
                    yield f"{path}:{line}: {folder} may not include <{name}> ({library})"
                continue
            target = folder_of(name)
            if target is None:
                yield f'{path}:{line}: "{name}" is not written from the repository\'s root'
            elif target != folder and target not in MAY_INCLUDE[folder] and name not in ALSO.get(folder, ()):
                yield f"{path}:{line}: {folder} may not include {target} ({name})"


def cycles(tree):
    """No file includes itself through others; no module of the package imports itself through others."""
    edges = package_imports(tree)
    for path, text in compiled(tree).items():
        edges[path] = [name for _, name, quoted in includes(text) if quoted]
    state = {}

    def visit(path, trail):
        state[path] = "open"
        for target in edges[path]:
            if target not in edges:
                continue
            if state.get(target) == "open":
                yield f"{path}:1: a cycle: {' -> '.join([*trail[trail.index(target) :], target])}"
            elif target not in state:
                yield from visit(target, [*trail, target])
        state[path] = "done"

    for path in edges:
        if path not in state:
            yield from visit(path, [path])


def package_imports(tree):
    """By path of a module of the package, the paths of what it imports when it is loaded."""
    modules = {}
    for path in tree:
        if path.startswith("python/pyrite/") and path.endswith(".py"):
            modules[path[len("python/") : -3].replace("/", ".").replace(".__init__", "")] = path
    edges = {}
    for name, path in modules.items():
        package = name if path.endswith("__init__.py") else name.rpartition(".")[0]
        wanted = []
        for node in ast.parse(tree[path]).body:
            if isinstance(node, ast.Import):
                wanted += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                base = node.module or ""
                if node.level:
                    above = package.split(".")[: len(package.split(".")) - node.level + 1]
                    base = ".".join(above + ([base] if base else []))
                for alias in node.names:
                    wanted.append(f"{base}.{alias.name}" if f"{base}.{alias.name}" in modules else base)
        edges[path] = [modules[each] for each in wanted if each in modules and modules[each] != path]
    return edges


def exceptions(tree):
    """`throw` and `catch` only in the bridge: everything else returns a Result."""
    for path, text in compiled(tree).items():
        if folder_of(path) in ("python/bridge", "tests"):
            continue
        code = without_consteval(blank_out(text))
        for found in re.finditer(r"\b(throw|catch)\b", code):
            yield f"{path}:{line_of(code, found.start())}: `{found.group()}` outside of python/bridge"


def environment(tree):
    """The environment is read in one place."""
    for path, text in tree.items():
        if path == "frontend/support/knobs.cpp" or path.startswith("tests/"):
            continue
        if path.endswith(COMPILED):
            form, code = r"\b(secure_)?getenv\b|\benviron\b", blank_out(text)
        elif path.startswith("python/pyrite/") and path.endswith(".py"):
            form, code = r"\bos\.(environ|getenv)\b|from os import.*\b(environ|getenv)\b", text
        else:
            continue
        for found in re.finditer(form, code):
            line = line_of(code, found.start())
            yield f"{path}:{line}: only frontend/support/knobs.cpp reads the environment"


def versions(tree):
    """Interpreter versions stand in the dialects; macros of an interpreter in the bridge's one file."""
    for path, text in tree.items():
        if path.startswith(("frontend/bytecode/", "tests/")) or path == "python/bridge/interpreter.hpp":
            continue
        if path.endswith(COMPILED):
            form, code = r"\b(PY_VERSION_HEX|PYPY_VERSION\w*|PY_M[AI]\w+_VERSION)\b", blank_out(text)
            code = re.sub(r"//[^\n]*", "", text) if '"cpython' in text or '"pypy' in text else code
            form += r'|"(cpython|pypy)[ -]\d'
        elif path.startswith("python/pyrite/") and path.endswith(".py"):
            form, code = r"version_info\b\s*(\[[^]]*\])?\s*(<|>|==|!=|\bin\b)|\bhexversion\b", text
        else:
            continue
        for found in re.finditer(form, code):
            yield f"{path}:{line_of(code, found.start())}: a version, outside of frontend/bytecode"


def table_enums(tree):
    """The enums whose members come from a table: by name, their members."""
    enums = {}
    for text in compiled(tree).values():
        for found in re.finditer(r"\benum\s+(?:class\s+)?(\w+)[^{;]*\{([^}]*)\}", text):
            table = re.search(r'#\s*include\s+"([^"]+\.def)"', found.group(2))
            if table and table.group(1) in tree:
                rows = re.findall(r"^\s*[A-Z_]+\(\s*(\w+)\s*[,)]", tree[table.group(1)], re.MULTILINE)
                enums[found.group(1)] = set(rows)
    return enums


def switches(code):
    """(position, body without nested braces) of every switch."""
    for start in re.finditer(r"\bswitch\s*\(", code):
        opening = code.find("{", start.end())
        depth, own, position = 1, [], opening + 1
        while depth and 0 < position < len(code):
            depth += {"{": 1, "}": -1}.get(code[position], 0)
            own.append(code[position] if depth == 1 else " ")
            position += 1
        yield start.start(), "".join(own)


def defaults(tree):
    """A switch that covers a table has no `default:`, so that the compiler lists what a new row still needs.

    One that picks some rows out, fewer than half, is a question about those and may have one.
    """
    enums = table_enums(tree)
    for path, text in compiled(tree).items():
        code = blank_out(text)
        for position, body in switches(code):
            cases = re.findall(r"\bcase\s+(?:\w+::)*?(\w+)::\w+\s*:(?!:)", body)
            covers = cases and cases[0] in enums and 2 * len(cases) >= len(enums[cases[0]])
            if covers and re.search(r"\bdefault\s*:", body):
                yield f"{path}:{line_of(code, position)}: `default:` in a switch over the table of {cases[0]}"


def table_members(tree):
    """A table is not listed again: no initialiser elsewhere names most of its members."""
    enums = table_enums(tree)
    for path, text in compiled(tree).items():
        code = blank_out(text)
        for braces in re.finditer(r"=\s*\{([^{}]*)\}", code):
            for enum, members in enums.items():
                listed = set(re.findall(rf"\b{enum}::(\w+)", braces.group(1))) & members
                if len(members) >= 8 and 4 * len(listed) > 3 * len(members):
                    yield f"{path}:{line_of(code, braces.start())}: the members of {enum} are listed by hand"


def third_parties(tree):
    """The package imports the standard library, NumPy and what PyPy has built in; nothing else."""
    allowed = {"pyrite", "numpy", "cffi", "_cffi_backend", "__pypy__", "__future__"}
    for path, text in tree.items():
        if not path.startswith("python/pyrite/") or not path.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(text)):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                top = name.split(".")[0]
                if top in allowed or top in sys.builtin_module_names:
                    continue
                try:
                    spec = importlib.util.find_spec(top)
                except (ImportError, ValueError):
                    spec = None
                if spec is None or re.search("(site|dist)-packages", spec.origin or ""):
                    yield f"{path}:{node.lineno}: the package may not import {name}"


def leftovers(tree):
    """Nothing unfinished, no path of somebody's machine, no host of a package registry."""
    unfinished = r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"
    machine = r"(?<![\w.}/])/(" + r"root|wo" + r"rk|home/\w+|Users/\w+)/"
    registry = (
        r"\b(deb|security|ftp|snapshot)\.debian\.org|\bpypi\.(python\.)?org|\bpythonhosted\.|\bapt\.llvm\."
    )
    forms = ((unfinished, "unfinished"), (machine, "a machine's path"), (registry, "a registry's host"))
    for path, text in tree.items():
        for form, what in forms:
            for found in re.finditer(form, text):
                yield f"{path}:{line_of(text, found.start())}: {what}: {found.group()}"


def openings(tree):
    """Every source opens by saying what it is."""
    for path, text in tree.items():
        source = path.endswith((".cpp", ".hpp", ".def")) and folder_of(path)
        if source and not text.lstrip().startswith(("//", "/*")):
            yield f"{path}:1: does not open with a comment that says what the file is"


RULES = (
    layers,
    cycles,
    exceptions,
    environment,
    versions,
    defaults,
    table_members,
    third_parties,
    leftovers,
    openings,
)
