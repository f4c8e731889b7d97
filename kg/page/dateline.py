"""本报6月23日讯 · （新华社北京6月17日电）: agency, place and day of a report, and who is named as its reporter."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Dateline, DateValue, Span
from kg.page.patterns import patterns

_NUMERALS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
# （张三 记者李四 通讯员王五）
_REPORTERS = re.compile(r"[（(](?=[^（()）]{0,24}(?:记者|通讯员))([^（()）。，]{2,48})[）)]")
# 本报福州电记者张三、李四报道：
_OPENING = re.compile(
    r"(?:讯|电|^)\s*((?:新华社|本报)?(?:记者|通讯员)[\u4e00-\u9fff]{2,4}?"
    r"(?:[、\s]\s*(?:新华社|本报)?(?:记者|通讯员)?[\u4e00-\u9fff]{2,4}?){0,4})(?:联合|摄影|综合)?报道[：:，]"
)
_HEAD = 80  # characters in which the dateline and who wrote stand
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,8}")
_ROLES = re.compile(
    r"(?:本报|新华社|特约|见习|首席|实习|驻\S{2,8}?)*"
    r"(?:评论员|记者|通讯员|编辑部|文|图|摄影|报道|摄|撰文|作者|整理)[/／]?[图文]?"
)


def number(text: str) -> int:
    """6, ６, 六, 十二, 二十三 → int; ValueError if it is none."""
    plain = text.strip().translate(_WIDE)
    if plain.isdigit():
        return int(plain)
    if "十" in plain:
        tens, _, ones = plain.partition("十")
        return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)
    return int("".join(str(_NUMERALS[c]) for c in plain))


def month_day(match: re.Match[str]) -> str | None:
    """``--06-23`` from a match with groups month and day; None where they are no date."""
    if not match["month"]:
        return None
    try:
        month, day = number(match["month"]), number(match["day"])
    except (KeyError, ValueError):
        return None
    return f"--{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def find_dateline(text: str) -> Dateline | None:
    """The dateline at the start of a body, else the one in brackets at its end. Its date has no year yet."""
    known = patterns()
    head = text[:60]
    match = known.dateline.match(head)
    start = 0
    if match is None:
        start = max(0, len(text) - 60)
        match = known.closing_dateline.search(text[start:])
    if match is None:
        return None
    day = month_day(match)
    date = DateValue(day, basis=f"dateline {match[0].strip('（() ）')}") if day else None
    return Dateline(Span(start + match.start(), start + match.end()), match["agency"], match["place"] or None, date)


def reporter_spans(text: str) -> list[Span]:
    """Where words after the dateline name who wrote: within（记者张三 通讯员李四）, before 报道 (记者张三报道：)."""
    head = text[:_HEAD]
    return [Span(*match.span(1)) for pattern in (_REPORTERS, _OPENING) for match in pattern.finditer(head)]


def find_reporters(text: str, lines: Iterable[str]) -> tuple[str, ...]:
    """The people in byline ``lines`` and those who are named after the dateline (记者张三 通讯员李四)."""
    stated = list(lines)
    stated += [span.of(text) for span in reporter_spans(text)]
    names: dict[str, None] = {}
    for line in stated:
        bare = _ROLES.sub(" ", line)
        names.update(dict.fromkeys(n for n in _NAME.findall(bare) if len(n) >= 2))
    return tuple(names)
