"""A made corpus whose truth is known: officials with shared names, terms of office, transfers, and errors put in.

Everything follows from a seed; nothing is stored. People hold one-seat posts of cities one after the other, in cities
of one province; articles of a city name those in office on their day, successors' articles tell who is past, and in
some seats an article names another in the middle of a term.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from kg.lexicon.gazetteer import PREFECTURE, divisions
from kg.model import Article, DateValue, Evidence, Extraction, OffsetMap, RoleFact, Span

FIRST, LAST = date(2000, 1, 1), date(2024, 12, 31)
SURNAMES = "陆沈顾白柯温阮苏程许梁宋唐韩冯邓曹彭曾萧田董袁潘蒋蔡余杜叶"
GIVEN = "远知行若明思未晞舟微溪辉以宁景澄怀瑾书言清和泽川云帆子墨嘉树承安允文星野望之"
SEATS = {
    "书记": "中共{}委",
    "市长": "{}人民政府",
    "主席": "中国人民政治协商会议{}委员会",
    "主任": "{}人民代表大会常务委员会",
    "局长": "{}教育局",
    "院长": "{}中级人民法院",
    "检察长": "{}人民检察院",
    "董事长": "{}水务集团",
}

Seat = tuple[str, str]
"""Full name of the body, and the post."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term of office: the person by number, the first and the last day."""

    person: int
    seat: Seat
    first: date
    last: date


@dataclass(slots=True)
class Truth:
    """What is so: names by person, terms by seat in order, and the seats where articles err (the day and the name)."""

    names: list[str] = field(default_factory=list)
    terms: dict[Seat, list[Term]] = field(default_factory=dict)
    errors: dict[Seat, tuple[date, str]] = field(default_factory=dict)

    def holder(self, seat: Seat, day: date) -> int | None:
        """Who sits there on a day; None where the seat is empty."""
        return next((term.person for term in self.terms[seat] if term.first <= day <= term.last), None)

    def returns(self) -> set[Seat]:
        """The seats that somebody left and took again."""
        return {seat for seat, held in self.terms.items() if len({term.person for term in held}) < len(held)}


def _names(people: int, shared: int, chance: random.Random) -> list[str]:
    """``shared`` names have two bearers each, the others one."""
    found: dict[str, None] = {}
    while len(found) < people - shared:
        found[chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, 2))] = None
    names = [*found, *list(found)[:shared]]
    chance.shuffle(names)
    return names


def made_truth(people: int = 10_000, shared: int = 500, errors: int = 100, seed: int = 8, moves: float = 0.0) -> Truth:
    """Terms for so many people; as many seats as they fill. ``moves`` is the share of seats left that are filled from
    a province drawn by lot."""
    chance = random.Random(seed)
    truth = Truth(_names(people, shared, chance))
    cities = [unit for unit in divisions() if unit.level == PREFECTURE and unit.current and unit.name.endswith("市")]
    free: defaultdict[str, list[tuple[date, int]]] = defaultdict(list)
    started = 0
    while started < people:
        city = cities[len(truth.terms) // len(SEATS) % len(cities)]
        post = list(SEATS)[len(truth.terms) % len(SEATS)]
        seat = (SEATS[post].format(city.name), post)
        if seat in truth.terms:
            raise ValueError("too few cities for so many people")
        day, terms, province = FIRST + timedelta(chance.randrange(700)), [], free[city.adcode[:2]]
        while day < LAST and started < people:
            last = min(LAST, day + timedelta(chance.randrange(500, 2200)))
            pool = free[chance.choice(sorted(free))] if moves and chance.random() < moves else province
            ready = [at for at, (since, _) in enumerate(pool) if since < day]
            if ready and chance.random() < 0.4:
                person = pool.pop(chance.choice(ready))[1]
            else:
                person, started = started, started + 1
            terms.append(Term(person, seat, day, last))
            if chance.random() < 0.8:
                province.append((last + timedelta(30), person))
            day = last + timedelta(chance.choice([1, 1, 20, 120]))
        truth.terms[seat] = terms
    for seat in chance.sample(sorted(truth.terms), errors):
        term = chance.choice(truth.terms[seat])
        middle = term.first + (term.last - term.first) / 2
        truth.errors[seat] = (middle, truth.names[chance.randrange(people)])
    return truth


def made_articles(truth: Truth, seed: int = 8) -> Iterator[Extraction]:
    """The articles of each city in order of their days: about five sightings a term, and who is past."""
    chance = random.Random(seed + 1)
    told: defaultdict[tuple[str, date], list[tuple[str, Seat, bool]]] = defaultdict(list)
    for seat, terms in truth.terms.items():
        city = seat[0].removeprefix("中共").removeprefix("中国人民政治协商会议")[:3]
        for term in terms:
            length = (term.last - term.first).days
            # Cities are told of on one day in ten, so that several officials stand in one article.
            for _ in range(chance.randrange(2, 9)):
                day = term.first + timedelta(chance.randrange(length + 1))
                told[city, _told_day(day, term)].append((truth.names[term.person], seat, False))
            if term.last < LAST and chance.random() < 0.3:
                after = term.last + timedelta(chance.randrange(1, 90))
                told[city, after].append((truth.names[term.person], seat, True))
        if seat in truth.errors:
            # The rightful holder is told a month before and after, so that the error shows as one.
            day, name = truth.errors[seat]
            term = next(t for t in terms if t.first <= day <= t.last)
            for at, who in ((-30, truth.names[term.person]), (0, name), (30, truth.names[term.person])):
                told[city, day + timedelta(at)].append((who, seat, False))
    for number, ((city, day), sightings) in enumerate(sorted(told.items())):
        yield _article(f"made-{number:06}", f"{city}日报", day, dict.fromkeys(sightings))


def _told_day(day: date, term: Term) -> date:
    rounded = date.fromordinal(day.toordinal() // 10 * 10)
    return rounded if rounded >= term.first else day


def _article(identifier: str, paper: str, day: date, sightings: dict[tuple[str, Seat, bool], None]) -> Extraction:
    text, roles = "", []
    published = DateValue(day.isoformat())
    for name, (body, post), past in sightings:
        words = f"{'原' if past else ''}{body}{post}{name}"
        evidence = Evidence(Span(len(text), len(text) + len(words)), words, "made")
        roles.append(RoleFact(name, post, f"{body}{post}", (body,), evidence, None if past else published, past))
        text += f"{words}、"
    text += "出席会议。"
    article = Article(identifier, identifier, text, OffsetMap.identity(len(text)), source=paper, published=published)
    return Extraction(article, roles=tuple(roles))
