"""What the statements of a function's source do with variables."""

import ast

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_SCOPES = (*FUNCTIONS, ast.Lambda, ast.ClassDef, *_COMPREHENSIONS)


def _inside(nodes, without=None):
    """The nodes and what is in them; of nested scopes the node alone."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node is without:
            continue
        yield node
        if isinstance(node, _SCOPES):
            waiting.extend(_evaluated_outside(node))
        else:
            waiting.extend(ast.iter_child_nodes(node))


def _evaluated_outside(scope):
    """The expressions of a nested scope that run where it stands."""
    if isinstance(scope, _COMPREHENSIONS):
        return [scope.generators[0].iter]
    if isinstance(scope, ast.ClassDef):
        return [*scope.decorator_list, *scope.bases, *(one.value for one in scope.keywords)]
    outside = [*scope.args.defaults, *(one for one in scope.args.kw_defaults if one is not None)]
    return [*outside, *getattr(scope, "decorator_list", ())]


def _names_bound_by(node):
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        return [node.id]
    if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
        return [node.name]
    if isinstance(node, ast.alias):
        return [(node.asname or node.name).split(".")[0]]
    if isinstance(node, _COMPREHENSIONS):  # the targets of := belong to the function around
        return [one.target.id for one in ast.walk(node) if isinstance(one, ast.NamedExpr)]
    if type(node).__name__ in ("ExceptHandler", "MatchAs", "MatchStar"):
        return [node.name] if node.name else []
    if type(node).__name__ == "MatchMapping":
        return [node.rest] if node.rest else []
    return []


def _parameters(arguments):
    every = [*getattr(arguments, "posonlyargs", ()), *arguments.args, *arguments.kwonlyargs]
    return {one.arg for one in (*every, arguments.vararg, arguments.kwarg) if one is not None}


def assigned_names(statements, without=None):
    """The names that the statements assign, as variables of their own scope."""
    return {name for node in _inside(statements, without) for name in _names_bound_by(node)}


def declared_names(statements, kind):
    """The names of the scope's `global` or `nonlocal` statements."""
    return {name for node in _inside(statements) if isinstance(node, kind) for name in node.names}


def bound_names(scope, without=None):
    """The local variables of a function; those that only the statement `without` assigns do not count."""
    if isinstance(scope, _COMPREHENSIONS):
        return assigned_names([one.target for one in scope.generators])
    if isinstance(scope, ast.ClassDef):
        return set()  # functions inside of a class do not see its variables
    body = [scope.body] if isinstance(scope, ast.Lambda) else scope.body
    names = _parameters(scope.args) | assigned_names(body, without)
    return names - declared_names(body, ast.Global) - declared_names(body, ast.Nonlocal)


def loose_ends(statements, in_loop=False):
    """(keyword, line) of whatever leaves the statements for the function around, or makes a generator of them."""
    for node in statements:
        if isinstance(node, _SCOPES):
            continue
        if isinstance(node, ast.Return):
            yield "return", node.lineno
        elif isinstance(node, (ast.Yield, ast.YieldFrom)):
            yield "yield", node.lineno
        elif isinstance(node, ast.Await):
            yield "await", node.lineno
        elif isinstance(node, (ast.Break, ast.Continue)) and not in_loop:
            yield type(node).__name__.lower(), node.lineno
        elif isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
            yield from loose_ends(node.body, True)
            yield from loose_ends(node.orelse, in_loop)
            yield from loose_ends([node.test if isinstance(node, ast.While) else node.iter], in_loop)
        else:
            yield from loose_ends(ast.iter_child_nodes(node), in_loop)


def names_read_first(statements):
    """The names that may be read before the statements have assigned them."""
    reads = _Reads()
    reads.block(statements, set())
    return reads.found


def _free_names(scope):
    """The names that a nested scope takes from around it."""
    if isinstance(scope, ast.Lambda):
        parts: list = [scope.body]
    elif isinstance(scope, _COMPREHENSIONS):
        parts = list(ast.iter_child_nodes(scope))
    else:
        parts = scope.body
    own = bound_names(scope)
    found = set()
    for node in _inside(parts):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, _SCOPES):
            found |= _free_names(node)
        elif isinstance(node, ast.Nonlocal):
            found.update(node.names)
    return found - own


class _Reads:
    """Walks statements in the order they run, with the names that are assigned for certain."""

    def __init__(self):
        self.found = set()

    def block(self, statements, assigned):
        """Adds to `assigned` what is assigned at the end."""
        for statement in statements:
            self.statement(statement, assigned)

    def read(self, node, assigned):
        for one in _inside([node]):
            if isinstance(one, ast.Name) and isinstance(one.ctx, (ast.Load, ast.Del)):
                self.found |= {one.id} - assigned
            elif isinstance(one, _SCOPES):
                self.found |= _free_names(one) - assigned

    def statement(self, node, assigned):
        kind = type(node).__name__
        if kind in ("If", "While", "For", "AsyncFor", "Try", "TryStar", "With", "AsyncWith", "Match"):
            return getattr(self, "visit_" + kind.replace("Async", "").replace("Star", ""))(node, assigned)
        self.read(node, assigned)
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            self.found |= {node.target.id} - assigned
        if isinstance(node, ast.Delete):
            assigned -= assigned_names([node])
        else:
            assigned |= assigned_names([node])

    def visit_If(self, node, assigned):
        self.read(node.test, assigned)
        self.branches([node.body, node.orelse], assigned)

    def branches(self, bodies, assigned):
        ends = []
        for body in bodies:
            ends.append(set(assigned))
            self.block(body, ends[-1])
        assigned |= set.intersection(*ends)

    def visit_While(self, node, assigned):
        self.read(node.test, assigned)
        self.block(node.body, set(assigned))
        self.block(node.orelse, set(assigned))

    def visit_For(self, node, assigned):
        self.read(node.iter, assigned)
        self.read(node.target, assigned)
        self.block(node.body, assigned | assigned_names([node.target]))
        self.block(node.orelse, set(assigned))

    def visit_Try(self, node, assigned):
        body = set(assigned)
        self.block([*node.body, *node.orelse], body)
        ends = [body]
        for handler in node.handlers:
            if handler.type is not None:
                self.read(handler.type, assigned)
            ends.append(assigned | ({handler.name} if handler.name else set()))
            self.block(handler.body, ends[-1])
            ends[-1].discard(handler.name)
        final = set(assigned)
        self.block(node.finalbody, final)
        assigned |= set.intersection(*ends) | final

    def visit_With(self, node, assigned):
        for item in node.items:
            self.read(item.context_expr, assigned)
            if item.optional_vars is not None:
                self.read(item.optional_vars, assigned)
                assigned |= assigned_names([item.optional_vars])
        inside = set(assigned)  # an exception that the manager swallows may leave any of it unassigned
        self.block(node.body, inside)

    def visit_Match(self, node, assigned):
        self.read(node.subject, assigned)
        for case in node.cases:
            inside = assigned | assigned_names([case.pattern])
            self.read(case.pattern, assigned)
            if case.guard is not None:
                self.read(case.guard, inside)
            self.block(case.body, inside)
