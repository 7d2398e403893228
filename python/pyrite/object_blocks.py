"""`with objmode(y="float64[:]"):`, whose body the interpreter runs.

Compiled code has no interpreter's frame to run a part of a function in. So the body of each such block becomes
a Python function of its own, made of the function's source: variables that the body reads are its arguments,
variables whose types are given are its results, and where the block stood compiled code has the interpreter
call it.
"""

import __future__

import ast
import inspect
import weakref
from types import CellType, CodeType, FunctionType

from pyrite.errors import CompilerError, TypingError, UnsupportedError
from pyrite.source_scopes import (
    FUNCTIONS,
    assigned_names,
    bound_names,
    declared_names,
    loose_ends,
    names_read_first,
)

_FUTURE_FLAGS = sum(getattr(__future__, name).compiler_flag for name in ("annotations", "barry_as_FLUFL"))


class _BareBlock(type):
    """Lets `with objmode:` stand for `with objmode():` in the interpreter too."""

    def __enter__(cls):
        return None

    def __exit__(cls, *raised):
        return False


class objmode(metaclass=_BareBlock):
    """`with objmode(y="float64[:]", …):` has the interpreter run a block of a compiled function.

    Each variable that the block assigns and that is used after it is given its type, as a string, a type of
    `pyrite.types`, or a variable or attribute that holds one. In the interpreter the block runs as it is.
    """

    def __init__(self, **types):
        self.types = types

    def __enter__(self):
        return None

    def __exit__(self, *raised):
        return False


class ObjectBlock:
    """A block as the compiler sees it: a function, and the type of the tuple that it returns."""

    def __init__(self, function, result):
        self.function, self.result = function, result


class UntypedVariable:
    """What a variable is after a block that assigns it without giving its type."""

    def __init__(self, name, line):
        self.refusal = (
            f"Missing type annotations on outgoing variable(s): ['{name}']: it is used after the objmode block of "
            f"line {line}, which assigns it; write objmode({name}='its type')"
        )


_rewritten: weakref.WeakKeyDictionary = weakref.WeakKeyDictionary()  # function: (its code, what it became)


def rewritten(function):
    """The function with each block replaced by the call of an ObjectBlock; the function itself if it has none."""
    if not _mentions(function, function.__code__):
        return function
    known = _rewritten.get(function)
    if known is None or known[0] is not function.__code__:
        known = _rewritten[function] = (function.__code__, _Rewriter(function).result())
    return known[1]


def _mentions(function, code):
    """Whether something that the code names may be objmode."""
    names = function.__globals__
    if any(name == "objmode" or names.get(name) is objmode for name in code.co_names):
        return True
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or ()):
        if name in code.co_freevars and _content(cell) is objmode:
            return True
    return any(_mentions(function, one) for one in code.co_consts if isinstance(one, CodeType))


def _content(cell):
    try:
        return cell.cell_contents
    except ValueError:
        return None


class _Rewriter(ast.NodeTransformer):
    def __init__(self, function):
        self.function = function
        self.free = dict(zip(function.__code__.co_freevars, function.__closure__ or ()))
        self.made = {}  # name: object behind it
        self.pending = []  # (name of the block, its definition, types of its results)
        self.scopes = []  # definitions around the node that is visited

    def result(self):
        definition = self._definition()
        if definition is None:
            return self.function
        self.visit(definition)
        if not self.pending:
            return self.function
        return self._build(definition)

    # -- source

    def _definition(self):
        code = self.function.__code__
        try:
            lines, first = inspect.getsourcelines(code)
        except (OSError, TypeError):
            lines, first = [], 0
        text = "".join(lines)
        if text[:1].isspace():
            text, first = "if True:\n" + text, first - 1  # columns stay as they are
        try:
            tree = ast.parse(text)
        except SyntaxError:
            return None  # a lambda inside of an expression; it has no statements
        for node in ast.walk(tree):
            if isinstance(node, FUNCTIONS) and node.name == code.co_name:
                ast.increment_lineno(tree, max(first, 1) - 1)
                return node
        raise UnsupportedError(
            f"{self.function.__qualname__}() uses objmode, whose blocks are made of the function's source, which is not there: "
            "define the function in a file or a notebook"
        )

    def _where(self, node):
        code = self.function.__code__
        return f"\n  --> {code.co_filename}:{node.lineno}, in {code.co_name}()"

    # -- looking for blocks

    def visit_FunctionDef(self, node):
        node.decorator_list = [] if not self.scopes else node.decorator_list
        self.scopes.append(node)
        self.generic_visit(node)
        self.scopes.pop()
        return node

    def visit_With(self, node):
        items = [item for item in node.items if self._is_objmode(item.context_expr)]
        if not items:
            return self.generic_visit(node)
        if len(node.items) > 1 or items[0].optional_vars is not None:
            raise UnsupportedError(
                "objmode stands alone in its with statement, without a name" + self._where(node)
            )
        made = items[0].context_expr
        return self._lift(node, made if isinstance(made, ast.Call) else ast.Call(made, [], []))

    def _is_objmode(self, expression):
        try:
            return self._constant(getattr(expression, "func", expression)) is objmode
        except _NotConstant:
            return False

    def _constant(self, expression):
        """The object that a variable or an attribute of the surroundings names."""
        if isinstance(expression, ast.Attribute):
            value = self._constant(expression.value)
            if not hasattr(value, expression.attr):
                raise _NotConstant("Getattr cannot be resolved at compile-time")
            return getattr(value, expression.attr)
        if isinstance(expression, ast.Subscript):  # types.float64[:, ::1]
            return self._constant(expression.value)[self._index(expression.slice)]
        if not isinstance(expression, ast.Name):
            raise _NotConstant(
                "The value must be a compile-time constant either as a non-local variable or a getattr expression "
                "that refers to a type."
            )
        name, names = expression.id, self.function.__globals__
        if any(name in bound_names(scope) for scope in self.scopes):
            raise _NotConstant(f"The variable '{name}' is of the function itself; a type comes from outside.")
        if name in self.free:
            if _content(self.free[name]) is None:
                raise _NotConstant(f"Freevar '{name}' is not defined")
            return self.free[name].cell_contents
        if name in names:
            return names[name]
        builtins = names.get("__builtins__", {})
        builtins = builtins if isinstance(builtins, dict) else vars(builtins)
        if name in builtins:
            return builtins[name]
        raise _NotConstant(f"Global '{name}' is not defined.")

    def _index(self, expression):
        if isinstance(expression, ast.Tuple):
            return tuple(map(self._index, expression.elts))
        if isinstance(expression, ast.Slice):
            parts = expression.lower, expression.upper, expression.step
            return slice(*(None if one is None else self._index(one) for one in parts))
        return expression.value if isinstance(expression, ast.Constant) else self._constant(expression)

    # -- one block

    def _type(self, keyword):
        from pyrite.sigutils import parse
        from pyrite.types.base import Type

        where = f"Error handling objmode argument '{keyword.arg}'. "
        try:
            if isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str):
                value = parse(keyword.value.value)
            else:
                value = self._constant(keyword.value)
        except (_NotConstant, NameError, ValueError) as error:
            raise CompilerError(where + str(error) + self._where(keyword.value)) from None
        if not isinstance(value, Type):
            raise CompilerError(where + f"{value!r} is no type" + self._where(keyword.value))
        if "reflected" in str(value):
            raise CompilerError(
                f"Objmode context failed. Argument '{keyword.arg}' is declared as an unsupported type: {value}. "
                "Reflected types are not supported." + self._where(keyword.value)
            )
        return value

    def _lift(self, node, call):
        where = self._where(node)
        if call.args or any(keyword.arg is None for keyword in call.keywords):
            raise TypingError("objmode takes the types of variables by name: objmode(y='float64')" + where)
        for end, line in loose_ends(node.body):
            raise CompilerError(
                f"'{end}' in line {line} leaves the objmode block, which the interpreter runs as a whole: "
                "assign a variable in the block and decide after it" + where
            )
        types = {keyword.arg: self._type(keyword) for keyword in call.keywords}
        assigned = assigned_names(node.body)
        unknown = sorted(set(types) - assigned)
        if unknown:
            raise TypingError(f"Invalid type annotation on non-outgoing variables: {unknown}" + where)

        own = set().union(*(bound_names(scope) for scope in self.scopes))
        elsewhere = set().union(*(bound_names(scope, without=node) for scope in self.scopes))
        outgoing = sorted(types)
        read = names_read_first([*node.body, *(ast.Expr(_load(name)) for name in outgoing)])
        arguments = sorted(read & own & elsewhere)

        index = len(self.pending)
        name = f"objmode block {index}"
        definition = self._function(node, arguments, outgoing)
        self.pending.append((name, definition, [types[one] for one in outgoing]))
        value = ast.Call(_load(name), [_load(one) for one in arguments], [])
        statements: list = []
        if outgoing:
            target = ast.Tuple([ast.Name(one, ast.Store()) for one in outgoing], ast.Store())
            statements.append(ast.Assign([target], value))
        else:
            statements.append(ast.Expr(value))
        for one in sorted((assigned & own) - set(types)):
            marker = f"{one} of objmode block {index}"
            self.made[marker] = UntypedVariable(one, node.lineno)
            statements.append(ast.Assign([ast.Name(one, ast.Store())], _load(marker)))
        return [ast.fix_missing_locations(ast.copy_location(one, node)) for one in statements]

    def _function(self, node, arguments, outgoing):
        """The block as a function; assignments to globals and to variables of functions around it stay such."""
        names = assigned_names(node.body)
        body = list(node.body)
        for kind in (ast.Global, ast.Nonlocal):
            declared = names & declared_names(self.scopes[-1].body, kind) - declared_names(node.body, kind)
            if declared:
                body.insert(0, kind(sorted(declared)))
        body.append(ast.Return(ast.Tuple([_load(one) for one in outgoing], ast.Load())))
        return ast.copy_location(_new_function(self.function.__code__.co_name, arguments, body), node)

    # -- making functions of the definitions

    def _build(self, definition):
        for name, block, types in self.pending:
            self.made[name] = ObjectBlock(self._compiled(block, {}), _tuple_of(types))
        result = self._compiled(definition, {name: CellType(value) for name, value in self.made.items()})
        result.__defaults__ = self.function.__defaults__
        result.__kwdefaults__ = self.function.__kwdefaults__
        return result

    def _compiled(self, definition, cells):
        """A function of the definition, in the surroundings of the original one."""
        original = self.function
        cells = {**self.free, **cells}
        for node in ast.walk(definition):
            if isinstance(node, FUNCTIONS):
                node.returns = None
            elif isinstance(node, ast.arg):
                node.annotation = None
        variables = [ast.Assign([ast.Name(name, ast.Store())], ast.Constant(None)) for name in cells]
        factory = ast.copy_location(_new_function("factory", [], [*variables, definition]), definition)
        tree = ast.fix_missing_locations(ast.Module([factory], []))
        flags = original.__code__.co_flags & _FUTURE_FLAGS
        module = compile(tree, original.__code__.co_filename, "exec", flags, dont_inherit=True)
        code = _nested_code(_nested_code(module, "factory"), definition.name)
        closure = tuple(cells[name] for name in code.co_freevars)
        function = FunctionType(code, original.__globals__, definition.name, None, closure or None)
        function.__qualname__, function.__module__ = original.__qualname__, original.__module__
        return function


class _NotConstant(Exception):
    """An expression that does not name an object of the function's surroundings."""


def _load(name):
    return ast.Name(name, ast.Load())


def _new_function(name, parameters, body):
    definition = ast.parse("def function(): pass").body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.name, definition.body = name, body
    definition.args.args = [ast.arg(one, None) for one in parameters]
    return definition


def _nested_code(code, name):
    return next(one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == name)


def _tuple_of(types):
    from pyrite.types import Tuple

    return Tuple(tuple(types))
