"""The web process's end of the wire to a process that answers queries, in the event loop."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, cast

from api.sparql.wire import Message, packed, unpacked


class Line(asyncio.Protocol):
    """Messages out, and for each one back, in the same order."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._data = bytearray()
        self._gone = False
        self._answers: deque[asyncio.Future[Message]] = deque()

    def ask(self, head: dict[str, Any]) -> asyncio.Future[Message]:
        """Sends a message; the future of its answer, which raises ``EOFError`` where the other end is gone.

        Whoever no longer waits may give the future another result: the answer is passed over when it comes.
        """
        answer: asyncio.Future[Message] = self._loop.create_future()
        if self._gone or not self._transport:
            answer.set_exception(EOFError())
        else:
            self._answers.append(answer)
            self._transport.write(packed(head))
        return answer

    async def within(self, answer: asyncio.Future[Message], seconds: float) -> Message:
        """The answer. Raises ``TimeoutError`` after so many seconds."""
        timer = self._loop.call_later(seconds, _fail, answer, TimeoutError())
        try:
            return await answer
        finally:
            timer.cancel()

    def close(self) -> None:
        """Hangs up."""
        if self._transport:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The line stands."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """A piece of a message, or several."""
        self._data += data
        while (found := unpacked(self._data)) is not None:
            message, length = found
            del self._data[:length]
            answer = self._answers.popleft()
            if not answer.done():
                answer.set_result(message)

    def connection_lost(self, exc: Exception | None) -> None:
        """The other end is gone."""
        self._gone = True
        while self._answers:
            _fail(self._answers.popleft(), EOFError())


def _fail(answer: asyncio.Future[Message], error: Exception) -> None:
    if not answer.done():
        answer.set_exception(error)
        answer.exception()  # looked at, should nobody wait for it
