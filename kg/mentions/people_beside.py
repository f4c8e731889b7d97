"""Names beside posts: what the recogniser cut wrongly or missed, where a title says that a name must stand.

A title is strong evidence for a name: what follows 市长 or stands before 总统 is a person when it has the shape of a
Chinese name (a family name and one or two characters) or of a foreign one written by sound (桑切斯).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from kg.lexicon.endings import stops
from kg.lexicon.gazetteer import country_names, divisions_named, surnames
from kg.lexicon.people import people_words, sounding
from kg.lexicon.person_names import common_family_names, no_names
from kg.lexicon.titles import FoundTitle, heads
from kg.mentions.finds import Finds
from kg.mentions.person_names import is_act
from kg.model import Mention, MentionKind, Sentence, Span

_SOUND = "".join(sorted(sounding()))
_FOREIGN = re.compile(rf"[{_SOUND}]{{2,}}(?:[·•－-][{_SOUND}]+)*")
_FOREIGN_PARTS = re.compile(rf"[·•－-][{_SOUND}]+")
# What follows a name in running text: a mark, or what a person does next.
_FOLLOWS_NAME = re.compile(
    r"[，。、；：（）()“”\s]|$|\d|[０-９]|[一二三四五六七八九十]{1,3}[月日]|昨|中将|上将|少将|大将|"
    + "|".join(map(re.escape, people_words("follows")))
    + r"|[一二三四五六七八九十两]+次"
    + r"|说|等|的|是|宣|于|来|接|应|签|发|提|看|听|分|多|均|都|曾|已|主任|称|谈|透露|感慨|致|列席|汇报|讲话|通报|作"
)
# 致电甲，祝贺他当选
_GREETED = re.compile(rf"(?:致电|致函|致信|电贺)(?P<name>[{_SOUND}]{{2,}}(?:[·•－-][{_SOUND}]+)*)(?=，祝贺)")
# 任免名单: an item is a name, 为 or 的, a body and a post.
_APPOINTED = re.compile(
    r"(?:^|(?<=[；：，、\n])|(?<=选举)|(?<=任命)|(?<=免去)|(?<=补选)|(?<=推选)|(?<=聘请))(?!免去|任命|选举|补选|推选|聘请|决定)(?P<name>[一-鿿]{2,5}(?:·[一-鿿]{1,8})+|[一-鿿]{2,4})(?=(?P<aside>[（(][^（()）\n]{1,24}[）)])?为[^，；。\n]{3,40}[长任员记席官师][；。、\n]"
    r"|的[^，；。\n]{3,40}职务)",
    re.M,
)
# What each of them holds.
_APPOINTING = re.compile(r"为[^，；。\n]{3,40}[长任员记席官师][；。、\n]|职务")
_BETWEEN = re.compile(r"(?:（[男女][^（）]{0,6}）)?、(?P<name>[一-鿿]{2,3})(?=、)")
_MARKED = re.compile(r"[^一-鿿]|[的和与及是在由对向同为]")
_BEGUN = re.compile(rf"(?:致电|会见|会晤|向|同|与)[{_SOUND}]$")
_AFTER_NAMES = frozenset("和与同向对作在率就")
_STRAY_HEAD = "同与对由请会给跟和"
# 甲作的报告, 甲受国务院委托: a verb taken for the end of the name.
_STRAY_END = re.compile(
    r"(?<=作)(?=[的了关题])|(?<=受)(?=[中国省市委全])|(?<=称)|(?<=连)(?=任)|(?<=当)(?=选)|(?<=当)(?=[天日晚])|(?<=[今昨])(?=[天日晚])"
)
# 某某夫|所说的, 某某夫|曾在: characters of foreign names that lead on to a verb
_LEADS_ON = re.compile("所(?=[说做作言提称指倡推采面])|曾(?=[在于任经])")
_DAY_END = re.compile(r"(?:当天|今天|昨天|当日|日前|近日|今晚|随后|同志|先生|女士|全程|一行|夫妇|亲自)$")


def people_beside_posts(
    text: str, finds: Finds, people: tuple[Mention, ...], taken: Iterable[Span]
) -> tuple[Mention, ...]:
    """``people`` mended, and those that stand beside a post and were missed; ``taken``: bodies and countries."""
    mended = _all_mended(text, people)
    begins = {p.span.start: p.span.end for p in mended}
    known = sorted({p.text for p in mended if len(p.text) > 1}, key=len, reverse=True)
    begun, done = {s.start for s in taken}, {s.end for s in taken}
    mended += _told_so(text, set(begins))
    mended += _in_lists(text, mended)
    starts, ends = {p.span.start for p in mended}, {p.span.end for p in mended}
    for sentence, titles in zip(finds.sentences, finds.titles, strict=True):
        for title in titles:
            span = title.span
            if (
                span.end not in starts
                and span.end not in begun
                and span.start not in ends
                and (name := _after(text, span.end, sentence, known, begins, foreign=span.start in done))
            ):
                mended.append(name)
                starts.add(name.span.start)
            if (
                span.start not in ends
                and span.start not in done
                and (name := _before(text, span.start, sentence, title, known))
            ):
                mended.append(name)
                ends.add(name.span.end)
    return _settled(mended)


def _all_mended(text: str, people: tuple[Mention, ...]) -> list[Mention]:
    """``people`` with their names mended, without those that are no names."""
    by_first: dict[str, dict[str, None]] = {}
    for person in people:
        by_first.setdefault(person.text[0], {})[person.text] = None
    return [
        _mended(text, person, people, by_first)
        for person in people
        if len(person.text) > 1
        and person.text not in no_names()
        and person.text not in country_names()
        and person.text[:2] not in stops()
        and not (person.text[0] in stops() and person.text[0] not in surnames() and len(person.text) < 4)
    ]


def _told_so(text: str, starts: Container[int]) -> list[Mention]:
    """Those whom a greeting or an appointment names, where nobody else stands."""
    greeted = [
        _person(text, *found.span("name"), "greeted")
        for found in _GREETED.finditer(text)
        if found.start("name") not in starts and found["name"] not in country_names()
    ]
    return greeted + [
        _person(text, *item.span("name"), "appointed")
        for item in (_APPOINTED.finditer(text) if _APPOINTING.search(text) else ())
        if item.start("name") not in starts and _nameable(item)
    ]


def _in_lists(text: str, people: Iterable[Mention]) -> list[Mention]:
    """甲某、訚某、乙某: between two names of a list even what has no known family name is one."""
    starts, ends = {p.span.start for p in people}, {p.span.end for p in people}
    return [
        _person(text, *between.span("name"), "in-list")
        for between in _BETWEEN.finditer(text)
        if between.start() in ends and between.end() + 1 in starts and between["name"] not in stops()
    ]


def _nameable(item: re.Match[str]) -> bool:
    """Whether an item of a list of appointments begins with a name: by its family name, its dot or the people told."""
    name = item["name"]
    return (
        "·" in name
        or "族" in (item["aside"] or "")
        or (len(name) < 4 and name[0] in surnames() and name not in stops())
    )


def _mended(text: str, person: Mention, people: tuple[Mention, ...], by_first: Mapping[str, Iterable[str]]) -> Mention:
    """李明4 → 李明; 同桑托 → 桑托; 桑托 of 桑托-莫拉 → the whole; 甲转达乙 → 乙 where 乙 is named elsewhere."""
    if len(person.text) > 4 and "·" not in person.text and not _FOREIGN.fullmatch(person.text):
        inner = next(
            (p.text for p in people if 1 < len(p.text) < len(person.text) - 1 and person.text.endswith(p.text)), ""
        )
        if inner:
            return _person(text, person.span.end - len(inner), person.span.end, f"{person.source}-mended")
    start, end = person.span.start, person.span.end
    alike = by_first.get(text[start], ())
    longer = next((name for name in alike if len(name) > len(person.text) and text.startswith(name, start)), "")
    if longer and text[start : start + len(longer)] != person.text:
        return _person(text, start, start + len(longer), f"{person.source}-mended")
    while end > start + 2 and text[end - 1].isdigit():
        end -= 1
    day = _DAY_END.search(person.text) if len(person.text) > 3 else None
    end -= len(day[0]) if day else 0
    if end > start + 2 and _STRAY_END.match(text, end):
        end -= 1
    if text[start] in "日月" and text[start - 1 : start].isdigit() and end - start > 2:
        start += 1
    if text[start - 1 : start + 1] == "转达" and end - start > 2:
        start += 1  # 转达|哈拉尔
    if _BEGUN.search(text[max(0, start - 3) : start]) and _FOREIGN.fullmatch(text[start:end]):
        start -= 1  # 致电米|某某某
    if text[start] in _STRAY_HEAD and end - start > 2 and _begins_name(text[start + 1 : end]):
        start += 1
    more = _FOREIGN_PARTS.match(text, end) if end - start > 1 else None
    end = more.end() if more else end
    whole = _FOREIGN.match(text, start) if end - start > 2 and not day and text[end - 1] not in "当今昨" else None
    whole = None if whole and _DAY_END.search(whole[0]) else whole
    last = whole.end() if whole else end
    last -= 1 if _LEADS_ON.match(text, last - 1) else 0
    if end < last <= end + (6 if "·" in person.text else 3) and _FOLLOWS_NAME.match(text, last):
        end = last  # 某某连|季耶夫说
    if (start, end) == (person.span.start, person.span.end):
        return person
    return _person(text, start, end, f"{person.source}-mended")


def _begins_name(rest: str) -> bool:
    """Whether ``rest`` is a name without what stands before it: 和|林远, not 和|丽川."""
    return len(rest) > 2 or rest[0] in common_family_names() or _FOREIGN.fullmatch(rest) is not None


def _person(text: str, start: int, end: int, source: str) -> Mention:
    name = text[start:end]
    return Mention(MentionKind.PERSON, Span(start, end), name, (name,), None, source, 0.7)


# 市委副书记程度等市领导: even a word is a name here.
_AMONG_LEADERS = re.compile(r"等(?:[省市县区州]|出席|参加|陪同|领导)|[（(][男女]")


def _after(
    text: str, at: int, sentence: Sentence, known: list[str], begun: dict[int, int], *, foreign: bool
) -> Mention | None:
    if at >= sentence.span.end:
        return None
    told = next((name for name in known if text.startswith(name, at)), None)
    if told:
        return _person(text, at, at + len(told), "named-elsewhere")
    near = next((p for p in (at + 1, at + 2) if p in begun), None)
    if (
        near
        and text[at:near] != "夫人"
        and text[at:near] not in heads()
        and not _MARKED.search(text[at:near])
        and text[at:near] not in stops()
        and not is_act(text[at:near])
    ):
        return _person(text, at, begun[near], "after-post")
    sound = _FOREIGN.match(text, at, sentence.span.end)
    if sound and (len(sound[0]) >= 4 or "·" in sound[0] or foreign) and _FOLLOWS_NAME.match(text, sound.end()):
        return _person(text, at, sound.end(), "after-post")
    family = 2 if text[at : at + 2] in surnames() else 1 if text[at] in common_family_names() else 0
    if not family:
        return None
    for given in (2, 1):
        end = at + family + given
        if (
            end <= sentence.span.end
            and (given == 1 or text[end - 1] != "说")
            and text[at:end] not in stops()
            and (text[at + family : end] not in stops() or (given == 1 and text[end : end + 1] in _AFTER_NAMES))
            and (text[at:end] not in no_names() or _AMONG_LEADERS.match(text, end))
            and _is_name_end(text, end, sentence)
            and all("一" <= c <= "鿿" for c in text[at:end])
            and text[at:end] not in country_names()
        ):
            return _person(text, at, end, "after-post")
    return None


_IN_LIST = re.compile(r"[一-鿿]{2,4}(?=[、，。；：（(]|和|及|等|与|出席|参加|$)")


def name_in_list(text: str, at: int) -> Mention | None:
    """A Chinese name at ``at`` in a list of names: a family name and one or two characters up to the next mark."""
    match = _IN_LIST.match(text, at)
    if not match:
        return None
    for end in range(at + 2, match.end() + 1):
        family = 2 if text[at : at + 2] in surnames() and end - at > 2 else 1
        known = text[at : at + family] in surnames() and 1 <= end - at - family <= 2
        if (
            known
            and text[at:end] not in no_names()
            and re.match(r"[、，。；：（(]|和|及|等|与|出席|参加|$", text[end:])
        ):
            return _person(text, at, end, "in-list")
    return None


def _is_name_end(text: str, end: int, sentence: Sentence) -> bool:
    """Whether a name may end here: a word does, and what follows is what follows names.

    Where a function word follows, words may run across the name's end: 韩某|正向 is 韩某正|向.
    """
    may = end in sentence.edges[1:] or text[end : end + 1] in _AFTER_NAMES
    return may and _FOLLOWS_NAME.match(text, end) is not None


# 中美|外长, 巴以|领导人
_LANDS = re.compile("[中美俄英法德日韩朝印澳加欧乌巴以]{2}")
_LEADERS = (
    "总统",
    "总理",
    "首相",
    "主席",
    "总书记",
    "国王",
    "外长",
    "防长",
    "议长",
    "大使",
    "秘书长",
    "国务卿",
    "埃米尔",
    "王储",
)


def _before(text: str, at: int, sentence: Sentence, title: FoundTitle, names: list[str]) -> Mention | None:
    """桑托总统: a foreign name right before a leader's title."""
    if not title.role.endswith(_LEADERS) or title.written != title.role:
        return None
    told = next((name for name in names if text.endswith(name, sentence.span.start, at)), None)
    if told:
        return _person(text, at - len(told), at, "named-elsewhere")
    near = max(sentence.span.start, at - 16)
    written = [m for m in _FOREIGN.finditer(text, near, at) if m.end() == at]
    if not written:
        return None
    start = written[0].start()
    words = [edge for edge in sentence.edges[:-1] if start <= edge < at]
    if text[start] in "和与同对" or start not in words:
        start = next((w for w in words if w > start or text[start] not in "和与同对"), start)
    name = text[start:at]
    known = name in country_names() or divisions_named(name) or any(name.endswith(c) for c in _endings(name))
    if len(name) < 2 or known or name in stops() or _LANDS.fullmatch(name):
        return None
    return _person(text, start, at, "before-post")


def _endings(name: str) -> Iterator[str]:
    """The endings of ``name`` that are names of countries: 法国 …"""
    return (name[i:] for i in range(len(name) - 1) if name[i:] in country_names())


def _settled(people: list[Mention]) -> tuple[Mention, ...]:
    """Sorted, the longer of overlapping ones."""
    kept: list[Mention] = []
    for person in sorted(people, key=lambda p: (p.span.start, -len(p.span))):
        if kept and kept[-1].span.overlaps(person.span):
            if len(person.span) > len(kept[-1].span):
                kept[-1] = person
            continue
        kept.append(person)
    return tuple(kept)
