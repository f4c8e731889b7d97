"""Fits the weights of kg/page/weights.py: small random changes are kept when composed pages are parted better.

    python bench/fit_pages.py --news FILE_OR_DIR [--seconds 400] [--seed 1]

Prints every gain and, at the end, the weights to write down. Measure them with ``bench/pages.py`` and another seed:
a fit of one seed is a little too good for its own pages, so averages of several fits do better than each of them.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pages import ALIKE, Composed, composed_pages, load_pieces, plain, raw_characters

from kg.model import Span
from kg.page.hidden import find_stray_first_lines
from kg.page.lines import split_lines
from kg.page.segment import part
from kg.page.unit import Unit
from kg.page.units import make_units, settle, split_first_line
from kg.page.weights import WEIGHTS, Weights


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
            rated = [(2 * sum(shares[i] for i in s.body) / (size + sum(page.sizes[i] for i in s.body)), s)
                     for s in segments]
            best, segment = max(rated, key=lambda pair: pair[0], default=(0.0, None))
            right += best >= ALIKE
            alike += best
            if segment and best > 0.5:
                headlines += plain("".join(page.units[i].text for i in segment.headline)) == title
    return 2 * right / max(1, gold + found), headlines / max(1, gold), alike / max(1, gold)


def aim(corpora: Sequence[Sequence[Prepared]], weights: Weights) -> float:
    return sum(f1 + 0.8 * headlines + 0.3 * alike for f1, headlines, alike in (score(c, weights) for c in corpora))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", type=Path, required=True, help="article files to compose pages of")
    parser.add_argument("--seconds", type=float, default=400, help="how long to try")
    parser.add_argument("--seed", type=int, default=1, help="what chance starts from")
    parser.add_argument("--pages", type=int, default=100, help="how many pages to compose of each file")
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    files = sorted(asked.news.iterdir()) if asked.news.is_dir() else [asked.news]
    loaded = [pieces for pieces in map(load_pieces, files) if len(pieces) > 6]
    corpora = [[prepare(p) for p in composed_pages(pieces, asked.pages, asked.seed + 100)] for pieces in loaded]
    weights, best = WEIGHTS, aim(corpora, WEIGHTS)
    names, until = list(asdict(weights)), time.monotonic() + asked.seconds
    while time.monotonic() < until:
        chosen = rng.sample(names, rng.choice((1, 1, 2, 3)))
        changed = {n: getattr(weights, n) + rng.gauss(0, 0.35) * max(abs(getattr(weights, n)), 0.8) for n in chosen}
        reached = aim(corpora, replace(weights, **changed))
        if reached > best:
            weights, best = replace(weights, **changed), reached
            print(f"{best:.4f}", {n: round(v, 2) for n, v in changed.items()}, flush=True)
    for name, value in asdict(weights).items():
        print(f"    {name}: float = {value:.2g}")


if __name__ == "__main__":
    main()
