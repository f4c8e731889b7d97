"""How a local store lies on disk, and how what is written reaches readers.

::

    STORE/store.json      the layout's number
    STORE/lock            held by the one writer
    STORE/primary/        the engine's files; only the writer opens them
    STORE/snapshots/7/    what readers open: a finished copy (hard links) that nobody writes to any more
    STORE/snapshots/7.mark  locked by each of its readers, so that the writer does not remove it
    STORE/published       the number of the newest snapshot
    STORE/unpublished     stands while the primary holds something that no snapshot has
    STORE/wear            about how many bytes of words the primary still keeps that no article states any more
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from pyoxigraph import Quad
from pyoxigraph import Store as Engine

from kg.store.errors import StoreCorruptError, StoreLayoutError, StoreMissingError
from kg.store.lock import ReaderMark, unread

LAYOUT: Final = 2
DESCRIPTION: Final = "store.json"
WORN: Final = 0.08
"""The share of wear in the primary's bytes from which that is written anew: it was seen to take 3.3 times its bytes."""
LEAST_WEAR: Final = 4 << 20
"""Below this many bytes nobody cares."""


class Layout:
    """The paths of one store, its numbered snapshots, and the steps that publish a new one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.primary = root / "primary"
        self.lock = root / "lock"
        self._snapshots = root / "snapshots"
        self._published = root / "published"
        self._unpublished = root / "unpublished"
        self._wear = root / "wear"
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
            raise StoreCorruptError(f"{self.root}: this is a file, not a store's directory; give another --store")
        description = self.root / DESCRIPTION
        if not description.exists():
            if any(self.root.iterdir()):
                raise StoreCorruptError(
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
        return self._unpublished.exists() or (self.primary.exists() and not self._published.exists())

    def mark_unpublished(self) -> None:
        """Says, before the primary is written to, that readers will lack something."""
        self._unpublished.touch()

    def add_wear(self, count: int) -> None:
        """Notes that ``count`` more bytes of words are stated by no article. The engine never lets go of them."""
        if count:
            _write(self._wear, f"{self._worn() + count}\n")

    def _worn(self) -> int:
        try:
            return int(self._wear.read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):  # a guess that is lost costs some room, not the store
            return 0

    def settle(self) -> None:
        """Ends a renewal that was cut short; the writer calls this before it opens the primary."""
        if not self.primary.exists() and self._old.exists():
            self._old.rename(self.primary)
        for rest in (self._old, self._new):
            shutil.rmtree(rest, ignore_errors=True)

    @property
    def is_worn(self) -> bool:
        """Whether renewing the primary would give back much room."""
        wear = self._worn()
        return wear > LEAST_WEAR and wear > WORN * sum(p.stat().st_size for p in self.primary.glob("*.sst"))

    def renew(self, made_of: Callable[[Engine], Iterable[Quad]] = iter) -> None:
        """Writes the primary anew, with what is stated and nothing else; nobody may have it open.

        ``made_of`` gives the quads of the new one, where they are not those of the old. Killed at any
        moment it leaves the one or the other, and ``settle`` clears up.
        """
        old, new = Engine(str(self.primary)), Engine(str(self._new))
        new.bulk_extend(made_of(old))
        new.optimize()
        new.flush()
        del old, new
        self.mark_unpublished()
        self.primary.rename(self._old)
        self._new.rename(self.primary)
        self._wear.unlink(missing_ok=True)
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
        self._remove_all_but(number)
        for diary in self.primary.glob("LOG.old.*"):  # the engine keeps one of each time it was opened, 140 kB each
            diary.unlink(missing_ok=True)
        return number

    def _mark(self, number: int) -> Path:
        return self._snapshots / f"{number}.mark"

    def _remove_all_but(self, newest: int) -> None:
        for mark in self._snapshots.glob("*.mark"):
            if mark.stem == str(newest):
                continue
            with unread(mark) as is_free:
                if is_free:
                    # The mark goes last, so that a removal that is cut short is taken up by the next one.
                    shutil.rmtree(self.snapshot(int(mark.stem)), ignore_errors=True)
                    mark.unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    """Writes a whole small file or nothing."""
    new = path.with_name(path.name + ".new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
