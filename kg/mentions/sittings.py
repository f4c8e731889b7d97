"""Any 会 and any 式 that is told as held, though no list of heads has it: 召开某论证会, 某节首迎式今天在某地举行."""

from __future__ import annotations

import re

from kg.model import Span

#: 在今天举行的|某某合作会|上, 召开|某某论证会: any 会 that is held, where none of the heads ends.
_SITTING = re.compile(
    r"(?:举行|召开|举办|主持|出席)(?:了|的)?[^，。]{2,40}?(?P<h>[\u4e00-\u9fff]{2}(?<!委员)(?<!常委)(?<!理事)(?<!董事)(?<!监事)(?<!基金)(?<!联合)"
    r"(?<!促进)(?<!运动)(?<!组委)(?<!残奥)(?<!研究)(?<![协学工商议社国教奥亚残运机居村院都体领误聚约])会)(?=上(?:[的，]|$)|$)"
)


#: 某某节首迎式|今天在某地举行: any 式 that is held.
_RITE = re.compile(
    r"(?P<h>[\u4e00-\u9fff](?<![方形模正样新旧中西各])式)(?=(?:[今昨]天|[\d月日]+|[上下]午|在[^，。；]{1,16})+(?:隆重|正式|如期)*(?:举行|举办))"
)


def sittings(text: str, clause: Span, known: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The 会 that no list of heads has, where it is told as held."""
    found = _SITTING.search(text, clause.start, clause.end) or _RITE.search(text, clause.start, clause.end)
    if found is None or any(a < found.end("h") and found.start("h") < b for a, b, _ in known):
        return []
    return [(found.start("h"), found.end("h"), found["h"])]
