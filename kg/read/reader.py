"""Paths become pages: what to open, in which order, and what to say when something cannot be opened."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from kg.model import Issue, Page, Severity
from kg.read.metadata import Metadata, iso_date
from kg.read.pages import read_page
from kg.read.rows import count_lines, count_rows, read_jsonl, read_parquet

_Reader = Callable[[Path, Metadata], Iterator[Page | Issue]]
_READERS: dict[str, _Reader] = {
    ".txt": read_page,
    ".md": read_page,
    ".html": read_page,
    ".htm": read_page,
    ".jsonl": read_jsonl,
    ".parquet": read_parquet,
}
_FORMATS = ".txt, .md, .html, .jsonl, .jsonl.gz, .parquet"


def read_paths(
    paths: Iterable[str | os.PathLike[str]], *, publisher: str | None = None, date: str | None = None
) -> Iterator[Page | Issue]:
    """Pages of the files and folders (folders recursively, by name), with an issue for whatever was left out.

    ``publisher`` and ``date`` hold where a file says nothing itself. Memory is bounded by the largest page or
    row. Nothing is raised for bad input; ValueError for a ``date`` that is none.
    """
    issued = iso_date(date) if date else None
    if date and issued is None:
        raise ValueError(f"{date!r} is not a date: write it as YYYY-MM-DD")
    asked = Metadata(source=publisher, date=issued)
    seen_files: set[Path] = set()
    seen_pages: dict[str, bytes] = {}
    for given in paths:
        for path in _files(Path(given)):
            if isinstance(path, Issue):
                yield path
                continue
            resolved = path.resolve()
            if resolved not in seen_files:
                seen_files.add(resolved)
                yield from _once(_read(path, asked), seen_pages)


def count_pages(paths: Iterable[str | os.PathLike[str]]) -> int:
    """About how many pages ``read_paths`` will give, without making them: lines and rows of article files, else files.

    What cannot be read counts nothing.
    """
    counters: dict[_Reader | None, Callable[[Path], int]] = {read_jsonl: count_lines, read_parquet: count_rows}
    total = 0
    for given in paths:
        for path in _files(Path(given)):
            if isinstance(path, Path):
                with suppress(OSError, ValueError, EOFError, zlib.error):
                    counter = counters.get(_reader(path))
                    total += counter(path) if counter else 1
    return total


def _reader(path: Path) -> _Reader | None:
    name = path.name.lower()
    return read_jsonl if name.endswith(".jsonl.gz") else _READERS.get(Path(name).suffix)


def _read(path: Path, asked: Metadata) -> Iterator[Page | Issue]:
    reader = _reader(path)
    if reader is None and os.path.exists(path):  # noqa: PTH110 - Path.exists() raises where a folder is closed
        yield Issue(
            "unknown-format",
            f"{path}: not a format that can be read ({_FORMATS}); it was left out.",
            str(path),
            Severity.ERROR,
        )
        return
    try:
        yield from (reader or read_page)(path, asked)
    except OSError as error:
        yield Issue(
            "unreadable",
            f"{path}: cannot be read ({error.strerror or error}); it was left out. "
            "Check that it is there and that you may read it.",
            str(path),
            Severity.ERROR,
        )


def _files(given: Path) -> Iterator[Path | Issue]:
    """The files under ``given`` by name; sidecars and hidden files are none, unknown formats are issues."""
    try:
        if not given.is_dir():
            # A file that is not there is opened like any other, and says so.
            yield given
            return
        names = sorted(given.iterdir(), key=lambda p: p.name)
    except (OSError, ValueError) as error:
        yield Issue("unreadable", f"{given}: cannot be read ({error}). Check the path.", str(given), Severity.ERROR)
        return
    pages = {path.stem for path in names if _reader(path) is read_page}
    for path in names:
        if path.name.startswith(".") or (path.suffix == ".json" and path.stem in pages):
            continue
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir() raises where a link or folder may not be followed
            if not path.is_symlink():
                yield from _files(path)
        elif _reader(path):
            yield path
        else:
            yield Issue(
                "unknown-format", f"{path}: not a format that can be read ({_FORMATS}); it was left out.", str(path)
            )


def _once(read: Iterator[Page | Issue], seen: dict[str, bytes]) -> Iterator[Page | Issue]:
    """Each identifier once a run: a second page of the same name would silently take the first one's place."""
    for item in read:
        if isinstance(item, Page):
            content = blake2b(item.text.encode("utf-8", "replace"), digest_size=8).digest()
            before = seen.setdefault(item.identifier, content)
            if before is not content:
                same = before == content
                what = "the same text was read before" if same else "another page has this identifier"
                yield Issue(
                    "duplicate-page" if same else "duplicate-identifier",
                    f"{item.path}: {what} ({item.identifier}); it was left out."
                    + ("" if same else " Rename the file, or give it an id."),
                    item.path,
                    Severity.WARNING if same else Severity.ERROR,
                )
                continue
        yield item
