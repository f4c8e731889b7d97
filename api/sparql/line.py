"""The web process's end of the wire to a process that answers queries, in the event loop."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from api.sparql.wire import Message, packed, unpacked


class Line(asyncio.Protocol):
    """One message out, one back, and so on."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._data = bytearray()
        self._gone = False
        self._answer: asyncio.Future[Message] = self._loop.create_future()

    def send(self, head: dict[str, Any]) -> None:
        """Sends a message, whose answer ``receive`` then waits for."""
        if self._transport and not self._answer.done():
            self._transport.write(packed(head))

    async def receive(self, seconds: float) -> Message:
        """The next message. Raises ``EOFError`` where the other end is gone, ``TimeoutError`` after so many seconds.

        After an error there are no further messages.
        """
        if self._gone and not self._answer.done():
            raise EOFError
        timer = self._loop.call_later(seconds, self._fail, TimeoutError())
        try:
            message = await self._answer
        finally:
            timer.cancel()
        self._answer = self._loop.create_future()
        return message

    def close(self) -> None:
        """Hangs up."""
        if self._transport:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The line stands."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """A piece of a message, or the last one."""
        if self._data:
            self._data += data
        message = unpacked(self._data or data)
        if message is None:
            self._data = self._data or bytearray(data)
        else:
            self._data = bytearray()
            if not self._answer.done():
                self._answer.set_result(message)

    def connection_lost(self, exc: Exception | None) -> None:
        """The other end is gone."""
        self._gone = True
        self._fail(EOFError())

    def _fail(self, error: Exception) -> None:
        if not self._answer.done():
            self._answer.set_exception(error)
            self._answer.exception()  # looked at, should nobody wait for it
