"""The running interpreter's own table of opcodes is the one that its dialect has."""

import opcode

from pyrite import _core

# What the interpreter puts into running code, or keeps for itself; no compiled code holds it.
INTERNAL = {"ENTER_EXECUTOR", "INTERPRETER_EXIT", "RESERVED", "TRACE_RECORD"}
PSEUDO = 256  # from this number on: opcodes of the compiler's own intermediate form


def live():
    return {
        name: number
        for name, number in opcode.opmap.items()
        if number < PSEUDO and name not in INTERNAL and not name.startswith("INSTRUMENTED_")
    }


def test_the_running_interpreter_has_a_dialect():
    assert _core.opcodes()


def test_every_opcode_has_its_row_with_its_number():
    rows = {name: number for name, (number, meaning) in _core.opcodes().items()}
    assert rows == live()


def test_a_jump_is_a_jump():
    jumps = {"jump", "for_iter", "send", "send_leaving"}
    rows = _core.opcodes()
    for number in opcode.hasjrel + opcode.hasjabs:
        name = opcode.opname[number]
        if number >= PSEUDO or name.startswith(("INSTRUMENTED_", "SETUP_")) or name in INTERNAL:
            continue
        meaning = rows[name][1]
        # What makes an asynchronous loop end is refused, with its jump.
        assert meaning in jumps or meaning.startswith("jump_if") or meaning == "unsupported", name


def test_what_takes_a_name_a_constant_a_local_or_a_cell_means_one():
    cells = ("load_deref", "store_deref", "delete_deref", "load_closure", "nop", "unsupported")
    families = (
        (opcode.hasconst, ("load_const", "return_const", "keyword_names", "unsupported")),
        (opcode.haslocal, ("load_local", "store_local", "delete_local", *cells)),
        (opcode.hasfree, cells),
        (opcode.hascompare, ("compare",)),
    )
    rows = _core.opcodes()
    for numbers, meanings in families:
        for number in numbers:
            name = opcode.opname[number]
            if name in rows:
                assert rows[name][1].startswith(meanings), name
