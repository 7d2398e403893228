"""What lists can do beside appending, in the compiled language."""

from pyrite.library.registry import implements
from pyrite.wordings import wording

# What is said of a value that a list does not have, around the value where it is shown.
_NOT_INDEXED, _SHOWS_VALUE, _NOT_INDEXED_END = wording("[1].index(2)").partition("2")
_NOT_REMOVED, _SHOWS_REMOVED, _NOT_REMOVED_END = wording("[1].remove(2)").partition("2")


def _place(index, length):
    """Where an insertion at the index goes: indices out of range are cut."""
    if index < 0:
        index += length
    return min(max(index, 0), length)


@implements("list.move_last_to")
def move_last_to(self, index):
    last = len(self) - 1
    place = _place(int(index), last)
    item = self[last]
    for i in range(last, place, -1):
        self[i] = self[i - 1]
    self[place] = item


@implements("list.pop")
def pop(self, index=-1):
    length = len(self)
    if length == 0:
        raise IndexError("pop from empty list")
    place = int(index)
    if place < 0:
        place += length
    if place < 0 or place >= length:
        raise IndexError("pop index out of range")
    item = self[place]
    for i in range(place, length - 1):
        self[i] = self[i + 1]
    self.truncate(length - 1)
    return item


@implements("list.clear")
def clear(self):
    self.truncate(0)


@implements("list.copy")
def copy(self):
    made = []
    made.extend(self)
    return made


@implements("list.repeat")
def repeat(self, times):
    """The list times a number, in place."""
    length = len(self)
    if times <= 0:
        self.truncate(0)
    for _ in range(1, times):
        for i in range(length):
            self.append(self[i])


@implements("list.index")
def index(self, value, start=0, stop=9223372036854775807):
    length = len(self)
    first = max(start + length, 0) if start < 0 else start
    last = stop + length if stop < 0 else stop
    for i in range(first, min(last, length)):
        if i < len(self) and self[i] == value:
            return i
    if _SHOWS_VALUE and isinstance(value, (int, float)):
        raise ValueError(f"{_NOT_INDEXED}{value!r}{_NOT_INDEXED_END}")
    raise ValueError("list.index(x): x not in list")


@implements("list.count")
def count(self, value):
    found = 0
    for item in self:
        if item == value:
            found += 1
    return found


@implements("list.__contains__")
def contains(self, value):
    for item in self:
        if item == value:
            return True
    return False


@implements("list.remove")
def remove(self, value):
    for i in range(len(self)):
        if self[i] == value:
            self.pop(i)
            return
    if _SHOWS_REMOVED and isinstance(value, (int, float)):
        raise ValueError(f"{_NOT_REMOVED}{value!r}{_NOT_REMOVED_END}")
    raise ValueError("list.remove(x): x not in list")


@implements("list.reverse")
def reverse(self):
    length = len(self)
    for i in range(length // 2):
        self[i], self[length - 1 - i] = self[length - 1 - i], self[i]


@implements("list.__eq__")
def equal(self, other):
    if len(self) != len(other):
        return False
    for i in range(len(self)):
        if self[i] != other[i]:
            return False
    return True


@implements("list.__lt__")
def less(self, other):
    for i in range(min(len(self), len(other))):
        if self[i] != other[i]:
            return self[i] < other[i]
    return len(self) < len(other)


@implements("list.__ge__")
def greater_or_equal(self, other):
    for i in range(min(len(self), len(other))):
        if self[i] != other[i]:
            return self[i] >= other[i]
    return len(self) >= len(other)


@implements("list.__getitem__")
def get_slice(self, key):
    start, stop, step = key.indices(len(self))
    return [self[i] for i in range(start, stop, step)]


@implements("list.__setitem__")
def set_slice(self, key, values):
    start, stop, step = key.indices(len(self))
    items = list(values)
    if step != 1:
        places = range(start, stop, step)
        if len(places) != len(items):
            raise ValueError(
                f"attempt to assign sequence of size {len(items)} to extended slice of size {len(places)}"
            )
        for i in range(len(places)):
            self[places[i]] = items[i]
        return
    stop = max(start, stop)
    rest = [self[i] for i in range(stop, len(self))]
    self.truncate(start)
    self.extend(items)
    self.extend(rest)


@implements("list.__delitem__")
def delete(self, key):
    length = len(self)
    if isinstance(key, slice):
        start, stop, step = key.indices(length)
        dropped = range(start, stop, step)
        if len(dropped) == 0:
            return
        low = min(dropped[0], dropped[-1])
        gap = abs(step)
        kept = low
        for i in range(low, length):
            if (i - low) % gap == 0 and (i - low) // gap < len(dropped):
                continue
            self[kept] = self[i]
            kept += 1
        self.truncate(kept)
    else:
        place = int(key)
        if place < 0:
            place += length
        if place < 0 or place >= length:
            raise IndexError("list assignment index out of range")
        self.pop(place)


def _merge(items, other, low, middle, high, reverse):
    """Merges two sorted runs into `other`, keeping the order of what is equal."""
    left, right = low, middle
    for k in range(low, high):
        if left >= middle:
            takes_right = True
        elif right >= high:
            takes_right = False
        elif reverse:
            takes_right = items[left] < items[right]
        else:
            takes_right = items[right] < items[left]
        if takes_right:
            other[k] = items[right]
            right += 1
        else:
            other[k] = items[left]
            left += 1


@implements("list.sort")
def sort(self, *, key=None, reverse=False):
    """Stable, as the interpreter's: runs of insertion sort, then merges."""
    if key is not None:
        keyed = [(key(self[i]), i) for i in range(len(self))]
        order = _sorted_by_first(keyed, bool(reverse))
        items = self.copy()
        for i in range(len(self)):
            self[i] = items[order[i]]
        return
    _sort_items(self, bool(reverse))


def _sorted_by_first(keyed, reverse):
    keys = [pair[0] for pair in keyed]
    order = [pair[1] for pair in keyed]
    length = len(keys)
    other_keys = keys.copy()
    other_order = order.copy()
    width = 1
    while width < length:
        for low in range(0, length, 2 * width):
            middle = min(low + width, length)
            high = min(low + 2 * width, length)
            left, right = low, middle
            for k in range(low, high):
                if left >= middle:
                    takes_right = True
                elif right >= high:
                    takes_right = False
                elif reverse:
                    takes_right = keys[left] < keys[right]
                else:
                    takes_right = keys[right] < keys[left]
                if takes_right:
                    other_keys[k] = keys[right]
                    other_order[k] = order[right]
                    right += 1
                else:
                    other_keys[k] = keys[left]
                    other_order[k] = order[left]
                    left += 1
        keys, other_keys = other_keys, keys
        order, other_order = other_order, order
        width *= 2
    return order


def _sort_items(items, reverse):
    length = len(items)
    run = 16
    for low in range(0, length, run):
        for i in range(low + 1, min(low + run, length)):
            item = items[i]
            k = i
            while k > low and (items[k - 1] < item if reverse else item < items[k - 1]):
                items[k] = items[k - 1]
                k -= 1
            items[k] = item
    if length <= run:
        return
    source = items.copy()
    target = items.copy()
    width = run
    while width < length:
        for low in range(0, length, 2 * width):
            _merge(source, target, low, min(low + width, length), min(low + 2 * width, length), reverse)
        source, target = target, source
        width *= 2
    for i in range(length):
        items[i] = source[i]


@implements("builtins.sorted")
def sorted_list(iterable, /, *, key=None, reverse=False):
    items = list(iterable)
    items.sort(key=key, reverse=reverse)
    return items
