"""What one line tells by its words: the end of a sentence, the start of a report, who wrote, that it stands alone."""

from __future__ import annotations

from kg.page.patterns import patterns

_ENDS = frozenset("。！？!?…")
CLOSERS = frozenset("”’」』）)》】\"'")
_LONGEST_NOTE = 20


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a full stop, closing quotes and brackets aside, （新华社北京1月2日电）
    or 记者 某某 摄."""
    if text[-1] in "）)" and text[-2:-1] in "电摄讯":
        return True
    if text[-1] == "摄" and patterns().credit.search(text[-24:]):
        return True
    at = len(text)
    while at and text[at - 1] in CLOSERS:
        at -= 1
    return at > 0 and text[at - 1] in _ENDS


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
