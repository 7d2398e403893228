"""Coroutines."""


async def awaited(a):
    return await a


async def looped(values):
    total = 0
    async for value in values:
        total += value
    return total


async def managed(manager):
    async with manager as value:
        return value


async def yielded(n):
    for i in range(n):
        yield i


async def comprehended(values):
    return [value async for value in values if await value]
