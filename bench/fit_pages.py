"""Fits the weights of kg/page/weights.py: small random changes are kept when composed pages are parted better.

    python bench/fit_pages.py --news FILE_OR_DIR [--steps 200] [--fits 2] [--check]

Begins with round numbers (``FIRST``), tries a fixed number of changes on pages of its own for each fit, and goes
halfway from there to the mean of the fits: a fit is a little too good for its own pages. The same articles give the
same weights to the last digit; ``--check`` says whether kg/page/weights.py holds them. Only composed pages are fitted
on. Measure with ``bench/pages.py`` and another seed.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from compose import Composed, Piece, composed_pages, load_pieces
from pages import ALIKE, plain, raw_characters

from kg.model import Span
from kg.page.hidden import find_stray_first_lines
from kg.page.lines import split_lines
from kg.page.segment import part
from kg.page.unit import Unit
from kg.page.units import make_units, settle, split_first_line
from kg.page.weights import WEIGHTS, Weights

FIRST = Weights(
    plain_gap=-5.0,
    display_gap=-4.0,
    lead=4.0,
    own_lead=3.0,
    closing=4.0,
    opens=1.0,
    goes_on=-1.5,
    last=1.0,
    jump_to=5.0,
    jump_from=6.0,
    advert=3.0,
    imprint=1.5,
    column=3.0,
    spacing=2.0,
    blank=7.0,
    stray_blank=1.5,
    caption=1.5,
    caption_pair=13.0,
    credit=3.0,
    rubric_between=1.0,
    cohesion=1.5,
    cohesion_close=0.5,
    cohesion_depth=1.0,
    depth_usual=2.0,
    cohesion_usual=-2.5,
    coverage=7.0,
    coverage_usual=0.5,
    lead_coverage=2.0,
    heading=2.0,
    letter_spaced=1.0,
    no_headline=-1.5,
    second_place=-6.0,
    many_lines=-0.5,
    byline_in_place=1.0,
    byline_and_lead=-1.0,
    torn=-2.5,
    torn_block=-3.0,
    note=5.0,
    named_column=-7.0,
    beyond_byline=-7.0,
    advert_in_article=-0.5,
    subhead=-1.5,
    next_subhead=-0.5,
    subhead_coverage=1.0,
    caption_headline=-1.0,
    skipped_display=-1.5,
    skipped_rubric=-0.5,
    skipped_byline=-1.0,
    skipped_paragraph=-8.0,
    advert_paragraph=4.0,
    short_article=-4.0,
    caption_article=1.0,
)
LOST = 0.12
"""The share of headlines that the pages to fit on lack, as dumps of real pages do."""
UNSEEN = {"heading", "named_column", "note", "spacing"}
"""Composed pages have no such signs, so nothing can be learned of them."""


@dataclass(frozen=True)
class Prepared:
    """A page's units with their sizes, and for each true article its title, size and share of every unit."""

    units: list[Unit]
    sizes: list[int]
    truth: list[tuple[str, int, list[int]]]


def prepare(page: Composed) -> Prepared:
    units, _ = settle(make_units(split_lines(page.text)))
    stray = set(find_stray_first_lines(units))
    units = [piece for i, u in enumerate(units) for piece in (split_first_line(u) if i in stray else (u,))]
    held = [raw_characters((Span(p.raw, p.raw + p.length) for p in u.pieces), page.text) for u in units]
    truth = []
    for title, spans in page.articles:
        body = raw_characters(spans, page.text)
        truth.append((plain(title), len(body), [len(body & chars) for chars in held]))
    return Prepared(units, [len(chars) for chars in held], truth)


def score(pages: Sequence[Prepared], weights: Weights) -> tuple[float, float, float]:
    """F1, share of right headlines, and mean likeness of bodies (which shows gains before F1 does)."""
    gold = found = right = headlines = 0
    alike = 0.0
    for page in pages:
        segments, _ = part(page.units, weights)
        gold, found = gold + len(page.truth), found + len(segments)
        for title, size, shares in page.truth:
            rated = [
                (2 * sum(shares[i] for i in s.body) / (size + sum(page.sizes[i] for i in s.body)), s) for s in segments
            ]
            best, segment = max(rated, key=lambda pair: pair[0], default=(0.0, None))
            right += best >= ALIKE
            alike += best
            if segment and best > 0.5:
                headlines += plain("".join(page.units[i].text for i in segment.headline)) == title
    return 2 * right / max(1, gold + found), headlines / max(1, gold), alike / max(1, gold)


def aim(corpora: Sequence[Sequence[Prepared]], weights: Weights) -> float:
    return sum(f1 + 0.8 * headlines + 0.3 * alike for f1, headlines, alike in (score(c, weights) for c in corpora))


def fit(pieces: Sequence[Sequence[Piece]], pages: int, steps: int, seed: int) -> Weights:
    """The best weights after ``steps`` tries on pages composed from ``seed``."""
    rng = random.Random(seed)
    corpora = [[prepare(p) for p in composed_pages(each, pages, seed + 100, lost=LOST)] for each in pieces]
    weights, best = FIRST, aim(corpora, FIRST)
    names = [name for name in asdict(weights) if name not in UNSEEN]
    for step in range(steps):
        chosen = rng.sample(names, rng.choice((1, 1, 2, 3)))
        changed = {n: getattr(weights, n) + rng.gauss(0, 0.35) * max(abs(getattr(weights, n)), 0.8) for n in chosen}
        reached = aim(corpora, replace(weights, **changed))
        if reached > best:
            weights, best = replace(weights, **changed), reached
            print(f"fit {seed}, step {step}: {best:.4f}", {n: round(v, 2) for n, v in changed.items()}, file=sys.stderr)
    return weights


def mean(fits: Sequence[Weights]) -> Weights:
    """The mean of each weight, to two digits."""
    told = [asdict(weights) for weights in fits]
    return Weights(**{name: float(f"{sum(each[name] for each in told) / len(told):.2g}") for name in told[0]})


def halfway(fitted: Weights) -> Weights:
    """Halfway back to ``FIRST``, to two digits: what composed pages teach holds only in part for printed ones."""
    first = asdict(FIRST)
    return Weights(**{name: float(f"{0.5 * first[name] + 0.5 * v:.2g}") for name, v in asdict(fitted).items()})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", type=Path, required=True, help="article files to compose pages of")
    parser.add_argument("--steps", type=int, default=200, help="how many changes to try in each fit")
    parser.add_argument("--fits", type=int, default=2, help="how many fits to take the mean of, each a process")
    parser.add_argument("--pages", type=int, default=80, help="how many pages to compose of each file")
    parser.add_argument("--check", action="store_true", help="fail where kg/page/weights.py holds others")
    asked = parser.parse_args()
    files = sorted(asked.news.iterdir()) if asked.news.is_dir() else [asked.news]
    pieces = [found for found in map(load_pieces, files) if len(found) > 6]
    with ProcessPoolExecutor(asked.fits) as workers:
        fits = list(workers.map(partial(fit, pieces, asked.pages, asked.steps), range(1, asked.fits + 1)))
    weights = halfway(mean(fits))
    for name, value in asdict(weights).items():
        print(f"    {name}: float = {value}")
    if asked.check and weights != WEIGHTS:
        sys.exit("kg/page/weights.py holds other weights")


if __name__ == "__main__":
    main()
