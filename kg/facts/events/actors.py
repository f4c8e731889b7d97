"""The people of an article as actors of its events: names made whole, named again, without those who report."""

from __future__ import annotations

import re
from dataclasses import replace

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.model import Mention, MentionKind, RoleFact, Span

#: Who reports: （记者甲、乙）, 记者甲报道.
_REPORTERS = re.compile(
    r"(?:记者|通讯员|实习生|特派员)(?P<p>[^，。；）：]{2,40}?)(?:[）：，。]|报道|摄)|（(?P<q>[^（），。]{2,16}?)(?:摄|文|报道|整理)）"
)


#: Forms of address that a recogniser may take for names.
_NO_NAMES = frozenset({"先生", "女士", "同志", "阁下", "殿下", "陛下", "总统", "总理", "主席"})


def general_secretary(people: tuple[Mention, ...], roles: tuple[RoleFact, ...]) -> Mention | None:
    """The one whom 总书记 alone means: the only one of the article who holds that post."""
    named = {role.person for role in roles if role.role == "总书记"}
    return next((m for m in people if m.text in named), None) if len(named) == 1 else None


def actors(text: str, people: list[Mention], roles: tuple[RoleFact, ...]) -> tuple[Mention, ...]:
    """The people without those who report, and with the further places of their names."""
    known = sorted({m.text for m in people} | {r.person for r in roles}, key=len, reverse=True)
    near = {m.text: [n for n in known if n != m.text and (n in m.text or m.text in n)] for m in people}
    people = [_whole(text, m, near[m.text]) if near[m.text] else m for m in people]
    people = sorted([*people, *_missed(text, people, roles)], key=lambda m: m.span)
    zones = [found.span(group) for found in _REPORTERS.finditer(text) for group in ("p", "q") if found[group]]
    people = [m for m in people if m.text not in _NO_NAMES]
    return tuple(m for m in people if not any(a <= m.span.start and m.span.end <= b for a, b in zones))


#: What a bare name of two characters stands between where it is sure to be one: after a post, before a verb.
_AFTER_POST = re.compile(r"[长席理记员任委、，。：和与及同为见待迎]$")
_BEFORE_VERB = re.compile(
    r"[在说将于对向同和与、，。等出主参会表强指要来到赴先走深首还就率]|日|\d|今|昨|上午|下午|举|一行|夫妇|时"
)
#: 甲某|总书记, 乙某|同志
_BEFORE_TITLE = re.compile(r"(?:总书记|主席|总理|总统|首相|[外部省市议]长|书记|同志|先生|女士|委员长|教授|院士)(?!国)")


def _missed(text: str, people: list[Mention], roles: tuple[RoleFact, ...]) -> list[Mention]:
    """Further places of names that the article has as people or as holders of posts."""
    names = {n: m.names for m in people for n in (m.text,) if len(n) > 1}
    names |= {role.person: (role.person,) for role in roles if role.person not in names and len(role.person) > 1}
    if not names:
        return []
    taken = {at for m in people for at in range(m.span.start, m.span.end)}
    found = []
    words = list(names)
    # To compile a pattern of the names takes longer than to look for them.
    for index, start, end in AhoCorasick(words, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(text):
        if not taken.isdisjoint(range(start, end)):
            continue
        sure = _AFTER_POST.search(text, max(0, start - 2), start) and _BEFORE_VERB.match(text, end)
        name = words[index]
        if len(name) > 2 or sure or _BEFORE_TITLE.match(text, end):
            found.append(Mention(MentionKind.PERSON, Span(start, end), name, names[name] or (name,), source="known"))
    return found


def full_names(people: tuple[Mention, ...]) -> dict[str, tuple[str, ...]]:
    """For each short foreign name, the longer one of the article that holds it as a part (林德 → 安娜·林德)."""
    names = dict.fromkeys(n for m in people for n in (m.names or (m.text,)))
    long = [n for n in names if "·" in n]
    full: dict[str, tuple[str, ...]] = {}
    for name in names:
        holders = [n for n in long if n != name and (f"·{name}·" in f"·{n}·")]
        if len(holders) == 1:
            full[name] = (holders[0],)
    return full


def _whole(text: str, mention: Mention, near: list[str]) -> Mention:
    """A name that was cut short or runs on, as the article has it elsewhere or its post's holder is called.

    斯特 of 斯特林称 where the text has 斯特林, 田欣受 of 部长田欣|受委托, 某国埃米尔塔里克 where it has 塔里克.
    """
    start, own = mention.span.start, mention.text
    for name in near:
        more = name.removeprefix(own) if name.startswith(own) else ""
        if len(own) > 1 and more and not more.startswith(_CALLED) and text.startswith(name, start):
            return _named(mention, name, start)
        if len(own) > 1 and name.endswith(own) and text.endswith(name, 0, mention.span.end):
            return _named(mention, name, mention.span.end - len(name))
        if len(name) > 1 and own.startswith(name) and own[len(name) :] in _RUN_ON:
            return _named(mention, name, start)
        if len(name) > _FOREIGN and own.endswith(name) and _TITLED.search(own[: -len(name)]):
            return _named(mention, name, mention.span.end - len(name))
    return mention


#: What is no part of a name behind it.
_CALLED = (
    "博士",
    "先生",
    "女士",
    "同志",
    "教授",
    "将军",
    "夫人",
    "夫妇",
    "总",
    "主席",
    "首",
    "院",
    "部",
    "议",
    "陛",
    "殿",
    "阁",
)
#: Words that a recogniser takes for a name's last character.
_RUN_ON = frozenset("受称说在等同与和率就向对将赴为")
#: 某国埃米尔 before a name
_TITLED = re.compile(r"(?:埃米尔|苏丹|国王|总统|总理|首相|亲王|王储|酋长|主席|外长|议长|部长|大臣|大使)$")
_FOREIGN = 2


def _named(mention: Mention, name: str, start: int) -> Mention:
    return replace(mention, span=Span(start, start + len(name)), text=name, names=(name,))
