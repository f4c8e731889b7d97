"""The office ledger: who held which post when, as far as articles tell; who came before; what changed; what clashes.

A post is held by whoever is sighted in it. First and last sightings bound a term and are never taken for its ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.lexicon.organizations import names_of
from kg.lexicon.seats import is_one_seat, posts_of_seat, seat_of, seats
from kg.queries.ask import Links, fullest, iri, select, select_each
from kg.queries.evidence import statements_named
from kg.queries.ledger_rows import Answer, Change, Clash, Held, PostLedger, Sighted
from kg.queries.rows import Link, Quote
from kg.rdf.iris import PREFIXES, entity_iri, is_ours
from kg.rdf.vocabulary import IN_ORGANIZATION, IN_ROLE, MEMBER
from kg.resolve.names import fold
from kg.resolve.spells import Days, Spell, Told, before, days_of, near, overlaps, spells_of
from kg.store.protocol import Store

TOLD: Final = """SELECT ?membership ?day (MIN(STR(?one)) AS ?statement) (COUNT(DISTINCT ?one) AS ?times) {
  GRAPH ?article { ?membership $property $thing . @roles ?one rdf:subject ?membership .
  OPTIONAL { ?membership wt:asOf ?date } BIND(STR(?date) AS ?day) } @others } GROUP BY ?membership ?day"""
PAST: Final = """SELECT DISTINCT ?membership ?one ?day { GRAPH ?article {
  ?one wt:toldAsPast true ; rdf:subject ?membership . ?membership $property $thing . @roles
  OPTIONAL { ?article schema:datePublished ?published } BIND(STR(?published) AS ?day) } } ORDER BY ?one"""
ENDS: Final = """SELECT DISTINCT ?membership ?property ?value { VALUES ?membership { $things }
  ?membership ?property ?value FILTER(?property IN (org:member, org:role, org:organization)) }"""
TITLES: Final = "SELECT DISTINCT ?membership ?title { VALUES ?membership { $things } ?membership wt:title ?title }"
NAMED: Final = """SELECT DISTINCT ?thing ?rank { VALUES ?name { $names }
  { ?thing rdfs:label ?name BIND(0 AS ?rank) } UNION { ?thing skos:altLabel ?name BIND(1 AS ?rank) }
  ?thing a $class }"""
SEATED: Final = """SELECT ?organization ?role ?person (MIN(?day) AS ?first) (MAX(?day) AS ?last) { GRAPH ?article {
  ?membership org:organization ?organization ; org:role ?role ; org:member ?person ; wt:asOf ?date
  BIND(STR(?date) AS ?day) FILTER(!STRSTARTS(?day, "--")) } } GROUP BY ?organization ?role ?person"""


def things_named(store: Store, name: str, of: NamedNode) -> tuple[Link, ...]:
    """What a name or an IRI means among things of a class: those whose full name it is, else those also called so."""
    if is_ours(name):
        return (Links(store, [name])[name],)
    kind, _, key = name.partition(":")
    if key and kind in PREFIXES:  # as tables show it: organization:中共青澜市委
        node = PREFIXES[kind] + key
        return (Links(store, [node])[node],)
    names = " ".join(str(Literal(each, language="zh")) for each in names_of(name))
    rows = select(store, NAMED.replace("$names", names), **{"class": of})
    best = min((row["rank"] for row in rows), default="")
    links = Links(store, found := sorted({row["thing"] for row in rows if row["rank"] == best}))
    # Many ministries of foreign affairs are also called 外交部; here it is the one that the lexicon names so.
    own = [one for one in found if links[one].label == names_of(name)[0]]
    return links.all(own or found)


def ledger_of(store: Store, body: str, post: str = "") -> tuple[PostLedger, ...]:
    """Each post of a body (IRI), or the one named, with its holders in order; posts with most tellings first."""
    spelled = _Spelled(store, _told(store, IN_ORGANIZATION, body, post))
    shown = _Shown(store, spelled.edges())
    return tuple(spelled.ledger(key, shown) for key in spelled.keys)


def career_of(store: Store, person: str) -> tuple[Held, ...]:
    """The posts of a person (IRI) in the order of their first sightings, those of unknown year last."""
    spelled = _Spelled(store, _told(store, MEMBER, person))
    shown = _Shown(store, spelled.edges())
    each = sorted(((s.order, key, s) for key in spelled.keys for s in spelled.spells[key]), key=lambda e: e[:2])
    return tuple(spelled.held(key, spell, shown) for _, key, spell in each)


def holders_on(store: Store, body: str, post: str, day: str) -> tuple[Answer, ...]:
    """Who was ``post`` of ``body`` (IRI) on a date (2021, 2021-05, 2021-05-12), the surest first.

    Where nobody is proved for the date of a one-seat post, those sighted last before and first after it. Raises
    ``ValueError`` for what is no date.
    """
    days = _days(day)
    spelled = _Spelled(store, _told(store, IN_ORGANIZATION, body, post))
    found = [(key, one) for key in spelled.keys for s in spelled.spells[key] if (one := near(s, days))]
    if any(one.certain for _, one in found):
        kept = [(key, one) for key, one in found if one.certain or not spelled.one_seat(key)]
    else:
        # Of those sighted before the date the latest one, of those after it the first.
        last = max((one.last.days for _, one in found if one.last), default=None)
        following = min((one.next.days for _, one in found if one.next), default=None)
        kept = [
            (key, one)
            for key, one in found
            if not spelled.one_seat(key)
            or (one.last is not None and one.last.days == last)
            or (one.next is not None and one.next.days == following)
        ]
    ends = [t for _, one in kept for t in (one.last, one.next) if t]
    shown = _Shown(store, [*ends, *(t for key, one in kept for t in spelled.edges_of(key, one.spell))])
    answers = [
        Answer(
            spelled.held(key, one.spell, shown),
            _how(one.last, one.next, days),
            shown.sighted(one.last),
            shown.sighted(one.next),
        )
        for key, one in kept
    ]
    order = ("on", "between", "before", "after")
    return tuple(sorted(answers, key=lambda a: (order.index(a.how), a.held.person.label, a.held.person.iri)))


def changes_of(store: Store, body: str, since: str, until: str, post: str = "") -> tuple[Change, ...]:
    """What is told of a body's posts after ``since`` and up to ``until``: who appears, who is told as past.

    Raises ``ValueError`` for what is no date, or where ``until`` is before ``since``.
    """
    begin, end = _days(since)[1], _days(until)[1]
    if end < begin:
        raise ValueError(f"{until} is before {since}")
    spelled = _Spelled(store, _told(store, IN_ORGANIZATION, body, post))
    found: list[tuple[Told, str, tuple[str, str], Spell]] = []
    for key in spelled.keys:
        for spell in spelled.spells[key]:
            for told, what in ((spell.first, "appears"), (next(iter(spell.past), None), "past")):
                if told and begin < told.days[0] <= end:
                    found.append((told, what, key, spell))
    shown = _Shown(store, [t for _, _, key, spell in found for t in spelled.edges_of(key, spell)])
    found.sort(key=lambda one: (one[0].days, one[1], one[2], one[3].person))
    return tuple(Change(told.day, what, spelled.held(key, spell, shown)) for told, what, key, spell in found)


def to_review(store: Store) -> Iterator[PostLedger]:
    """The one-seat posts of all bodies that two are proved to hold at once."""
    rows = select(store, SEATED)
    links = Links(store, [row[name] for row in rows for name in ("organization", "role")])
    seen: defaultdict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for row in rows:
        if is_one_seat(role := links[row["role"]].label, links[row["organization"]].label):
            seen[row["organization"], seat_of(role)].append((row["first"], row["last"], row["person"]))
    for (body, seat), held in sorted(seen.items()):
        latest = ""
        for first, last, _ in sorted(held):
            if first < latest:  # somebody sighted there before is sighted again after this one
                yield from (one for one in ledger_of(store, body, seat) if one.clashes)
                break
            latest = max(latest, last)


def _days(text: str) -> Days:
    days = days_of(text)
    if days is None:
        raise ValueError(f"no date: {text!r}")
    return days


def _how(last: Told | None, following: Told | None, days: Days) -> str:
    if last is not None and last == following:
        return "on"
    if last is not None and following is not None:
        return "between"
    return "before" if last is not None else "after"


Row = tuple[str, str, Told]
"""Body and post (IRIs), and what is told."""


def _told(store: Store, side: NamedNode, thing: str, post: str = "") -> list[Row]:
    # A filter, since engines that begin with the post look through all its holders everywhere.
    roles = ", ".join(str(iri(entity_iri("role", fold(name)))) for name in posts_of_seat(seat_of(post))) if post else ""
    kept = f"?membership org:role ?role . FILTER(?role IN ({roles}))" if roles else ""
    over: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in select(store, PAST.replace("@roles", kept), property=side, thing=iri(thing)):
        over[row["membership"], row.get("day") or ""].append(row["one"])
    # What is told as past is rare: to leave it out by name is cheaper than to look at each telling for it.
    past = ", ".join(str(iri(one)) for told in over.values() for one in told)
    others = f"FILTER(?one NOT IN ({past}))" if past else ""
    query = TOLD.replace("@roles", kept).replace("@others", others)
    found = [
        (row["membership"], row.get("day") or "", False, row["statement"], int(row["times"]))
        for row in select(store, query, property=side, thing=iri(thing))
    ]
    found += [(membership, day, True, told[0], len(told)) for (membership, day), told in over.items()]
    ends: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in select_each(store, ENDS, (one[0] for one in found)):
        ends[row["membership"]][row["property"]] = row["value"]
    return [
        (
            ends[membership][IN_ORGANIZATION.value],
            ends[membership][IN_ROLE.value],
            Told(ends[membership][MEMBER.value], membership, day, is_past, statement, times),
        )
        for membership, day, is_past, statement, times in found
    ]


class _Spelled:
    """The spells of each seat: by body's IRI and the seat's name."""

    def __init__(self, store: Store, told: Iterable[Row]) -> None:
        rows = list(told)
        self.links = Links(store, [thing for body, role, one in rows for thing in (body, role, one.person)])
        self._role = {one.membership: role for _, role, one in rows}
        by_seat: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
        for body, role, one in rows:
            by_seat[body, seat_of(self.links[role].label)].append(one)
        gap = seats().gap_days
        self.spells = {key: spells_of(told, one_seat=self.one_seat(key), gap_days=gap) for key, told in by_seat.items()}
        titles: defaultdict[str, set[str]] = defaultdict(set)
        for row in select_each(store, TITLES, (one.membership for _, _, one in rows)):
            titles[row["membership"]].add(row["title"])
        self._titles: Mapping[str, set[str]] = titles

    @property
    def keys(self) -> list[tuple[str, str]]:
        """The seats, those told most often first."""
        times = {key: sum(spell.times for spell in spells) for key, spells in self.spells.items()}
        return sorted(times, key=lambda key: (-times[key], key))

    def one_seat(self, key: tuple[str, str]) -> bool:
        """Whether one person at a time sits there."""
        return is_one_seat(key[1], self.links[key[0]].label)

    def edges(self) -> Iterator[Told]:
        """The tellings whose words are shown."""
        return (told for key, spells in self.spells.items() for spell in spells for told in self.edges_of(key, spell))

    def edges_of(self, key: tuple[str, str], spell: Spell) -> Iterator[Told]:
        """The first and the last sighting of a spell and what tells its end."""
        found = (spell.first, spell.last, next(iter(spell.past), None), next(iter(spell.undated), None))
        return (told for told in found if told is not None)

    def ledger(self, key: tuple[str, str], shown: _Shown) -> PostLedger:
        """One post of one body."""
        spells, one_seat = self.spells[key], self.one_seat(key)
        followed = before(spells) if one_seat else {}
        held = {spell: self.held(key, spell, shown, followed.get(at)) for at, spell in enumerate(spells)}
        clashes = (
            Clash(held[one.one], held[one.other], one.since, one.until, one.at_once)
            for one in (overlaps(spells) if one_seat else ())
        )
        return PostLedger(self.links[key[0]], key[1], one_seat, tuple(held.values()), tuple(clashes))

    def held(self, key: tuple[str, str], spell: Spell, shown: _Shown, follows: Spell | None = None) -> Held:
        """One spell with its words."""
        tellings = (*spell.held, *spell.undated, *spell.past)
        newest = spell.last or tellings[0]
        titles = fullest(title for told in tellings for title in self._titles.get(told.membership, ()))
        undated = shown.sighted(next(iter(spell.undated), None))
        return Held(
            person=self.links[spell.person],
            post=self.links[self._role[newest.membership]],
            body=self.links[key[0]],
            titles=tuple(titles),
            first=shown.sighted(spell.first) or undated,
            last=shown.sighted(spell.last) or undated,
            past=shown.sighted(next(iter(spell.past), None)),
            told=spell.times,
            follows=self.links[follows.person] if follows else None,
            returned=spell.returned,
        )


class _Shown:
    """The words of tellings, asked for together."""

    def __init__(self, store: Store, told: Iterable[Told]) -> None:
        statements = statements_named(store, {one.statement for one in told})
        links = Links(store, [statement.article for statement in statements])
        self._quotes: dict[str, Quote] = {statement.node: statement.quote(links) for statement in statements}

    def sighted(self, told: Told | None) -> Sighted | None:
        """The telling with its words; None for none."""
        return Sighted(told.day, self._quotes[told.statement]) if told is not None else None
