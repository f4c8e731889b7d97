"""Work handed to other processes or machines, its results in order; a worker that dies loses nothing.

One way to use them: ``with workers(jobs, scheduler) as crew: crew.map(function, items)``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from time import monotonic
from typing import TYPE_CHECKING, Protocol, TypeVar

from kg.model import InputError, WentuError

if TYPE_CHECKING:
    from distributed import Client

AHEAD = 4
"""Items handed to each worker ahead of time: enough to keep it busy, few enough that memory stays bounded."""
WAIT = 30
"""Seconds that a cluster's first worker is waited for."""
LOOK, LONGEST_ALONE = 5, 120
"""Seconds between two looks whether there are workers, and for how long a cluster may be without any."""
MOST_LOST = 8
"""So many items lost one after another are not to blame: processes do not live here."""
RECOUNT = 50
"""Items after which the workers of a cluster are counted again: they may come and go."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class Crew(Protocol):
    """Whoever does the work."""

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item], lost: Callable[[Item], Result]
    ) -> Iterator[tuple[Item, Result]]:
        """Each item with its result, in order. An item that kills its worker again and again gets ``lost(item)``."""


class Alone:
    """Works in this very process."""

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item], lost: Callable[[Item], Result]
    ) -> Iterator[tuple[Item, Result]]:
        """See ``Crew``."""
        return ((item, function(item)) for item in items)


class Processes:
    """Works in ``jobs`` processes of this machine.

    One that dies takes the pool with it, and nobody can tell on which item. So the pool is started anew and those under
    way are done one at a time: who kills a worker while alone has killed one twice.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._lost = 0
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # Not fork: the parent holds an open store with threads of its own.
        return ProcessPoolExecutor(self._jobs, mp_context=get_context("spawn"))

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item], lost: Callable[[Item], Result]
    ) -> Iterator[tuple[Item, Result]]:
        """See ``Crew``. Raises ``WentuError`` where one item after another kills its worker."""
        under_way: deque[tuple[Item, Future[Result]]] = deque()

        def settled() -> Iterator[tuple[Item, Result]]:
            item, future = under_way.popleft()
            try:
                yield item, future.result()
                self._lost = 0
            except BrokenProcessPool:
                suspects = [(item, future), *under_way]
                under_way.clear()
                self._restart()
                for item, future in suspects:
                    done = future.done() and not (future.cancelled() or future.exception())
                    yield item, future.result() if done else self._do_alone(function, item, lost)

        for item in items:
            under_way.append((item, self._submit(function, item)))
            if len(under_way) >= self._jobs * AHEAD:
                yield from settled()
        while under_way:
            yield from settled()

    def _submit(self, function: Callable[[Item], Result], item: Item) -> Future[Result]:
        try:
            return self._pool.submit(function, item)
        except BrokenProcessPool as error:  # it broke since the last look: this item is under way with the others
            future: Future[Result] = Future()
            future.set_exception(error)
            return future

    def _do_alone(self, function: Callable[[Item], Result], item: Item, lost: Callable[[Item], Result]) -> Result:
        try:
            result = self._pool.submit(function, item).result()
        except BrokenProcessPool:
            self._lost += 1
            if self._lost == MOST_LOST:
                raise WentuError(
                    f"the extracting processes die as they are started ({MOST_LOST} pages one after another); what is "
                    "stored stays: look for what ends them (memory, a limit), or use --jobs 1"
                ) from None
            self._restart()
            return lost(item)
        self._lost = 0
        return result

    def _restart(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._start()

    def close(self) -> None:
        """Ends the processes; work that has not begun is dropped."""
        self._pool.shutdown(wait=True, cancel_futures=True)


class Cluster:
    """Works on a Dask cluster, which gives an item to another worker when the first dies, three times at most."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item], lost: Callable[[Item], Result]
    ) -> Iterator[tuple[Item, Result]]:
        """See ``Crew``."""
        from distributed import KilledWorker

        def result(item: Item, future: Future[Result]) -> tuple[Item, Result]:
            try:
                return item, self._outcome(future)
            except KilledWorker:
                return item, lost(item)
            except (CancelledError, OSError) as error:
                raise WentuError(
                    f"the Dask scheduler was lost ({error or type(error).__name__}); what is stored stays: "
                    "run the same command again"
                ) from None

        under_way: deque[tuple[Item, Future[Result]]] = deque()
        ahead = AHEAD
        executor = self._client.get_executor(pure=False)  # type: ignore[no-untyped-call]
        try:
            for number, item in enumerate(items):
                if number % RECOUNT == 0:
                    ahead = max(1, sum(self._client.nthreads().values())) * AHEAD  # type: ignore[no-untyped-call]
                under_way.append((item, executor.submit(function, item)))
                while len(under_way) >= ahead:
                    yield result(*under_way.popleft())
            while under_way:
                yield result(*under_way.popleft())
        finally:
            executor.shutdown(wait=False)  # what is still under way was given up: nobody waits for it

    def _outcome(self, future: Future[Result]) -> Result:
        """What ``future`` comes to. Raises ``WentuError`` where there was no worker for ``LONGEST_ALONE`` seconds."""
        seen = monotonic()
        while True:
            wait([future], timeout=LOOK)
            if future.done():
                return future.result()
            if self._client.nthreads():  # type: ignore[no-untyped-call]
                seen = monotonic()
            elif monotonic() - seen > LONGEST_ALONE:
                raise WentuError(
                    "the Dask cluster has no workers any more; what is stored stays: "
                    "start some and run the same command again"
                )


@contextmanager
def workers(jobs: int, scheduler: str | None) -> Iterator[Crew]:
    """Those who work: this process, ``jobs`` processes, or the Dask cluster of the scheduler at an address.

    Raises ``InputError`` where no scheduler answers.
    """
    if scheduler is not None:
        with _client(scheduler) as client:
            yield Cluster(client)
    elif jobs > 1:
        crew = Processes(jobs)
        try:
            yield crew
        finally:
            crew.close()
    else:
        yield Alone()


def _client(scheduler: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise InputError("--scheduler needs the cluster extra: pip install 'wentu[cluster]'") from None
    try:
        client = Client(scheduler, timeout="10s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise InputError(f"no Dask scheduler answers at {scheduler}: {error}") from None
    try:
        client.wait_for_workers(1, timeout=WAIT)
    except TimeoutError:
        client.close()  # type: ignore[no-untyped-call]
        raise InputError(
            f"the Dask scheduler at {scheduler} has no workers; start some: dask worker {scheduler}"
        ) from None
    return client
