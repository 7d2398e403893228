"""Jumps beyond what one byte holds."""


def far(a, x):
    for _ in range(a):
        if x < 0:
            continue
        x = x * a + x - a * x * a + x - a
        x = x * a + x - a * x * a + x - a
        x = x * a + x - a * x * a + x - a
        x = x * a + x - a * x * a + x - a
        x = x * a + x - a * x * a + x - a
        x = x * a + x - a * x * a + x - a
        x = x * a + x - a * x * a + x - a
        x = x * a + x - a * x * a + x - a
        x = x * a + x - a * x * a + x - a
        x = x * a + x - a * x * a + x - a
        x = x * a + x - a * x * a + x - a
        x = x * a + x - a * x * a + x - a
        x = x * a + x - a * x * a + x - a
        x = x * a + x - a * x * a + x - a
        x = x * a + x - a * x * a + x - a
        x = x * a + x - a * x * a + x - a
    return x
