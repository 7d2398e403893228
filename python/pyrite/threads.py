"""How many threads parallel code uses. Code is compiled for one thread in this version."""


def get_num_threads():
    return 1


def set_num_threads(count):
    """Accepts what is possible: one."""
    if not isinstance(count, int):
        raise TypeError("the number of threads must be an integer")
    if count != 1:
        raise ValueError("the number of threads must be 1: this version compiles for one thread")


def threading_layer():
    """The name of the layer that runs parallel code."""
    raise ValueError("no threading layer is in use: this version compiles for one thread")
