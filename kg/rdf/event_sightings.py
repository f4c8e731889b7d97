"""What one article tells of each event that helps to tell which it is, in one literal, and the keys it is found by."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

from pyoxigraph import NamedNode

from kg.model import Occasion
from kg.rdf import vocabulary as v
from kg.rdf.terms import Term, is_node, literal, term, value_of
from kg.resolve.events import occasion_keys
from kg.resolve.names import fold

KINDS: Final = {
    term(v.MEETING): "meeting",
    term(v.TALKS): "talks",
    term(v.CEREMONY): "ceremony",
    term(v.VISIT): "visit",
}
Of = Callable[[Term, NamedNode], Sequence[Term]]
"""What the graph says of a subject by a predicate."""


def event_sightings(
    graph: Term, events: Iterable[Term], of: Of, people: Mapping[Term, str], day: str, region: str
) -> Iterator[tuple[Term, NamedNode, Term]]:
    """For each event of an article's graph its sighting and its keys; ``people`` are the keys of who is named there."""
    for event in events:
        told = _told(event, of, people, day, region)
        line = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield event, v.SIGHTING, literal(line)
        for key in occasion_keys(occasion(value_of(graph), value_of(event), line)):
            yield event, v.BLOCK_KEY, literal(key)


def _told(event: Term, of: Of, people: Mapping[Term, str], day: str, region: str) -> dict[str, Any]:
    def texts(predicate: NamedNode) -> list[str]:
        return sorted((value_of(value) for value in of(event, predicate)), key=lambda text: (-len(text), text))

    def labels(predicate: NamedNode, also: NamedNode | None = None) -> list[str]:
        """What the things of a property are called, or the other property of theirs where they have one."""
        found = set()
        for value in of(event, predicate):
            if is_node(value):
                names = (also and of(value, also)) or of(value, v.LABEL)
                found |= {fold(value_of(name)) for name in names[:1]}
        return sorted(found)

    def keys(predicate: NamedNode) -> list[str]:
        return sorted({people[value] for value in of(event, predicate) if value in people})

    told = {
        "id": value_of(event).rpartition("/")[2],
        "names": list(dict.fromkeys((*texts(v.LABEL), *texts(v.ALT_LABEL)))),
        "kind": min((KINDS[kind] for kind in of(event, v.TYPE) if kind in KINDS), default=""),
        "start": min(texts(v.START_DATE), default=""),
        "end": max(texts(v.END_DATE), default=""),
        "chairs": keys(v.CHAIR),
        "people": keys(v.ATTENDEE),
        "places": labels(v.LOCATION, v.ADCODE),
        "bodies": labels(v.ORGANIZER),
        "day": day,
        "region": region,
    }
    return {key: value for key, value in told.items() if value}


def occasion(article: str, node: str, line: str, keys: frozenset[str] = frozenset()) -> Occasion:
    """The occasion that a sighting tells."""
    told: dict[str, Any] = json.loads(line)
    start, end = told.get("start", ""), told.get("end", "")
    first, last = _days(start), _days(end)
    published = _days(told.get("day", ""))
    return Occasion(
        article=article,
        node=node,
        identifier=told["id"],
        names=tuple(told["names"]),
        kind=told.get("kind", ""),
        keys=keys,
        span=(first[0], max(first[1], last[1] if last else first[1])) if first else None,
        exact=len(start) == len("2022-06-23"),
        without_year=start[2:] if start.startswith("--") else "",
        day=published[0] if published else None,
        chairs=frozenset(told.get("chairs", ())),
        people=frozenset(told.get("people", ())),
        places=frozenset(told.get("places", ())),
        bodies=frozenset(told.get("bodies", ())),
        region=told.get("region", ""),
    )


@lru_cache(maxsize=16_384)
def _days(text: str) -> tuple[int, int] | None:
    """The first and the last day of 2022-06-23, 2022-06 or 2022; None without a year."""
    parts = [int(part) for part in text.split("-")] if text[:4].isdigit() else []
    if not parts:
        return None
    first = date(*[*parts, 1, 1][:3])
    if len(parts) == 3:
        return (first.toordinal(), first.toordinal())
    after = date(first.year + 1, 1, 1) if len(parts) == 1 or first.month == 12 else date(first.year, first.month + 1, 1)
    return (first.toordinal(), after.toordinal() - 1)
