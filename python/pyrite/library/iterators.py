"""Builtins that give iterators over what other iterables give."""

from .registry import implements


@implements("builtins.map")
def map_(function, *iterables):
    if len(iterables) == 1:
        for item in iterables[0]:
            yield function(item)
    else:
        for items in zip(*iterables):
            yield function(*items)


@implements("builtins.filter")
def filter_(function, iterable):
    for item in iterable:
        if item if function is None else function(item):
            yield item
