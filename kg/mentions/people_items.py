"""Names that a mark behind them or the formula of an appointment shows: 某某（女，回族）, 某某，男，, 接受某某辞去."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.lexicon.searching import Keyed
from kg.mentions.people_clues import Seen, Text, begins
from kg.mentions.person_names import DOTS, is_chinese_name, is_word
from kg.model import Span

# （女）, （女，回族）, （藏族） behind a name
_MARKED = Keyed.of(
    r"([\u4e00-\u9fff·•・]{2,12}?)[（(](?:男|女|[\u4e00-\u9fff]{1,4}族)(?=[，,、）)])",
    *(f"{bracket}{sex}" for bracket in "（(" for sex in "男女"),
    *(f"族{mark}" for mark in "，,、）)"),
)
_DOTTED = rf"[\u4e00-\u9fff]{{1,8}}(?:[{DOTS}][\u4e00-\u9fff]{{1,8}})+"
# 某某，女，1970年3月生: an item of a notice
_ITEM = Keyed.of(rf"(?:^|(?<=[\n；。：]))[ 　]*({_DOTTED}|[\u4e00-\u9fff]{{2,4}})[，,](?=[男女][，,])", "，男", "，女")
# 接受某某因工作变动辞去某职的请求
_RESIGNED = Keyed.of(
    rf"(?:接受|同意|批准)(?:了)?({_DOTTED}|[\u4e00-\u9fff]{{2,4}}?)(?:同志)?(?=因[^，。；]{{2,16}}辞去|(?:提出的)?辞去)",
    "辞去",
)
# 某某委员建议，… at a session
_DEPUTY = Keyed.of(
    r"(?:^|(?<=[\n。；]))[ 　]*([\u4e00-\u9fff]{2,3})(?=(?:常委|委员|代表)(?:建议|提出|认为|表示|说|指出|呼吁|谈))",
    "委员",
    "常委",
    "代表",
)

# 王某　李某某（女）　张某: a roster
_ROSTER = re.compile(r"(?:[\u4e00-\u9fff·]{2,14}(?:[（(][^（()）\n]{1,12}[）)])?[　 \t]+){5,}[\u4e00-\u9fff·]{2,14}")
_ENTRY = re.compile(r"[\u4e00-\u9fff·]{2,14}(?=[（(　 \t]|$)")
MOST: Final = 0.8
"""This share of the items of a roster must look like names."""


def marked(text: Text) -> Iterator[Seen]:
    """Names before a marker: 某某（女，回族）, 某某（藏族）."""
    for found in _MARKED.finditer(text.text):
        name = found[1]
        for size in (4, 3, 2):
            if len(name) > size and not any(dot in name for dot in DOTS):
                name = name[-size:]
            if is_chinese_name(name):
                break
        else:
            name = found[1]
        start = found.end(1) - len(name)
        if begins(text, start) and (is_chinese_name(name) or any(dot in name for dot in DOTS)):
            yield Seen(Span(start, found.end(1)), "marker")


def noticed(text: Text) -> Iterator[Seen]:
    """Names that open an item of a notice (某某，女，) or a deputy's speech, and of whose resignation is accepted."""
    for pattern in (_ITEM, _RESIGNED, _DEPUTY):
        for found in pattern.finditer(text.text):
            if pattern is not _DEPUTY or (is_chinese_name(found[1]) and not is_word(found[1])):
                yield Seen(Span(*found.span(1)), "marker")


def rostered(text: Text) -> Iterator[Seen]:
    """Names that stand in a row with nothing but spaces between them: all of a row whose items are names nearly all."""
    for row in _ROSTER.finditer(text.text) if "　" in text.text else ():
        entries = list(_ENTRY.finditer(text.text, row.start(), row.end()))
        names = [one for one in entries if is_chinese_name(one[0])]
        if len(names) >= MOST * len(entries):
            yield from (Seen(Span(*one.span()), "marker") for one in names)
