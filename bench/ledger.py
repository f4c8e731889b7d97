"""Is the office ledger right, and what does a question cost? On a made corpus whose truth is known.

    python bench/ledger.py [--people 1000 10000] [--questions 1000] [--seed 8] [--moves 0] [--store DIR]

For each size: builds the store (who is who settled as in any build), asks who held random posts on random dates, for
ledgers, careers and changes, and compares with the truth. ``proved`` answers are those sighted on the date or before
and after it. ``--moves`` is the share of transfers that may lead to any province. ``--store`` keeps the stores in
folders DIR-PEOPLE and uses them again.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from offices import FIRST, LAST, Truth, made_articles, made_truth

from kg.identity import remembering, settle
from kg.queries.ledger import career_of, changes_of, holders_on, ledger_of, things_named, to_review
from kg.rdf import article_quads
from kg.rdf.iris import article_iri, entity_iri
from kg.rdf.vocabulary import PERSON
from kg.resolve import resolve
from kg.store import Intake, Store, open_store

Answered = TypeVar("Answered")


def fill(store: Store, truth: Truth, seed: int) -> int:
    """Puts the corpus in; how many articles it has."""
    count = 0

    def intakes() -> Iterator[Intake]:
        nonlocal count
        for extraction in made_articles(truth, seed):
            count += 1
            iri = article_iri(extraction.article.identifier)
            yield Intake(iri, "made", {iri: article_quads(extraction, resolve(extraction))})

    store.replace(remembering(store, intakes()))
    settle(store)
    return count


class Watch:
    """Milliseconds by question."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = {}

    def time(self, name: str, ask: Callable[[], Answered]) -> Answered:
        """What ``ask`` gives."""
        begun = time.perf_counter()
        answer = ask()
        self.spent.setdefault(name, []).append((time.perf_counter() - begun) * 1000)
        return answer

    def __str__(self) -> str:
        return "\n".join(
            f"  {name}: median {statistics.median(each):.1f} ms, 95 % in {sorted(each)[int(len(each) * 0.95)]:.1f} ms"
            for name, each in self.spent.items()
        )


def ask_dates(store: Store, truth: Truth, questions: int, chance: random.Random, watch: Watch) -> Counter[str]:
    """Who held a random post on a random date: how many answers prove the right one, a wrong one, or leave it open."""
    seen: Counter[str] = Counter()
    seats = sorted(truth.terms)
    for _ in range(questions):
        seat, day = chance.choice(seats), FIRST + timedelta(chance.randrange((LAST - FIRST).days))
        body = entity_iri("organization", seat[0])
        answers = watch.time("who on a date", partial(holders_on, store, body, seat[1], day.isoformat()))
        holder = truth.holder(seat, day)
        name = truth.names[holder] if holder is not None else ""
        proved = {one.held.person.label for one in answers if one.how in ("on", "between")}
        candidates = {one.held.person.label for one in answers}
        if proved:
            seen["proved, right" if proved == {name} else "proved, wrong"] += 1
            seen["proved, wrong in a seat with an error put in"] += proved != {name} and seat in truth.errors
        else:
            right = name in candidates or not name
            seen["open, the holder among the candidates" if right else "open, the holder never sighted near"] += 1
    return seen


def check_careers(store: Store, truth: Truth, questions: int, chance: random.Random, watch: Watch) -> Counter[str]:
    """Whether each person of a name has a career of one person's terms, and the terms of no other."""
    seen: Counter[str] = Counter()
    terms: dict[str, dict[int, set[tuple[str, str]]]] = {}
    for seat, held in truth.terms.items():
        for term in held:
            terms.setdefault(truth.names[term.person], {}).setdefault(term.person, set()).add(seat)
    wrong = {(name, seat) for seat, (_, name) in truth.errors.items()}
    shared = [name for name in sorted(terms) if len(terms[name]) > 1]
    for name in chance.sample(shared, min(questions // 2, len(shared))) + chance.sample(sorted(terms), questions // 2):
        kind = "shared name" if len(terms[name]) > 1 else "own name"
        careers = []
        for person in things_named(store, name, PERSON):
            career = watch.time("career", partial(career_of, store, person.iri))
            found = {(held.body.label, held.post.label) for held in career}
            careers.append({one for one in found if (name, one) not in wrong})
        for told in filter(None, careers):
            touched = [each for each in terms[name].values() if each & told]
            whole = any(each == told for each in touched)
            seen[f"{kind}: {'whole' if whole else 'part of one' if len(touched) == 1 else 'of two people'}"] += 1
    return seen


def measure(people: int, questions: int, seed: int, moves: float, keep: str | None) -> None:
    """One size."""
    truth = made_truth(people, people // 20, people // 100, seed, moves)
    folder = f"{keep}-{people}" if keep else tempfile.mkdtemp()
    fresh = not (Path(folder) / "store.json").exists()
    with open_store(folder) as store:
        begun = time.perf_counter()
        articles = fill(store, truth, seed) if fresh else 0
        built = f", {articles} articles in {time.perf_counter() - begun:.0f} s" if fresh else ""
        print(f"{people} people, {len(truth.terms)} seats, {sum(map(len, truth.terms.values()))} terms{built}")
        chance, watch = random.Random(seed + 2), Watch()
        for found in (
            ask_dates(store, truth, questions, chance, watch),
            check_careers(store, truth, questions, chance, watch),
        ):
            print("\n".join(f"  {what}: {count}" for what, count in sorted(found.items())))
        for body, _ in chance.sample(sorted(truth.terms), min(questions, 200)):
            iri = entity_iri("organization", body)
            watch.time("ledger of a body", partial(ledger_of, store, iri))
            watch.time("changes in five years", partial(changes_of, store, iri, "2010", "2015"))
        flagged = watch.time("all clashes of the store", lambda: list(to_review(store)))
        at_once = {(one.body.label, one.post) for one in flagged if any(c.at_once for c in one.clashes)}
        back = {(one.body.label, one.post) for one in flagged} - at_once
        print(
            f"  errors put in: {len(truth.errors)}, flagged as two at once: {len(at_once & truth.errors.keys())};",
            end=" ",
        )
        print(f"without an error: {len(at_once - truth.errors.keys())}")
        print(f"  flagged as having come back: {len(back)}, truly so: {len(back & truth.returns())}")
        print(watch)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--moves", type=float, default=0.0)
    parser.add_argument("--store", metavar="DIR")
    given = parser.parse_args()
    for people in given.people:
        measure(people, given.questions, given.seed, given.moves, given.store)


if __name__ == "__main__":
    main()
