"""Organisations in the body of an article: listed ones, territorial ones, those before a post, and recognised ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from itertools import pairwise

from kg.lexicon.endings import after_body, is_ending, kind_of, parts, stops
from kg.lexicon.gazetteer import country_names
from kg.lexicon.organizations import LEVELS, find_bodies, names_of
from kg.lexicon.searching import Keyed
from kg.lexicon.titles import FoundTitle, PostKind
from kg.mentions.body_edges import whole_bodies
from kg.mentions.body_scan import Scanner
from kg.mentions.finds import Finds
from kg.mentions.home import Home
from kg.mentions.person_names import is_chinese_name
from kg.model import Article, Mention, MentionKind, Sentence, Span

_LEVEL = "|".join(LEVELS)
# 省委 · 岳阳市人民政府 · 县人大常委会 · 镇党委: what stands before the level word is read from the gazetteer.
_TERRITORIAL = re.compile(
    rf"(?:{_LEVEL})(?:委(?![员托派任屈婉身靡会办])|党委|党工委|工委|人民政府|政府|人民代表大会(?:常务委员会)?|人大常委会|"
    r"人大(?!代表)|政协(?!委员)|纪委监委|纪委|监委|纪律检查委员会|监察委员会)"
)
_PREFECTURE = Keyed.of(r"(?<=\w\w)地委(?![员托])", "地委")
# 政协湖南省委员会 · 中国人民政治协商会议第十三届全国委员会
_CONFERENCE = Keyed.of(
    rf"(?:中国人民政治协商会议|政协)(?:第[^，。；]{{1,12}}届)?(?:全国|[^，。；、的\s]{{1,10}}?(?:{_LEVEL}))(?:第[^，。；]{{1,6}}届)?委员会",
    "政治协商会议",
    "政协",
)
# Names that the list holds but that mean a country, a place or no one body in running text.
_NO_BODY_IN_TEXT = frozenset(
    {"国家", "中国", "兵团", "清华", "北大", "海军", "空军", "武警", "国民党", "中央", "中行", "组织"}
)
_LEADERS = (PostKind.POST, PostKind.MINISTRY, PostKind.WEAK)
# 多名中小学校长, 各部委负责人: many bodies, none of them named.
_SHARED_FIRST = frozenset("部局厅署司处院所社厂")
_SEATED = frozenset({"bureau", "company", "school", "institute", "hospital", "court", "society", "media"})
_JOINS = frozenset({"和", "与", "及", "的", "等", "暨"})
_LONGEST_TAIL = 16
# The gazetteer ends at the county: where 石板镇党委 begins is read like other names.
_SMALL = ("镇", "乡", "村", "街道", "社区")
_COUNTED = re.compile(r"(?:多|几|数|两|三|各|部分|有关|相关|\d+)[名位个家所]|各|部分|有关|相关|广大|全体|所有")


def find_organizations(article: Article, finds: Finds) -> tuple[Mention, ...]:
    """The organisations named in ``Article.text``, sorted, without overlaps, each with its names fullest first."""
    text = article.text
    divisions = [found.span for found in finds.divisions]
    begins = {span.end: span.start for span in divisions}
    listed = [
        _of_territory(text, found.span, begins)
        for found in find_bodies(text)
        if text[found.span.start : found.span.end] not in _NO_BODY_IN_TEXT
    ]
    found = [(span, "listed") for span in listed]
    territorial = list(_territorial(text, divisions, finds.sentences))
    found += [(span, "territorial") for span in territorial]
    settled = {
        span.end
        for span in territorial
        if not text.startswith(_SMALL, span.start) and (not text.startswith(LEVELS, span.start) or _opens(text, span))
    }
    starts = sorted({s.start for s in (*listed, *divisions)})
    for sentence, titles in zip(finds.sentences, finds.titles, strict=True):
        if titles:
            anchors = starts[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
            found += _before_posts(text, sentence, titles, anchors, settled)
        found += ((span, "seated") for span in _seated(text, sentence, divisions))
        recognised = (m.span for m in sentence.entities if m.kind is MentionKind.ORGANIZATION)
        found += [(own, "recogniser") for span in recognised for own in whole_bodies(text, sentence, span)]
    found = [(_behind_name(text, span), rule) for span, rule in found]
    home = Home.of(article, finds.divisions)
    return tuple(_mention(text, span, rule, home) for span, rule in _settle(_widened(text, found)))


def _behind_name(text: str, span: Span) -> Span:
    """``span`` without who is named to a post in it: 林某某为|江川市监委."""
    at = text.find("为", span.start + 2, span.start + 5)
    named = at > 0 and is_chinese_name(text[span.start : at]) and kind_of(text[at + 1 : span.end])
    return Span(at + 1, span.end) if named else span


def _opens(text: str, span: Span) -> bool:
    """Whether nothing that may belong to the name stands before a body that begins with a level word."""
    return (
        not text[span.start - 1 : span.start].isalpha() or text[span.start - 1] in "全我本该各和与及由在对向为任兼原前"
    )


def _territorial(text: str, divisions: list[Span], sentences: tuple[Sentence, ...]) -> Iterator[Span]:
    """Territorial bodies, from the first of the divisions that stand directly before the body's own words."""
    begins = {span.end: span.start for span in divisions}
    for sentence in sentences:
        begins.update({m.span.end: m.span.start for m in sentence.entities if m.kind is MentionKind.PLACE})
    for match in _TERRITORIAL.finditer(text):
        level = next(level for level in LEVELS if match[0].startswith(level))
        yield Span(_chain_start(text, match.start(), match.start() + len(level), begins), match.end())
    for match in _PREFECTURE.finditer(text):
        start = next((match.start() - n for n in (4, 3, 2) if match.start() - n in begins.values()), match.start() - 2)
        yield Span(_prefixed(text, start), match.end())
    for match in _CONFERENCE.finditer(text):
        yield Span(match.start(), match.end())


def _of_territory(text: str, span: Span, begins: dict[int, int]) -> Span:
    """省|发改委, 长春市|国资委: a listed name is a territory's own body where a level word stands before it."""
    if text[span.start] in "中国全最" or not text.endswith(LEVELS, 0, span.start):
        return span
    level = next(level for level in LEVELS if text.endswith(level, 0, span.start))
    start = _chain_start(text, span.start - len(level), span.start, begins)
    before = text[max(0, start - 1) : start]
    return span if before in ("全", "各", "该", "本", "我", "城", "都") else Span(start, span.end)


def _chain_start(text: str, start: int, level_end: int, begins: dict[int, int]) -> int:
    """Back over 湖南省|岳阳市: from the division that ends with the level word, division by division."""
    at = begins.get(level_end, start)
    while at in begins and begins[at] < at:
        at = begins[at]
    return _prefixed(text, at)


def _prefixed(text: str, start: int) -> int:
    for prefix in ("中国共产党", "中共"):
        if text.endswith(prefix, 0, start):
            return start - len(prefix)
    return start


def _seated(text: str, sentence: Sentence, divisions: list[Span]) -> Iterator[Span]:
    """北京市朝阳区第一医院, 沈阳市地税局: from a division on, word by word, to the last ending of a body."""
    edges = sentence.edges
    first, past = (bisect_left(divisions, at, key=lambda d: d.start) for at in (sentence.span.start, sentence.span.end))
    inside = [span for span in divisions[first:past] if sentence.span.contains(span)]
    begins = {span.start: span for span in inside if span.start in edges[:-1]}
    covered = 0
    for start, span in sorted(begins.items()):
        if start < covered:
            continue
        end, last = span.end, 0
        while end in begins:
            end = begins[end].end
        limit = min(sentence.span.end, end + _LONGEST_TAIL)
        for first, past in pairwise(edges[bisect_left(edges, end) :]):
            piece = text[first:past]
            if past > limit or piece in stops() or not piece.isalpha() or piece in _JOINS:
                break
            if kind_of(text[end:past]) in _SEATED and (len(piece) > 1 or past - end > 2):
                last = past
        if last:
            covered = last
            yield Span(start, last)


def _before_posts(
    text: str, sentence: Sentence, titles: Iterable[FoundTitle], anchors: Iterable[int], settled: Container[int]
) -> Iterator[tuple[Span, str]]:
    """Bodies that end where a post begins; ``settled``: ends of territorial bodies, whose beginning is known better."""
    scanner = Scanner.of(text, sentence, anchors)
    for title in titles:
        if title.head.kind not in _LEADERS:
            continue
        end = title.span.start
        if end <= sentence.span.start or end in settled:
            continue
        start = scanner.begin(end)
        run, first = text[start:end], title.head.word[0]
        if (
            run
            and first in _SHARED_FIRST
            and title.head.word[1:2] == "长"
            and not kind_of(run)
            and kind_of(f"{run}{first}")
        ):
            end += 1  # 外交部长, 市公安局长: the 部 belongs to both the body and the post
        if start < end and _is_body(text[start:end], title.head.kind):
            yield Span(start, end), "before-post"


def _is_body(name: str, kind: PostKind) -> bool:
    if len(name) < 2 or is_ending(name) or name in parts() or _COUNTED.match(name):
        return False
    known = kind_of(name)
    return bool(known) and not (kind is PostKind.WEAK and known == "village") and name not in country_names()


def _widened(text: str, found: list[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """Each span with the parts that follow it: 省委 + 组织部, 江川银行 + 党委."""
    part = after_body()
    for span, rule in found:
        match = part.match(text, span.end)
        yield (Span(span.start, match.end()), rule) if match else (span, rule)


def _settle(found: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """The longest of overlapping spans, sorted."""
    kept: list[tuple[Span, str]] = []
    taken: set[int] = set()
    for span, rule in sorted(found, key=lambda f: (-len(f[0]), f[0].start)):
        if not taken.intersection((span.start, span.end - 1)) and not taken.intersection(range(span.start, span.end)):
            kept.append((span, rule))
            taken.update(range(span.start, span.end))
    return sorted(kept)


def _mention(text: str, span: Span, rule: str, home: Home) -> Mention:
    name = text[span.start : span.end].replace("\n", "")
    return Mention(
        MentionKind.ORGANIZATION,
        span,
        text[span.start : span.end],
        names_of(name, home.at(span.start)),
        None,
        rule,
        0.9 if rule in ("listed", "territorial") else 0.75,
    )
