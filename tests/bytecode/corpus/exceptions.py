"""try in all its forms, and raise."""


def caught(a, b):
    try:
        return a / b
    except ZeroDivisionError:
        return 0.0


def caught_in_loop(values):
    result = 0
    for value in values:
        try:
            result += 1 / value
        except ZeroDivisionError:
            continue
        except (ValueError, TypeError):
            break
    return result


def named(a):
    try:
        a = a[0]
    except IndexError as error:
        a = error
    return a


def any_at_all(a):
    try:
        a = a + 1
    except:
        a = 0
    return a


def with_else(a):
    try:
        b = a[0]
    except KeyError:
        b = 1
    else:
        b = b + 1
    return b


def with_finally(a):
    try:
        a = a + 1
    finally:
        a = a * 2
    return a


def returning_through_finally(a, b):
    try:
        return a[b]
    finally:
        b.clear()


def all_together(a):
    try:
        b = a()
    except ValueError as error:
        b = error.args
    except OSError:
        raise
    else:
        b = b + 1
    finally:
        a.close()
    return b


def nested(a):
    try:
        try:
            a = a[0]
        except IndexError:
            a = a[1]
    except KeyError:
        a = 0
    return a


def raised(a):
    if a < 0:
        raise ValueError("negative")
    if a == 0:
        raise ValueError
    return a


def raised_from(a):
    try:
        return a[0]
    except IndexError as error:
        raise ValueError("empty") from error


def raised_again(a):
    try:
        return a[0]
    except IndexError:
        a.clear()
        raise


def in_while(a):
    while a:
        try:
            a = a - 1
        finally:
            a = a - 1
    return a
