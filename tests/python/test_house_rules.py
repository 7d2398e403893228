"""The house rules hold for the whole tree, and each rule notices when it is broken."""

import pathlib

import house_rules
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tree():
    return house_rules.source_files(ROOT)


@pytest.mark.parametrize("rule", house_rules.RULES, ids=lambda rule: rule.__name__)
def test_the_tree_keeps_the_rule(rule, tree):
    violations = list(rule(tree))
    assert not violations, f"{rule.__doc__}\n" + "\n".join(violations)


def test_the_tree_is_found(tree):
    assert "frontend/ir/ops.def" in tree
    assert not any(path.startswith(("build/", ".git/")) for path in tree)


OPS = {
    "frontend/ir/ops.def": "// Ops.\n" + "".join(f"OP({name}, 1)\n" for name in ("Add", "Sub", "Mul", "Neg")),
    "frontend/ir/op.hpp": '// Op.\nenum class Op {\n#include "frontend/ir/ops.def"\n};\n',
}
EIGHT = ("A", "B", "C", "D", "E", "F", "G", "H")
WIDE = {
    "frontend/ir/wide.def": "// Rows.\n" + "".join(f"ROW({name}, 1)\n" for name in EIGHT),
    "frontend/ir/wide.hpp": '// Wide.\nenum class Wide : char {\n#include "frontend/ir/wide.def"\n};\n',
}
PY = "python/pyrite/a.py"
CPP = "frontend/ir/a.cpp"
BROKEN = [
    ("layers", CPP, '#include "frontend/infer/infer.hpp"'),
    ("layers", "frontend/types/a.cpp", '#include "frontend/ir/module.hpp"'),
    ("layers", CPP, "#include <Python.h>"),
    ("layers", "frontend/flow/a.cpp", "#include <llvm/IR/Module.h>"),
    ("layers", "frontend/infer/a.cpp", "#include <cuda.h>"),
    ("layers", "frontend/support/a.cpp", "#include <unistd.h>"),
    ("layers", "runtime/a.cpp", '#include "frontend/support/result.hpp"'),
    ("layers", "runtime/a.cpp", "#include <llvm/ADT/StringRef.h>"),
    ("layers", "targets/a.cpp", '#include "cpu/cpu.hpp"'),
    ("layers", "targets/a.cpp", '#include "runtime/thread_pool.hpp"'),
    ("layers", "targets/a.cpp", '#include "frontend/infer/infer.hpp"'),
    ("layers", "cpu/a.cpp", '#include "python/bridge/world.hpp"'),
    ("layers", "cpu/a.cpp", "#include <pybind11/pybind11.h>"),
    ("layers", "cuda/a.cpp", '#include "cpu/cpu.hpp"'),
    ("layers", CPP, '#include "module.hpp"'),
    ("exceptions", "cpu/a.cpp", "void f() { throw 1; }"),
    ("exceptions", "cpu/a.cpp", "consteval int f() { if (1) { throw 1; } }\nvoid g() { throw 1; }"),
    ("exceptions", "runtime/a.cpp", "void f() { try { g(); } catch (...) {} }"),
    ("environment", "cpu/a.cpp", 'auto v = std::getenv("HOME");'),
    ("environment", PY, "import os\nos.environ.get('HOME')"),
    ("versions", "python/bridge/box.cpp", "#if PY_VERSION_HEX >= 0x030c0000\n#endif"),
    ("versions", "python/bridge/box.cpp", "#ifdef PYPY_VERSION\n#endif"),
    ("versions", "frontend/flow/a.cpp", 'bool f(S s) { return s == "cpython 3.11"; }'),
    ("versions", PY, "import sys\nif sys.version_info >= (3, 12): pass"),
    ("defaults", CPP, "void f(Op o) { switch (o) { case Op::Add: { g(); } case Op::Sub: default: h(); } }"),
    (
        "defaults",
        CPP,
        "void f(ir::Op o) { switch (o) { default: break; case ir::Op::Add: case ir::Op::Sub: break; } }",
    ),
    ("table_members", CPP, "Wide all[] = {" + ", ".join(f"Wide::{name}" for name in EIGHT) + "};"),
    ("third_parties", PY, "import pytest"),
    ("third_parties", PY, "def f():\n    from no_such_module_anywhere import x"),
    ("leftovers", "docs/a.md", "TO" + "DO: write it"),
    ("leftovers", "cpu/a.cpp", "// See /ro" + "ot/notes.txt"),
    ("leftovers", "dev", "mirror=http://deb.deb" + "ian.org/debian"),
    ("openings", "cpu/a.cpp", "#include <vector>"),
]


@pytest.mark.parametrize("rule, path, text", BROKEN)
def test_a_broken_rule_is_noticed(rule, path, text):
    tree = {**OPS, **WIDE, path: text}
    violations = list(getattr(house_rules, rule)(tree))
    assert len(violations) >= 1
    assert all(line.startswith(path + ":") for line in violations)


KEPT = [
    (
        "layers",
        "frontend/passes/a.cpp",
        '#include "frontend/infer/infer.hpp"\n#include <vector>\n#include <cstdint>',
    ),
    ("layers", "targets/a.cpp", '#include "runtime/functions.def"\n#include <llvm/IR/Module.h>'),
    ("layers", "targets/a.cpp", '#include "runtime/functions.hpp"\n#include "runtime/memory.hpp"'),
    (
        "layers",
        "cpu/a.cpp",
        '#include "runtime/memory.hpp"\n#include "targets/target.hpp"\n#include <dlfcn.h>',
    ),
    (
        "layers",
        "python/bridge/a.cpp",
        '#include "cpu/cpu.hpp"\n#include <Python.h>\n#include <numpy/arrayobject.h>',
    ),
    ("exceptions", "cpu/a.cpp", '// we throw nothing\nauto s = "catch"; /* throw */'),
    ("exceptions", "cpu/a.cpp", 'consteval int f() { if (1) { throw "no"; } return 1; }'),
    ("exceptions", "python/bridge/a.cpp", "void f() { throw 1; }"),
    ("environment", "frontend/support/knobs.cpp", 'auto v = std::getenv("HOME");'),
    ("versions", "python/bridge/interpreter.hpp", "#ifdef PYPY_VERSION\n#endif"),
    ("versions", "frontend/bytecode/cpython_3_11.cpp", 'auto d = makeDialect("cpython 3.11");'),
    ("defaults", CPP, "void f(Op o, int n) { switch (o) { case Op::Add: switch (n) { default: g(); } } }"),
    ("defaults", CPP, "bool f(Op o) { switch (o) { case Op::Add: return true; default: return false; } }"),
    ("third_parties", PY, "import os, sys\nimport numpy as np\nfrom . import b\nimport pyrite"),
    ("leftovers", "docs/a.md", "a todo list; see build/dev/package and /usr/lib"),
]


@pytest.mark.parametrize("rule, path, text", KEPT)
def test_what_is_allowed_is_not_complained_about(rule, path, text):
    assert list(getattr(house_rules, rule)({**OPS, path: text})) == []


def test_a_cycle_of_includes_is_noticed():
    tree = {
        "frontend/ir/a.hpp": '#include "frontend/ir/b.hpp"',
        "frontend/ir/b.hpp": '#include "frontend/ir/c.hpp"',
        "frontend/ir/c.hpp": '#include "frontend/ir/a.hpp"',
    }
    assert len(list(house_rules.cycles(tree))) == 1


def test_a_cycle_of_imports_is_noticed():
    tree = {
        "python/pyrite/a.py": "from .b import f",
        "python/pyrite/b.py": "import pyrite.a",
        "python/pyrite/c.py": "from . import a",
    }
    assert len(list(house_rules.cycles(tree))) == 1


def test_an_import_inside_a_function_makes_no_cycle():
    tree = {"python/pyrite/a.py": "from .b import f", "python/pyrite/b.py": "def f():\n    from . import a"}
    assert list(house_rules.cycles(tree)) == []
