"""People named in the body: what the recogniser saw, mended, and what the text tells besides.

A name is taken in where the recogniser saw it, where it stands in a list of names, behind a title or before a
marker such as （女）, and wherever the text repeats it. 某某·莫雷诺 is also found as 莫雷诺, 王某某 as 王 in 王书记.
Those who made the article (本报记者某某) are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon.people import people_words
from kg.lexicon.titles import PostKind, heads
from kg.mentions.finds import Finds
from kg.mentions.name_ends import is_han
from kg.mentions.people_again import as_elsewhere
from kg.mentions.people_beside import people_beside_posts
from kg.mentions.people_clues import (
    Seen,
    Text,
    any_of,
    attending,
    first_listed,
    listed,
    makers,
    mistaken,
    near,
    surnames,
    titled,
)
from kg.mentions.people_edges import edged, without_posts
from kg.mentions.people_items import marked, noticed, rostered
from kg.mentions.people_parts import made_whole, parts_in, runs
from kg.mentions.person_names import (
    DOTS,
    completed,
    divided,
    is_act,
    is_chinese_name,
    is_foreign,
    is_known,
    is_place,
    is_word,
    joined,
    steady,
    surname_of,
    trimmed,
    widened,
)
from kg.model import Article, Mention, MentionKind, Span

_SPEAKS = re.compile(rf"{any_of(people_words('speaks'))}|[（(](?:男|女|[\u4e00-\u9fff]{{1,4}}族)")
# 某军, 某方, 某队 are no people, nor are 幸福感 and 陈列馆, nor names in Latin letters alone
_GROUP = re.compile(rf".[军方队国州]|..[感性馆]|[\u4e00-\u9fff]*[A-Za-z-]+|{any_of(people_words('no_people'))}")
_LEVELS = frozenset("省市县区乡镇州旗盟村")
# 石家村 is often written 石村
_VILLAGE = re.compile("[\u4e00-\u9fff]村")
# 某某主义, 某某思想: what bears a name is not its bearer
_BEARS = re.compile(any_of(people_words("bears")))
_SURFACE = re.compile(r"[\u4e00-\u9fffA-Za-z·•・．\-－—‐\u3000]+")
_DOT = re.compile(rf"[{DOTS}]")
_SHORT = 2
_OF_MANY = frozenset(people_words("of_many"))
_BESIDE = 0.8
"""How sure a name is that stands beside a post or was mended there."""
_CONFIDENCE = {
    "crf": 0.9,
    "list": 0.8,
    "parts": 0.8,
    "title": 0.75,
    "marker": 0.85,
    "again": 0.85,
    "short": 0.8,
    "surname": 0.7,
}


def find_people(article: Article, finds: Finds, bodies: tuple[Mention, ...] = ()) -> tuple[Mention, ...]:
    """The people named in ``article.text``, sorted by span, without overlaps, each with its names fullest first.

    ``bodies`` are the organisations that it names, where they are known: no name begins where one does.
    """
    body = finds.sentences
    posts = [(title.span, title.head) for found in finds.titles for title in found]
    titles = [(span, head.kind) for span, head in posts if head.kind is not PostKind.WEAK and head.word not in _OF_MANY]
    people = [m.span for s in body for m in s.entities if m.kind is MentionKind.PERSON]
    named = {span.end for span in people}
    text = Text(
        article.text,
        frozenset([span.end for span, _ in titles if span.start not in named]),  # 林远主席|广博的学识
        frozenset([span.start for span, _ in titles]),
        frozenset([span.start for span, kind in titles if kind in (PostKind.OWN, PostKind.TERRITORY)]),
        frozenset([edge for s in body for edge in s.edges[:-1]]),
        tuple(sorted(m.span for s in body for m in s.entities if m.kind is not MentionKind.PERSON)),
    )
    ruled = {span.start: span.end for span, kind in titles if kind is PostKind.TERRITORY}
    parts = parts_in(article.text)
    seen = _recognised(text, without_posts(people, [span for span, _ in posts], ruled, finds.lands), parts)
    seen = _with(seen, marked(text))
    seen = _with(seen, noticed(text))
    seen = _with(seen, rostered(text))
    seen = _with(seen, (Seen(run, "parts") for run in runs(article.text, parts) if _is_free(text, run)))
    for _ in range(2):  # what the first round found stands beside more
        seen = _with(seen, listed(text, seen))
        seen = _with(seen, first_listed(text, seen))
    seen = _with(seen, attending(text))
    seen = _with(seen, titled(text))
    seen = _with(seen, mistaken(text, seen))
    held = frozenset([span.end for span, _ in titles if span.start in named])
    seen = [one for one in _kept(text, as_elsewhere(text, seen)) if not _is_phrase(text, one.span, held)]
    taken = (*finds.lands, *(body.span for body in bodies))
    seen = [
        Seen(one.span, one.source)
        for one in people_beside_posts(article.text, finds, tuple(_mention(text, one, {}) for one in seen), taken)
    ]
    seen = edged(text, seen)
    full = _full_names(text, seen)
    seen = _with(seen, _repeated(text, full))
    borne = {one.span.end for one in seen}
    held = frozenset([span.end for span, _ in titles if span.start in borne])
    seen = [one for one in seen if one.span.start not in held or not _is_phrase(text, one.span, held)]
    seen = _with(seen, surnames(text, full))
    left_out = makers(text, seen)
    return tuple(_mention(text, one, full) for one in seen if one.span not in left_out)


def _with(seen: list[Seen], more: Iterable[Seen]) -> list[Seen]:
    """``seen`` and those of ``more`` that overlap none of them, sorted."""
    out = list(seen)
    starts = [one.span.start for one in out]
    for one in more:
        at = bisect_left(starts, one.span.start)
        if (at == 0 or out[at - 1].span.end <= one.span.start) and (at == len(out) or one.span.end <= starts[at]):
            out.insert(at, one)
            starts.insert(at, one.span.start)
    return out


def _is_free(text: Text, run: Span) -> bool:
    """Whether nothing longer than ``run`` was taken there for something else than a person."""
    return not any(other.overlaps(run) and not run.contains(other) for other in near(text.others, run.end))


def _recognised(text: Text, spans: list[Span], parts: tuple[Span, ...]) -> list[Seen]:
    spans = [part for span in spans for part in divided(text.text, span)]
    spans = steady(text.text, joined(text.text, sorted(spans)))
    spans = [made_whole(span, parts) for span in spans] if parts else spans
    counts = Counter(span.of(text.text) for span in spans)
    cut = (trimmed(text.text, _untitled(text, span), counts) for span in spans)
    full = (completed(text.text, span, counts) for span in cut)
    whole = (widened(text.text, span, text.titles_start, text.titles_end) for span in full)
    return _with([], (Seen(_led(text, span), "crf") for span in whole))


def _untitled(text: Text, span: Span) -> Span:
    """``span`` without a title that it begins with."""
    if span.start in text.titles_start:
        for end in range(span.start + 2, span.end - 1):
            if end in text.titles_end:
                return Span(end, span.end)
    return span


def _led(text: Text, span: Span) -> Span:
    """``span`` taken back to the title before it where only one or two characters of a foreign name lie between."""
    for size in (1, 2):
        start = span.start - size
        if start in text.titles_end:
            between = text.text[start : span.start]
            whole = text.text[start : span.end]
            named = is_known(between) or (is_foreign(whole) and not is_word(between))
            if named and between not in heads():  # 总统|顾问|莫雷诺
                return Span(start, span.end)
    return span


def _kept(text: Text, seen: list[Seen]) -> list[Seen]:
    """``seen`` without places and without words that nothing shows to be a name here or elsewhere in the text."""
    edges = {one.span.start - 1 for one in seen} & {one.span.end for one in seen}
    marks = {at for at in edges if text.text[at] == "、"}  # what parts two names of a list
    shown = {
        one.span.of(text.text)
        for one in seen
        if one.rule != "crf" or _is_shown(text, one.span) or marks & {one.span.start - 1, one.span.end}
    }
    starts = {one.span.end for one in seen}
    venues = {one.span.of(text.text) for one in seen if one.rule == "crf" and _is_venue(text, one.span, starts)}
    elsewhere = Counter(span.of(text.text) for span in text.others)
    counts = Counter(one.span.of(text.text) for one in seen)
    out = []
    for one in seen:
        name = one.span.of(text.text)
        doubtful = is_place(name) or (len(name) < 4 and is_word(name)) or elsewhere[name] >= counts[name]
        if _BEARS.match(text.text, one.span.end) or name in venues:
            continue
        if name[-1] in _LEVELS and one.span.end in text.titles_start and text.text[one.span.end] == name[-1]:
            continue  # 某旗|旗长
        borne = is_chinese_name(name) and name not in people_words("no_people")
        named = borne and is_known(name) and (name in shown or one.span.start in text.titles_end)
        if _VILLAGE.fullmatch(name) and name not in people_words("japanese"):
            continue
        formed = len(name) > 1 and _SURFACE.fullmatch(name) and (named or not _GROUP.fullmatch(name))
        if formed and (name in shown or not doubtful):
            out.append(one)
    return out


def _is_phrase(text: Text, span: Span, held: frozenset[int]) -> bool:
    """Whether words were taken for a name where nothing shows one.

    They stand behind a post whose holder stands before it (林远主席|广博的学识; ``held``: where such posts end), or are
    what is hardly a family name with a verb (执行主席|席就座).
    """
    if span.start in held:
        return span.end not in text.titles_start
    name = span.of(text.text)
    family = surname_of(name)
    odd = len(name) == 3 and family in people_words("no_surnames") and is_act(name[1:])
    acts = len(name) == _SHORT and span.start in text.titles_end and is_act(name)  # 总书记|希冀
    return (odd or acts) and not _is_shown_after(text, span)


def _is_shown_after(text: Text, span: Span) -> bool:
    return not is_han(text.text[span.end : span.end + 1] or "。") or _SPEAKS.match(text.text, span.end) is not None


#: 甲在|贝塔|分别会见乙: where a traveller does this, there is a town.
_DOES_THERE = re.compile(
    r"(?:分别|先后|集体|亲切|共同|还|又)?(?:会见|会晤|接见|会谈|同|与|和|出席|参加|主持|举行|召开|举办|发表|考察|调研|参观|看望|签署|进行)"
)


def _is_venue(text: Text, span: Span, names_end: set[int]) -> bool:
    """Whether a foreign name is what 在 opens, after the name or the day of who is there: a town, no person."""
    at = span.start - 1
    if at < 1 or text.text[at] != "在" or _DOES_THERE.match(text.text, span.end) is None:
        return False
    name = span.of(text.text)
    who = at in names_end or text.text[at - 1] in "日午晚天"
    return who and is_foreign(name) and not _DOT.search(name)


def _is_shown(text: Text, span: Span) -> bool:
    led = span.end in text.leaders_start and len(span) > _SHORT and is_chinese_name(span.of(text.text))
    return led or span.start in text.titles_end or _SPEAKS.match(text.text, span.end) is not None


def _full_names(text: Text, seen: list[Seen]) -> dict[str, str]:
    """Each form of a name with the full name that it stands for: 莫雷诺 → 路易斯·莫雷诺; of two none."""
    names = {one.span.of(text.text) for one in seen}
    full = {name: name for name in names}
    tails: dict[str, set[str]] = {}
    for name in names:
        for dot in _DOT.finditer(name):
            tails.setdefault(name[dot.end() :], set()).add(name)
    for tail, wholes in tails.items():
        longest = max(wholes, key=len)
        if len(tail) > 1 and not _GROUP.fullmatch(tail) and all(longest.endswith(whole) for whole in wholes):
            full[tail] = longest
            for whole in wholes:
                full[whole] = longest
    return full


def _repeated(text: Text, full: dict[str, str]) -> Iterator[Seen]:
    """The other places of the names that are known, longest first."""
    names = [name for name in full if len(name) > 2 or not is_word(name)]
    if not names:
        return
    edges = text.words_start | {len(text.text)}
    for index, start, end in AhoCorasick(names, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(text.text):
        span = Span(start, end)
        inside = any(o.overlaps(span) and not span.contains(o) for o in near(text.others, end))
        # a name of two characters can stand across the words of another text: 林强 in 林强调
        cut = len(names[index]) == 2 and not {start, end} <= edges and end not in text.titles_start
        if not inside and not cut:
            yield Seen(span, "short" if full[names[index]] != names[index] else "again")


def _mention(text: Text, one: Seen, full: dict[str, str]) -> Mention:
    words = one.span.of(text.text)
    name = one.whole or full.get(words, words)
    names = tuple(dict.fromkeys((name.replace("\u3000", ""), words)))
    return Mention(MentionKind.PERSON, one.span, words, names, None, one.rule, _CONFIDENCE.get(one.rule, _BESIDE))
