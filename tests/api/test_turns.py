import asyncio
import functools
import time
from collections.abc import Awaitable, Callable
from typing import ParamSpec

import pytest

from api.problems import Problem
from api.sparql.turns import House, RecalledError, Turn, Turns

_Given = ParamSpec("_Given")


def in_a_loop(test: Callable[_Given, Awaitable[None]]) -> Callable[_Given, None]:
    @functools.wraps(test)
    def run(*given: _Given.args, **named: _Given.kwargs) -> None:
        async def wait() -> None:
            await asyncio.wait_for(test(*given, **named), 10)

        asyncio.run(wait())

    return run


class Worker:
    """A process that is killed by setting a flag."""

    def __init__(self) -> None:
        self.stopped = asyncio.Event()

    def stop(self) -> None:
        self.stopped.set()

    def takes(self, version: str) -> bool:
        return False


def house(**changes: float) -> Turns:
    given = {"size": 1, "per_client": 2, "at_once": 4, "wait_seconds": 5, "fair_seconds": 60, **changes}
    return Turns(House(**given))  # type: ignore[arg-type]


@in_a_loop
async def test_a_client_has_so_many_and_no_more() -> None:
    turns = house(size=4)
    first, _ = await turns.take("a"), await turns.take("a")
    with pytest.raises(Problem) as caught:
        await turns.take("a")
    assert (caught.value.status, caught.value.headers) == (429, {"Retry-After": "1"})
    await turns.take("b")
    turns.give(first)
    await turns.take("a")


@in_a_loop
async def test_all_have_so_many_and_no_more() -> None:
    turns = house(size=9, per_client=9)
    for client in "abcd":
        await turns.take(client)
    with pytest.raises(Problem) as caught:
        await turns.take("e")
    assert (caught.value.status, caught.value.code) == (503, "busy")
    assert caught.value.headers["Retry-After"]


@in_a_loop
async def test_who_waits_too_long_is_told_and_forgotten() -> None:
    turns = house(wait_seconds=0.05)
    held = await turns.take("a")
    for _ in range(3):  # each leaves again, so that the limit of a client is not reached
        with pytest.raises(Problem) as caught:
            await turns.take("b")
        assert caught.value.code == "busy"
    turns.give(held)
    assert turns.counts() == (0, 0)
    await turns.take("b")


@in_a_loop
async def test_whoever_used_least_goes_first() -> None:
    turns = house(per_client=3)
    order: list[str] = []

    async def visit(client: str) -> None:
        turn = await turns.take(client)
        order.append(client)
        turns.give(turn)

    greedy = await turns.take("greedy")
    await asyncio.sleep(0.1)
    turns.give(greedy)
    held = await turns.take("other")
    async with asyncio.TaskGroup() as visits:
        for number, client in enumerate(["greedy", "polite"]):
            visits.create_task(visit(client))
            await asyncio.sleep(0)
            assert turns.counts() == (1, number + 1)
        turns.give(held)
    assert order == ["polite", "greedy"]


@in_a_loop
async def test_of_two_who_used_much_the_one_who_used_less_goes_first() -> None:
    turns = house(per_client=3)
    order: list[str] = []

    async def visit(client: str, seconds: float = 0) -> None:
        turn = await turns.take(client)
        order.append(client)
        await asyncio.sleep(seconds)
        turns.give(turn)

    await visit("greedy", 0.2)
    await visit("modest", 0.1)
    held = await turns.take("other")
    async with asyncio.TaskGroup() as visits:
        for client in ("greedy", "modest"):
            visits.create_task(visit(client))
            await asyncio.sleep(0)
        turns.give(held)
    assert order[2:] == ["modest", "greedy"]


@in_a_loop
async def test_room_is_made_for_those_who_wait() -> None:
    turns = house(fair_seconds=0.2)
    worker, held = Worker(), await turns.take("a")
    held.worker = worker

    async def end_when_stopped() -> None:
        await worker.stopped.wait()
        turns.give(held)

    async with asyncio.TaskGroup() as visits:
        visits.create_task(end_when_stopped())
        start = time.monotonic()
        turn = await turns.take("b")
    assert isinstance(turn, Turn) and held.evicted
    assert 0.15 < time.monotonic() - start < 2


@in_a_loop
async def test_nobody_is_stopped_while_nobody_waits() -> None:
    turns = house(size=2, fair_seconds=0)
    worker, held = Worker(), await turns.take("a")
    held.worker = worker
    turns.give(await turns.take("b"))
    await asyncio.sleep(0.3)
    assert not worker.stopped.is_set()


@in_a_loop
async def test_who_used_much_makes_room_sooner() -> None:
    turns = house(size=1, fair_seconds=3)
    turns.desk.charge("greedy", 20.0)
    worker, held = Worker(), await turns.take("greedy")
    held.worker = worker

    async def end_when_stopped() -> None:
        await worker.stopped.wait()
        turns.give(held)

    async with asyncio.TaskGroup() as visits:
        visits.create_task(end_when_stopped())
        start = time.monotonic()
        await turns.take("modest")
    assert time.monotonic() - start < 2


class Ready(Worker):
    """One that may be asked at once."""

    def takes(self, version: str) -> bool:
        return version == "now"


@in_a_loop
async def test_the_next_asks_ahead_and_has_the_place_then() -> None:
    turns, worker = house(size=1, at_once=9, per_client=9), Ready()
    first = await turns.take("a", "now")
    first.worker = worker
    second = await turns.take("a", "now")
    third = asyncio.create_task(turns.take("a", "now"))
    await asyncio.sleep(0)
    assert second.before is first and second.worker is worker and not third.done()
    turns.give(first)
    assert second.before is None
    assert (await third).before is second


@in_a_loop
async def test_nobody_asks_ahead_behind_a_query_that_lasts() -> None:
    turns, worker = house(size=1), Ready()
    first = await turns.take("a", "now")
    first.worker = worker
    second = await turns.take("b", "now")
    second.sent = asyncio.get_running_loop().create_future()
    with pytest.raises(RecalledError):
        await second.sent
    turns.leave(second)
    third = asyncio.create_task(turns.take("c", "now"))
    await asyncio.sleep(0)
    assert not third.done()
    turns.give(first)
    assert (await third).before is None


@pytest.mark.parametrize("change", ["version", "debt", "process"])
def test_only_the_like_ask_ahead(change: str) -> None:
    @in_a_loop
    async def ask() -> None:
        turns = house(size=1)
        first = await turns.take("a", "now")
        first.worker = None if change == "process" else Ready()
        turns.desk.charge("b", 5.0 if change == "debt" else 0.0)
        second = asyncio.create_task(turns.take("b", "then" if change == "version" else "now"))
        await asyncio.sleep(0)
        assert not second.done()
        turns.give(first)
        await second

    ask()
