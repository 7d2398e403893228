"""Items and slices."""


def read(a, i, j):
    return a[i] + a[i, j] + a[0] + a[-1]


def written(a, i, b):
    a[i] = b
    a[i, 0] = b
    return a


def changed(a, i):
    a[i] += 1
    a[i + 1] *= a[i]
    return a


def deleted(a, i):
    del a[i]
    del a[1:2]
    return a


def slices(a, b, c):
    return a[:], a[b:], a[:c], a[b:c], a[b:c:2], a[::-1], a[..., b]


def constant_slices(a):
    return a[1:2], a[1:], a[:-1], a[::2], a[1:2, 3:4]


def slice_written(a, b, c):
    a[b:c] = 0
    a[:] = b
    a[b:c:2] = 1
    return a


def nested(a, i, j):
    return a[i][j][a[i][0]]


def bubble_sort(a):
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a
