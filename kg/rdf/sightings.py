"""What one article tells of each person that helps to tell who it is, in one literal.

Who is who is settled from these alone: one look-up a sighting, and nothing that is settled later can change it.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

from pyoxigraph import NamedNode

from kg.lexicon.fields import LIST, field_of, field_words
from kg.lexicon.gazetteer import country
from kg.lexicon.lands import find_lands
from kg.lexicon.organizations import body_named
from kg.lexicon.signatures import is_signature
from kg.model import Span
from kg.rdf import vocabulary as v
from kg.rdf.event_sightings import event_sightings
from kg.rdf.sheet import Told
from kg.rdf.surroundings import named_around, titles_before
from kg.rdf.terms import Term, is_node, literal, term, value_of
from kg.resolve.bracketed import meant_by, sign_after
from kg.resolve.people_names import block_keys, whole_name
from kg.resolve.people_posts import CHINA, HIGH, TOP, level_of, standing_of
from kg.resolve.wire import story_keys

MOST_COMPANY: Final = 16
"""Of those who took part in the same events the first so many in the order of their keys."""
MOST_BESIDE: Final = 8
"""So many of those who are named nearest."""
MOST_PLACES: Final = 3
"""Of the places where a person is named the first so many are looked at."""
LISTED: Final = 40
"""Who is named in an article with so many others stands in a list."""
BEFORE: Final = 24
"""Characters before a name in which a country may be its bearer's."""
REACH: Final = 30
"""Characters before and after a name in which words tell what someone does."""
REPORTERS: Final = re.compile(r"记者\s*(?:[\u4e00-\u9fff]{2,4}[、，\s]\s*)*$")
"""Words that end with 记者, or with reporters before the name: 本报记者苏远舟、"""


def sightings(graph: Term, said: Told) -> Iterator[tuple[Term, NamedNode, Term]]:
    """For each person of an article's graph the article's day, paper and region, and the person's names, posts and
    company, as one line of JSON; and the keys under which the person is compared. The same for events and the article.
    """
    told = _Told(graph, said)
    common = _without_empty({"day": told.day(graph), "paper": told.paper(), "region": told.region(graph)})
    bearers: Counter[str] = Counter()
    # Whom the article names first has the shortest IRI.
    for one in sorted(told.people, key=lambda person: (len(person), person)):
        person = told.person(one, by_line=one in told.authors or told.signs(one))
        label = "".join(person["names"][:1])
        if bearers[label]:
            person["number"] = bearers[label]
        bearers[label] += 1
        yield one, v.SIGHTING, literal(_line({**common, **person}))
        lands = {standing_of(body).land for body, _, _ in person.get("posts", ())}
        yield from ((one, v.BLOCK_KEY, literal(key)) for key in block_keys(person["names"], lands))
    yield from event_sightings(graph, told.things(v.EVENT), told.of, told.keys, told.day(graph), told.region(graph))
    yield from _copies(graph, told)


def _copies(graph: Term, told: _Told) -> Iterator[tuple[Term, NamedNode, Term]]:
    """What helps to find other articles that print the same dispatch; nothing of an article that is too short."""
    identifier = min((value_of(name) for name in told.of(graph, v.IDENTIFIER)), default="")
    if keys := story_keys(identifier, told.body):
        yield from ((graph, v.BLOCK_KEY, literal(key)) for key in keys)
        yield graph, v.SIGHTING, literal(_line(_without_empty({"day": told.day(graph), "paper": told.paper()})))


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _without_empty(value: dict[str, Any]) -> dict[str, Any]:
    return {key: each for key, each in value.items() if each}


class _Told:
    """The triples of a graph by predicate and subject."""

    def __init__(self, article: Term, said: Told) -> None:
        self._objects = said
        self.body = "".join(self._texts(article, v.ARTICLE_BODY)[:1])
        self._events = self._people_of_events()
        self.people = self.things(v.PERSON)
        self._places = self._places_of_people()
        self.authors = {author for author in self.of(article, v.AUTHOR) if is_node(author)}
        self.keys = {person: key for person in self.people for key in self._whole_key(person)}
        self.is_list = len(self._places) >= LISTED
        self._former = {
            subject for statement in self._objects[v.TOLD_AS_PAST] for subject in self.of(statement, v.SUBJECT)
        }

    @cached_property
    def levels(self) -> dict[Term, float]:
        """The highest rank that each person has now."""
        return {
            person: max((level_of(body, role) for body, role, marks in posts if "p" not in marks), default=0.0)
            for person in self.people
            if (posts := self._held.get(person))
        }

    def _is_abroad(self, person: Term) -> bool:
        return any(standing_of(body).land not in ("", CHINA) for body, _, _ in self._held.get(person, ()))

    def of(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """What the graph says of the subject."""
        return self._objects[predicate].get(subject, [])

    def _texts(self, subject: Term, predicate: NamedNode) -> list[str]:
        return sorted((value_of(value) for value in self.of(subject, predicate)), key=lambda text: (-len(text), text))

    def things(self, kind: NamedNode) -> list[Term]:
        """The things of a class, in order of their IRIs."""
        return sorted([thing for thing, classes in self._objects[v.TYPE].items() if term(kind) in classes])

    def day(self, article: Term) -> str:
        """The day of issue as far as it is known."""
        return min(self._texts(article, v.DATE_PUBLISHED), default="")

    def paper(self) -> str:
        """The paper's name."""
        papers = {value for values in self._objects[v.PUBLISHER].values() for value in values}
        return min((name for paper in papers for name in self._texts(paper, v.LABEL)), default="")

    def region(self, article: Term) -> str:
        """The code of the territory that the paper writes from."""
        regions = self.of(article, v.REGION)
        return min((code for region in regions for code in self._texts(region, v.ADCODE)), default="")

    def signs(self, node: Term) -> bool:
        """Whether the person's name stands in signatures alone."""
        places = [Span(*place) for place in self._places.get(node, ())]
        return bool(places) and all(is_signature(self.body, place, self._names) for place in places)

    @cached_property
    def _names(self) -> frozenset[Span]:
        return frozenset(Span(*place) for places in self._places.values() for place in places)

    def person(self, node: Term, *, by_line: bool) -> dict[str, Any]:
        """Names, posts and company of a person; ``author`` where nothing but the by-line names them."""
        posts = self._held.get(node, [])
        # Whom everybody meets tells nothing of who it is that met them.
        met = (o for o in self._events.get(node, ()) if self.levels.get(o, 0.0) < TOP or self._is_abroad(o))
        company = sorted({self.keys[other] for other in met if other in self.keys})
        busy = posts or node in self._events or any(node in who for who in self._objects[v.ISSUED_BY].values())
        return _without_empty(
            {
                "names": list(dict.fromkeys((*self._texts(node, v.LABEL), *self._texts(node, v.ALT_LABEL)))),
                "posts": posts,
                "with": company[:MOST_COMPANY],
                "beside": sorted(self._beside(node, by_line=by_line)),
                "lands": sorted({land for place in self._places.get(node, ()) for land in self._lands(place[0])}),
                "words": sorted(
                    {word for place in self._places.get(node, ()) for word in self._words(*place)}
                    | ({LIST} if self.is_list else self._field if not posts else set())
                ),
                "titles": [] if posts else sorted(self._titles(node)),
                "around": sorted(self._around(node, bare=not posts)),
                "level": self._level(node),
                "author": by_line and not busy,
            }
        )

    def _whole_key(self, node: Term) -> list[str]:
        return [whole_name(block_keys(names))] if (names := self._texts(node, v.LABEL)) else []

    @cached_property
    def _held(self) -> dict[Term, list[list[str]]]:
        """Of each person body, role, and marks: p for a post of the past, s for a body named so on its page only
        (党组)."""
        held: defaultdict[Term, list[list[str]]] = defaultdict(list)
        for membership, who in self._objects[v.MEMBER].items():
            for body in self.of(membership, v.IN_ORGANIZATION):
                for role in self.of(membership, v.IN_ROLE):
                    marks = "p" * (membership in self._former) + "s" * ("%40" in body)
                    names = (self._texts(body, v.LABEL)[:1], self._texts(role, v.LABEL)[:1])
                    post = [*(name[0] if name else "" for name in names), marks]
                    for person in who:
                        held[person].append(post)
        return {person: sorted(posts) for person, posts in held.items()}

    def _titles(self, node: Term) -> set[str]:
        """Titles right before the name."""
        return {title for start, _ in self._places.get(node, ()) for title in titles_before(self.body, start)}

    @cached_property
    def _field(self) -> frozenset[str]:
        return field_of(self.body)

    def _around(self, node: Term, *, bare: bool) -> set[str]:
        """What brackets after the name tell, and the bodies and places beside a ``bare`` one that is in no list."""
        places = self._places.get(node, ())
        signs = {meant_by(sign) for _, end in places if (sign := sign_after(self.body, end))}
        return signs | named_around(self.body, places, self._things) if bare and not self.is_list else signs

    @cached_property
    def _things(self) -> dict[str, str]:
        """The names of bodies and places that are of one territory below a province or of one house, with what each
        stands for: a code or a name."""
        found: dict[str, str] = {}
        for node in self.things(v.PLACE):
            code = min(self._texts(node, v.ADCODE), default="")
            if code and not code.endswith("0000"):
                found |= {name: code for name in self._names_of(node)}
        for node in self.things(v.ORGANIZATION):
            label = min(self._texts(node, v.LABEL), default="")
            if label and "%40" not in node and body_named(label) is None and len(label) > 3:
                found |= {name: label for name in self._names_of(node) if len(name) > 2}
        return found

    def _names_of(self, node: Term) -> list[str]:
        return [*self._texts(node, v.LABEL), *self._texts(node, v.ALT_LABEL)]

    def _level(self, node: Term) -> float:
        """The highest rank of those who took part in the same events, 0 where it is not high."""
        others = self.levels if self.is_list else self._events.get(node, ())
        level = max((self.levels[other] for other in others if other in self.levels), default=0.0)
        return level if level >= HIGH else 0.0

    def _beside(self, node: Term, *, by_line: bool) -> set[str]:
        """Who is named nearest to the person, and with whom they sign."""
        signing = {self.keys[other] for other in self.authors - {node} if by_line}
        if node not in self._places:
            return signing
        here = self._places[node][0][0]
        others = sorted((abs(places[0][0] - here), self.keys[o]) for o, places in self._places.items() if o != node)
        return {*signing, *(key for _, key in others[:MOST_BESIDE])}

    def _words(self, start: int, end: int) -> frozenset[str]:
        """What the words before and after a name, within its sentence, tell of its field."""
        before = re.split("[。！？；\n]", self.body[max(0, start - REACH) : start])[-1]
        after = re.split("[。！？；\n]", self.body[end : end + REACH])[0]
        words = field_words(before) | field_words(after)
        # Everybody speaks with reporters; one is who is called so.
        return words if REPORTERS.search(before) else words - {"记者"}

    def _lands(self, start: int) -> set[str]:
        """The countries named shortly before a name, within its sentence."""
        before = re.split("[。！？；，\n]", self.body[max(0, start - BEFORE) : start])[-1]
        found = (country(span.of(before)) for span in find_lands(before))
        return {land.code for land in found if land}

    def _places_of_people(self) -> dict[Term, list[tuple[int, int]]]:
        """Where the words that name each person stand, by the statements that have the person or their membership."""
        people = frozenset(self.people)
        holders, objects, ends = self._objects[v.MEMBER], self._objects[v.OBJECT], self._objects[v.END]
        found: defaultdict[Term, list[tuple[int, int]]] = defaultdict(list)
        for statement, starts in self._objects[v.START].items():
            place = (int(value_of(starts[0])), int(value_of(ends[statement][0])))
            for thing in (*objects[statement], *self.of(statement, v.SUBJECT)):
                for person in (thing, *holders.get(thing, ())):
                    if person in people:
                        found[person].append(place)
        return {person: sorted(places)[:MOST_PLACES] for person, places in found.items()}

    def _people_of_events(self) -> dict[Term, set[Term]]:
        met: defaultdict[Term, set[Term]] = defaultdict(set)
        for people in self._objects[v.ATTENDEE].values():
            here = set(people)
            for person in here:
                met[person] |= here - {person}
        return dict(met)
