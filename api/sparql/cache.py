"""Results that were given before, for as long as the store keeps its version."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

_BESIDE: Final = 1_000  # bytes that an entry takes beside its body and its query
_LARGEST: Final = 8  # no result may take more than this part of the cache


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer: ``etag`` tells body and media type, in the quotes that the header wants."""

    content_type: str
    body: bytes
    etag: str

    @classmethod
    def of(cls, content_type: str, body: bytes) -> Reply:
        """The reply with its tag."""
        return cls(content_type, body, f'"{blake2b(body, digest_size=12, key=content_type.encode()[:64]).hexdigest()}"')


class Cache:
    """At most so many bytes of replies, those first forgotten that were not asked for longest. Safe to share."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._lock = threading.Lock()
        self._version = ""
        self._held: OrderedDict[Hashable, tuple[Reply, int]] = OrderedDict()
        self.size = 0

    def __len__(self) -> int:
        return len(self._held)

    def get(self, version: str, key: Hashable) -> Reply | None:
        """What was put under the key while the store had this version."""
        with self._lock:
            if version != self._version:
                return None
            found = self._held.get(key)
            if found is None:
                return None
            self._held.move_to_end(key)
            return found[0]

    def put(self, version: str, key: Hashable, reply: Reply, *, beside: int = 0) -> None:
        """Keeps a reply; ``beside`` are the bytes of its key. Replies of another version are forgotten."""
        size = len(reply.body) + beside + _BESIDE
        with self._lock:
            if version != self._version:
                self._held.clear()
                self._version, self.size = version, 0
            if size * _LARGEST > self._most or key in self._held:
                return
            self._held[key] = (reply, size)
            self.size += size
            while self.size > self._most:
                _, (_, freed) = self._held.popitem(last=False)
                self.size -= freed
