"""More variables than four bits count."""


def many(a, b):
    v0 = a + 0
    v1 = a + 1
    v2 = a + 2
    v3 = a + 3
    v4 = a + 4
    v5 = a + 5
    v6 = a + 6
    v7 = a + 7
    v8 = a + 8
    v9 = a + 9
    v10 = a + 10
    v11 = a + 11
    v12 = a + 12
    v13 = a + 13
    v14 = a + 14
    v15 = a + 15
    v16 = a + 16
    v17 = a + 17
    w = v17
    b = v16 + v17
    v0, v1 = v17, v16
    return w * b - v0 * v1
