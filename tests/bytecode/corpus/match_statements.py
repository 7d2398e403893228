"""match, from Python 3.10 on."""


def literals(a):
    match a:
        case 1 | 2:
            return "few"
        case "x":
            return "text"
        case None:
            return "nothing"
        case _:
            return "other"


def sequences(a):
    match a:
        case []:
            return 0
        case [x]:
            return x
        case [x, *rest, y] if x < y:
            return rest
    return None


def mappings(a):
    match a:
        case {"x": x, "y": y}:
            return x + y
        case {"z": z, **rest}:
            return z, rest


def classes(a):
    match a:
        case int(x) | float(x):
            return x
        case complex(real=r, imag=0):
            return r
