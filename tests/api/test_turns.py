import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.problems import Problem
from api.sparql.turns import House, Turn, Turns


class Worker:
    """A process that is killed by setting a flag."""

    def __init__(self) -> None:
        self.stopped = threading.Event()

    def stop(self) -> None:
        self.stopped.set()


def house(**changes: float) -> Turns:
    given = {"size": 1, "per_client": 2, "at_once": 4, "wait_seconds": 5, "fair_seconds": 60, **changes}
    return Turns(House(**given))  # type: ignore[arg-type]


def until(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_client_has_so_many_and_no_more() -> None:
    turns = house(size=4)
    first, _ = turns.take("a"), turns.take("a")
    with pytest.raises(Problem) as caught:
        turns.take("a")
    assert (caught.value.status, caught.value.headers) == (429, {"Retry-After": "1"})
    turns.take("b")
    turns.give(first, None)
    turns.take("a")


def test_all_have_so_many_and_no_more() -> None:
    turns = house(size=9, per_client=9)
    for client in "abcd":
        turns.take(client)
    with pytest.raises(Problem) as caught:
        turns.take("e")
    assert (caught.value.status, caught.value.code) == (503, "busy")
    assert caught.value.headers["Retry-After"]


def test_who_waits_too_long_is_told_and_forgotten() -> None:
    turns = house(wait_seconds=0.05)
    held = turns.take("a")
    for _ in range(3):  # each leaves again, so that the limit of a client is not reached
        with pytest.raises(Problem) as caught:
            turns.take("b")
        assert caught.value.code == "busy"
    turns.give(held, None)
    assert turns.counts() == (0, 0)
    turns.take("b")


def test_whoever_used_least_goes_first() -> None:
    turns = house(per_client=3)
    order: list[str] = []

    def visit(client: str) -> None:
        turn = turns.take(client)
        order.append(client)
        turns.give(turn, None)

    greedy = turns.take("greedy")
    time.sleep(0.1)
    turns.give(greedy, None)
    held = turns.take("other")
    with ThreadPoolExecutor() as threads:
        threads.submit(visit, "greedy")
        until(lambda: turns.counts() == (1, 1))
        threads.submit(visit, "polite")
        until(lambda: turns.counts() == (1, 2))
        turns.give(held, None)
    assert order == ["polite", "greedy"]


def test_room_is_made_for_those_who_wait() -> None:
    turns = house(fair_seconds=0.2)
    worker, held = Worker(), turns.take("a")
    held.worker = worker

    def end_when_stopped() -> None:
        assert worker.stopped.wait(5)
        turns.give(held, None)

    thread = threading.Thread(target=end_when_stopped)
    thread.start()
    start = time.monotonic()
    turn = turns.take("b")
    thread.join()
    assert isinstance(turn, Turn) and held.evicted
    assert 0.15 < time.monotonic() - start < 2


def test_nobody_is_stopped_while_nobody_waits() -> None:
    turns = house(size=2, fair_seconds=0)
    worker, held = Worker(), turns.take("a")
    held.worker = worker
    turns.give(turns.take("b"), None)
    assert not worker.stopped.is_set()
