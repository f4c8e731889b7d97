"""The index: one SQLite file, made once for a version of the store and never written to again.

Names are numbered by how many articles name their thing, most first. FTS5 gives matches in the order of numbers, so
the first few of any search are the ones that matter, and the thousands behind them are never looked at.
"""

from __future__ import annotations

import math
import queue
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from api.search import tokens
from api.search.pinyin import readings
from kg.queries.naming import Naming
from kg.queries.rows import Hit, Link
from kg.rdf.iris import kind_of

FORMAT: Final = 2
"""Part of the file's name: a program that writes other tables makes another file."""

_TABLES: Final = """
CREATE TABLE thing (
  id INTEGER PRIMARY KEY, iri TEXT, label TEXT, articles INTEGER, first TEXT, last TEXT, title TEXT);
CREATE TABLE name (id INTEGER PRIMARY KEY, thing INTEGER, text TEXT);
CREATE TABLE syllable (text TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE written USING fts5(
  kind, name, initials, content='', columnsize=0, tokenize='ascii', prefix='1');
CREATE VIRTUAL TABLE spoken USING fts5(kind, pinyin, content='', columnsize=0, tokenize='ascii', prefix='1 2 3');
"""
_TOGETHER: Final = 20_000
_OVERFETCH: Final = 4  # several names of one thing can match
_WHOLE: Final = 1_000.0  # what a match of a whole name is worth
_ALSO_CALLED: Final = 0.3  # how much of that where the name is not the thing's label: many are called 会议 in passing


@dataclass(slots=True)
class _Named:
    """What is gathered of one thing before it is written."""

    best: Naming
    articles: int
    names: dict[str, int]


def build(
    file: Path,
    names: Iterable[Naming],
    spans: Mapping[str, tuple[str, str]] | None = None,
    titles: Mapping[str, str] | None = None,
) -> None:
    """Writes the index of ``names`` to a file that is not there yet, with first and last days and titles of things."""
    spans, titles = spans or {}, titles or {}
    things = _gathered(names)
    ordered = sorted(things.items(), key=lambda item: (-item[1].articles, item[0]))
    database = sqlite3.connect(file)
    try:
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
        database.executemany(
            "INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (number, iri, one.best.name, one.articles, *spans.get(iri, ("", "")), titles.get(iri, ""))
                for number, (iri, one) in enumerate(ordered)
            ),
        )
        _write_names(database, ordered)
        database.executescript(
            "INSERT INTO written(written) VALUES ('optimize'); INSERT INTO spoken(spoken) VALUES ('optimize');"
        )
        database.commit()
    finally:
        database.close()


def _gathered(names: Iterable[Naming]) -> dict[str, _Named]:
    """By thing: its label (of the best rank, the fullest), the articles that describe it, its names by rank."""
    found: dict[str, _Named] = {}
    for naming in names:
        one = found.setdefault(naming.thing, _Named(naming, 0, {}))
        if (naming.rank, -len(naming.name), naming.name) < (one.best.rank, -len(one.best.name), one.best.name):
            one.best = naming
        if naming.rank == 0:  # one label in the graph of each article that names the thing
            one.articles += naming.articles
        one.names[naming.name] = min(naming.rank, one.names.get(naming.name, naming.rank))
    return found


def _write_names(database: sqlite3.Connection, things: Sequence[tuple[str, _Named]]) -> None:
    syllables: set[str] = set()
    number = 0
    for start in range(0, len(things), _TOGETHER):
        said: list[tuple[int, int, str]] = []
        written: list[tuple[int, str, str, str]] = []
        spoken: list[tuple[int, str, str]] = []
        for at, (iri, one) in enumerate(things[start : start + _TOGETHER], start):
            kind = kind_of(iri)
            for name in sorted(one.names, key=lambda name: (one.names[name], -len(name), name)):
                key = tokens.plain(name)
                ways = [] if kind == "article" else readings(key, is_person=kind == "person")
                initials = {"".join(syllable[0] for syllable in way) for way in ways}
                said.append((number, at, name))
                written.append((number, kind, tokens.pairs(key), " ".join(map(tokens.pairs, sorted(initials)))))
                spoken += [(number, kind, " ".join(map(tokens.spelled, ways)))] if ways else []
                syllables.update(syllable for way in ways for syllable in way if syllable.isascii())
                number += 1
        database.executemany("INSERT INTO name VALUES (?, ?, ?)", said)
        database.executemany("INSERT INTO written(rowid, kind, name, initials) VALUES (?, ?, ?, ?)", written)
        database.executemany("INSERT INTO spoken(rowid, kind, pinyin) VALUES (?, ?, ?)", spoken)
    # Latin words and numbers stand in names, too; what pinyin has is letters alone, six at most.
    known = ((one,) for one in sorted(syllables) if one.isalpha() and len(one) <= 6)
    database.executemany("INSERT INTO syllable VALUES (?)", known)


@dataclass(frozen=True, slots=True)
class _Look:
    """One way to look for what was typed; ``worth`` weighs its matches against those of other ways."""

    table: str
    match: str
    worth: float


class Index:
    """A finished index, for any number of threads."""

    def __init__(self, file: Path) -> None:
        self._address = f"file:{file.absolute().as_posix().replace('?', '%3f').replace('#', '%23')}?mode=ro&immutable=1"
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        with self._connection() as database:  # here and not at the first search: the file may be no index
            self._syllables = frozenset(text for (text,) in database.execute("SELECT text FROM syllable"))

    def search(self, text: str, kinds: Collection[str] = (), limit: int = 20) -> tuple[Hit, ...]:
        """The things that ``text`` most likely means, the likeliest first; nothing for a text without a letter.

        A whole name comes before a beginning, that before a part, names before pinyin; within one way, and between a
        beginning and a part, what more articles name comes first.
        """
        key = tokens.plain(text)[: tokens.LONGEST]
        if not key:
            return ()
        best: dict[int, tuple[float, int]] = {}
        with self._connection() as database:
            for look in self._looks(key):
                for number, thing, articles, is_label in _matches(database, look, kinds, limit * _OVERFETCH):
                    worth = look.worth if is_label or look.worth < _WHOLE else look.worth * _ALSO_CALLED
                    score = worth * (1.0 + math.log1p(articles))
                    if thing not in best or score > best[thing][0]:
                        best[thing] = (score, number)
            ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:limit]
            return tuple(_hit(database, thing, number) for thing, (_, number) in ranked)

    def _looks(self, key: str) -> list[_Look]:
        """Whole names first, so that a part of one never counts for less than it is."""
        found = [
            _Look("written", f"name : {tokens.whole(key)}", _WHOLE),
            _Look("written", f"name : {tokens.beginning(key)}", 2.0),
            _Look("written", f"name : {tokens.part(key)}", 1.0),
        ]
        if key.isascii() and key.isalpha():
            found += [
                _Look("written", f"initials : {tokens.whole(key)}", 2.5),
                _Look("written", f"initials : {tokens.beginning(key)}", 1.5),
                _Look("written", f"initials : {tokens.part(key)}", 0.5),
            ]
            if ways := tokens.splits(key, self._syllables):
                found += [
                    _Look("spoken", f"pinyin : ({tokens.in_pinyin(ways, from_start=True)})", 2.0),
                    _Look("spoken", f"pinyin : ({tokens.in_pinyin(ways, from_start=False)})", 0.8),
                ]
        return found

    def close(self) -> None:
        """Closes what is idle; a search that is under way ends first."""
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                return

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            database = self._idle.get_nowait()
        except queue.Empty:
            database = sqlite3.connect(self._address, uri=True, check_same_thread=False)
        try:
            yield database
        except BaseException:
            database.close()
            raise
        self._idle.put(database)


def _matches(
    database: sqlite3.Connection, look: _Look, kinds: Collection[str], limit: int
) -> list[tuple[int, int, int, bool]]:
    """(number of the name, its thing, articles, whether the name is the thing's label), by the number."""
    match = f"({look.match})"
    if kinds:
        match += f" AND kind : ({' OR '.join(sorted(kinds))})"
    return database.execute(
        f"""SELECT name.id, thing.id, thing.articles, name.text = thing.label FROM (
              SELECT rowid AS number FROM {look.table} WHERE {look.table} MATCH ? ORDER BY rowid LIMIT ?)
            JOIN name ON name.id = number JOIN thing ON thing.id = name.thing ORDER BY name.id""",
        (match, limit),
    ).fetchall()


def _hit(database: sqlite3.Connection, thing: int, number: int) -> Hit:
    iri, label, articles, *apart = database.execute(
        "SELECT iri, label, articles, first, last, title FROM thing WHERE id = ?", (thing,)
    ).fetchone()
    (name,) = database.execute("SELECT text FROM name WHERE id = ?", (number,)).fetchone()
    return Hit(Link(iri, label, kind_of(iri)), name, articles, *apart)
