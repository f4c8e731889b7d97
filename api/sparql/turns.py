"""Who may ask when: limits a client and in all, fair turns, room made where a query holds on too long."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any, Final, Protocol

from api.problems import Problem
from api.sparql.desk import Desk

_LOOK_SECONDS: Final = 0.1  # how often one who waits looks whether room can be made
_IMPATIENCE: Final = 10.0  # so much sooner, at most, goes the query of one who used much for one who used little
_SMALL_USE: Final = 0.02  # seconds of work that are not worth remembering
_SHORT: Final = 0.05  # seconds that one who was let ask ahead stays behind the query before it
_ALIKE: Final = 1.0  # nobody is put behind one who used so many seconds more or less of late


class Stoppable(Protocol):
    """A process that can be killed by another than its user."""

    def stop(self) -> None:
        """Kills it; its user sees it end."""

    def takes(self, version: str) -> bool:
        """Whether it may be asked at once over this version of the data."""


class RecalledError(Exception):
    """Who asked ahead waits too long behind the query before; the answer will not come."""


@dataclass(slots=True, eq=False)
class Turn:
    """One query's stay: first it waits, then it has a place, in which a process may or may not run already.

    While another has the place (``before``) it may ask ahead: its query lies with the process when that one is done.
    """

    client: str
    version: str = ""
    worker: Stoppable | None = None
    before: Turn | None = None
    behind: Turn | None = None
    sent: asyncio.Future[Any] | None = None  # what one who asks ahead waits for
    since: float = 0.0  # when it got its place
    evicted: bool = False
    ready: asyncio.Future[None] | None = None  # for those who wait


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """How many may be in: ``size`` places, ``per_client`` and ``at_once`` queries that run or wait; seconds to wait,
    and seconds that a query may keep its place while others wait.
    """

    size: int
    per_client: int
    at_once: int
    wait_seconds: float
    fair_seconds: float


class Turns:
    """The places of a house, for the tasks of one event loop.

    Of those who wait, the next is the one whose client used least of late, so that a few who ask much keep nobody
    else waiting. Where all places are taken by queries past their fair time, one is stopped; the time is shorter for
    clients who used more of late than the one who waits.
    """

    def __init__(self, house: House, desk: Desk | None = None) -> None:
        """``desk`` counts for several houses that have their clients in common."""
        self.house = house
        self.desk = desk or Desk()
        self._free: list[Stoppable | None] = [None] * house.size
        self._running: set[Turn] = set()
        self._waiting: list[Turn] = []
        self._looking = False

    async def take(self, client: str, version: str = "") -> Turn:
        """A place, or one behind another's. Raises ``Problem``: 429 for one who has too many, 503 where too many wait
        or it takes too long.
        """
        self._admit(client)
        turn = Turn(client, version)
        if self._free:
            self._seat(turn, self._free.pop())
        elif not self._waiting and (before := next((one for one in self._running if self._fits(turn, one)), None)):
            self._put_behind(turn, before)
        else:
            await self.wait(turn)
        return turn

    async def wait(self, turn: Turn) -> None:
        """Waits for a place, or for one behind another's; raises ``Problem`` 503."""
        loop, again = asyncio.get_running_loop(), turn.ready is not None
        turn.ready = loop.create_future()
        self._waiting.insert(0 if again else len(self._waiting), turn)
        self._look_later()
        timer = loop.call_later(self.house.wait_seconds, self._give_up, turn)
        try:
            await turn.ready
        finally:
            timer.cancel()

    def leave(self, turn: Turn) -> None:
        """Gives up a place behind another's."""
        if turn.before:
            turn.before.behind = turn.before = turn.worker = None

    def give(self, turn: Turn) -> None:
        """Ends a turn; the place goes to the next, with the process that now runs there."""
        if turn.before:
            self.leave(turn)
            self.desk.leave(turn.client)
            return
        self._running.discard(turn)
        if (seconds := time.monotonic() - turn.since) >= _SMALL_USE:
            self.desk.charge(turn.client, seconds)
        self.desk.leave(turn.client)
        if following := turn.behind:
            turn.behind = following.before = None
            self._seat(following, turn.worker)
        elif self._waiting:
            following = self._following()
            self._seat(following, turn.worker)
            self._call(following)
        else:
            self._free.append(turn.worker)
            return
        if self._waiting and self._fits(ahead := self._following(), following):
            self._put_behind(ahead, following)
            self._call(ahead)

    def empty(self) -> list[Stoppable | None]:
        """What stands in the free places, which are then bare."""
        held, self._free = self._free, [None] * len(self._free)
        return held

    def counts(self) -> tuple[int, int]:
        """How many run and how many wait."""
        return len(self._running), len(self._waiting)

    def _call(self, turn: Turn) -> None:
        self._waiting.remove(turn)
        if turn.ready and not turn.ready.done():
            turn.ready.set_result(None)

    def _fits(self, turn: Turn, before: Turn) -> bool:
        """Whether one may ask ahead behind another: short queries, it seems, of clients who used alike of late."""
        return (
            before.behind is None
            and before.worker is not None
            and before.worker.takes(turn.version)
            and time.monotonic() - before.since < _SHORT
            and abs(self.desk.debt(turn.client) - self.desk.debt(before.client)) < _ALIKE
        )

    def _put_behind(self, turn: Turn, before: Turn) -> None:
        turn.before, before.behind, turn.worker = before, turn, before.worker
        self._look_later()

    def _recall(self) -> bool:
        """Calls back those behind a query that is not short after all; whether there were any behind one."""
        now, held = time.monotonic(), [turn for turn in self._running if turn.behind]
        late = [turn for turn in held if now - turn.since >= _SHORT]
        for behind in (turn.behind for turn in late):
            if behind and behind.sent and not behind.sent.done():
                behind.sent.set_exception(RecalledError())
        return bool(held)

    def _give_up(self, turn: Turn) -> None:
        if turn.ready and not turn.ready.done():
            self._waiting.remove(turn)
            self.desk.leave(turn.client)
            turn.ready.set_exception(_busy("every process that answers queries is at work; try again"))

    def _following(self) -> Turn:
        debts: dict[str, float] = {}
        for turn in self._waiting:
            if turn.client not in debts:
                debts[turn.client] = self.desk.debt(turn.client)
                if not debts[turn.client]:
                    return turn
        return min(self._waiting, key=lambda waiting: debts[waiting.client])

    def _admit(self, client: str) -> None:
        mine, everyone = self.desk.enter(client)
        if mine > self.house.per_client:
            self.desk.leave(client)
            raise Problem(
                429,
                "too-many-queries",
                f"{self.house.per_client} queries of yours are being answered; ask again when one is done",
                headers={"Retry-After": "1"},
                limit=self.house.per_client,
            )
        if everyone > self.house.at_once:
            self.desk.leave(client)
            raise _busy("more queries are waiting than this server takes; try again")

    def _seat(self, turn: Turn, worker: Stoppable | None) -> None:
        turn.worker, turn.since = worker, time.monotonic()
        self._running.add(turn)

    def _look_later(self) -> None:
        if not self._looking:
            self._looking = True
            asyncio.get_running_loop().call_later(_LOOK_SECONDS, self._look)

    def _look(self) -> None:
        self._looking = False
        some_ahead = self._recall()
        if self._waiting:
            self._make_room()
        if self._waiting or some_ahead:
            self._look_later()

    def _make_room(self) -> None:
        """Stops one query past its fair time for each who waits, first those of clients who used most of late."""
        now = time.monotonic()
        held = sorted(self._running, key=lambda turn: (-self.desk.debt(turn.client), turn.since))
        waiting = sorted(self.desk.debt(turn.client) for turn in self._waiting)
        for debt in waiting[sum(turn.evicted for turn in held) :]:
            for turn in held:
                if turn.worker and not turn.evicted and now - turn.since >= self._patience(turn.client, debt):
                    turn.evicted = True
                    turn.worker.stop()
                    break

    def _patience(self, client: str, debt: float) -> float:
        """Seconds that a query of the client may keep one waiting who used ``debt`` seconds of late."""
        return self.house.fair_seconds / min(_IMPATIENCE, max(1.0, self.desk.debt(client) - debt))


def _busy(detail: str) -> Problem:
    return Problem(503, "busy", detail, headers={"Retry-After": "2"})
