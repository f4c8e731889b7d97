"""Noun phrases that end in an event's head: where such a name begins, and whether it names or only points back.

A name runs from the last opener before its head (召开, 出席, 在 …), from a mark of punctuation, or from another
event's name joined by 、 or 和, up to the head: 主持召开|国务院常务会议, 在|推动某地崛起座谈会|上, 出席|某论坛年会.
Brackets are read as one character from outside and as a text of their own inside.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon.events import event_words
from kg.mentions.occasions import is_occasion
from kg.mentions.sittings import sittings
from kg.model import EventKind, Sentence, Span

_PAIRS = {"《": "》", "“": "”", "（": "）", "(": ")", "「": "」", "『": "』", "〈": "〉", "【": "】"}
_OPENING = re.compile("[" + re.escape("".join(_PAIRS)) + "]")
_HARD = re.compile(r"[。！？；：，\n!?;,:…]|——|－－|———")
_STUDIED = re.compile(
    r"(?:上)?(?:的)?(?:历史性|重要|系列|一系列)?(?:讲话)?(?:精神|部署|要求|决策|决议|确定|明确|工作部署|各项)"
)
#: Between two heads of one name: 论坛|北京|峰会, 委员会第七次|会议|开幕式, 首发式|暨“…”|研讨会.
_STOP = re.compile(
    r"(?:[上中](?=[，,的])|期间|精神(?!专题|研讨班|研讨会|培训班|学习班|轮训班|读书班|宣讲|报告会|座谈会)|[、和及与等]|以及|并|后|前|时|强调|指出|要求|确定|提出|建议|审议|研究|听取|决定|通过|表决|部署|的(?!特别))"
)
_SAYS = ("表示", "指出", "强调", "认为", "说", "要求")
_CONNECTORS = ("、", "和", "及", "与", "以及")
#: Several at once are no event: 历次全会, 5届博览会, 某国等国的庆典.
_SEVERAL = re.compile(
    r"历次|历届|^(?:随着)?前[一二三四五六七八九十两]+届|^超过\d|^[\d一二三四五六七八九十百千万几数两]+[多余]?万?[场项次期](?<!一[场项次期])|一些|^每|^[两三四五六七八九]次|^[上下]一?[次届]|^新一[轮届].?$|^[\d一二三四五六七八九十]+届(?!第?[一二三四五六七八九十\d]+次|全国|中央|[省市县区州]|人大|政协|党|委|常委|.*第)|等[国地个的]|各[国地类种级]的"
)
_YEAR = re.compile(r"^[12]\d{3}年(?:首届)?")
_MEASURE = re.compile(
    r"^(?:为期[^的]{1,5}的|第[一二三四五六七八九十百\d]+(?:场|个|轮)|[一二三四五六七八九十两多\d]+[场个次轮](?!全体)|一?系列)"
)
#: What is left of a dateline, and marks that belong to what stands before: 讯（记者某）|某会议.
_LEAD = re.compile(
    r"(?:(?:本报|新华社|本刊)[^，。]{0,4})?(?:讯|专?电(?![力子视话信影商网台气动器报业焊工机梯脑站缆镀磁池]))(?:○+)?(?:[^，。]{2,12}报道)?|○{2,}(?=第|省|市|全)|[\s、”」』]|当地时间|(?:上午|下午|晚上?)|[今去明]年的?(?!度)|本届|\d+[.．、]\s*|为期[^的，]{1,5}的"
)


#: 某市人民代表大会|社会建设委员会: a body of the congress.
_OF_CONGRESS = re.compile(r"(?!第|上|期间)[\u4e00-\u9fff]{2,8}委员会")


@dataclass(frozen=True, slots=True)
class Phrase:
    """An event's noun phrase. ``span`` and ``clause`` index the article; ``generic`` ones only point back.

    ``opener`` is the word before the name (出席), ``after`` the next dozen characters of the sentence.
    """

    span: Span
    text: str
    head: str
    kind: EventKind
    generic: bool
    opener: str
    after: str
    sentence: int
    clause: Span

    @property
    def modifiers(self) -> str:
        """What stands before the head."""
        return self.text[: -len(self.head)] if self.text.endswith(self.head) else self.text


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    words = event_words()
    heads = (*words.heads, words.occasion_head, *words.not_heads)
    return AhoCorasick(list(heads), matchkind=MatchKind.LeftmostLongest), heads


def find_phrases(sentences: tuple[Sentence, ...], ends: Sequence[int] = ()) -> tuple[Phrase, ...]:
    """The event phrases of the body, in order. ``ends`` (sorted) are where days are told: names begin after them."""
    out: list[Phrase] = []
    automaton, heads = _automaton()
    for sentence in sentences:
        if sentence.in_headline:
            continue
        seen = automaton.find_matches_as_indexes(sentence.text)
        held = any(verb in sentence.text for verb in ("举行", "召开", "举办", "主持", "出席"))
        for level in _levels(sentence.text) if seen or held or "展”" in sentence.text else ():
            matches = seen if level.text == sentence.text else automaton.find_matches_as_indexes(level.text)
            found = [f for f in matches if heads[f[0]] not in event_words().not_heads]
            for clause in _clauses(level.text):
                inside = [(a, b, heads[i]) for i, a, b in found if clause.start <= a and b <= clause.end]
                inside += sittings(level.text, clause, inside) if held else []
                if level.at and _SHOW.search(level.text) and clause.end == len(level.text) and not inside:
                    inside.append((clause.end - 1, clause.end, "展"))  # “某某油画百年展”
                out.extend(_listed(list(_of_clause(sentence, level, clause, inside, ends))))
    out.sort(key=lambda p: p.span)
    return tuple(out)


#: “某某油画百年展”, not “推动绿色发展”
_SHOW = re.compile("(?<![发拓进扩开伸施舒])展$")


@dataclass(frozen=True, slots=True)
class _Level:
    """A stretch of a sentence with the inside of its brackets masked; ``at`` is where it begins in the sentence."""

    text: str
    at: int
    titled: bool = False


def _levels(text: str) -> Iterator[_Level]:
    """The text with bracketed parts masked, then each bracketed part for itself."""
    if _OPENING.search(text) is None:
        yield _Level(text, 0)
        return
    masked = list(text)
    stack: list[int] = []
    inner: list[tuple[int, int]] = []
    for index, character in enumerate(text):
        if character in _PAIRS:
            stack.append(index)
        elif stack and character == _PAIRS[text[stack[-1]]]:
            start = stack.pop()
            if not stack:
                masked[start : index + 1] = ("○" if text[start] in "（(" else "□") * (index + 1 - start)
            inner.append((start + 1, index))
    yield _Level("".join(masked), 0)
    for start, end in inner:
        if end - start > 3:
            yield _Level(text[start:end], start, text[start - 1] in "《〈")


def _clauses(text: str) -> Iterator[Span]:
    start = 0
    for mark in _HARD.finditer(text):
        if mark.start() > start:
            yield Span(start, mark.start())
        start = mark.end()
    if start < len(text):
        yield Span(start, len(text))


def _of_clause(
    sentence: Sentence, level: _Level, clause: Span, found: list[tuple[int, int, str]], dates: Sequence[int]
) -> Iterator[Phrase]:
    """The phrases of one clause: each head reaches left through the heads before it unless something parts them."""
    words = event_words()
    edge = clause.end
    for start, end, head in sorted(found, reverse=True):
        if end > edge:
            continue
        raw = sentence.text
        studied = _STUDIED.match(raw, level.at + end) is not None
        after = raw[level.at + end : level.at + end + 12]
        if (
            words.after_institution.match(after)
            or (head.endswith("大会") and _OF_CONGRESS.match(after))
            or (level.titled and not after.startswith("上"))
        ):
            edge = start
            continue
        left, opener = _left_edge(level.text, clause.start, start, studied)
        if not opener and left == 0 and level.at and raw[level.at - 1] in "“「『":
            opener, after = _before_quote(raw, level.at - 1), after.lstrip("”」』")
        left = _after_dates(sentence.span.start + level.at, left, start, dates)
        back = _BACK.fullmatch(level.text, left, start) is not None
        left = _trimmed(level.text, left, start)
        back = back or _BACK.fullmatch(level.text, left, start) is not None
        if head == words.occasion_head and not is_occasion(level.text[left:start], opener):
            continue
        span = Span(level.at + left, level.at + end)
        text = span.of(raw)
        rite = head == words.occasion_head or head.endswith("式")
        kind = words.heads.get(head, EventKind.CEREMONY if rite else EventKind.MEETING)
        modifiers = text[: -len(head)]
        if _SEVERAL.search(modifiers):
            edge = left
            continue
        yield Phrase(
            span.shift(sentence.span.start),
            text,
            head,
            kind,
            back or (_says_nothing(modifiers) and not (modifiers and head in _FAIRS)),
            opener,
            after,
            sentence.index,
            Span(level.at + clause.start, level.at + clause.end).shift(sentence.span.start),
        )
        edge = left


#: Of these there is one a year: 2031年|服贸会.
_FAIRS = frozenset(("进博会", "广交会", "服贸会", "东博会", "消博会", "链博会", "高交会", "投洽会"))
#: 这场|激动人心的|音乐会
_BACK = re.compile(
    r"(?:了)?(?:这|此|该|本)[次场届个][^，。]*的|[^，。]{0,6}(?:此次|这次|本次|本届)|(?:具有|富有|充满|十分|高举|举世)[^，。]*的[^，。的]{0,2}"
)


def _listed(phrases: list[Phrase]) -> list[Phrase]:
    """The later ones of a list share the opener of its first: 召开|某会议、|某会议."""
    phrases.sort(key=lambda p: p.span)
    for at in range(1, len(phrases)):
        before, phrase = phrases[at - 1], phrases[at]
        if phrase.opener in _CONNECTORS and phrase.span.start - before.span.end <= 2:
            phrases[at] = replace(phrase, opener=before.opener)
    return phrases


def _left_edge(text: str, clause: int, head: int, studied: bool) -> tuple[int, str]:
    """Where the name that ends in the head at ``head`` begins, and the opener before it ("" at a clause's start)."""
    words = event_words()
    left, opener = clause, ""
    for found in words.opener.finditer(text, clause, head):
        if found[0] == "首次" and found.end() == head and opener:
            continue  # 某机制|首次|会议
        keeps = found[0] in words.adverbs and found.start() == left  # 举办|线上|某招待会
        left, opener = found.end(), opener if keeps and opener else found[0]
    if studied:
        for found in words.study.finditer(text, left, head):
            left, opener = found.end(), found[0]
    automaton, heads = _automaton()
    for index, _, end in automaton.find_matches_as_indexes(text[left:head]):
        stop = _STOP.match(text, left + end)
        if stop is not None and heads[index] != words.occasion_head and stop.end() <= head:
            further, word = _left_edge(text, stop.end(), head, studied)
            return further, word or stop[0]
    if not opener or opener in words.adverbs or opener in _SAYS:
        verb = words.objects.match(text, left, head)
        if verb is not None and (verb.end() <= head - 2 or verb.end() == head):
            left, opener = verb.end(), verb[0]
    held = _HELD_OF.search(text, clause, left) if opener == "对" and "的" in text[left:head] else None
    if held is not None:
        left, opener = left - 1, held[1]
    joined = text.rfind("□、", left, head)
    if joined >= 0:
        left, opener = joined + 2, "、"
    return left, opener


#: 举行了|对某事的听证会
_HELD_OF = re.compile("(举行|召开|举办)了?对$")


def _before_quote(text: str, quote: int) -> str:
    """The opener right before a quoted name (举行的|“某博览会”), "" where other words stand between."""
    clause = max((m.end() for m in _HARD.finditer(text, 0, quote)), default=0)
    edge, opener = _left_edge(text, clause, quote, False)
    return opener if _trimmed(text, edge, quote) == quote else ""


def _after_dates(offset: int, left: int, head: int, dates: Sequence[int]) -> int:
    """Moves the edge behind the last date that stands before the head (23日|某会议)."""
    at = bisect_left(dates, offset + head + 1)
    if at and dates[at - 1] > offset + left:
        return dates[at - 1] - offset
    return left


def _trimmed(text: str, left: int, head: int) -> int:
    """Drops measures, pronouns and particles that stand first."""
    fillers = event_words().fillers
    while left < head:
        rest = text[left:head]
        for filler in fillers:
            if rest.startswith(filler):
                left += len(filler)
                break
        else:
            lead = _LEAD.match(rest)
            if lead is None:
                return left
            left += lead.end()
    return left


def _says_nothing(modifiers: str) -> bool:
    """Whether the words before the head name no particular event: none, or only empty ones (这次, 有关, 重要)."""
    empty = event_words().empty
    if modifiers in event_words().heads:  # 研讨会|开幕式
        return True
    rest = _MEASURE.sub("", _YEAR.sub("", modifiers)).removesuffix("的")
    while rest:
        for length in range(min(6, len(rest)), 0, -1):
            if rest[:length] in empty:
                rest = rest[length:]
                break
        else:
            return False
    return True
