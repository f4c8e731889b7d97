"""Which lines are one paragraph: the column's width, the words broken over its edge, what stands between lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg.page.lines import Line, is_letter_spaced
from kg.page.patterns import patterns
from kg.page.words import word_pairs

_ENDS = frozenset("。！？!?…")
_CLOSERS = frozenset("”’」』）)》】\"'")
_PAUSES = frozenset("，、,；;（(“‘《「『")
_INNER = frozenset("，。；,;")
_OPEN, _CLOSE = "“（(《「『", "”）)》」』"
_BRACKETS = re.compile(f"[{_OPEN}{_CLOSE}]")
_LONGEST_NOTE = 20
# A line that ends with one of these is never a whole headline or paragraph.
_UNFINISHED = frozenset("的了和与及在是也对为以把被将而并或从向于由该这那其各本每之")
_WINDOW = 8
_WIDEST_COLUMN, _NARROWEST_COLUMN = 45, 7
# What follows a number: 24|日.
_COUNTED = frozenset("0123456789０１２３４５６７８９年月日时点分秒亿万千百%％个位名人次元岁届.．")
_LONG_LINE = 30
_LONGEST_OPEN = 600


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text around each line is set: column widths ahead and behind (0: not wrapped), usual blank lines.

    ``indents``: the first line of a paragraph is two characters short, because its indent was cut.
    """

    ahead: Sequence[float]
    behind: Sequence[float]
    blanks: Sequence[int]
    indents: bool

    def column(self, i: int, size: float, after: float = 0.0) -> float:
        """The column of line ``i``: the narrower one that holds ``size`` and the line ``after``, else the wider."""
        ahead, behind = self.ahead[i], self.behind[i]
        fitting = [c for c in (ahead, behind) if c and max(size, after) <= c + 1.5]
        return min(fitting) if fitting else max(ahead, behind)


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a full stop, closing quotes and brackets aside, （新华社北京1月2日电）
    or 记者 某某 摄."""
    if text[-1] in "）)" and text[-2:-1] in "电摄讯":
        return True
    if text[-1] == "摄" and patterns().credit.search(text[-24:]):
        return True
    at = len(text)
    while at and text[at - 1] in _CLOSERS:
        at -= 1
    return at > 0 and text[at - 1] in _ENDS


# 事故。（某县人民法院李四）: who sent it in, after the last sentence
_SIGNED = re.compile(r"[。！？”][（(][^（()）。，]{2,36}[）)]$")


def measure(lines: Sequence[Line]) -> None:
    """Sets the lines' widths to their characters, where the page counts a Latin letter or digit as a whole one.

    The measure in which more lines are as wide as their neighbours is the page's.
    """
    by_width = _evenness([round(line.width) for line in lines])
    by_chars = _evenness([line.chars for line in lines])
    if by_chars > by_width:
        for line in lines:
            line.width = float(line.chars)


def _evenness(sizes: Sequence[int]) -> int:
    """How many lines are exactly as wide as one of the two before them."""
    return sum(size > _NARROWEST_COLUMN and size in sizes[max(0, i - 2) : i] for i, size in enumerate(sizes))


def find_setting(lines: Sequence[Line]) -> Setting:
    """The setting around each line, from the widths and gaps of its neighbours."""
    sizes = [round(line.width) for line in lines]
    windows = [_column(tuple(sizes[i : i + _WINDOW])) for i in range(len(lines))]
    behind = [windows[max(0, i - _WINDOW + 1)] for i in range(len(lines))]
    gaps = [line.blanks for line in lines]
    # The gap before the first line of a window belongs to what was before it.
    blanks = [_usual(tuple(gaps[max(1, i - 5) : i + 6])) for i in range(len(lines))]
    return Setting(windows, behind, blanks, _indents(lines, windows))


def is_hard_wrapped(lines: Sequence[Line]) -> bool:
    """Whether most lines end within a sentence at one width: the breaks are the column's, not the writer's."""
    if len(lines) < 4:
        return False
    broken = [line for line in lines[:-1] if not ends_sentence(line.text) and line.text[-1] not in "：:"]
    column = _column(tuple(round(line.width) for line in broken[:200])) if len(broken) * 2 > len(lines) else 0.0
    if column < 10 or sum(line.width >= column - 1.5 for line in broken) * 3 <= len(broken) * 2:
        return False
    # The lines of a list or a poem are as even, but no words are broken over their ends.
    pairs = word_pairs()
    cut = sum(a.text[-1] + b.text[0] in pairs or a.text[-1] in _PAUSES for a, b in pairwise(lines))
    return cut * 6 >= len(lines)


def _indents(lines: Sequence[Line], columns: Sequence[float]) -> bool:
    """Whether the lines after short last lines of paragraphs are two characters short more often than full."""
    short = full = 0
    for i in range(len(lines) - 1):
        column = columns[i + 1]
        if column and lines[i].width < column - 3 and ends_sentence(lines[i].text):
            missing = column - lines[i + 1].width
            short += 1.5 <= missing <= 3.2
            full += missing <= 1
    return short > full


@lru_cache(maxsize=4096)
def _usual(gaps: tuple[int, ...]) -> int:
    """The commonest number of blank lines, the smaller one where two are as common."""
    return max(set(gaps), key=lambda b: (gaps.count(b), -b)) if gaps else 0


@lru_cache(maxsize=4096)
def _column(sizes: tuple[int, ...]) -> float:
    """The width that most of these lines fill, 0 if there is none."""
    votes, column = max((sizes.count(s) + sizes.count(s - 1), s) for s in set(sizes))
    return column if votes >= 3 and votes * 2 >= len(sizes) and _NARROWEST_COLUMN <= column <= _WIDEST_COLUMN else 0.0


def paragraph_end(lines: Sequence[Line], setting: Setting, start: int) -> int:
    """The index after the last line of the paragraph that starts at ``start``."""
    if stands_alone(lines[start].text):
        return start + 1
    opened = length = 0
    own = 0.0
    for i in range(start, len(lines) - 1):
        text = lines[i].text
        length += len(text)
        for bracket in _BRACKETS.findall(text):
            opened += 1 if bracket in _OPEN else -1
        own = max(own, lines[i].width)
        # Two lines show the paragraph's column better than its neighbours do.
        column = own if i > start and own <= _WIDEST_COLUMN else setting.column(i, lines[i].width, lines[i + 1].width)
        is_open = 0 < opened < 4 and length < _LONGEST_OPEN
        if not _continues(lines, i, setting, column, first=i == start, is_open=is_open):
            return i + 1
    return len(lines)


def _continues(lines: Sequence[Line], i: int, setting: Setting, column: float, *, first: bool, is_open: bool) -> bool:
    """Whether line ``i + 1`` goes on with the paragraph of line ``i``."""
    line, after = lines[i], lines[i + 1]
    if line.level or after.level or line.bold or after.bold:
        return False
    last = line.text[-1]
    if after.indented and not line.indented and last not in _PAUSES:
        return False
    if stands_alone(after.text) or starts_report(after.text) or ends_with_jump(line.text):
        return False
    apart = after.blanks > setting.blanks[i]
    if last in "）)" and not first and _SIGNED.search(lines[i - 1].text + line.text):
        return False
    if ends_sentence(line.text):
        return _is_full_stop_inside(line, after, column) and not apart
    if last in _PAUSES:
        return True
    if last in "：:" and (not column or line.width < column - 1.5):
        return False
    score = _going_on(line, after, column, apart=apart, first=first, indents=setting.indents)
    return score + (3.0 if is_open else 0.0) > 0


def _is_full_stop_inside(line: Line, after: Line, column: float) -> bool:
    """A sentence that ends just at the column's edge: the paragraph goes on unless the next line looks new."""
    if not column or after.indented or not column - 0.5 <= line.width <= column + 1:
        return False
    starts_short = column - 2.5 <= after.width <= column - 1.5 and after.text[-1] not in _CLOSERS
    return not starts_short and (after.width >= column - 1.5 or ends_sentence(after.text))


def _going_on(line: Line, after: Line, column: float, *, apart: bool, first: bool, indents: bool) -> float:
    """How much speaks for ``after`` going on where ``line`` ends without a full stop; below 0: it stands alone."""
    text = line.text
    inner = not _INNER.isdisjoint(text)
    if text[-1] in _UNFINISHED and (inner or not first or not column):
        return 1.0
    if first and (starts_report(text) or has_glued_report(text)):
        return 1.0
    score = 1.0 if text[-1] in _UNFINISHED else 1.8 if text[-1] + after.text[0] in word_pairs() else -0.3
    if text[-1].isdigit() and after.text[0] in _COUNTED:
        score += 3.0
    if column:
        score += _fullness(column - line.width, column - after.width, starts=first and indents)
        if first and not inner and 4 < after.width < column - 2 and not ends_sentence(after.text):
            # Two short lines without a stop in either: both are displayed, unless the first one is broken off.
            score -= 1.5 if column - line.width > 0.5 else 0.0
    else:
        score += 0.5 if line.chars >= _LONG_LINE else -2.0
    if first:
        score += 1.2 if inner else -0.4 if "、" in text else -0.8
        score -= 2.0 if apart else 0.0
    else:
        score += 1.5
        score -= 0.5 if apart else 0.0
    if not inner and (" " in text or "\u3000" in text or is_letter_spaced(after.text)):
        score -= 4.0 if is_letter_spaced(text) or is_letter_spaced(after.text) else 0.7
    return score - (2.0 if after.text.startswith("——") and not inner else 0.0)


def _fullness(short: float, short_after: float, *, starts: bool) -> float:
    """What the widths say: a line that is ``short`` of the column by so much, and the line after it."""
    if short < -1.5:
        return -4.0
    if short_after < -2:
        return -2.0
    if short <= 1.5:
        return 1.5 if short <= 0.5 else 1.3 if short <= 1.0 else 1.0
    if short > 3.5:
        return -4.0
    if starts and short_after <= 1:
        # The first line of an indented paragraph, and a second one that is not.
        return 1.8
    return 0.3 if short <= 2.5 else -1.0


def stands_alone(text: str) -> bool:
    """A line that is a unit by itself: jump line, byline, a pointer to another page, 编者按."""
    known = patterns()
    if len(text) > 48:
        return False
    if "版" in text and (known.jump_line.fullmatch(text) or known.guide_pointer.fullmatch(text)):
        return True
    if len(text) <= _LONGEST_NOTE and (known.guide.fullmatch(text) or known.note.fullmatch(text)):
        return True
    return is_byline(text)


def starts_report(text: str) -> bool:
    """本报讯（记者…: the line begins a report."""
    return ("讯" in text or "电" in text or "消息" in text) and patterns().lead.match(text) is not None


def has_glued_report(text: str) -> bool:
    """某某主持本报讯（记者某某）: a headline's end and a report's start on one line."""
    return ("讯" in text or "电" in text) and patterns().glued_lead.match(text) is not None


def ends_with_jump(text: str) -> bool:
    """…，（下转第二版）: the rest is on another page."""
    return text[-1] in "版）)】]" and "版" in text[-10:] and patterns().jump_end.search(text[-30:]) is not None


def is_byline(text: str) -> bool:
    """本报记者 张三: a line that only names who wrote."""
    return len(text) <= 48 and text[-1] not in _ENDS and patterns().byline.fullmatch(text) is not None
