"""Which lines are one paragraph: the words broken over the column's edge, what stands between lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.page.columns import WIDEST_COLUMN, Setting, usual_column
from kg.page.line_signs import CLOSERS, ends_sentence, ends_with_jump, has_glued_report, stands_alone, starts_report
from kg.page.lines import Line, is_letter_spaced
from kg.page.patterns import patterns
from kg.page.words import word_pairs

_PAUSES = frozenset("，、,；;（(“‘《「『")
_INNER = frozenset("，。；,;")
# No line starts with one of these but one that goes on.
_NEVER_FIRST = frozenset("，。、；：！？”’」』）》】,;:!?%％")
_OPEN, _CLOSE = "“（(《「『", "”）)》」』"
_BRACKETS = re.compile(f"[{_OPEN}{_CLOSE}]")
# A line that ends with one of these is never a whole headline or paragraph.
_UNFINISHED = frozenset("的了和与及在是也对为以把被将而并或从向于由该这那其各本每之-－")
# What follows a number: 24|日.
_COUNTED = frozenset("0123456789０１２３４５６７８９年月日时点分秒亿万千百%％个位名人次元岁届.．")
# 要|求。会议…: a line that begins with the end of a word and a stop
_TAIL = re.compile(r"[\u4e00-\u9fff](?:[，。、；”]|[\u4e00-\u9fff][。；])")
# 《…|…》: a title broken over two lines
_TITLE_OPEN, _TITLE_CLOSE = re.compile(r"《[^》]*$"), re.compile(r"[^《。]*》")
# 本报讯（记者 某某: who wrote is told to the end
_BREAKS_OFF = re.compile(r"[讯电][（(][^）)]*$")
# A caption, and the turns of a conversation: each a paragraph of its own.
_OPENING = ("图为", "问：", "答：", "问:", "答:")
_LONG_LINE = 30
_LONGEST_OPEN = 600  # characters from an opening bracket on
_MOST_OPEN = 60  # lines
_INDENT = 2
_ENOUGH = 3  # lines, behind the first, that show a paragraph's column
_MOST_LACKING = 3.2  # an indent, and the stop that hangs over the edge of other lines
# 事故。（某县人民法院李四）: who sent it in, after the last sentence
_SIGNED = re.compile(r"[。！？”][（(][^（()）。，]{2,36}[）)]$")


def is_hard_wrapped(lines: Sequence[Line]) -> bool:
    """Whether most lines end within a sentence at one width: the breaks are the column's, not the writer's."""
    if len(lines) < 4:
        return False
    broken = [line for line in lines[:-1] if not ends_sentence(line.text) and line.text[-1] not in "：:"]
    column = (
        usual_column(bytes(min(255, round(line.width)) for line in broken[:200]))
        if len(broken) * 2 > len(lines)
        else 0.0
    )
    if column < 10 or sum(line.width >= column - 1.5 for line in broken) * 3 <= len(broken) * 2:
        return False
    # The lines of a list or a poem are as even, but no words are broken over their ends.
    pairs = word_pairs()
    cut = sum(a.text[-1] + b.text[0] in pairs or a.text[-1] in _PAUSES for a, b in pairwise(lines))
    return cut * 6 >= len(lines)


def paragraph_end(lines: Sequence[Line], setting: Setting, start: int) -> int:
    """The index after the last line of the paragraph that starts at ``start``."""
    if stands_alone(lines[start].text):
        return start + 1
    # One line that many quotation marks make wide is no column's: two have to be as wide.
    widest, second = 0.0, 0.0
    for i in range(start, len(lines) - 1):
        widest, second = sorted((widest, second, lines[i].width), reverse=True)[:2]
        own = max(lines[i].width, second if i - start >= _ENOUGH else widest)
        if not _continues(lines, i, setting, start, own):
            return i + 1
    return len(lines)


def _column(lines: Sequence[Line], i: int, setting: Setting, start: int, own: float) -> float:
    """The column of line ``i`` in a paragraph from ``start``, whose widest line so far is ``own``; 0 for none."""
    column = setting.column(i, lines[i].width, lines[i + 1].width)
    lacks_indent = setting.indents and abs(column - _INDENT - lines[start].width) <= 0.6
    if i > start and own <= WIDEST_COLUMN and not lacks_indent:
        # Two lines show the paragraph's column better than its neighbours do.
        return own
    return 0.0 if lines[i].width > column + 1.5 else column


def _is_open(lines: Sequence[Line], start: int, i: int) -> bool:
    """Whether a bracket or quotation mark of the paragraph is open at the end of line ``i``."""
    text = "".join(line.text for line in lines[max(start, i - _MOST_OPEN) : i + 1])
    if i - start > _MOST_OPEN or len(text) > _LONGEST_OPEN:
        return False
    return 0 < sum(1 if bracket in _OPEN else -1 for bracket in _BRACKETS.findall(text)) < 4


def _continues(lines: Sequence[Line], i: int, setting: Setting, start: int, own: float) -> bool:
    """Whether line ``i + 1`` goes on with the paragraph from ``start`` to ``i``."""
    line, after, first = lines[i], lines[i + 1], i == start
    last = line.text[-1]
    if _are_parted(line, after, last):
        return False
    apart = after.blanks > setting.blanks[i]
    if after.text[0] in _NEVER_FIRST and not apart:
        return True
    if "《" in line.text and _TITLE_OPEN.search(line.text) and _TITLE_CLOSE.match(after.text):
        return True
    if last in "）)" and not first and _SIGNED.search(lines[i - 1].text + line.text):
        return False
    width_after = _width_without_jump(after)
    column = _column(lines, i, setting, start, own)
    if first and setting.indents:
        column = column or (width_after if abs(width_after - line.width - _INDENT) <= 0.6 else 0.0)
    short, short_after = column - line.width, column - width_after
    if first and setting.indents and _is_first_of_two(short, short_after):
        short -= _INDENT
    if ends_sentence(line.text):
        if apart or not column or not -1 <= short <= 0.5:
            return False
        return _goes_on_after_stop(lines, i, setting, short_after, indented=first and short < column - line.width)
    if last in _PAUSES:
        return True
    if _TAIL.match(after.text) and not apart:
        return True
    if last in "：:" and (not column or short > 1.5):
        return False
    score = _going_on(line, after, column and (short, short_after), apart=apart, first=first)
    score -= 2.0 if first and _is_subtitle(lines, i) else 0.0
    return score > 0 or (score > -3.0 and _is_open(lines, start, i))


def _is_subtitle(lines: Sequence[Line], i: int) -> bool:
    """——某某纪实, below a headline."""
    text = lines[i].text
    return text.startswith("——") and i > 0 and _INNER.isdisjoint(text) and not ends_sentence(lines[i - 1].text)


def _are_parted(line: Line, after: Line, last: str) -> bool:
    """Whether looks or words of the lines forbid that they are one paragraph."""
    if line.level or after.level or line.bold or after.bold:
        return True
    if after.indented and not line.indented and last not in _PAUSES and not _BREAKS_OFF.search(line.text):
        return True
    if after.text.startswith(_OPENING) and last not in _PAUSES:
        return True
    return stands_alone(after.text) or starts_report(after.text) or ends_with_jump(line.text)


def _width_without_jump(line: Line) -> float:
    """The line's width without （下转第二版） after its words."""
    if not ends_with_jump(line.text):
        return line.width
    jump = patterns().jump_end.search(line.text)
    return line.width - len(jump[0].strip()) if jump else line.width


def _is_first_of_two(short: float, short_after: float) -> bool:
    """Whether the first line lacks just an indent, and the line after it does not look like a first one itself."""
    return 1.4 <= short <= _MOST_LACKING and not 1.4 <= short_after <= _MOST_LACKING


def _goes_on_after_stop(lines: Sequence[Line], i: int, setting: Setting, short_after: float, *, indented: bool) -> bool:
    """A sentence that ends just at the column's edge: the paragraph goes on unless the next line looks new."""
    after = lines[i + 1]
    if after.indented:
        return False
    if short_after < -1.2 or after.text[0] == "【":
        return False
    ends = ends_sentence(after.text)
    if setting.kept and i + 2 < len(lines):
        # A headline stands before an indented first line; the end of a paragraph ends a sentence, too.
        return ends or not (lines[i + 2].indented or short_after > 1.5)
    if 1.5 <= short_after <= 2.5 and after.text[-1] not in CLOSERS:
        return indented and ends
    return short_after <= 1.5 or ends


def _going_on(line: Line, after: Line, shortness: tuple[float, float] | float, *, apart: bool, first: bool) -> float:
    """How much speaks for ``after`` going on where ``line`` ends without a full stop; below 0: it stands alone.

    ``shortness``: how much the two lines are short of the column; 0.0 where there is none.
    """
    text = line.text
    inner = not _INNER.isdisjoint(text)
    if text[-1] in _UNFINISHED and (inner or not first or not shortness):
        return 1.0
    if first and (starts_report(text) or has_glued_report(text)):
        return 1.0
    score = 1.0 if text[-1] in _UNFINISHED else 1.8 if text[-1] + after.text[0] in word_pairs() else -0.3
    if text[-1].isdigit() and after.text[0] in _COUNTED:
        score += 3.0
    if isinstance(shortness, tuple):
        score += _fullness(*shortness)
        if first and not inner and after.width > 4 and shortness[1] > 2 and not ends_sentence(after.text):
            # Two short lines without a stop in either: both are displayed, unless the first one is broken off.
            score -= 1.5 if shortness[0] > 0.5 else 0.0
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


def _fullness(short: float, short_after: float) -> float:
    """What the widths say: a line that is ``short`` of the column by so much, and the line after it."""
    if short < -1.5:
        return -4.0
    if short_after < -2:
        return -2.0
    if short <= 1.5:
        return 1.5 if short <= 0.5 else 1.3 if short <= 1.0 else 1.0
    if short > 3.5:
        return -4.0
    return 0.3 if short <= 2.5 else -1.0
