"""How well and how fast pages are parted: on pages parted by hand, and on pages composed of other papers' articles.

    python bench/pages.py --news FILE_OR_DIR… --gold DIR [--pages N] [--seed N] [--variants] [--show N]

``--news`` are corpora (JSON lines) or folders of articles (JSON files; ``bench/annotations`` has 50 of our own), of
which pages are composed afresh and never kept: 3 to 6 articles at widths of 13 to 24 characters, headlines before and
after their bodies, with or without blank lines between lines, adverts, column names, bylines and jump lines between
them. ``--variants`` measures each make-up by itself, too.
``--gold`` is a folder with ``pages.json`` and one ``NNN-MM.json`` (title, text) an article, beside it the pages in
``--pages-dir``.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from compose import Composed, composed_pages, load_pieces, variants

from kg.model import Article, Page, Span
from kg.page import part_page
from kg.read import read_paths

ALIKE = 0.95


def raw_characters(spans: Iterable[Span], text: str) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end) if not text[i].isspace()}


def plain(text: str | None) -> str:
    return re.sub(r"[\W_]", "", text or "")


@dataclass
class Score:
    gold: int = 0
    found: int = 0
    right: int = 0
    headlines: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.gold + self.found)

    def line(self) -> str:
        return (
            f"articles {self.gold}, found {self.found}, right {self.right}, F1 {self.f1:.3f}; "
            f"headlines right {self.headlines} ({self.headlines / max(1, self.gold):.3f})"
        )


def score_composed(page: Composed, articles: Sequence[Article], score: Score) -> list[str]:
    """Counts a composed page into ``score``; what went wrong, in words."""
    wrong = []
    got = [(raw_characters((Span(p.raw, p.raw + p.length) for p in a.offsets.pieces), page.text), a) for a in articles]
    score.gold += len(page.articles)
    score.found += len(got)
    for title, spans in page.articles:
        body = raw_characters(spans, page.text)
        alike, best = max(
            ((2 * len(body & chars) / (len(body) + len(chars)), a) for chars, a in got if chars),
            key=lambda pair: pair[0],
            default=(0.0, None),
        )
        if alike >= ALIKE:
            score.right += 1
        if best and plain(best.headline) == plain(title) and alike > 0.5:
            score.headlines += 1
        elif best:
            wrong.append(f"headline {title!r} got {best.headline!r}")
        if alike < ALIKE:
            wrong.append(f"body {alike:.2f} of {title!r}: {page.text[spans[0].start : spans[0].end]!r}")
    return wrong


def run_composed(name: str, pages: Sequence[Composed], show: int) -> Score:
    score, size, spent = Score(), 0, 0.0
    part_page(Page("warm", "composed", "吉林省召开会议\n我省今天在长春市召开会议。", "utf-8"))
    for number, page in enumerate(pages):
        begun = time.process_time()
        reading = part_page(Page(f"p{number}", "composed", page.text, "utf-8"))
        spent += time.process_time() - begun
        size += len(page.text.encode())
        wrong = score_composed(page, reading.articles, score)
        if wrong and number < show:
            print(f"-- {name} page {number}", *wrong, sep="\n   ")
    print(f"{name}: {score.line()}; {size / 1e6 / spent:.2f} MB/s on one core", flush=True)
    return score


def run_gold(gold: Path, pages: Path) -> Score:
    """The pages parted by hand: every article found, how alike, how many headlines exactly right."""
    truth = json.loads((gold / "pages.json").read_text("utf-8"))
    score, alike_all = Score(), []
    for page in read_paths([pages]):
        if not isinstance(page, Page) or page.identifier not in truth:
            continue
        articles = list(part_page(page).articles)
        score.found += len(articles)
        for entry in truth[page.identifier]["articles"]:
            number = int(entry["id"].split("#")[1])
            stated = json.loads((gold / f"{page.identifier[:3]}-{number:02}.json").read_text("utf-8"))
            body = re.sub(r"\s", "", stated["text"])
            rated = [
                (difflib.SequenceMatcher(None, body, re.sub(r"\s", "", a.text), autojunk=False).ratio(), i)
                for i, a in enumerate(articles)
            ]
            alike, best = max(rated, default=(0.0, -1))
            alike_all.append(alike)
            score.gold += 1
            score.right += alike >= ALIKE
            score.headlines += alike >= ALIKE and plain(articles[best].headline) == plain(stated["title"])
    print(f"by hand: {score.line()}; bodies alike: least {min(alike_all):.3f}, mean {statistics.mean(alike_all):.3f}")
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", type=Path, nargs="+", default=[], help="articles to compose pages of, each a source")
    parser.add_argument("--gold", type=Path, help="folder with pages.json and the articles parted by hand")
    parser.add_argument("--pages-dir", type=Path, default=Path("seeds"), help="the pages that --gold speaks of")
    parser.add_argument("--pages", type=int, default=200, help="how many pages to compose of each file")
    parser.add_argument("--seed", type=int, default=1, help="what chance starts from")
    parser.add_argument("--variants", action="store_true", help="measure each make-up by itself, too")
    parser.add_argument("--show", type=int, default=0, help="print what went wrong on the first N pages")
    asked = parser.parse_args()
    if asked.gold:
        run_gold(asked.gold, asked.pages_dir)
    for source in asked.news:
        pieces = load_pieces(source)
        for name, given in variants().items():
            pages = composed_pages(pieces, asked.pages, asked.seed, given=given)
            run_composed(f"{source.name}, {name}", pages, asked.show)
            if not asked.variants:
                break


if __name__ == "__main__":
    main()
