"""Composes newspaper pages of other papers' articles, in many make-ups; the pages are never kept."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.model import Page, Span
from kg.read import read_paths

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
    """An article to compose with."""

    title: str
    body: str


@dataclass(frozen=True)
class Composed:
    """A page, and its articles: title, and which characters of the page are the body."""

    text: str
    articles: tuple[tuple[str, tuple[Span, ...]], ...]


@dataclass(frozen=True)
class Makeup:
    """How a page is set. Shares are chances an article; ``away``: every headline at the top of the page."""

    double: bool = False
    gap: int = 1
    paragraph_gap: int = 0
    indent: str = ""
    width: int = 18
    one_width: bool = True
    spaced: bool = False
    narrow: bool = True
    shorten: bool = False
    before: float = 0.5
    away: bool = False
    markdown: bool = False
    windows: bool = False
    advert: float = 0.25
    extras: bool = True
    subheads: bool = False


def drawn(rng: random.Random) -> Makeup:
    """A make-up drawn by chance."""
    return Makeup(
        double=rng.random() < 0.4,
        gap=rng.choice((0, 1, 1, 2)),
        paragraph_gap=rng.choice((0, 0, 0, 0, 0, 1)),
        indent=rng.choice(("", "", "　　")),
        width=rng.randint(13, 24),
        one_width=rng.random() < 0.5,
        spaced=rng.random() < 0.2,
        narrow=rng.random() < 0.5,
        shorten=rng.random() < 0.3,
        before=rng.choice((0.5, 0.5, 0.5, 0.5, 1.0, 0.0)),
        subheads=rng.random() < 0.15,
        windows=rng.random() < 0.1,
    )


def variants() -> dict[str, dict[str, object]]:
    """One thing at a time that the make-up of every page is given, by its name in the table of results."""
    return {
        "drawn by chance": {},
        "headlines before": {"before": 1.0},
        "headlines after": {"before": 0.0},
        "headlines away, at the top": {"away": True, "gap": 1},
        "no blank lines, no indent": {"double": False, "gap": 0, "indent": "", "shorten": False},
        "no blank lines, indent lost": {"double": False, "gap": 0, "indent": "", "shorten": True},
        "no blank lines, indent kept": {"double": False, "gap": 0, "indent": "　　", "shorten": True},
        "every line double-spaced": {"double": True, "gap": 0},
        "blank lines between paragraphs": {"double": False, "gap": 0, "paragraph_gap": 1},
        "letter-spaced headlines": {"spaced": True},
        "13 characters wide": {"width": 13, "one_width": True},
        "24 characters wide": {"width": 24, "one_width": True},
        "adverts after every article": {"advert": 1.0},
        "no bylines, captions, columns": {"extras": False},
        "markdown headings": {"markdown": True, "before": 1.0, "gap": 1},
        "Windows line ends": {"windows": True},
        "subheads in the bodies": {"subheads": True},
    }


def load_pieces(path: Path) -> list[Piece]:
    """Articles long enough to stand on a page, with a headline that is not just their first sentence.

    Those of pictures（附图片３张）are left out: their texts are captions that no page prints one after another.
    ``path`` is a corpus file, or a folder with one ``*.json`` (title, text) an article.
    """
    pieces = []
    for stated, text in _told(path):
        title, body = stated.strip(), _without_head(text.strip())
        if "图片" in title:
            continue
        if 100 <= len(body) <= 3000 and 5 <= len(title) <= 60 and not body.startswith(title[:12]):
            pieces.append(Piece(title, body))
    return pieces


def _told(path: Path) -> Iterator[tuple[str, str]]:
    """Title and text of each article in a corpus file or a folder."""
    if path.is_dir():
        for file in sorted(path.rglob("*.json")):
            document = json.loads(file.read_text("utf-8"))
            yield document["title"], document["text"]
        return
    for page in read_paths([path]):
        if isinstance(page, Page) and page.title:
            yield page.title, page.text


def _without_head(text: str) -> str:
    """The text from its first sentence on: some collections have sub-headlines and authors at its start."""
    paragraphs = text.split("\n")
    while len(paragraphs) > 1 and len(paragraphs[0]) < 60 and paragraphs[0].strip()[-1:] not in "。！？”：":
        paragraphs.pop(0)
    return "\n".join(paragraphs)


def composed_pages(
    pieces: Sequence[Piece], count: int, seed: int, *, given: dict[str, object] | None = None
) -> list[Composed]:
    """``count`` pages of 3 to 6 pieces each; ``given`` takes the place of what chance drew for the make-up."""
    rng = random.Random(seed)
    pages = []
    for _ in range(count):
        chosen = rng.sample(pieces, rng.randint(3, 6))
        makeup = replace(drawn(rng), **(given or {}))  # type: ignore[arg-type]
        pages.append(compose(rng, chosen, makeup))
    return pages


def compose(rng: random.Random, pieces: Sequence[Piece], makeup: Makeup) -> Composed:
    """One page of ``pieces``."""
    out = _Writer(makeup)
    found: list[tuple[str, tuple[Span, ...]]] = []
    if makeup.extras and rng.random() < 0.2:
        out.block([rng.choice(RUBRICS)])
    if makeup.away:
        for piece in rng.sample(pieces, len(pieces)):
            out.block(_head_lines(rng, piece.title, makeup.width, makeup), level=1)
    for piece in pieces:
        found.append(_article(rng, piece, out))
        chance = rng.random()
        if rng.random() < makeup.advert:
            out.block(rng.choice(ADVERTS).split("\n"))
        elif makeup.extras and chance < 0.08:
            out.block([rng.choice(RUBRICS)])
        elif makeup.extras and chance < 0.16:
            found.append(("", tuple(out.body(rng.choice(CAPTIONS), 60, indent=""))))
    if rng.random() < 0.4:
        out.block([rng.choice(IMPRINTS)])
    return Composed("".join(out.parts), tuple(found))


def _article(rng: random.Random, piece: Piece, out: _Writer) -> tuple[str, tuple[Span, ...]]:
    makeup = out.makeup
    width = makeup.width if makeup.one_width else rng.randint(13, 24)
    head = _head_lines(rng, piece.title, width, makeup)
    if makeup.extras and rng.random() < 0.15:
        head.append(f"本报记者 {rng.choice(NAMES)}")
    jump = makeup.extras and rng.random() < 0.08
    before = rng.random() < makeup.before
    body = _subheaded(_body(rng, piece.body)) if makeup.subheads else _body(rng, piece.body)
    continued = makeup.extras and rng.random() < 0.05
    if continued or makeup.away:
        if continued and not makeup.away:
            out.block(["（上接第一版）"])
        spans = out.body(body, width, jump=jump)
        return (piece.title if makeup.away else ""), tuple(spans)
    if before:
        out.block(head, level=1)
    spans = out.body(body, width, jump=jump)
    if not before:
        out.block(head, level=1)
    return piece.title, tuple(spans)


def _body(rng: random.Random, text: str) -> str:
    lead = re.match(r"央视网消息（[^）]*）：", text)
    choice = rng.random()
    if lead and choice < 0.35:
        return text[lead.end() :]
    if lead and choice < 0.65:
        return f"本报讯（记者{rng.choice(NAMES)}）{text[lead.end() :]}"
    return text


def _subheaded(text: str) -> str:
    """The text with a subhead before each third paragraph, made of the words that the paragraph begins with."""
    out: list[str] = []
    for order, paragraph in enumerate(text.split("\n")):
        words = re.match(r"[\u4e00-\u9fff]{5,12}(?=[，、])", paragraph)
        if order and order % 3 == 0 and words:
            out.append(words[0])
        out.append(paragraph)
    return "\n".join(out)


def _head_lines(rng: random.Random, title: str, width: int, makeup: Makeup) -> list[str]:
    parts = title.split() if rng.random() < 0.5 else [title]
    if len(parts) == 1 and "——" in title and rng.random() < 0.5:
        first, _, second = title.partition("——")
        parts = [p for p in (first, f"——{second}") if p]
    if rng.random() < 0.3:
        parts = [p[i : i + width] for p in parts for i in range(0, len(p), width)]
    if makeup.spaced and all(len(p) > 4 for p in parts):
        parts = [" ".join(p.replace(" ", "")) for p in parts]
    return parts


class _Writer:
    def __init__(self, makeup: Makeup) -> None:
        self.makeup = makeup
        self.parts: list[str] = []
        self.length = 0
        self.end = "\r\n" if makeup.windows else "\n"

    def put(self, text: str) -> Span:
        self.parts.append(text)
        self.length += len(text)
        return Span(self.length - len(text), self.length)

    def block(self, lines: Iterable[str], level: int = 0) -> None:
        for order, line in enumerate(lines):
            if level and self.makeup.markdown:
                self.put("## " if order == 0 else "### ")
            self.put(line)
            self.put(self.end * (2 if self.makeup.double else 1))
        self.put(self.end * self.makeup.gap)

    def body(self, text: str, width: int, *, jump: bool = False, indent: str | None = None) -> list[Span]:
        spans = []
        makeup = self.makeup
        indent = makeup.indent if indent is None else indent
        paragraphs = [p.strip() for p in text.split("\n") if p.strip()]
        for number, paragraph in enumerate(paragraphs):
            lines = _wrap(paragraph, width, narrow=makeup.narrow, first=2 if makeup.shorten else 0)
            self.put(indent)
            for order, line in enumerate(lines):
                spans.append(self.put(line))
                if jump and order == len(lines) - 1 and number == len(paragraphs) - 1:
                    self.put(" （下转第三版）")
                self.put(self.end * (2 if makeup.double else 1))
            self.put(self.end * makeup.paragraph_gap)
        self.put(self.end * makeup.gap)
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
