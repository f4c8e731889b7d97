"""How a local store lies on disk, and how what is written reaches readers.

::

    STORE/store.json      the layout's number
    STORE/lock            held by the one writer
    STORE/primary/        the engine's files; only the writer opens them
    STORE/snapshots/7/    what readers open: a finished copy (hard links) that nobody writes to any more
    STORE/snapshots/7.mark  locked by each of its readers, so that the writer does not remove it
    STORE/published       the number of the newest snapshot
    STORE/unpublished     stands while the primary holds something that no snapshot has
    STORE/compact         about how many bytes the primary would take if all of it were written at once
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, Quad
from pyoxigraph import Store as Engine

from kg.store.errors import StoreCorruptError, StoreKindError, StoreLayoutError, StoreMissingError
from kg.store.lock import ReaderMark, unread

LAYOUT: Final = 2
DESCRIPTION: Final = "store.json"
SWOLLEN: Final = 1.3
"""So many times its compact size, the primary is written anew. It grows without growing in what it states: the engine
keeps the words of what was replaced for ever, and does not compress what it merges in its upper levels, some 100 MB."""
AT_ONCE: Final = 1_000_000
"""The engine compresses so many quads if it is given them in one go (up to 1.5 GB of memory)."""
BATCH: Final = 250_000
"""It does not when they are more, so that they may as well be given in batches (0.5 GB of memory)."""
LEAST: Final = 1 << 20
"""Nobody cares for less than this many bytes too many."""
QUAD: Final = 224
"""Bytes that a quad takes in a compact store beside its literal's, its triple's share in the union with it. Measured on
news and on made-up articles: 223.4 and 223.9. More where there are millions, which a renewal finds out."""


class Layout:
    """The paths of one store, its numbered snapshots, and the steps that publish a new one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.primary = root / "primary"
        self.lock = root / "lock"
        self._snapshots = root / "snapshots"
        self._published = root / "published"
        self._unpublished = root / "unpublished"
        self._compact = root / "compact"
        self._old = root / "primary.old"
        self._new = root / "primary.new"

    def check(self) -> None:
        """Raises where ``root`` is no store of this layout."""
        layout = self.found()
        if layout != LAYOUT:
            advice = "install a newer Wentu" if layout > LAYOUT else f"run: wentu upgrade --store {self.root}"
            raise StoreLayoutError(f"{self.root}: the store has layout {layout}, this version needs {LAYOUT}; {advice}")

    def found(self) -> int:
        """The number of the layout that the store has. Raises where ``root`` is no store."""
        if not self.root.exists():
            raise StoreMissingError(
                f"{self.root}: there is no store; make one with: wentu build PATH --store {self.root}"
            )
        if not self.root.is_dir():
            raise StoreKindError(f"{self.root}: this is a file, not a store's directory; give another --store")
        description = self.root / DESCRIPTION
        if not description.exists():
            if any(self.root.iterdir()):
                raise StoreKindError(
                    f"{self.root}: this directory is no store ({DESCRIPTION} is missing); give another --store"
                )
            raise StoreMissingError(
                f"{self.root}: there is no store yet; make one with: wentu build PATH --store {self.root}"
            )
        try:
            return int(json.loads(description.read_text(encoding="utf-8"))["layout"])
        except (ValueError, KeyError, TypeError) as error:
            raise StoreCorruptError(
                f"{description}: damaged ({error}); build the store anew in another directory"
            ) from None

    def create(self) -> None:
        """Makes an empty store where there is none; leaves an existing one as it is."""
        if self.root.is_dir() and any(self.root.iterdir()):
            # A creation that was cut short left nothing but an empty lock: go on with it.
            if {entry.name for entry in self.root.iterdir()} - {"lock", f"{DESCRIPTION}.new"}:
                return
        elif self.root.exists() and not self.root.is_dir():
            return
        self.root.mkdir(parents=True, exist_ok=True)
        self.describe()

    def describe(self) -> None:
        """Writes that the store has this version's layout."""
        _write(self.root / DESCRIPTION, json.dumps({"layout": LAYOUT}) + "\n")

    @property
    def number(self) -> int:
        """The number of the newest snapshot, 0 where none was published."""
        try:
            return int(self._published.read_text(encoding="ascii"))
        except FileNotFoundError:
            return 0
        except ValueError:
            raise StoreCorruptError(f"{self._published}: damaged; remove it and run wentu build again") from None

    def snapshot(self, number: int) -> Path:
        """The directory of a snapshot, whether it is there or not."""
        return self._snapshots / str(number)

    def hold(self, number: int) -> ReaderMark:
        """Marks a snapshot as being read. Raises ``FileNotFoundError`` where it was removed meanwhile."""
        mark = ReaderMark(self._mark(number))
        if not self.snapshot(number).exists():
            mark.release()
            raise FileNotFoundError(self.snapshot(number))
        return mark

    @property
    def is_unpublished(self) -> bool:
        """Whether the primary may hold something that readers cannot see yet."""
        if self._unpublished.exists():
            return True
        return self.primary.exists() and not self.snapshot(self.number).exists()

    def mark_unpublished(self) -> None:
        """Says, before the primary is written to, that readers will lack something."""
        self._unpublished.touch()

    def expect(self, size: int) -> None:
        """Notes the bytes that the primary would take if it were written at once."""
        # Not forced to the disk: a guess that is lost with the machine costs one renewal.
        _write(self._compact, f"{max(size, 0)}\n", sync=False)

    def expect_more(self, size: int) -> None:
        """Notes that they are so many more (or fewer, below zero)."""
        if size and (expected := self._expected()) is not None:
            self.expect(expected + size)

    def _expected(self) -> int | None:
        try:
            return int(self._compact.read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return None

    def settle(self) -> None:
        """Ends a renewal that was cut short; the writer calls this before it opens the primary."""
        if not self.primary.exists() and self._old.exists():
            self._old.rename(self.primary)
        for rest in (self._old, self._new):
            shutil.rmtree(rest, ignore_errors=True)

    def tidy(self) -> None:
        """Gives back the room that the engine takes without need; nobody may have the primary open.

        The work is that of writing all that is stated, but a part as large as the primary must have been lost or left
        uncompressed before it is done: in the long run it is in proportion to what was written.
        """
        if self._is_too_large(self.primary) and shutil.disk_usage(self.root).free > room_of(self.primary):
            if not self._renew():
                return
        elif not self._is_too_large(self.primary, self.snapshot(self.number)):
            return
        # Written anew, or parted from the snapshot by what the engine merged after that was made.
        engine = Engine(str(self.primary))
        self.publish(engine)
        del engine

    def _is_too_large(self, *folders: Path) -> bool:
        size, expected = room_of(*folders), self._expected() or 0
        return size - expected > LEAST and size > SWOLLEN * expected

    def _renew(self) -> bool:
        old = Engine(str(self.primary))
        try:
            self.write_anew(old, len(old))
        except OSError:  # somebody else took the room meanwhile: the store is as good as before, if larger
            self.settle()
            return False
        finally:
            del old
        self.swap()
        return True

    def write_anew(self, quads: Iterable[Quad], count: int) -> None:
        """Writes what the primary holds, which ``quads`` gives (about ``count``), at once beside it, for ``swap``."""
        new, each = Engine(str(self._new)), iter(quads)
        try:
            if count <= AT_ONCE:
                new.bulk_extend(each)
            while some := list(islice(each, BATCH)):
                new.bulk_extend(some)
            new.optimize()  # merges what it would merge sooner or later, so that the size is one that stays
            new.flush()
        finally:
            del new  # closes it, even while a traceback still holds this frame
        self.expect(room_of(self._new))

    def swap(self) -> None:
        """Puts what ``write_anew`` wrote in the primary's place; nobody may have either open.

        Killed at any moment it leaves the one or the other, and ``settle`` clears up.
        """
        self.mark_unpublished()
        self.primary.rename(self._old)
        self._new.rename(self.primary)
        shutil.rmtree(self._old)

    def publish(self, engine: Engine) -> int:
        """Makes a snapshot of ``engine`` and points readers to it; the writer alone may call this. Its number."""
        number = self.number + 1
        self._snapshots.mkdir(exist_ok=True)
        shutil.rmtree(self.snapshot(number), ignore_errors=True)  # left by a writer that was killed right here
        engine.backup(str(self.snapshot(number)))
        self._mark(number).touch()
        _write(self._published, f"{number}\n")
        self._unpublished.unlink(missing_ok=True)
        self.sweep()
        for diary in self.primary.glob("LOG.old.*"):  # the engine keeps one of each time it was opened, 140 kB each
            diary.unlink(missing_ok=True)
        return number

    def _mark(self, number: int) -> Path:
        return self._snapshots / f"{number}.mark"

    def sweep(self) -> None:
        """Removes the snapshots before the newest that nobody reads; any process may call this at any time."""
        newest = self.number
        for mark in self._snapshots.glob("*.mark"):
            if int(mark.stem) >= newest:  # a later one is about to be published
                continue
            with suppress(FileNotFoundError), unread(mark) as is_free:  # not there: somebody else has just removed it
                if is_free:
                    # The mark goes last, so that a removal that is cut short is taken up by the next one.
                    shutil.rmtree(self.snapshot(int(mark.stem)), ignore_errors=True)
                    mark.unlink(missing_ok=True)


def room(quads: Iterable[Quad]) -> int:
    """About how many bytes quads of named graphs take in a compact store."""
    return sum(QUAD + (len(q.object.value.encode()) if isinstance(q.object, Literal) else 0) for q in quads)


def room_of(*folders: Path) -> int:
    """The bytes of what the engine has stored in folders, files that are the same (hard links) once."""
    files = [path.stat() for folder in folders for path in folder.glob("*.sst")]
    return sum({file.st_ino: file.st_size for file in files}.values())


def _write(path: Path, text: str, *, sync: bool = True) -> None:
    """Writes a whole small file or nothing."""
    new = path.with_name(path.name + ".new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        if sync:
            os.fsync(file.fileno())
    new.replace(path)
