"""How well and how fast pages are parted: on pages parted by hand, and on pages composed of other papers' articles.

    python bench/pages.py --news FILE_OR_DIR --gold DIR [--pages N] [--show N]

``--news`` holds article files (JSON lines), of which pages are composed afresh and never kept: 3 to 6 articles at
widths of 13 to 24 characters, headlines before and after their bodies, with or without blank lines between lines,
adverts, column names, bylines and jump lines between them. ``--gold`` is a folder with ``pages.json`` and one
``NNN-MM.json`` (title, text) an article, beside it the pages in ``--pages-dir``.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import re
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.model import Article, Page, Span
from kg.page import part_page
from kg.read import read_paths

ALIKE = 0.95
ADVERTS = (
    "南山家具城\n年终盛惠 全场八折起\n地址:建设路18号\n订购热线:0000-1234567",
    "诚聘英才\n某某商贸有限公司诚聘会计两名、司机三名，待遇从优。\n联系电话：13800000000",
    "东湖口腔医院\n关爱牙齿 从今天开始\n咨询热线:0000-7654321",
    "遗失声明\n李某某遗失身份证一张，号码略，声明作废。",
    "碧水湾小区\n三期现房发售 首付八万起\n售楼地址:滨河路与解放路交汇处 电话:0000-2223334",
    "四海旅行社\n海南五日游 特价1980元\n欢迎咨询 报名热线:0000-8889990",
)
IMPRINTS = (
    "社址：解放大街100号 邮政编码：000000 广告部：0000-1111111 定价：1.00元",
    "本版编辑 王一 李二",
    "责任编辑：张三 美编：李四 校对：王五",
    "国内统一刊号CN00-0000 总第12345期",
)
RUBRICS = ("本报专栏", "新春走基层", "特别报道", "时事点评", "学理论 转作风 办实事 开新局", "国内新闻", "创业者风采录")
CAPTIONS = (
    "3月4日，市民在河滨公园赏花。当日，河滨公园的樱花进入盛花期，吸引众多市民前来游览。 本报记者 张立新 摄",
    "图为工人在新建成的生产线上检查产品质量。这条生产线全部采用国产设备。\n本报记者 刘敏 摄",
    "近日，高山村的果农采摘成熟的苹果。今年该村苹果总产量比去年增加一成。 （新华社发 周大勇 摄）",
)
NAMES = ("张立新", "王小燕", "李建", "赵长河", "陈思远", "刘敏", "周大勇", "吴静")


@dataclass(frozen=True)
class Piece:
    title: str
    body: str


@dataclass(frozen=True)
class Composed:
    """A page, and its articles: title, and which characters of the page are the body."""

    text: str
    articles: tuple[tuple[str, tuple[Span, ...]], ...]


def load_pieces(path: Path) -> list[Piece]:
    """Articles long enough to stand on a page, with a headline that is not just their first sentence.

    Those of pictures（附图片３张）are left out: their texts are captions that no page prints one after another.
    """
    pieces = []
    for page in read_paths([path]):
        if not isinstance(page, Page) or not page.title:
            continue
        title, body = page.title.strip(), _without_head(page.text.strip())
        if "图片" in title:
            continue
        if 100 <= len(body) <= 3000 and 5 <= len(title) <= 60 and not body.startswith(title[:12]):
            pieces.append(Piece(title, body))
    return pieces


def _without_head(text: str) -> str:
    """The text from its first sentence on: some collections have sub-headlines and authors at its start."""
    paragraphs = text.split("\n")
    while len(paragraphs) > 1 and len(paragraphs[0]) < 60 and paragraphs[0].strip()[-1:] not in "。！？”：":
        paragraphs.pop(0)
    return "\n".join(paragraphs)


def compose(rng: random.Random, pieces: Sequence[Piece], lost: float = 0.0) -> Composed:
    """One page of ``pieces``, in a make-up drawn by chance; ``lost``: the share of headlines that the dump lacks."""
    style = {
        "double": rng.random() < 0.5,
        "gap": rng.choice((0, 1, 1, 2)),
        "indent": rng.choice(("", "", "　　")),
        "width": rng.randint(13, 24),
        "one_width": rng.random() < 0.5,
        "spaced": rng.random() < 0.2,
        "narrow": rng.random() < 0.5,
        "shorten": rng.random() < 0.3,
    }
    out = _Writer()
    found: list[tuple[str, tuple[Span, ...]]] = []
    if rng.random() < 0.2:
        out.block([rng.choice(RUBRICS)], style)
    for piece in pieces:
        width = style["width"] if style["one_width"] else rng.randint(13, 24)
        head = _head_lines(rng, piece.title, width, bool(style["spaced"]))
        byline = f"本报记者 {rng.choice(NAMES)}" if rng.random() < 0.15 else ""
        jump = rng.random() < 0.08
        before = rng.random() < 0.5
        body = _body(rng, piece.body)
        if rng.random() < 0.05:
            out.block(["（上接第一版）"], style)
            found.append(("", tuple(out.body(body, int(width), style, jump))))
            continue
        if lost and rng.random() < lost:
            found.append(("", tuple(out.body(body, int(width), style, jump))))
            continue
        if before:
            out.block([*head, byline] if byline else head, style)
        spans = out.body(body, int(width), style, jump)
        if not before:
            out.block([*head, byline] if byline else head, style)
        found.append((piece.title, tuple(spans)))
        if rng.random() < 0.25:
            out.block(rng.choice(ADVERTS).split("\n"), style)
        elif rng.random() < 0.08:
            out.block([rng.choice(RUBRICS)], style)
        elif rng.random() < 0.08:
            caption = out.body(rng.choice(CAPTIONS), 60, style | {"indent": ""}, jump=False)
            found.append(("", tuple(caption)))
    if rng.random() < 0.4:
        out.block([rng.choice(IMPRINTS)], style)
    return Composed("".join(out.parts), tuple(found))


def _body(rng: random.Random, text: str) -> str:
    lead = re.match(r"央视网消息（[^）]*）：", text)
    choice = rng.random()
    if lead and choice < 0.35:
        return text[lead.end() :]
    if lead and choice < 0.65:
        return f"本报讯（记者{rng.choice(NAMES)}）{text[lead.end() :]}"
    return text


def _head_lines(rng: random.Random, title: str, width: int, spaced: bool) -> list[str]:
    parts = title.split() if rng.random() < 0.5 else [title]
    if len(parts) == 1 and "——" in title and rng.random() < 0.5:
        first, _, second = title.partition("——")
        parts = [p for p in (first, f"——{second}") if p]
    if rng.random() < 0.3:
        parts = [p[i : i + width] for p in parts for i in range(0, len(p), width)]
    if spaced and all(len(p) > 4 for p in parts):
        parts = [" ".join(p.replace(" ", "")) for p in parts]
    return parts


class _Writer:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def put(self, text: str) -> Span:
        self.parts.append(text)
        self.length += len(text)
        return Span(self.length - len(text), self.length)

    def block(self, lines: Iterable[str], style: dict[str, object]) -> None:
        for line in lines:
            self.put(line)
            self.put("\n\n" if style["double"] else "\n")
        self.put("\n" * int(str(style["gap"])))

    def body(self, text: str, width: int, style: dict[str, object], jump: bool) -> list[Span]:
        spans = []
        gap = "\n\n" if style["double"] else "\n"
        paragraphs = [p.strip() for p in text.split("\n") if p.strip()]
        for paragraph in paragraphs:
            lines = _wrap(paragraph, width, narrow=bool(style["narrow"]), first=2 if style["shorten"] else 0)
            self.put(str(style["indent"]))
            for order, line in enumerate(lines):
                spans.append(self.put(line))
                last = order == len(lines) - 1 and paragraph is paragraphs[-1]
                if last and jump:
                    self.put(" （下转第三版）")
                self.put(gap)
        self.put("\n" * int(str(style["gap"])))
        return spans


def _wrap(text: str, width: int, *, narrow: bool, first: int) -> list[str]:
    """``text`` in lines of ``width``; ``narrow`` counts ASCII as half a character and keeps stops off line starts."""
    lines, at, room = [], 0, width - first
    while at < len(text):
        end, used = at, 0.0
        while end < len(text) and used < room:
            used += 0.5 if narrow and text[end].isascii() else 1.0
            end += 1
        if narrow and end < len(text) and text[end] in "，。、；：！？”）》":
            end += 1
        lines.append(text[at:end])
        at, room = end, width
    return lines


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


def composed_pages(pieces: Sequence[Piece], count: int, seed: int, lost: float = 0.0) -> list[Composed]:
    rng = random.Random(seed)
    return [compose(rng, rng.sample(pieces, rng.randint(3, 6)), lost) for _ in range(count)]


def run_composed(name: str, pieces: Sequence[Piece], count: int, show: int, seed: int) -> Score:
    score, size, spent = Score(), 0, 0.0
    part_page(Page("warm", "composed", "吉林省召开会议\n我省今天在长春市召开会议。", "utf-8"))
    for number, page in enumerate(composed_pages(pieces, count, seed)):
        begun = time.process_time()
        reading = part_page(Page(f"p{number}", "composed", page.text, "utf-8"))
        spent += time.process_time() - begun
        size += len(page.text.encode())
        wrong = score_composed(page, reading.articles, score)
        if wrong and number < show:
            print(f"-- {name} page {number}", *wrong, sep="\n   ")
    print(f"{name}: {score.line()}; {size / 1e6 / spent:.2f} MB/s on one core")
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
    parser.add_argument("--news", type=Path, help="article files to compose pages of")
    parser.add_argument("--gold", type=Path, help="folder with pages.json and the articles parted by hand")
    parser.add_argument("--pages-dir", type=Path, default=Path("seeds"), help="the pages that --gold speaks of")
    parser.add_argument("--pages", type=int, default=200, help="how many pages to compose of each file")
    parser.add_argument("--seed", type=int, default=1, help="what chance starts from")
    parser.add_argument("--show", type=int, default=0, help="print what went wrong on the first N pages")
    asked = parser.parse_args()
    if asked.gold:
        run_gold(asked.gold, asked.pages_dir)
    if asked.news:
        files = sorted(asked.news.iterdir()) if asked.news.is_dir() else [asked.news]
        for file in files:
            pieces = load_pieces(file)
            if len(pieces) > 6:
                run_composed(file.name, pieces, asked.pages, asked.show, asked.seed)


if __name__ == "__main__":
    main()
