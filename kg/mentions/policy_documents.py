"""Documents of policy in running text: 《…》 whose head is an instrument, laws and plans without brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon.gazetteer import country_names
from kg.lexicon.policies import compiled, law_names, words
from kg.lexicon.searching import Keyed
from kg.mentions.policy_plain import plain_documents
from kg.model import Mention, MentionKind, Span

# （试行） （草案） （2023年版） at the end of a title say how it stands, not what it is.
_NOTE = re.compile(r"[（(][^（）()]{1,30}[）)]\s*$")
# 《中华人民共和国和…关于…的联合声明》 and all 关于…的意见 are instruments whatever stands around them.
_ABOUT = re.compile(
    r"关于.+的?(?:意见|决定|决议|通知|办法|规定|措施|方案|规划|纲要|条例|声明|公告|议定书|协定|条约|公约|批复|建议|宣言)$"
)
# “十四五”规划, “九五”计划, 第十五个五年规划: the five-year plans.
_PLAN = Keyed.of(
    r"(?:国民经济和社会发展)?(?:[“\"]?(?P<short>[一二三四五六七八九十]{1,2}五)[”\"]?(?P<mid>[一-鿿]{0,10}?)"
    r"(?P<head>规划纲要|规划|计划)|第(?P<ordinal>[一二三四五六七八九十]{1,3})个五年(?:规划|计划))(?!生育|期间规)",
    "五",
)
_LAW_CONTEXT = re.compile(
    r"(?:根据|依据|按照|依照|违反|遵守|修改|修订|制定|贯彻实施|贯彻落实|实施|执行|通过|颁布|落实|紧扣|触犯|符合|出台|"
    r"批准|解释|适用)[^，。；：！？\n]{0,14}$"
)
_STATE = "中华人民共和国"
_LAW_AFTER = re.compile(
    r"规定|修正案|(?:修正|修订)?草案|（草案|第[一二三四五六七八九十百\d]+条|修改|实施|解释|的决定|施行|生效"
)
# 水法, 民法 … end other words (办水法, 国民法): their left neighbour must be punctuation or a verb of law.
_SHORT = frozenset(("水法", "民法", "会计法", "保险法", "统计法"))
_LAW_WORD = re.compile(r"(?:^|[，。、；：和与及的]|根据|依据|违反|实施|修改|制定|贯彻|国)$")
_NOT_AFTER_LAW = re.compile(r"[院学律官治庭师系定人]|和法律委员会|宣誓|日|法律|权威|意识|精神|宣传")
# 《暂行条例》, 《若干措施》: titles without a subject stand for one that was given in full.
_SHORT_TITLE = re.compile(r"(?:纲要|暂行|实施|若干|试行|总体|行动|工作|指导|管理|政策|规划|贯彻|有关)*")
_MAKING = re.compile(
    r"发布|印发|下发|制定|出台|公布|编制|编写|签署|通过|实施|提出|修订|落实|根据|依据|按照|加入|违反|发表|宣布|达成|审议|批准|起草|推出|颁布|遵守|履行|参与|框架|推进|研究|讨论|听取"
)
_SAYING = re.compile(
    r"[》”）]?(?:[^，。；]{0,8}?(?:发布|实施|施行|印发|出台)|(?:已|正式|近日)?(?:提出|明确|要求|规定|指出|围绕|聚焦|等文件))"
)
_YEARS = re.compile(r"[（(](?:19|20)\d\d\s?[-—–－~至]\s?(?:19|20)\d\d年?[）)]")
# 《…公约》第十次缔约方大会 is a meeting.
_PARTIES = re.compile(r"第[一二三四五六七八九十百\d]+[次届]?(?:缔约方|审议|成员国)")
_LEAD = re.compile(r"(?:编制|制定|印发|出台|编写|发布|推出|下发|制作)了?(?P<lead>[^，。、；：！？\n《》“”的了]{2,12})$")


def bracketed(text: str) -> Iterator[tuple[int, int]]:
    """The outermost 《…》 of ``text`` as half-open ranges that include the brackets; an unclosed one is dropped."""
    depth, start = 0, 0
    for match in re.finditer("[《》]", text):
        if match[0] == "《":
            start = match.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and match.end() - start <= 124:
                yield start, match.end()
        if depth and match.end() - start > 124:
            depth = 0


def clean_title(title: str) -> str:
    """A title as one line, without the spaces that line breaks left."""
    return re.sub(r"\s*\n\s*", "", title).strip()


def bare_title(title: str) -> str:
    """``title`` without its closing notes: 工作规定（试行） → 工作规定."""
    while (cut := _NOTE.sub("", title)) != title and cut:
        title = cut
    return title.strip()


@cache
def _head() -> re.Pattern[str]:
    return compiled("document_heads", before="(?P<head>", after=")$")


@cache
def _wrong_head() -> re.Pattern[str]:
    return compiled("not_document", after="$")


@cache
def _text_before() -> re.Pattern[str]:
    after = r"[的了着过：、]?(?:一?[部篇本首幅出台个]|大型|长篇|短篇)?$"
    return compiled("not_document_before", "text_verbs", after=after)


@cache
def _text_after() -> re.Pattern[str]:
    before = r"[》）]?(?:等|的|这[部篇本首]|第?[一二三四五六七八九十\d]*[部期卷版])?"
    return compiled("not_document_after", before=before)


def head_of(title: str) -> str | None:
    """The word that makes ``title`` an instrument (条例, 意见 …), None where nothing does."""
    bare = bare_title(title)
    match = _head().search(bare)
    if match is None or _wrong_head().search(bare):
        return None
    return match["head"]


def titled(text: str) -> list[Mention]:
    """Documents in 《…》. Short titles (《条例》) are mentions too, with that one name: the facts tie them."""
    found: list[Mention] = []
    previous_end, previous_kept, lead = -9, True, ""
    for start, end in bracketed(text):
        title = clean_title(text[start + 1 : end - 1])
        head = head_of(title)
        joined = start - previous_end <= 2 and bool(re.fullmatch(r"[、和及与，]{0,2}", text[previous_end:start]))
        sure = bool(_ABOUT.search(bare_title(title)))
        weak = head in words("weak_document_heads")
        named = (joined and previous_kept) or not weak or sure or _is_made(text, start, end)
        kept = head is not None and (sure or _is_instrument(text, start, end, named))
        if kept and head is not None:
            if not joined:
                lead = _with_lead(text, start, title)[0].removesuffix(title)
            short = not lead and _SHORT_TITLE.fullmatch(bare_title(title).removesuffix(head)) is not None
            full = title if short or len(title) > 6 else lead + title
            names = tuple(dict.fromkeys((full, title, bare_title(title))))
            rule = "short-title" if short else "title"
            found.append(_mention(text, start, end, names, rule, 0.95 if sure else 0.85))
        previous_end, previous_kept = end, kept
    return found


def _is_instrument(text: str, start: int, end: int, allowed: bool) -> bool:
    before, after = text[max(0, start - 14) : start], text[end : end + 16]
    other = _PARTIES.match(after) or _text_before().search(before) or _text_after().match(after)
    return allowed and other is None


def _is_made(text: str, start: int, end: int) -> bool:
    """Whether a verb of making or of law stands near the title, or the title tells the years that it is for."""
    if _YEARS.search(text, start, end):
        return True
    low = max(text.rfind(mark, max(0, start - 30), start) for mark in "，。；\n")
    return _MAKING.search(text, max(0, low, start - 30), start) is not None or _SAYING.match(text, end) is not None


def _with_lead(text: str, start: int, title: str) -> tuple[str, ...]:
    """制定食堂管理《实施细则》: a short title is whole only with the words between the verb and it."""
    lead = _LEAD.search(text, max(0, start - 24), start) if len(title) <= 6 else None
    return (lead["lead"] + title, title) if lead else (title,)


def plans(text: str) -> Iterator[Mention]:
    """Five-year plans, with the other name that each goes by: “十四五”规划 = 第十四个五年规划."""
    for match in _PLAN.finditer(text):
        if match["ordinal"]:
            short, names = match["ordinal"] + "五", [match[0]]
        else:
            short = match["short"]
            middle = match["mid"] or ""
            if middle and not re.search(r"发展|保障|建设|保护|时期|现代化|国家|经济社会", middle):
                continue
            names = [match[0]] if "“" in match[0] else [f"“{short}”{middle}{match['head']}"]
            if middle and middle not in ("发展", "时期"):
                yield _mention(text, match.start(), match.end(), (names[0],), "plan", 0.8)
                continue
        old = short in ("九五", "八五", "七五", "六五", "十五")
        word = "计划" if old else "规划"
        names += [f"“{short}”{word}", f"第{short[:-1]}个五年{word}"]
        yield _mention(text, match.start(), match.end(), tuple(dict.fromkeys(names)), "plan", 0.9)


@cache
def _laws() -> tuple[AhoCorasick, tuple[str, ...]]:
    names = tuple(law_names())
    return AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest), names


def laws(text: str) -> Iterator[Mention]:
    """Laws without brackets. Short names (宪法, 水法) count only beside a word of applying or making them."""
    automaton, names = _laws()
    for index, start, end in automaton.find_matches_as_indexes(text):
        law = names[index]
        start -= len(_STATE) if text.endswith(_STATE, 0, start) else 0
        before, after = text[max(0, start - 20) : start], text[end : end + 8]
        if _NOT_AFTER_LAW.match(after) or before.endswith(("《", "〈")):
            continue
        if law in _SHORT and not _LAW_WORD.search(before):
            continue
        country = _state_before(before) if len(law) <= 3 else ""
        start -= len(country)
        context = _LAW_CONTEXT.search(before) or _LAW_AFTER.match(after)
        if len(law) < 5 and not context:
            continue
        yield _mention(text, start, end, tuple(dict.fromkeys((text[start:end], law))), "law", 0.8)


def _state_before(before: str) -> str:
    """The country whose law it is, where its name stands right before: 美国|宪法."""
    known = country_names()
    return next((before[-size:] for size in range(8, 1, -1) if before[-size:] in known), "")


def _mention(text: str, start: int, end: int, names: tuple[str, ...], rule: str, confidence: float) -> Mention:
    span = Span(start, end)
    kind = MentionKind.POLICY
    return Mention(kind, span, span.of(text), names, source=f"policy/document/{rule}", confidence=confidence)


def find_documents(text: str) -> list[Mention]:
    """Every document that ``text`` names, in no order; overlaps are not settled here."""
    return [*titled(text), *plans(text), *laws(text), *plain_documents(text)]
