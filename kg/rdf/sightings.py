"""What one article tells of each person that helps to tell who it is, in one literal.

Who is who is settled from these alone: one look-up a sighting, and nothing that is settled later can change it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf import vocabulary as v
from kg.resolve.people_names import block_keys, whole_name
from kg.resolve.people_posts import standing_of

MOST_COMPANY: Final = 16
"""Of those who took part in the same events so many are told, the first in the order of their keys."""


def sighting_quads(graph: NamedNode, quads: Iterable[Quad]) -> list[Quad]:
    """For each person of an article's graph the article's day, paper and region, and the person's names, posts and
    company, as one line of JSON; and the keys under which the person is compared."""
    told = _Told(quads)
    common = _without_empty({"day": told.day(graph), "paper": told.paper(), "region": told.region(graph)})
    authors = set(told.of(graph, v.AUTHOR))
    out: list[Quad] = []
    for node in told.people():
        person = told.person(node, by_line=node in authors)
        out.append(Quad(node, v.SIGHTING, Literal(_line({**common, **person})), graph))
        lands = {standing_of(body).land for body, _, _ in person.get("posts", ())}
        out += (Quad(node, v.BLOCK_KEY, Literal(key), graph) for key in block_keys(person["names"], lands))
    return out


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _without_empty(value: dict[str, Any]) -> dict[str, Any]:
    return {key: each for key, each in value.items() if each}


class _Told:
    """The triples of a graph by predicate and subject."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._objects: defaultdict[NamedNode, defaultdict[NamedNode, list[NamedNode | Literal]]]
        self._objects = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                self._objects[quad.predicate][quad.subject].append(quad.object)
        self._events = self._people_of_events()
        self._former = {
            subject
            for statement in self._objects[v.TOLD_AS_PAST]
            for subject in self.of(statement, v.SUBJECT)
            if isinstance(subject, NamedNode)
        }

    def of(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        """What the graph says of the subject."""
        return self._objects[predicate].get(subject, [])

    def _texts(self, subject: NamedNode, predicate: NamedNode) -> list[str]:
        return sorted((value.value for value in self.of(subject, predicate)), key=lambda text: (-len(text), text))

    def people(self) -> list[NamedNode]:
        """The people, in order of their IRIs."""
        return sorted((n for n, classes in self._objects[v.TYPE].items() if v.PERSON in classes), key=str)

    def day(self, article: NamedNode) -> str:
        """The day of issue as far as it is known."""
        return min(self._texts(article, v.DATE_PUBLISHED), default="")

    def paper(self) -> str:
        """The paper's name."""
        papers = {value for values in self._objects[v.PUBLISHER].values() for value in values}
        return min((name for p in papers if isinstance(p, NamedNode) for name in self._texts(p, v.LABEL)), default="")

    def region(self, article: NamedNode) -> str:
        """The code of the territory that the paper writes from."""
        regions = (value for value in self.of(article, v.REGION) if isinstance(value, NamedNode))
        return min((code for region in regions for code in self._texts(region, v.ADCODE)), default="")

    def person(self, node: NamedNode, *, by_line: bool) -> dict[str, Any]:
        """Names, posts and company of a person; ``author`` where nothing but the by-line names them."""
        posts = sorted(self._posts(node))
        company = sorted({key for with_ in self._events.get(node, ()) for key in self._whole_key(with_)})
        busy = posts or node in self._events or any(node in who for who in self._objects[v.ISSUED_BY].values())
        return _without_empty(
            {
                "names": list(dict.fromkeys((*self._texts(node, v.LABEL), *self._texts(node, v.ALT_LABEL)))),
                "posts": posts,
                "with": company[:MOST_COMPANY],
                "author": by_line and not busy,
            }
        )

    def _whole_key(self, node: NamedNode) -> list[str]:
        return [whole_name(block_keys(names))] if (names := self._texts(node, v.LABEL)) else []

    def _posts(self, node: NamedNode) -> Iterator[list[str]]:
        """Body, role, and marks: p for a post of the past, s for a body that is named so on its page only (党组)."""
        for membership, who in self._objects[v.MEMBER].items():
            if node in who:
                for body in self.of(membership, v.IN_ORGANIZATION):
                    for role in self.of(membership, v.IN_ROLE):
                        if isinstance(body, NamedNode) and isinstance(role, NamedNode):
                            marks = "p" * (membership in self._former) + "s" * ("%40" in body.value)
                            names = (self._texts(body, v.LABEL)[:1], self._texts(role, v.LABEL)[:1])
                            yield [*(name[0] if name else "" for name in names), marks]

    def _people_of_events(self) -> dict[NamedNode, set[NamedNode]]:
        met: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
        for people in self._objects[v.ATTENDEE].values():
            here = {person for person in people if isinstance(person, NamedNode)}
            for person in here:
                met[person] |= here - {person}
        return dict(met)
